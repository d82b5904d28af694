"""What the generators share: a die that rolls the same everywhere, and SQL text."""

import datetime

MASK = (1 << 64) - 1


class Dice:
    """SplitMix64. Integers only, so a seed gives the same database on every machine."""

    def __init__(self, seed):
        self.state = seed & MASK

    def _next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def below(self, n):
        return self._next() % n

    def between(self, low, high):
        """Both ends included."""
        return low + self.below(high - low + 1)

    def chance(self, percent):
        return self.below(100) < percent

    def pick(self, items):
        return items[self.below(len(items))]

    def weighted(self, pairs):
        """One of the items of (item, integer weight) pairs."""
        roll = self.below(sum(weight for _, weight in pairs))
        for item, weight in pairs:
            if roll < weight:
                return item
            roll -= weight
        raise AssertionError("the weights add up")

    def sample(self, items, count):
        pool = list(items)
        return [pool.pop(self.below(len(pool))) for _ in range(min(count, len(pool)))]

    def day(self, first, last):
        """A date between two dates, both included."""
        return first + datetime.timedelta(days=self.between(0, (last - first).days))

    def moment(self, day, first_hour=0, last_hour=23):
        return datetime.datetime(
            day.year, day.month, day.day,
            self.between(first_hour, last_hour), self.below(60), self.below(60))


class Decimal:
    """A fixed-point number held as an integer, printed with its decimals: Decimal(1250, 2) is 12.50."""

    def __init__(self, units, places=2):
        self.units = units
        self.places = places

    def __str__(self):
        sign = "-" if self.units < 0 else ""
        whole, rest = divmod(abs(self.units), 10 ** self.places)
        return f"{sign}{whole}.{rest:0{self.places}d}"


def literal(value):
    if value is None:
        return "NULL"
    if value is True:
        return "TRUE"
    if value is False:
        return "FALSE"
    if isinstance(value, (int, Decimal)):
        return str(value)
    if isinstance(value, datetime.datetime):
        return value.strftime("'%Y-%m-%d %H:%M:%S'")
    if isinstance(value, datetime.date):
        return value.strftime("'%Y-%m-%d'")
    return "'" + value.replace("'", "''") + "'"


def insert(table, columns, rows, batch=500):
    """INSERT statements of at most `batch` rows, one row a line."""
    statements = []
    for start in range(0, len(rows), batch):
        lines = ["(" + ", ".join(literal(value) for value in row) + ")"
                 for row in rows[start:start + batch]]
        statements.append(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES\n" + ",\n".join(lines) + ";\n")
    return "\n".join(statements)
