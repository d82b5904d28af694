"""Prints transit.sql, the public transport of a bay city. Usage: python3 transit.py > ../transit.sql"""

import datetime
import sys

from common import Decimal, Dice, insert

DATE = datetime.date
dice = Dice(2206)

SCHEMA = """\
-- Trams, buses and ferries of Marrow Bay. Made by generate/transit.py; change that, not this.
BEGIN;

CREATE TABLE depots (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  district TEXT NOT NULL,
  capacity INTEGER NOT NULL
);

CREATE TABLE lines (
  id INTEGER PRIMARY KEY,
  code VARCHAR(4) NOT NULL UNIQUE,
  name TEXT NOT NULL,
  mode TEXT NOT NULL,
  colour TEXT,
  depot_id INTEGER REFERENCES depots (id),
  opened_on DATE NOT NULL,
  length_km NUMERIC(5,1) NOT NULL,
  night_service BOOLEAN NOT NULL
);

CREATE TABLE stations (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  zone INTEGER NOT NULL,
  district TEXT,
  opened_on DATE,
  step_free BOOLEAN NOT NULL,
  latitude DOUBLE PRECISION NOT NULL,
  longitude DOUBLE PRECISION NOT NULL
);

CREATE TABLE stops (
  id INTEGER PRIMARY KEY,
  code VARCHAR(6) NOT NULL UNIQUE,
  name TEXT NOT NULL,
  station_id INTEGER REFERENCES stations (id),
  kind TEXT NOT NULL,
  shelter BOOLEAN,
  request_only BOOLEAN NOT NULL
);

CREATE TABLE line_stops (
  line_id INTEGER NOT NULL REFERENCES lines (id),
  stop_id INTEGER NOT NULL REFERENCES stops (id),
  seq INTEGER NOT NULL,
  minutes INTEGER NOT NULL,
  PRIMARY KEY (line_id, seq)
);

CREATE TABLE vehicles (
  id INTEGER PRIMARY KEY,
  fleet_no VARCHAR(6) NOT NULL UNIQUE,
  model TEXT NOT NULL,
  mode TEXT NOT NULL,
  seats INTEGER NOT NULL,
  power TEXT,
  bought_on DATE NOT NULL,
  retired_on DATE,
  depot_id INTEGER REFERENCES depots (id)
);

CREATE TABLE drivers (
  id INTEGER PRIMARY KEY,
  badge VARCHAR(6) NOT NULL UNIQUE,
  name TEXT NOT NULL,
  depot_id INTEGER NOT NULL REFERENCES depots (id),
  hired_on DATE NOT NULL,
  left_on DATE,
  trainer_id INTEGER REFERENCES drivers (id)
);

CREATE TABLE trips (
  id INTEGER PRIMARY KEY,
  line_id INTEGER NOT NULL REFERENCES lines (id),
  direction TEXT NOT NULL,
  days TEXT NOT NULL,
  departs TEXT NOT NULL,
  arrives TEXT NOT NULL
);

CREATE TABLE rides (
  id INTEGER PRIMARY KEY,
  trip_id INTEGER REFERENCES trips (id),
  line_id INTEGER NOT NULL REFERENCES lines (id),
  vehicle_id INTEGER REFERENCES vehicles (id),
  driver_id INTEGER,
  started_at TIMESTAMP NOT NULL,
  ended_at TIMESTAMP,
  passengers INTEGER,
  delay INTEGER,
  cancelled BOOLEAN NOT NULL
);

CREATE TABLE fares (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  zones INTEGER,
  price NUMERIC(6,2) NOT NULL,
  reduced BOOLEAN NOT NULL
);

CREATE TABLE ticket_sales (
  id INTEGER PRIMARY KEY,
  fare_id INTEGER NOT NULL REFERENCES fares (id),
  station_id INTEGER REFERENCES stations (id),
  sold_on DATE NOT NULL,
  channel TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  amount NUMERIC(8,2) NOT NULL
);

CREATE TABLE incidents (
  id INTEGER PRIMARY KEY,
  line_id INTEGER REFERENCES lines (id),
  station_id INTEGER REFERENCES stations (id),
  happened_at TIMESTAMP NOT NULL,
  cleared_at TIMESTAMP,
  kind TEXT NOT NULL,
  severity INTEGER NOT NULL,
  note TEXT
);
"""

DEPOTS = [(1, "Copper Lane", "Old Town", 40), (2, "Saltmarsh", "Saltmarsh", 65), (3, "Ferry Slip", "Harbour", 9),
          (4, "Hilltop", "Upper Reach", 30)]

# id, code, name, mode, colour, depot, opened, length, night
LINES = [
    (1, "T1", "Harbour – University", "tram", "red", 1, DATE(1911, 5, 20), Decimal(94, 1), True),
    (2, "T2", "Old Town Circle", "tram", "green", 1, DATE(1926, 8, 1), Decimal(71, 1), False),
    (3, "T4", "Airport Express", "tram", "violet", 2, DATE(2018, 12, 9), Decimal(178, 1), True),
    (4, "12", "Saltmarsh – Hilltop", "bus", "blue", 2, DATE(1964, 4, 1), Decimal(112, 1), False),
    (5, "17", "Hospital – Stadium", "bus", "blue", 2, DATE(1988, 9, 5), Decimal(86, 1), False),
    (6, "20", "Upper Reach", "bus", "orange", 4, DATE(1979, 6, 18), Decimal(143, 1), False),
    (7, "N3", "Night Owl", "bus", None, 2, DATE(2009, 10, 2), Decimal(209, 1), True),
    (8, "F1", "Bay Ferry", "ferry", "teal", 3, DATE(1897, 7, 4), Decimal(52, 1), False),
    (9, "F2", "Island Ferry", "ferry", "teal", 3, DATE(1958, 5, 10), Decimal(164, 1), False),
    (10, "31", "Lighthouse Road", "bus", None, None, DATE(2023, 6, 12), Decimal(187, 1), False),
]

# id, name, zone, district, opened, step-free, latitude and longitude in 1/10000 degree
STATIONS = [
    (1, "Harbour", 1, "Harbour", DATE(1897, 7, 4), True, 548012, 94415), (2, "Customs House", 1, "Harbour", DATE(1911, 5, 20), True, 548041, 94382),
    (3, "Market Square", 1, "Old Town", DATE(1911, 5, 20), True, 548077, 94340), (4, "Central", 1, "Old Town", DATE(1902, 10, 1), True, 548102, 94291),
    (5, "St. Anne's Gate", 1, "Old Town", DATE(1926, 8, 1), False, 548125, 94238), (6, "Opera", 1, "Old Town", DATE(1926, 8, 1), False, 548094, 94201),
    (7, "University", 2, "Kingsfield", DATE(1934, 3, 12), True, 548188, 94102), (8, "Hospital", 2, "Kingsfield", DATE(1988, 9, 5), True, 548240, 94155),
    (9, "Stadium", 2, "Saltmarsh", DATE(1988, 9, 5), True, 547921, 94033), (10, "Saltmarsh Cross", 2, "Saltmarsh", None, False, 547866, 93988),
    (11, "Hilltop", 3, "Upper Reach", DATE(1979, 6, 18), False, 548411, 94377), (12, "Airport", 4, None, DATE(2018, 12, 9), True, 547510, 93377),
    (13, "Gull Island", 4, "Islands", DATE(1958, 5, 10), False, 547733, 95210), (14, "Ørsted Park", 2, "Kingsfield", DATE(2018, 12, 9), True, 548003, 93911),
    (15, "Площа Миру", 3, "Saltmarsh", DATE(2023, 6, 12), True, 547801, 93720),
]

# code, name, station, kind, shelter, request only
STOPS = [
    ("HB1", "Harbour", 1, "platform", True, False), ("HB2", "Harbour", 1, "pole", True, False), ("HBF", "Harbour Pier", 1, "pier", True, False),
    ("CH1", "Customs House", 2, "platform", True, False), ("MS1", "Market Square", 3, "platform", True, False),
    ("MS2", "Market Square", 3, "pole", False, False), ("CE1", "Central", 4, "platform", True, False), ("CE2", "Central", 4, "platform", True, False),
    ("CE3", "Central", 4, "pole", True, False), ("SA1", "St. Anne's Gate", 5, "platform", True, False), ("OP1", "Opera", 6, "platform", None, False),
    ("UN1", "University", 7, "platform", True, False), ("UN2", "University Library", 7, "pole", True, False), ("HO1", "Hospital", 8, "pole", True, False),
    ("HO2", "Hospital", 8, "platform", True, False), ("ST1", "Stadium", 9, "pole", True, False), ("SC1", "Saltmarsh Cross", 10, "pole", True, False),
    ("HT1", "Hilltop", 11, "pole", True, False), ("AP1", "Airport", 12, "platform", True, False), ("GI1", "Gull Island Landing", 13, "pier", False, False),
    ("OR1", "Ørsted Park", 14, "platform", True, False), ("PM1", "Площа Миру", 15, "pole", True, False),
    ("BR1", "Brewery Lane", None, "pole", False, False), ("CM1", "Cemetery", None, "pole", False, True), ("MI1", "Mill Pond", None, "pole", True, False),
    ("OA1", "Oak Avenue", None, "pole", None, True), ("LH1", "Lighthouse", None, "pole", False, True), ("GR1", "Gravel Pit", None, "pole", False, True),
    ("SP1", "School Path", None, "pole", True, False), ("VI1", "Vineyard", None, "pole", False, False), ("BC1", "Beach Road", None, "pole", True, False),
    ("SK1", "Seal Rock", None, "pier", False, True), ("OA2", "Oak Avenue", None, "pole", False, False), ("TE1", "Tern Colony", None, "pole", None, True),
]

# line: stops in order, with minutes from the first
ROUTES = {
    1: [("HB1", 0), ("CH1", 3), ("MS1", 6), ("CE1", 9), ("OP1", 12), ("UN1", 18)],
    2: [("CE2", 0), ("SA1", 3), ("OP1", 6), ("MS1", 10), ("CE1", 14)],
    3: [("CE1", 0), ("UN1", 8), ("OR1", 13), ("AP1", 29)],
    4: [("SC1", 0), ("MI1", 4), ("BR1", 9), ("CE3", 15), ("MS2", 18), ("CM1", 24), ("OA1", 29), ("HT1", 36)],
    5: [("HO1", 0), ("UN2", 5), ("CE3", 12), ("BR1", 17), ("ST1", 25)],
    6: [("CE3", 0), ("OA2", 9), ("SP1", 14), ("VI1", 19), ("GR1", 24), ("HT1", 31)],
    7: [("HB2", 0), ("MS2", 5), ("CE3", 8), ("UN2", 15), ("HO1", 20), ("SC1", 33), ("PM1", 41)],
    8: [("HBF", 0), ("SK1", 14)], 9: [("HBF", 0), ("SK1", 16), ("GI1", 45)],
    10: [("HB2", 0), ("BC1", 9), ("TE1", 18), ("LH1", 27)],
}

# model, mode, seats, power, how many, first year bought
FLEET = [
    ("Strand 400", "tram", 64, "electric", 7, 2006), ("Strand 600", "tram", 88, "electric", 5, 2017),
    ("Veteran A", "tram", 30, "electric", 2, 1938), ("Pelikan City", "bus", 34, "diesel", 8, 2011),
    ("Pelikan E", "bus", 32, "electric", 7, 2020), ("Longhorn", "bus", 49, "hybrid", 4, 2015),
    ("Bayliner", "ferry", 180, "diesel", 2, 1999), ("Tern", "ferry", 120, "electric", 2, 2022),
]

DRIVERS = ["Magda Olsson", "Peter Falk-Andersen", "Yusuf Demir", "Klara Winther", "Sean Mulcahy", "Thuy Le", "Ola Bergmann",
           "Ivana Kos", "Rashid Karim", "Lone Madsen", "Peter Holm", "Gabriela Stan", "Олег Дяченко", "Nora Eide", "Moussa Traoré",
           "Birthe Lund", "Anton Ek", "Carmen Vidal", "David Osei", "Sara Holm", "Jens Poulsen", "Mei Tanaka", "Frank Dorn",
           "Ελπίδα Ρήγα", "Tariq Sabri", "Lis Kragh", "Peter Holm", "Agnete Friis", "Samuel Abebe", "Hedda Moen"]

FARES = [
    (1, "Single, zone 1", 1, Decimal(240), False), (2, "Single, 2 zones", 2, Decimal(330), False),
    (3, "Single, all zones", 4, Decimal(560), False), (4, "Child single", 4, Decimal(120), True),
    (5, "Day pass", 4, Decimal(890), False), (6, "Day pass, reduced", 4, Decimal(450), True),
    (7, "Week pass", 2, Decimal(2650), False), (8, "Month pass", 4, Decimal(7900), False),
    (9, "Student month pass", 4, Decimal(4200), True), (10, "Island return", None, Decimal(1150), False),
    (11, "Dog ticket", None, Decimal(100), True),
]

NOTES = {
    "signal failure": ["Signal box at Central down", None], "vehicle breakdown": ["Compressor", "Battery flat", None],
    "medical": ["Passenger unwell", None], "weather": ["Storm, waves over two metres", "Ice on the wire", "Fog"],
    "vandalism": [None, "Windows broken"], "obstruction": ["Delivery van on the track", "Fallen tree", "Swans"],
    "staff shortage": [None],
}


def clock(minutes):
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def make_vehicles():
    rows = []
    for model, mode, seats, power, count, year in FLEET:
        depots = {"tram": [1, 1, 2], "bus": [2, 2, 4], "ferry": [3]}[mode]
        for _ in range(count):
            bought = dice.day(DATE(year, 2, 1), DATE(year + 2, 11, 30))
            retired = dice.day(DATE(2021, 1, 1), DATE(2024, 8, 31)) if year < 2012 and dice.chance(30) else None
            if model == "Veteran A":
                retired = None
            number = len(rows) + 1
            rows.append([number, f"{mode[0].upper()}{400 + number * 3}", model, mode, seats,
                         None if dice.chance(5) else power, bought, retired, None if retired else dice.pick(depots)])
    return rows


def make_drivers():
    rows = []
    for number, name in enumerate(DRIVERS, 1):
        hired = dice.day(DATE(1992 + number, 1, 5), DATE(1994 + number, 12, 1))
        left = dice.day(DATE(2023, 1, 1), DATE(2024, 9, 1)) if dice.chance(13) else None
        trainer = dice.between(1, number - 1) if number > 3 and dice.chance(75) else None
        rows.append([number, f"D{1100 + number * 7}", name, dice.weighted([(1, 4), (2, 5), (3, 2), (4, 3)]), hired, left, trainer])
    return rows


def make_trips():
    rows = []
    starts = {"tram": (310, 1410, [75, 90, 120]), "bus": (345, 1260, [110, 130, 160]), "ferry": (420, 1200, [150, 180])}
    for line in LINES:
        last_minute = ROUTES[line[0]][-1][1]
        first, last, gaps = starts[line[3]]
        if line[1] == "N3":
            first, last, gaps = 1380, 1700, [60]
        for days in ("weekday", "saturday", "sunday"):
            if line[0] == 6 and days == "sunday":
                continue
            at = first + dice.below(25)
            outbound = True
            while at < last:
                rows.append([len(rows) + 1, line[0], "outbound" if outbound else "inbound", days, clock(at), clock(at + last_minute)])
                outbound = not outbound
                at += dice.pick(gaps) * (1 if days == "weekday" else 2)
    return rows


def make_rides(trips, vehicles, drivers):
    mode_of = {line[0]: line[3] for line in LINES}
    rows = []
    day = DATE(2024, 10, 1)
    while day <= DATE(2024, 10, 31):
        kind = ("weekday", "weekday", "weekday", "weekday", "weekday", "saturday", "sunday")[day.weekday()]
        for trip in trips:
            if trip[3] != kind or not dice.chance(26):
                continue
            hour, minute = int(trip[4][:2]), int(trip[4][3:])
            planned = datetime.datetime(day.year, day.month, day.day, hour, minute)
            mode = mode_of[trip[1]]
            length = ROUTES[trip[1]][-1][1]
            storm = mode == "ferry" and day.day in (8, 9, 22)
            if dice.chance(70 if storm else 4):
                rows.append([planned, trip[0], trip[1], None, None, None, None, None, True])
                continue
            delay = dice.weighted([(0, 40), (1, 18), (2, 12), (3, 8), (5, 6), (8, 4), (13, 2), (24, 1)]) + (dice.below(4) if mode == "bus" else 0)
            usable = [v for v in vehicles if v[3] == mode and v[7] is None]
            vehicle = dice.pick(usable)
            busy = 70 if hour in (7, 8, 16, 17) else 35
            people = vehicle[4] * dice.between(busy // 4, busy + 25) // 100
            driver = dice.pick([d for d in drivers if d[5] is None])
            end = planned + datetime.timedelta(minutes=length + delay, seconds=dice.below(60))
            rows.append([planned + datetime.timedelta(minutes=delay // 2, seconds=dice.below(60)), trip[0], trip[1], vehicle[0], driver[0],
                         None if dice.chance(2) else end, None if dice.chance(7) else people, delay, False])
        if day.weekday() == 4:
            extra = dice.pick([1, 5])
            rows.append([dice.moment(day, 20, 22), None, extra, 9, dice.between(1, 12), None, dice.between(20, 70), None, False])
        day += datetime.timedelta(days=1)
    rows.sort(key=lambda row: (row[0], row[1] or 0))
    return [[n, r[1], r[2], r[3], r[4], r[0], r[5], r[6], r[7], r[8]] for n, r in enumerate(rows, 1)]


def make_sales():
    prices = {fare[0]: fare[3].units for fare in FARES}
    rows = []
    day = DATE(2024, 10, 1)
    while day <= DATE(2024, 10, 31):
        for _ in range(dice.between(9, 13)):
            channel = dice.weighted([("app", 45), ("machine", 35), ("counter", 12), ("driver", 8)])
            station = None if channel in ("app", "driver") else dice.weighted(
                [(4, 8), (1, 5), (7, 5), (12, 5), (3, 3), (8, 3), (9, 2), (13, 1), (14, 1)])
            fare = 10 if station == 13 else dice.weighted([(1, 30), (2, 22), (3, 8), (4, 9), (5, 10), (6, 5), (7, 5), (8, 5), (9, 7), (10, 3), (11, 2)])
            quantity = dice.between(1, 40) if prices[fare] < 1000 else dice.between(1, 9)
            rows.append([len(rows) + 1, fare, station, day, channel, quantity, Decimal(quantity * prices[fare])])
        day += datetime.timedelta(days=1)
    return rows


def make_incidents():
    rows = []
    for _ in range(48):
        day = dice.day(DATE(2024, 7, 1), DATE(2024, 10, 31))
        at = dice.moment(day, 5, 23).replace(second=0)
        kind = dice.pick(sorted(NOTES))
        line = None if kind == "vandalism" and dice.chance(50) else dice.between(1, 10)
        station = dice.between(1, 15) if line is None or dice.chance(35) else None
        cleared = None if dice.chance(8) else at + datetime.timedelta(minutes=dice.between(6, 340))
        rows.append([at, line, station, cleared, kind, dice.weighted([(1, 5), (2, 4), (3, 2), (4, 1)]), dice.pick(NOTES[kind])])
    rows.sort(key=lambda row: row[0])
    return [[n, r[1], r[2], r[0], r[3], r[4], r[5], r[6]] for n, r in enumerate(rows, 1)]


def main():
    vehicles, drivers, trips = make_vehicles(), make_drivers(), make_trips()
    codes = {stop[0]: number for number, stop in enumerate(STOPS, 1)}
    stations = [list(row[:6]) + [Decimal(row[6], 4), Decimal(row[7], 4)] for row in STATIONS]
    stops = [[number] + list(stop) for number, stop in enumerate(STOPS, 1)]
    line_stops = [[line, codes[code], place, minutes] for line in sorted(ROUTES)
                  for place, (code, minutes) in enumerate(ROUTES[line], 1)]
    parts = [
        SCHEMA,
        insert("depots", ["id", "name", "district", "capacity"], DEPOTS),
        insert("lines", ["id", "code", "name", "mode", "colour", "depot_id", "opened_on", "length_km", "night_service"], LINES),
        insert("stations", ["id", "name", "zone", "district", "opened_on", "step_free", "latitude", "longitude"], stations),
        insert("stops", ["id", "code", "name", "station_id", "kind", "shelter", "request_only"], stops),
        insert("line_stops", ["line_id", "stop_id", "seq", "minutes"], line_stops),
        insert("vehicles", ["id", "fleet_no", "model", "mode", "seats", "power", "bought_on", "retired_on", "depot_id"], vehicles),
        insert("drivers", ["id", "badge", "name", "depot_id", "hired_on", "left_on", "trainer_id"], drivers),
        insert("trips", ["id", "line_id", "direction", "days", "departs", "arrives"], trips),
        insert("rides", ["id", "trip_id", "line_id", "vehicle_id", "driver_id", "started_at", "ended_at", "passengers", "delay", "cancelled"],
               make_rides(trips, vehicles, drivers)),
        insert("fares", ["id", "name", "zones", "price", "reduced"], FARES),
        insert("ticket_sales", ["id", "fare_id", "station_id", "sold_on", "channel", "quantity", "amount"], make_sales()),
        insert("incidents", ["id", "line_id", "station_id", "happened_at", "cleared_at", "kind", "severity", "note"], make_incidents()),
        "COMMIT;\n",
    ]
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write("\n".join(parts))


if __name__ == "__main__":
    main()
