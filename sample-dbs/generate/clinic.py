"""Prints clinic.sql, the clinic with cryptic names. Usage: python3 clinic.py > ../clinic.sql"""

import datetime
import sys

from common import Decimal, Dice, insert

DATE = datetime.date
dice = Dice(1987)
NOW = datetime.datetime(2024, 6, 30, 18, 0, 0)

SCHEMA = """\
-- A small town's clinic. The names are those of a system from 1987, kept through three migrations.
-- Made by generate/clinic.py; change that, not this.
BEGIN;

CREATE TABLE ins_ref (
  ins_cd VARCHAR(6) PRIMARY KEY,
  ins_nm TEXT NOT NULL,
  ins_typ VARCHAR(1) NOT NULL
);

CREATE TABLE dpt_ref (
  dpt_cd VARCHAR(4) PRIMARY KEY,
  dpt_nm TEXT NOT NULL,
  flr_no INTEGER,
  bed_ct INTEGER,
  hd_prv_id INTEGER
);

CREATE TABLE prv_mst (
  prv_id INTEGER PRIMARY KEY,
  prv_ln TEXT NOT NULL,
  prv_fn TEXT NOT NULL,
  prv_spc TEXT,
  dpt_cd VARCHAR(4) NOT NULL REFERENCES dpt_ref (dpt_cd),
  hr_dt DATE NOT NULL,
  actv_flg BOOLEAN NOT NULL
);

CREATE TABLE pt_mst (
  pt_id INTEGER PRIMARY KEY,
  pt_mrn VARCHAR(8) NOT NULL UNIQUE,
  pt_ln TEXT NOT NULL,
  pt_fn TEXT NOT NULL,
  pt_dob DATE NOT NULL,
  pt_sx VARCHAR(1),
  pt_cty TEXT,
  pt_tel TEXT,
  ins_cd VARCHAR(6),
  pcp_prv_id INTEGER REFERENCES prv_mst (prv_id),
  dcsd_dt DATE
);

CREATE TABLE enc (
  enc_id INTEGER PRIMARY KEY,
  pt_id INTEGER NOT NULL REFERENCES pt_mst (pt_id),
  att_prv_id INTEGER REFERENCES prv_mst (prv_id),
  dpt_cd VARCHAR(4) NOT NULL REFERENCES dpt_ref (dpt_cd),
  enc_typ VARCHAR(1) NOT NULL,
  adm_dt TIMESTAMP NOT NULL,
  dsch_dt TIMESTAMP,
  dsp_cd VARCHAR(4),
  los_dy INTEGER,
  tot_chg NUMERIC(10,2)
);

CREATE TABLE dx_ref (
  dx_cd VARCHAR(8) PRIMARY KEY,
  dx_desc TEXT NOT NULL,
  chr_flg BOOLEAN NOT NULL
);

CREATE TABLE enc_dx (
  enc_id INTEGER NOT NULL REFERENCES enc (enc_id),
  seq_no INTEGER NOT NULL,
  dx_cd VARCHAR(8) NOT NULL REFERENCES dx_ref (dx_cd),
  PRIMARY KEY (enc_id, seq_no)
);

CREATE TABLE tst_ref (
  tst_cd VARCHAR(6) PRIMARY KEY,
  tst_nm TEXT NOT NULL,
  unt TEXT,
  lo_rng DOUBLE PRECISION,
  hi_rng DOUBLE PRECISION
);

CREATE TABLE lab_rslt (
  lr_id INTEGER PRIMARY KEY,
  enc_id INTEGER NOT NULL REFERENCES enc (enc_id),
  tst_cd VARCHAR(6) NOT NULL REFERENCES tst_ref (tst_cd),
  coll_ts TIMESTAMP NOT NULL,
  rslt_val DOUBLE PRECISION,
  rslt_txt TEXT,
  abn_flg VARCHAR(1)
);

CREATE TABLE drg_ref (
  drg_id INTEGER PRIMARY KEY,
  drg_nm TEXT NOT NULL,
  drg_cls TEXT NOT NULL,
  gnrc_flg BOOLEAN NOT NULL
);

CREATE TABLE rx (
  rx_id INTEGER PRIMARY KEY,
  enc_id INTEGER NOT NULL REFERENCES enc (enc_id),
  drg_id INTEGER NOT NULL REFERENCES drg_ref (drg_id),
  prv_id INTEGER NOT NULL REFERENCES prv_mst (prv_id),
  ds_mg NUMERIC(8,2) NOT NULL,
  frq_cd VARCHAR(4) NOT NULL,
  st_dt DATE NOT NULL,
  end_dt DATE
);

CREATE TABLE pt_alrg (
  pt_id INTEGER NOT NULL REFERENCES pt_mst (pt_id),
  alrg_txt TEXT NOT NULL,
  drg_id INTEGER,
  svr_cd VARCHAR(1),
  PRIMARY KEY (pt_id, alrg_txt)
);
"""

VIEWS = """\
CREATE VIEW v_curr_inpt AS
SELECT e.enc_id, p.pt_id, p.pt_ln, p.pt_fn, e.dpt_cd, e.adm_dt
FROM enc e
JOIN pt_mst p ON p.pt_id = e.pt_id
WHERE e.enc_typ = 'I' AND e.dsch_dt IS NULL;

CREATE VIEW v_prim_dx AS
SELECT x.enc_id, x.dx_cd, r.dx_desc
FROM enc_dx x
JOIN dx_ref r ON r.dx_cd = x.dx_cd
WHERE x.seq_no = 1;
"""

INSURERS = [
    ("PUB01", "Regional Health Fund", "G"), ("PUB02", "Seafarers' Health Fund", "G"),
    ("PRV11", "Larkspur Mutual", "P"), ("PRV12", "Meridian Care", "P"), ("PRV13", "Concordia", "P"),
    ("SELF", "Self-paying", "S"), ("ACC", "Work Accident Board", "G"),
]

# code, name, floor, beds, head
DEPARTMENTS = [
    ("CARD", "Cardiology", 3, 18, 3), ("EMER", "Emergency", 0, 12, 1), ("GYN", "Gynaecology", 2, 14, 9),
    ("INTM", "Internal Medicine", 3, 26, 5), ("NEUR", "Neurology", 4, 10, 12), ("ORTH", "Orthopaedics", 2, 20, 7),
    ("PEDI", "Paediatrics", 1, 16, 14), ("DERM", "Dermatology", 1, None, 17), ("PSYC", "Psychiatry", 5, 8, 19),
    ("RADI", "Radiology", 0, None, None),
]

PROVIDERS = [
    (1, "Achterberg", "Roos", "emergency medicine", "EMER", DATE(2009, 4, 1), True),
    (2, "Okonkwo", "Daniel", "emergency medicine", "EMER", DATE(2017, 9, 18), True),
    (3, "Lindqvist", "Maja", "cardiology", "CARD", DATE(2004, 1, 12), True),
    (4, "Rahimi", "Parisa", "cardiology", "CARD", DATE(2019, 6, 3), True),
    (5, "Szabó", "Gergely", "internal medicine", "INTM", DATE(2001, 10, 1), True),
    (6, "Whitlock", "Jane", "nephrology", "INTM", DATE(2014, 2, 17), True),
    (7, "Castellanos", "Rodrigo", "orthopaedic surgery", "ORTH", DATE(2008, 7, 7), True),
    (8, "Brandt", "Ulrike", "sports medicine", "ORTH", DATE(2021, 3, 1), True),
    (9, "Haddad", "Leïla", "gynaecology", "GYN", DATE(2011, 5, 23), True),
    (10, "Petrova", "Irina", "obstetrics", "GYN", DATE(2016, 8, 15), True),
    (11, "Moss", "Edwin", "internal medicine", "INTM", DATE(1994, 9, 1), False),
    (12, "Tanaka", "Hiroshi", "neurology", "NEUR", DATE(2010, 11, 8), True),
    (13, "Nilsen", "Ingrid", "neurology", "NEUR", DATE(2022, 1, 10), True),
    (14, "Ferreira", "Paula", "paediatrics", "PEDI", DATE(2006, 3, 20), True),
    (15, "Moss", "Tamsin", "paediatrics", "PEDI", DATE(2020, 10, 5), True),
    (16, "Adeyemi", "Folake", "neonatology", "PEDI", DATE(2018, 4, 16), True),
    (17, "Keller", "Matthias", "dermatology", "DERM", DATE(2013, 1, 7), True),
    (18, "Rossi", "Bianca", "dermatology", "DERM", DATE(2015, 6, 29), False),
    (19, "Varga", "Eszter", "psychiatry", "PSYC", DATE(2012, 9, 3), True),
    (20, "Lowe", "Patrick", None, "RADI", DATE(2007, 12, 3), True),
    (21, "Singh", "Harpreet", "cardiology", "CARD", DATE(2023, 8, 1), True),
    (22, "Dubois", "Armelle", None, "EMER", DATE(2024, 2, 1), True),
]

DIAGNOSES = [
    ("I10", "Essential hypertension", True), ("E11.9", "Type 2 diabetes mellitus", True),
    ("J45.9", "Asthma", True), ("I25.1", "Coronary artery disease", True), ("I48.9", "Atrial fibrillation", True),
    ("N18.3", "Chronic kidney disease, stage 3", True), ("J18.9", "Pneumonia", False),
    ("J06.9", "Upper respiratory infection", False), ("S52.5", "Fracture of lower end of radius", False),
    ("S72.0", "Fracture of neck of femur", False), ("M54.5", "Low back pain", False),
    ("M17.9", "Osteoarthritis of knee", True), ("G43.9", "Migraine", True), ("G40.9", "Epilepsy", True),
    ("L20.9", "Atopic dermatitis", True), ("F32.9", "Depressive episode", False),
    ("A09", "Gastroenteritis", False), ("K35.8", "Acute appendicitis", False), ("O80", "Spontaneous delivery", False),
    ("D50.9", "Iron deficiency anaemia", False), ("T78.4", "Allergic reaction", False),
    ("E03.9", "Hypothyroidism", True), ("Z00.0", "General examination", False), ("B02.9", "Shingles", False),
]

# department: diagnoses with weights
CASES = {
    "CARD": [("I10", 8), ("I25.1", 6), ("I48.9", 5)],
    "EMER": [("S52.5", 5), ("J18.9", 3), ("A09", 5), ("T78.4", 4), ("K35.8", 3), ("S72.0", 2), ("M54.5", 3)],
    "GYN": [("O80", 7), ("D50.9", 3), ("Z00.0", 3)],
    "INTM": [("E11.9", 7), ("N18.3", 4), ("J18.9", 4), ("I10", 5), ("E03.9", 3), ("D50.9", 3)],
    "NEUR": [("G43.9", 7), ("G40.9", 4)],
    "ORTH": [("M17.9", 5), ("S72.0", 3), ("M54.5", 6), ("S52.5", 4)],
    "PEDI": [("J06.9", 8), ("J45.9", 5), ("A09", 4), ("L20.9", 2)],
    "DERM": [("L20.9", 6), ("B02.9", 3)],
    "PSYC": [("F32.9", 6)],
}

# code: name, unit, low, high, places of decimals
TESTS = {
    "HGB": ("Haemoglobin", "g/dL", "12.0", "17.5", 1), "WBC": ("White blood cells", "10^9/L", "4.0", "11.0", 1),
    "GLU": ("Glucose, fasting", "mg/dL", "70", "100", 0), "A1C": ("Glycated haemoglobin", "%", "4.0", "5.6", 1),
    "CRE": ("Creatinine", "mg/dL", "0.6", "1.3", 2), "TSH": ("Thyroid stimulating hormone", "mIU/L", "0.4", "4.0", 2),
    "CRP": ("C-reactive protein", "mg/L", "0.0", "5.0", 1), "LDL": ("LDL cholesterol", "mg/dL", None, "130", 0),
    "K": ("Potassium", "mmol/L", "3.5", "5.1", 1), "COV": ("SARS-CoV-2 antigen", None, None, None, 0),
    "STR": ("Group A streptococcus", None, None, None, 0),
}

# how far above its range a result may lie, in percent of the upper limit
FAR_ABOVE = {"HGB": 12, "WBC": 110, "GLU": 130, "A1C": 100, "CRE": 220, "TSH": 160, "CRP": 1900, "LDL": 70, "K": 25}

DRUGS = [
    (1, "amoxicillin", "antibiotic", True), (2, "Penivex", "antibiotic", False), (3, "metformin", "antidiabetic", True),
    (4, "insulin glargine", "antidiabetic", False), (5, "lisinopril", "antihypertensive", True),
    (6, "amlodipine", "antihypertensive", True), (7, "apixaban", "anticoagulant", False),
    (8, "atorvastatin", "statin", True), (9, "ibuprofen", "analgesic", True), (10, "paracetamol", "analgesic", True),
    (11, "Dolorem Forte", "analgesic", False), (12, "salbutamol", "bronchodilator", True),
    (13, "levothyroxine", "thyroid hormone", True), (14, "sumatriptan", "triptan", True),
    (15, "levetiracetam", "antiepileptic", True), (16, "sertraline", "antidepressant", True),
    (17, "hydrocortisone", "corticosteroid", True), (18, "ferrous sulfate", "iron supplement", True),
    (19, "aciclovir", "antiviral", True), (20, "Cardivane", "antihypertensive", False),
]

# diagnosis: drugs with dose in hundredths of a milligram
THERAPY = {
    "I10": [(5, [1000, 2000]), (6, [500, 1000]), (20, [8000])], "E11.9": [(3, [50000, 85000, 100000]), (4, [400])],
    "J45.9": [(12, [10, 20])], "I25.1": [(8, [2000, 4000, 8000]), (5, [500])], "I48.9": [(7, [250, 500])],
    "N18.3": [(5, [500])], "J18.9": [(1, [50000, 100000]), (2, [75000])], "J06.9": [(10, [25000, 50000])],
    "S52.5": [(9, [40000]), (11, [5000])], "S72.0": [(11, [5000, 10000]), (7, [250])], "M54.5": [(9, [40000, 60000])],
    "M17.9": [(9, [60000]), (10, [100000])], "G43.9": [(14, [5000, 10000])], "G40.9": [(15, [50000, 75000])],
    "L20.9": [(17, [1000])], "F32.9": [(16, [5000, 10000])], "K35.8": [(1, [100000])], "D50.9": [(18, [20000])],
    "T78.4": [(17, [10000])], "E03.9": [(13, [5, 8, 10])], "B02.9": [(19, [80000])],
}

WORKUP = {
    "CARD": ["LDL", "K", "CRE", "HGB"], "EMER": ["WBC", "CRP", "HGB", "COV", "K"], "GYN": ["HGB", "TSH"],
    "INTM": ["GLU", "A1C", "CRE", "TSH", "HGB", "LDL"], "NEUR": ["TSH", "K"], "ORTH": ["CRP", "HGB"],
    "PEDI": ["WBC", "CRP", "COV", "STR"], "DERM": ["CRP"], "PSYC": ["TSH"],
}

FIRST = {"F": ["Agnes", "Beata", "Chiara", "Dunja", "Eva", "Fatou", "Grace", "Hanna", "Irene", "Judith", "Keiko",
               "Lucia", "Marit", "Nadia", "Olga", "Pilar", "Rosa", "Selma", "Tove", "Zuzana", "Ольга", "Sibéal"],
         "M": ["Adam", "Boris", "Carlo", "Dmitri", "Erik", "Farid", "Gustav", "Henrik", "Ivan", "Jorge", "Kemal",
               "Leif", "Marco", "Noah", "Omar", "Pavel", "Ragnar", "Stefan", "Tomás", "Walter", "Сергій", "Γιάννης"]}
LAST = ["Almeida", "Bergström", "Cooper", "Dvořák", "Eriksen", "Fischer", "Grant", "Hansen", "Ibrahim", "Jensen",
        "Kaplan", "Larsen", "Meyer", "Novák", "O'Shea", "Pereira", "Quist", "Romano", "Schuster", "Toth", "Urbina",
        "Van Houten", "Weiss", "Ziegler", "Кравець", "Moss"]
TOWNS = ["Bramhaven", "Bramhaven", "Bramhaven", "Osterby", "Osterby", "Kilmarsh", "Sankt Veit", "Lower Tarn"]
ALLERGENS = [("penicillin", 1), ("ibuprofen", 9), ("latex", None), ("peanuts", None), ("wasp venom", None),
             ("iodine contrast", None), ("sertraline", 16), ("house dust", None)]


def make_patients():
    rows = []
    for number in range(1, 171):
        sex = dice.weighted([("F", 51), ("M", 47)])
        born = dice.day(DATE(1932, 1, 1), DATE(2023, 12, 1))
        died = dice.day(DATE(2023, 3, 1), DATE(2024, 6, 25)) if born.year < 1950 and dice.chance(12) else None
        insurer = dice.weighted([("PUB01", 50), ("PUB02", 12), ("PRV11", 12), ("PRV12", 9), ("SELF", 5), ("ACC", 3),
                                 (None, 4)])
        family = [2, 5, 6, 11] if born.year < 2008 else [14, 15, 16]
        rows.append([
            number, f"M{10000 + number * 37}", dice.pick(LAST), dice.pick(FIRST[sex]), born,
            None if dice.chance(3) else sex, None if dice.chance(4) else dice.pick(TOWNS),
            None if dice.chance(30) else f"555-01{dice.between(0, 99):02d}", insurer,
            None if dice.chance(18) else dice.pick(family), died])
    return rows


def department_for(patient, day):
    age = (day - patient[4]).days // 365
    if age < 16:
        return dice.weighted([("PEDI", 8), ("EMER", 3), ("DERM", 1), ("ORTH", 1)])
    choices = [("EMER", 8), ("INTM", 7), ("ORTH", 5), ("NEUR", 3), ("DERM", 2), ("PSYC", 2)]
    if age > 45:
        choices.append(("CARD", 7))
    if patient[5] == "F" and 18 <= age <= 44:
        choices.append(("GYN", 8))
    return dice.weighted(choices)


def make_encounters(patients):
    drafts = []
    active = [(patient, dice.weighted([(0, 1), (1, 4), (3, 3), (8, 1)])) for patient in patients]
    active = [pair for pair in active if pair[1]]
    while len(drafts) < 430:
        patient = dice.weighted(active)
        day = dice.day(DATE(2022, 1, 3), NOW.date())
        if day < patient[4] or (patient[10] and day > patient[10]):
            continue
        drafts.append((dice.moment(day, 6, 21), patient))
    living = [patient for patient in patients if not patient[10]]
    drafts += [(dice.moment(dice.day(DATE(2024, 6, 21), DATE(2024, 6, 29)), 6, 21), patient)
               for patient in dice.sample(living, 12)]
    drafts.sort(key=lambda pair: (pair[0], pair[1][0]))
    rows = []
    for number, (start, patient) in enumerate(drafts, 1):
        start = min(start, NOW - datetime.timedelta(hours=3)).replace(second=0)
        department = department_for(patient, start.date())
        doctors = [row[0] for row in PROVIDERS if row[4] == department and row[5] <= start.date()
                   and (row[6] or start.year == 2022)]
        kind = "E" if department == "EMER" else dice.weighted([("O", 58), ("I", 42)])
        if department in ("DERM", "PSYC"):
            kind = "O"
        nights = 0
        if kind == "I":
            nights = dice.weighted([(1, 4), (2, 6), (3, 6), (5, 4), (8, 3), (14, 1)]) + dice.below(2)
        if NOW - start < datetime.timedelta(days=9) and department not in ("DERM", "PSYC", "EMER"):
            kind, nights = "I", dice.between(7, 12)
        end = start + datetime.timedelta(days=nights, hours=dice.between(1, 5), minutes=dice.below(60))
        disposition = {"I": [("HOME", 15), ("REHA", 3), ("TRNS", 1)], "E": [("HOME", 12), ("ADM", 3), ("LAMA", 1)],
                       "O": [("HOME", 1)]}[kind]
        disposition = dice.weighted(disposition)
        open_stay = end > NOW
        charge = {"I": 48000 + nights * 61500, "E": 21000, "O": 8500}[kind] + dice.between(0, 24000)
        rows.append([
            number, patient[0], None if dice.chance(4) else dice.pick(doctors), department, kind, start,
            None if open_stay else end, None if open_stay else disposition,
            None if open_stay else nights, None if open_stay or dice.chance(3) else Decimal(charge)])
    return rows


def make_diagnoses(encounters):
    rows, by_encounter = [], {}
    for encounter in encounters:
        if dice.chance(3):
            continue  # not coded yet
        first = dice.weighted(CASES[encounter[3]])
        codes = [first]
        if encounter[4] != "O" or dice.chance(35):
            extra = dice.sample(["I10", "E11.9", "J45.9", "E03.9", "N18.3", "D50.9", "M17.9"],
                                dice.weighted([(0, 5), (1, 4), (2, 2)]))
            if encounter[3] != "PEDI":
                codes += [code for code in extra if code not in codes]
        by_encounter[encounter[0]] = codes
        rows += [[encounter[0], sequence, code] for sequence, code in enumerate(codes, 1)]
    return rows, by_encounter


def measure(test):
    """A value, and whether it lies outside the reference range."""
    _, _, low, high, places = TESTS[test]
    scale = 10 ** places
    low_units = 0 if low is None else int(low.replace(".", "")) * (scale // 10 ** len(low.partition(".")[2]))
    high_units = int(high.replace(".", "")) * scale // 10 ** len(high.partition(".")[2])
    value = dice.between(low_units, high_units)
    mark = None
    if dice.chance(27):
        value, mark = high_units + dice.between(1, high_units * FAR_ABOVE[test] // 100), "H"
    elif low_units and dice.chance(10):
        value, mark = dice.between(low_units * 3 // 5, low_units - 1), "L"
    return Decimal(value, places) if places else value, mark


def make_labs(encounters):
    rows = []
    for encounter in encounters:
        if not dice.chance(62):
            continue
        panel = WORKUP[encounter[3]]
        for test in dice.sample(panel, dice.between(1, min(3, len(panel)))):
            when = encounter[5] + datetime.timedelta(minutes=dice.between(15, 170))
            if TESTS[test][3] is None:
                text = dice.weighted([("negative", 7), ("positive", 3)])
                rows.append([when, encounter[0], test, None, text, "A" if text == "positive" else None])
            elif dice.chance(3):
                rows.append([when, encounter[0], test, None, "specimen haemolysed", None])
            else:
                value, mark = measure(test)
                rows.append([when, encounter[0], test, value, None, mark])
    rows.sort(key=lambda row: (row[0], row[1], row[2]))
    return [[n, r[1], r[2], r[0], r[3], r[4], r[5]] for n, r in enumerate(rows, 1)]


def make_prescriptions(encounters, diagnoses):
    chronic = {code for code, _, flag in DIAGNOSES if flag}
    rows = []
    for encounter in encounters:
        for code in diagnoses.get(encounter[0], []):
            if code not in THERAPY or not dice.chance(78):
                continue
            drug, doses = dice.pick(THERAPY[code])
            start = encounter[5].date()
            end = None if code in chronic and dice.chance(75) else start + datetime.timedelta(days=dice.pick([5, 7, 10, 14, 30]))
            prescriber = encounter[2] or dice.pick([2, 5])
            rows.append([len(rows) + 1, encounter[0], drug, prescriber, Decimal(dice.pick(doses)),
                         dice.weighted([("QD", 5), ("BID", 4), ("TID", 2), ("PRN", 2)]), start, end])
    return rows


def make_allergies(patients):
    rows = []
    for patient in patients:
        if dice.chance(28):
            for text, drug in dice.sample(ALLERGENS, dice.weighted([(1, 4), (2, 1)])):
                rows.append([patient[0], text, drug, dice.weighted([("1", 4), ("2", 3), ("3", 2), (None, 1)])])
    return rows


def main():
    patients = make_patients()
    encounters = make_encounters(patients)
    coded, diagnoses = make_diagnoses(encounters)
    parts = [
        SCHEMA,
        insert("ins_ref", ["ins_cd", "ins_nm", "ins_typ"], INSURERS),
        insert("dpt_ref", ["dpt_cd", "dpt_nm", "flr_no", "bed_ct", "hd_prv_id"], DEPARTMENTS),
        insert("prv_mst", ["prv_id", "prv_ln", "prv_fn", "prv_spc", "dpt_cd", "hr_dt", "actv_flg"], PROVIDERS),
        insert("pt_mst", ["pt_id", "pt_mrn", "pt_ln", "pt_fn", "pt_dob", "pt_sx", "pt_cty", "pt_tel", "ins_cd",
                          "pcp_prv_id", "dcsd_dt"], patients),
        insert("enc", ["enc_id", "pt_id", "att_prv_id", "dpt_cd", "enc_typ", "adm_dt", "dsch_dt", "dsp_cd", "los_dy",
                       "tot_chg"], encounters),
        insert("dx_ref", ["dx_cd", "dx_desc", "chr_flg"], DIAGNOSES),
        insert("enc_dx", ["enc_id", "seq_no", "dx_cd"], coded),
        "INSERT INTO tst_ref (tst_cd, tst_nm, unt, lo_rng, hi_rng) VALUES\n" + ",\n".join(
            f"('{code}', '{name}', {repr(unit) if unit else 'NULL'}, {low or 'NULL'}, {high or 'NULL'})"
            for code, (name, unit, low, high, _) in TESTS.items()) + ";\n",
        insert("lab_rslt", ["lr_id", "enc_id", "tst_cd", "coll_ts", "rslt_val", "rslt_txt", "abn_flg"],
               make_labs(encounters)),
        insert("drg_ref", ["drg_id", "drg_nm", "drg_cls", "gnrc_flg"], DRUGS),
        insert("rx", ["rx_id", "enc_id", "drg_id", "prv_id", "ds_mg", "frq_cd", "st_dt", "end_dt"],
               make_prescriptions(encounters, diagnoses)),
        insert("pt_alrg", ["pt_id", "alrg_txt", "drg_id", "svr_cd"], make_allergies(patients)),
        VIEWS,
        "COMMIT;\n",
    ]
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write("\n".join(parts))


if __name__ == "__main__":
    main()
