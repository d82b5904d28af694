"""Prints campus.sql, the university. Usage: python3 campus.py > ../campus.sql"""

import datetime
import sys

from common import Decimal, Dice, insert

DATE = datetime.date
dice = Dice(1866)

SCHEMA = """\
-- A mid-sized university. Made by generate/campus.py; change that, not this.
BEGIN;

CREATE TABLE departments (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  faculty TEXT NOT NULL,
  building TEXT,
  head_id INTEGER,
  budget NUMERIC(12,2),
  founded INTEGER
);

CREATE TABLE staff (
  id INTEGER PRIMARY KEY,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  title TEXT,
  role TEXT NOT NULL,
  department_id INTEGER NOT NULL REFERENCES departments (id),
  manager_id INTEGER REFERENCES staff (id),
  mentor_id INTEGER REFERENCES staff (id),
  hired_on DATE NOT NULL,
  salary NUMERIC(10,2) NOT NULL,
  full_time BOOLEAN NOT NULL
);

CREATE TABLE students (
  id INTEGER PRIMARY KEY,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  born_on DATE,
  country TEXT NOT NULL,
  department_id INTEGER NOT NULL REFERENCES departments (id),
  advisor_id INTEGER REFERENCES staff (id),
  buddy_id INTEGER REFERENCES students (id),
  enrolled_on DATE NOT NULL,
  graduated_on DATE,
  exchange BOOLEAN NOT NULL
);

CREATE TABLE courses (
  id INTEGER PRIMARY KEY,
  code VARCHAR(8) NOT NULL UNIQUE,
  title TEXT NOT NULL,
  department_id INTEGER NOT NULL REFERENCES departments (id),
  credits INTEGER NOT NULL,
  level INTEGER NOT NULL,
  syllabus TEXT
);

CREATE TABLE prerequisites (
  course_id INTEGER NOT NULL REFERENCES courses (id),
  required_id INTEGER NOT NULL REFERENCES courses (id),
  PRIMARY KEY (course_id, required_id)
);

CREATE TABLE sections (
  id INTEGER PRIMARY KEY,
  course_id INTEGER NOT NULL REFERENCES courses (id),
  year INTEGER NOT NULL,
  term VARCHAR(6) NOT NULL,
  teacher_id INTEGER REFERENCES staff (id),
  room TEXT,
  capacity INTEGER NOT NULL
);

CREATE TABLE enrolments (
  student_id INTEGER NOT NULL REFERENCES students (id),
  section_id INTEGER NOT NULL REFERENCES sections (id),
  enrolled_at TIMESTAMP NOT NULL,
  grade NUMERIC(3,1),
  withdrawn BOOLEAN NOT NULL,
  PRIMARY KEY (student_id, section_id)
);

CREATE TABLE "group" (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  founded_on DATE,
  annual_fee NUMERIC(6,2)
);

CREATE TABLE memberships (
  student_id INTEGER NOT NULL REFERENCES students (id),
  group_id INTEGER NOT NULL REFERENCES "group" (id),
  role TEXT NOT NULL,
  "from" DATE NOT NULL,
  "to" DATE,
  PRIMARY KEY (student_id, group_id, "from")
);

CREATE TABLE "thesis defence" (
  id INTEGER PRIMARY KEY,
  student_id INTEGER NOT NULL REFERENCES students (id),
  title TEXT NOT NULL,
  supervisor_id INTEGER NOT NULL REFERENCES staff (id),
  second_reader_id INTEGER REFERENCES staff (id),
  "defended on" DATE,
  mark NUMERIC(3,1)
);

CREATE TABLE scholarships (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  sponsor TEXT,
  amount NUMERIC(8,2) NOT NULL
);

CREATE TABLE awards (
  scholarship_id INTEGER NOT NULL REFERENCES scholarships (id),
  student_id INTEGER NOT NULL REFERENCES students (id),
  year INTEGER NOT NULL,
  PRIMARY KEY (scholarship_id, student_id, year)
);
"""

VIEWS = """\
CREATE VIEW transcripts AS
SELECT e.student_id, s.first_name, s.last_name, c.code, c.title, x.year, x.term, c.credits, e.grade
FROM enrolments e
JOIN students s ON s.id = e.student_id
JOIN sections x ON x.id = e.section_id
JOIN courses c ON c.id = x.course_id
WHERE e.grade IS NOT NULL;
"""

# id, name, faculty, building, head, budget, founded
DEPARTMENTS = [
    (1, "Mathematics", "Sciences", "Noether House", 3, Decimal(214000000), 1866),
    (2, "Physics", "Sciences", "Meitner Hall", 7, Decimal(487550000), 1871),
    (3, "Computer Science", "Engineering", "Lovelace Tower", 11, Decimal(531020000), 1974),
    (4, "Biology", "Sciences", "Meitner Hall", 16, Decimal(398075000), 1889),
    (5, "History", "Humanities", "Old Library", 20, Decimal(121900000), 1866),
    (6, "Linguistics", "Humanities", "Old Library", 24, Decimal(98400000), 1952),
    (7, "Economics", "Social Sciences", "Quay Building", 27, Decimal(176530000), 1921),
    (8, "Civil Engineering", "Engineering", "Foundry", 31, Decimal(305000000), 1903),
    (9, "Music", "Arts", None, None, Decimal(64200000), 1998),
    (10, "Ocean Studies", "Sciences", "Pier 4", 35, None, 2019),
]

# id, first, last, title, role, department, manager, mentor, hired, salary, full time
STAFF = [
    (1, "Margarethe", "Lindholm", "Prof.", "rector", 1, None, None, DATE(1996, 9, 1), 16800000, True),
    (2, "Abel", "Nkosi", "Prof.", "dean", 2, 1, None, DATE(2001, 2, 1), 14250000, True),
    (3, "Yuki", "Aoyama", "Prof.", "professor", 1, 2, None, DATE(2005, 9, 1), 11900000, True),
    (4, "Pieter", "Vandamme", "Dr.", "lecturer", 1, 3, 3, DATE(2016, 9, 1), 7450000, True),
    (5, "Salma", "Idrissi", "Dr.", "lecturer", 1, 3, 4, DATE(2021, 1, 15), 6980000, True),
    (6, "Colm", "Gallagher", None, "teaching assistant", 1, 4, None, DATE(2023, 9, 1), 2860000, False),
    (7, "Dolores", "Quintana", "Prof.", "professor", 2, 2, None, DATE(1999, 3, 1), 14810000, True),
    (8, "Henning", "Bruhn", "Dr.", "lecturer", 2, 7, 7, DATE(2012, 10, 1), 7900000, True),
    (9, "Wei", "Zhang", "Dr.", "researcher", 2, 7, 8, DATE(2019, 5, 1), 6650000, True),
    (10, "Farah", "Aziz", None, "teaching assistant", 2, 8, None, DATE(2022, 9, 1), 2860000, False),
    (11, "Ruth", "Ashcombe", "Prof.", "professor", 3, 1, None, DATE(2003, 9, 1), 13100000, True),
    (12, "Nikolai", "Petrov", "Dr.", "lecturer", 3, 11, 11, DATE(2014, 9, 1), 8320000, True),
    (13, "Ngozi", "Eze", "Dr.", "lecturer", 3, 11, 12, DATE(2018, 9, 1), 8010000, True),
    (14, "Jonas", "Weber", "Dr.", "researcher", 3, 12, None, DATE(2020, 11, 1), 8450000, True),
    (15, "Inês", "Carvalho", None, "teaching assistant", 3, 13, None, DATE(2023, 9, 1), 2980000, False),
    (16, "Gudrun", "Halvorsen", "Prof.", "professor", 4, 2, None, DATE(2000, 8, 15), 11820000, True),
    (17, "Tomasz", "Zieliński", "Dr.", "lecturer", 4, 16, 16, DATE(2010, 9, 1), 7640000, True),
    (18, "Wei", "Zhang", "Dr.", "lecturer", 4, 16, 17, DATE(2017, 2, 1), 7390000, True),
    (19, "Leilani", "Kealoha", None, "lab manager", 4, 17, None, DATE(2008, 6, 1), 5410000, True),
    (20, "Desmond", "Fairweather", "Prof.", "professor", 5, 1, None, DATE(1998, 9, 1), 11250000, True),
    (21, "Ελένη", "Καραγιάννη", "Dr.", "lecturer", 5, 20, 20, DATE(2013, 9, 1), 7050000, True),
    (22, "Ivo", "Horvat", "Dr.", "lecturer", 5, 20, 21, DATE(2022, 2, 1), 6420000, False),
    (23, "Sunniva", "Dahl", None, "archivist", 5, 21, None, DATE(2015, 4, 1), 4870000, True),
    (24, "Chukwudi", "Obi", "Prof.", "professor", 6, 20, 20, DATE(2009, 9, 1), 10690000, True),
    (25, "Mireille", "Tanguy", "Dr.", "lecturer", 6, 24, 24, DATE(2018, 9, 1), 6890000, True),
    (26, "Aditi", "Rao", "Dr.", "researcher", 6, 24, 25, DATE(2021, 9, 1), 6100000, False),
    (27, "Sergio", "Bellini", "Prof.", "professor", 7, 1, None, DATE(2002, 1, 15), 12980000, True),
    (28, "Hannah", "Oduya", "Dr.", "lecturer", 7, 27, 27, DATE(2011, 9, 1), 8150000, True),
    (29, "Frederik", "Storm", "Dr.", "lecturer", 7, 27, 28, DATE(2019, 9, 1), 7720000, True),
    (30, "Paloma", "Reyes", None, "teaching assistant", 7, 28, None, DATE(2023, 2, 1), 2860000, False),
    (31, "Birgit", "Schönau", "Prof.", "professor", 8, 11, None, DATE(2006, 9, 1), 12310000, True),
    (32, "Kwame", "Mensah", "Dr.", "lecturer", 8, 31, 31, DATE(2015, 9, 1), 7980000, True),
    (33, "Artem", "Бойко", "Dr.", "lecturer", 8, 31, 32, DATE(2022, 9, 1), 7210000, True),
    (34, "Viola", "Ashworth", None, "lecturer", 9, 20, None, DATE(2016, 9, 1), 5980000, False),
    (35, "Kai", "Tamati", "Prof.", "professor", 10, 2, 16, DATE(2019, 9, 1), 10920000, True),
    (36, "Solveig", "Moe", "Dr.", "researcher", 10, 35, 35, DATE(2020, 3, 1), 6630000, True),
]

# code, title, department, credits, level, required courses
COURSES = [
    ("MAT101", "Calculus I", 1, 6, 1, []), ("MAT102", "Calculus II", 1, 6, 1, ["MAT101"]),
    ("MAT110", "Linear Algebra", 1, 6, 1, []), ("MAT205", "Probability", 1, 5, 2, ["MAT102"]),
    ("MAT310", "Topology", 1, 5, 3, ["MAT110", "MAT102"]), ("MAT420", "Algebraic Geometry", 1, 8, 4, ["MAT310"]),
    ("PHY101", "Mechanics", 2, 6, 1, []), ("PHY120", "Waves and Optics", 2, 5, 1, ["PHY101"]),
    ("PHY230", "Electromagnetism", 2, 6, 2, ["PHY101", "MAT102"]),
    ("PHY340", "Quantum Mechanics", 2, 8, 3, ["PHY230", "MAT110"]), ("PHY450", "Particle Physics", 2, 8, 4, ["PHY340"]),
    ("CSC101", "Introduction to Programming", 3, 6, 1, []), ("CSC150", "Data Structures", 3, 6, 1, ["CSC101"]),
    ("CSC220", "Databases", 3, 5, 2, ["CSC150"]), ("CSC240", "Operating Systems", 3, 6, 2, ["CSC150"]),
    ("CSC330", "Machine Learning", 3, 6, 3, ["CSC150", "MAT205", "MAT110"]),
    ("CSC350", "Compilers", 3, 6, 3, ["CSC240"]), ("CSC410", "Distributed Systems", 3, 8, 4, ["CSC240", "CSC220"]),
    ("BIO101", "Cell Biology", 4, 6, 1, []), ("BIO210", "Genetics", 4, 6, 2, ["BIO101"]),
    ("BIO250", "Ecology", 4, 5, 2, ["BIO101"]), ("BIO360", "Evolution", 4, 5, 3, ["BIO210"]),
    ("HIS100", "The World since 1900", 5, 5, 1, []), ("HIS115", "Medieval Europe", 5, 5, 1, []),
    ("HIS260", "History of Trade", 5, 5, 2, ["HIS100"]), ("HIS380", "Archives and Sources", 5, 6, 3, ["HIS115"]),
    ("LIN101", "Introduction to Linguistics", 6, 5, 1, []), ("LIN220", "Phonology", 6, 5, 2, ["LIN101"]),
    ("LIN305", "Computational Linguistics", 6, 6, 3, ["LIN101", "CSC101"]),
    ("ECO101", "Microeconomics", 7, 6, 1, []), ("ECO102", "Macroeconomics", 7, 6, 1, []),
    ("ECO240", "Econometrics", 7, 6, 2, ["ECO101", "MAT205"]), ("ECO330", "Game Theory", 7, 5, 3, ["ECO101", "MAT101"]),
    ("CIV101", "Statics", 8, 6, 1, ["MAT101"]), ("CIV230", "Concrete Structures", 8, 6, 2, ["CIV101"]),
    ("CIV310", "Bridges", 8, 8, 3, ["CIV230"]), ("MUS101", "Harmony", 9, 4, 1, []),
    ("MUS240", "Choir Conducting", 9, 3, 2, ["MUS101"]), ("OCE110", "Oceanography", 10, 5, 1, []),
    ("OCE320", "Marine Ecosystems", 10, 6, 3, ["OCE110", "BIO250"]),
    ("OCE499", "Research Cruise", 10, 12, 4, ["OCE320"]),
]

SYLLABI = ["Two lectures and a tutorial each week; written exam.", "Lectures, weekly problem sheets, oral exam.",
           "Project in teams of four, no exam.", "Seminar; every participant gives one talk.",
           "Laboratory course with reports."]

NAMES = {
    "Ireland": (["Aoife", "Cian", "Saoirse", "Oisín", "Róisín", "Declan", "Eimear", "Fionn", "Gráinne", "Hugh", "Kate",
                 "Lorcan", "Maeve", "Niall", "Orla", "Pádraig", "Sinéad", "Tadhg", "Una"],
                ["Byrne", "Walsh", "O'Connor", "Kavanagh", "Doyle", "Fahy", "Gallagher", "Hennessy", "Keane", "Lynch",
                 "Moran", "Nolan", "Quinn", "Tierney"], 22),
    "Norway": (["Astrid", "Håkon", "Liv", "Sindre", "Tuva", "Eirik", "Frøya", "Magnus", "Sigrid", "Øystein"],
               ["Hansen", "Solberg", "Bakke", "Dahl", "Haugen", "Lie", "Strand", "Ødegård"], 14),
    "Germany": (["Lukas", "Frieda", "Jannis", "Marlene", "Tim", "Antje", "Björn", "Carla", "Elias", "Wiebke"],
                ["Schulz", "Koch", "Jäger", "Weber", "Brandt", "Lorenz", "Pohl", "Sommer", "Thiel"], 14),
    "Nigeria": (["Chiamaka", "Tunde", "Amina", "Emeka", "Folasade", "Ibrahim", "Zainab"],
                ["Okafor", "Bello", "Adebayo", "Eze", "Danjuma", "Ogunleye"], 9),
    "China": (["雨桐", "Wei", "浩然", "Xin", "子涵", "Jing", "思远", "Yan"],
              ["王", "Zhang", "李", "Chen", "刘", "Zhao"], 10),
    "India": (["Meera", "Aditya", "Kavya", "Sanjay", "Divya", "Farhan", "Nisha"],
              ["Nair", "Gupta", "Rao", "Banerjee", "Chawla", "Pillai"], 9),
    "Portugal": (["Matilde", "Duarte", "Inês", "Tiago", "Leonor", "Vasco"],
                 ["Carvalho", "Fonseca", "Marques", "Teixeira", "Vaz"], 6),
    "Ukraine": (["Дарина", "Богдан", "Olena", "Maksym", "Соломія", "Yuriy"],
                ["Лисенко", "Shevchenko", "Гончар", "Kravchuk", "Савченко"], 6),
    "Greece": (["Δανάη", "Stavros", "Ιωάννα", "Kostas", "Χρύσα"],
               ["Papadakis", "Αλεξίου", "Markou", "Ζαφείρη"], 4),
    "Chile": (["Catalina", "Matías", "Antonia", "Joaquín", "Florencia", "Benjamín"],
              ["Muñoz", "Rojas", "Soto", "Contreras", "Fuentes"], 6),
}

GROUPS = [
    (1, "Rowing Club", "sport", DATE(1888, 5, 1), Decimal(12000)), (2, "Chess Society", "games", DATE(1931, 10, 12), Decimal(1500)),
    (3, "Choir of St. Brigid", "music", DATE(1902, 3, 17), None), (4, "Robotics Lab Rats", "technology", DATE(2015, 2, 9), Decimal(3000)),
    (5, "Debating Union", "debate", DATE(1874, 11, 3), Decimal(2500)), (6, "Hiking Group", "sport", DATE(1996, 4, 20), Decimal(1000)),
    (7, "Film Collective", "arts", DATE(2008, 9, 30), Decimal(2000)), (8, "Women in Computing", "technology", DATE(2011, 3, 8), None),
    (9, "Bee Keepers", "nature", DATE(2020, 6, 5), Decimal(1800)), (10, "Esperanto Circle", "language", None, Decimal(500)),
    (11, "Jazz Orchestra", "music", DATE(1999, 1, 22), Decimal(4000)), (12, "Origami Society", "games", DATE(2023, 11, 1), None),
]

THESES = {
    1: ["Knots and their shadows", "Random walks on trees", "A note on elliptic curves"],
    2: ["Cold atoms in optical traps", "Measuring muon lifetimes", "Waves in granular media"],
    3: ["Query planning with learned costs", "Type inference for spreadsheets", "Consensus without clocks",
        "Explaining image classifiers"],
    4: ["Moss genomes of the west coast", "Foraging in urban foxes", "Lichens as sensors"],
    5: ["Salt roads of the north", "The harbour strike of 1913", "Letters from a lighthouse"],
    6: ["Vowel harmony in dialects", "Questions without answers: intonation"], 7: ["Auctions for ferry licences",
        "Rent control and mobility", "The price of rain"], 8: ["Timber bridges reconsidered", "Scour at old piers"],
    9: ["Counterpoint for crowds"], 10: ["Kelp and carbon", "Plastic in tidal estuaries"],
}

SCHOLARSHIPS = [
    (1, "Founders' Scholarship", "University Trust", Decimal(600000)), (2, "Harbour Grant", "Port Authority", Decimal(250000)),
    (3, "Noether Prize", "Mathematical Society", Decimal(400000)), (4, "First in Family Bursary", None, Decimal(180000)),
    (5, "Northern Lights Exchange", "Nordic Council Fund", Decimal(320000)), (6, "Ada Fund", "Kestrel Software", Decimal(500000)),
    (7, "Kelp Fellowship", "Ocean Foundation", Decimal(750000)),
]


def make_students():
    rows = []
    weights = [(country, NAMES[country][2]) for country in NAMES]
    weights_dept = [(1, 5), (2, 6), (3, 16), (4, 10), (5, 7), (6, 5), (7, 12), (8, 9), (9, 3), (10, 4)]
    advisors = {}
    for person in STAFF:
        if person[4] in ("professor", "lecturer"):
            advisors.setdefault(person[5], []).append(person[0])
    starts = [DATE(year, 9, 1) for year in (2019, 2020, 2021, 2022, 2023, 2024)]
    for number in range(1, 261):
        start = starts[(number - 1) * len(starts) // 260]
        country = dice.weighted(weights)
        department = dice.weighted(weights_dept)
        exchange = country != "Ireland" and dice.chance(16)
        graduated = None
        if start.year <= 2021 and not exchange and dice.chance(82):
            graduated = DATE(start.year + dice.weighted([(3, 5), (4, 2)]), *dice.pick([(6, 21), (11, 15)]))
            if graduated > DATE(2024, 12, 1):
                graduated = None
        older = [row[0] for row in rows if row[8] < start and start.year - row[8].year <= 2]
        rows.append([
            number, dice.pick(NAMES[country][0]), dice.pick(NAMES[country][1]),
            None if dice.chance(5) else dice.day(DATE(start.year - 24, 1, 1), DATE(start.year - 18, 8, 1)), country,
            department, None if dice.chance(7) else dice.pick(advisors[department]),
            dice.pick(older) if older and dice.chance(55) else None, start, graduated, exchange])
    return rows


def make_sections():
    rows = []
    teachers = {}
    for person in STAFF:
        if person[4] in ("professor", "lecturer", "dean"):
            teachers.setdefault(person[5], []).append(person[0])
    for year in (2021, 2022, 2023, 2024):
        for term in ("spring", "autumn"):
            for number, course in enumerate(COURSES, 1):
                if course[0] == "OCE499" or (number + year + (term == "autumn")) % 2:
                    continue
                hired = [t for t in teachers[course[2]] if STAFF[t - 1][8] < DATE(year, 2, 1)] or [None]
                rows.append([len(rows) + 1, number, year, term, None if dice.chance(4) else dice.pick(hired),
                             None if dice.chance(8) else f"{dice.pick('ABCDQ')}{dice.between(0, 4)}.{dice.between(1, 19):02d}",
                             dice.pick([12, 16, 20, 24, 30, 40])])
    return rows


def make_enrolments(students, sections):
    rows = []
    for section in sections:
        _, _, department, _, level, _ = COURSES[section[1] - 1]
        opened = DATE(section[2], 2, 1) if section[3] == "spring" else DATE(section[2], 9, 10)
        present = [s for s in students if s[8] <= opened and (s[9] is None or s[9] > opened)
                   and (not s[10] or (opened - s[8]).days < 400) and (opened - s[8]).days < 1700]
        own = [s for s in present if s[5] == department]
        others = [s for s in present if s[5] != department]
        chosen = dice.sample(own, dice.between(2, 7)) + dice.sample(others, dice.between(0, 4 if level < 3 else 2))
        for student in sorted(chosen, key=lambda row: row[0])[:section[6]]:
            withdrawn = dice.chance(6)
            grade = None
            if not withdrawn and not (section[2] == 2024 and section[3] == "autumn"):
                grade = Decimal(dice.weighted([(dice.between(30, 49), 1), (dice.between(50, 69), 4),
                                               (dice.between(70, 85), 5), (dice.between(86, 100), 3)]), 1)
            moment = dice.moment(opened - datetime.timedelta(days=dice.between(1, 30)), 7, 23)
            rows.append([student[0], section[0], moment, grade, withdrawn])
    return rows


def make_memberships(students):
    rows = []
    for student in students:
        if not dice.chance(52):
            continue
        for group in dice.sample(GROUPS[:11], dice.weighted([(1, 6), (2, 3), (3, 1)])):
            start = max(dice.day(student[8], DATE(2024, 10, 31)), group[3] or DATE(2019, 1, 1))
            end = dice.day(start, DATE(2024, 12, 15)) if dice.chance(30) else None
            rows.append([student[0], group[0], dice.weighted([("member", 84), ("treasurer", 6), ("president", 5),
                                                              ("secretary", 5)]), start, end])
    return rows


def make_defences(students):
    rows = []
    used = set()
    for student in students:
        if not student[9] and not (student[8].year == 2021 and dice.chance(25)):
            continue
        titles = [title for title in THESES[student[5]] if title not in used]
        if not titles:
            continue
        title = dice.pick(titles)
        used.add(title)
        own = [p[0] for p in STAFF if p[5] == student[5] and p[4] in ("professor", "lecturer", "researcher")]
        supervisor = dice.pick(own)
        second = None if dice.chance(15) else dice.pick([p[0] for p in STAFF if p[3] and p[0] != supervisor])
        day = student[9] - datetime.timedelta(days=dice.between(12, 60)) if student[9] else None
        rows.append([student[0], title, supervisor, second, day, Decimal(dice.between(58, 98), 1) if day else None])
    return [[number] + row for number, row in enumerate(rows, 1)]


def make_awards(students):
    rows = []
    for student in students:
        if dice.chance(20):
            year = dice.between(student[8].year, min(2024, student[8].year + 2))
            fund = dice.weighted([(1, 3), (2, 4), (4, 5), (5, 2 if student[10] else 0), (6, 6 if student[5] == 3 else 0),
                                  (3, 6 if student[5] == 1 else 0)])
            rows.append([fund, student[0], year])
            if dice.chance(30) and year < 2024:
                rows.append([fund, student[0], year + 1])
    return rows


def main():
    students = make_students()
    sections = make_sections()
    numbers = {course[0]: number for number, course in enumerate(COURSES, 1)}
    courses = [[number, course[0], course[1], course[2], course[3], course[4],
                None if dice.chance(35) else dice.pick(SYLLABI)] for number, course in enumerate(COURSES, 1)]
    required = [[numbers[course[0]], numbers[code]] for course in COURSES for code in course[5]]
    staff = [list(row[:9]) + [Decimal(row[9]), row[10]] for row in STAFF]
    parts = [
        SCHEMA,
        insert("departments", ["id", "name", "faculty", "building", "head_id", "budget", "founded"], DEPARTMENTS),
        insert("staff", ["id", "first_name", "last_name", "title", "role", "department_id", "manager_id", "mentor_id",
                         "hired_on", "salary", "full_time"], staff),
        insert("students", ["id", "first_name", "last_name", "born_on", "country", "department_id", "advisor_id",
                            "buddy_id", "enrolled_on", "graduated_on", "exchange"], students),
        insert("courses", ["id", "code", "title", "department_id", "credits", "level", "syllabus"], courses),
        insert("prerequisites", ["course_id", "required_id"], required),
        insert("sections", ["id", "course_id", "year", "term", "teacher_id", "room", "capacity"], sections),
        insert("enrolments", ["student_id", "section_id", "enrolled_at", "grade", "withdrawn"],
               make_enrolments(students, sections)),
        insert('"group"', ["id", "name", "kind", "founded_on", "annual_fee"], GROUPS),
        insert("memberships", ["student_id", "group_id", "role", '"from"', '"to"'], make_memberships(students)),
        insert('"thesis defence"', ["id", "student_id", "title", "supervisor_id", "second_reader_id",
                                    '"defended on"', "mark"], make_defences(students)),
        insert("scholarships", ["id", "name", "sponsor", "amount"], SCHOLARSHIPS),
        insert("awards", ["scholarship_id", "student_id", "year"], make_awards(students)),
        VIEWS,
        "COMMIT;\n",
    ]
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write("\n".join(parts))


if __name__ == "__main__":
    main()
