/// Makes queries that lean on scopes: joins by name, aliases, subqueries and common tables that hide each other.
///
/// Many are unsound, which is the point: names are drawn from few words, so that they often mean several things or
/// nothing.
struct QueryGenerator {
    private var state: UInt64

    /// Starts with a seed, so that every run makes the same queries.
    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 99 }

    /// Tables whose columns overlap.
    static let schema = """
        CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT, y INTEGER);
        CREATE TABLE b (id INTEGER, a_id INTEGER REFERENCES a (id), y REAL, z TEXT);
        CREATE TABLE c (x TEXT, z TEXT, PRIMARY KEY (x, z)) WITHOUT ROWID;
        CREATE TABLE d (k TEXT PRIMARY KEY, n REAL);
        INSERT INTO a VALUES (1, 'p', 3), (2, 'q', NULL), (3, NULL, 5);
        INSERT INTO b VALUES (1, 1, 1.5, 'z'), (2, 1, 2.0, NULL), (NULL, 3, NULL, 'q');
        INSERT INTO c VALUES ('p', 'z'), ('q', 'q');
        INSERT INTO d VALUES ('p', 1), ('r', 2.5);
        """

    private mutating func next(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(truncatingIfNeeded: (state >> 33) % UInt64(bound))
    }

    private mutating func pick(_ words: [String]) -> String { words[next(below: words.count)] }

    private mutating func chance(_ percent: Int) -> Bool { next(below: 100) < percent }

    private mutating func list(_ count: Int, _ make: (inout QueryGenerator) -> String) -> String {
        (0..<count).map { _ in make(&self) }.joined(separator: ", ")
    }

    /// The next query.
    mutating func query() -> String { query(depth: 2) }

    private mutating func query(depth: Int) -> String {
        var sql = ""
        if chance(20) {
            let columns = chance(30) ? " (\(pick(["x", "y", "k"])))" : ""
            sql += "WITH \(pick(["t", "a", "u"]))\(columns) AS (\(query(depth: depth - 1))) "
        }
        sql += select(depth: depth)
        if chance(12) {
            sql += " \(pick(["UNION", "UNION ALL", "EXCEPT", "INTERSECT"])) \(select(depth: depth - 1))"
        }
        if chance(25) { sql += " ORDER BY \(term(depth: 0))" }
        if chance(10) { sql += " LIMIT 3" }
        return sql
    }

    private mutating func select(depth: Int) -> String {
        var sql = "SELECT " + (chance(10) ? "DISTINCT " : "") + list(1 + next(below: 2)) { $0.item(depth: depth) }
        if chance(95) { sql += " FROM " + from(depth: depth) }
        if chance(45) { sql += " WHERE " + condition(depth: depth) }
        if chance(15) { sql += " GROUP BY " + term(depth: 0) + (chance(40) ? " HAVING " + condition(depth: 0) : "") }
        return sql
    }

    private mutating func item(depth: Int) -> String {
        switch next(below: 10) {
        case 0: return "*"
        case 1: return pick(["a", "b", "c", "t", "u"]) + ".*"
        case 2: return "count(\(column()))"
        case 3: return "max(\(column())) AS \(pick(["x", "n", "k"]))"
        case 4: return column() + " AS " + pick(["x", "y", "id", "n"])
        case 5 where depth > 0: return "(\(query(depth: depth - 1)))"
        default: return term(depth: depth)
        }
    }

    private mutating func term(depth: Int) -> String {
        switch next(below: 8) {
        case 0: return "1"
        case 1: return column() + " + 1"
        case 2: return "lower(\(column()))"
        default: return column()
        }
    }

    private mutating func column() -> String {
        let name = pick(["id", "x", "y", "z", "k", "n", "a_id", "id", "x", "rowid", "q"])
        return chance(45) ? pick(["a", "b", "c", "d", "t", "u", "b"]) + "." + name : name
    }

    private mutating func from(depth: Int) -> String {
        var sql = source(depth: depth)
        for _ in 0..<next(below: 3) {
            switch next(below: 8) {
            case 0: sql += ", " + source(depth: depth)
            case 1: sql += " NATURAL JOIN " + source(depth: depth)
            case 2: sql += " \(pick(["", "LEFT "]))JOIN \(source(depth: depth)) USING (\(pick(["id", "x", "y", "z"])))"
            case 3: sql += " LEFT JOIN \(source(depth: depth)) ON \(condition(depth: 0))"
            case 4: sql += " CROSS JOIN " + source(depth: depth)
            case 5: sql += " \(pick(["RIGHT", "FULL"])) JOIN \(source(depth: depth)) ON \(condition(depth: 0))"
            default: sql += " JOIN \(source(depth: depth)) ON \(condition(depth: 0))"
            }
        }
        return sql
    }

    private mutating func source(depth: Int) -> String {
        let alias = chance(40) ? " AS " + pick(["t", "u", "a", "b"]) : ""
        if depth > 0, chance(20) { return "(\(query(depth: depth - 1)))" + alias }
        return pick(["a", "b", "c", "d", "t", "a", "b", "e"]) + alias
    }

    private mutating func condition(depth: Int) -> String {
        switch next(below: depth > 0 ? 10 : 6) {
        case 0: return "\(column()) = 'x'"
        case 1: return "\(column()) IN (1, 2)"
        case 2: return "\(column()) BETWEEN 1 AND \(column())"
        case 3: return "\(condition(depth: 0)) AND \(condition(depth: 0))"
        case 6: return "EXISTS (\(query(depth: depth - 1)))"
        case 7: return "\(column()) IN (SELECT \(column()) FROM \(from(depth: depth - 1)))"
        case 8: return "\(column()) = (\(query(depth: depth - 1)))"
        default: return "\(column()) = \(column())"
        }
    }
}
