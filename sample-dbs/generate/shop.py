"""Prints shop.sql, the online shop. Usage: python3 shop.py > ../shop.sql"""

import datetime
import sys

from common import Decimal, Dice, insert

DATE = datetime.date
dice = Dice(20240229)
LAST_DAY = DATE(2024, 12, 31)

SCHEMA = """\
-- An online shop for things around house and garden. Made by generate/shop.py; change that, not this.
BEGIN;

CREATE TABLE categories (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  parent_id INTEGER REFERENCES categories (id)
);

CREATE TABLE suppliers (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  country VARCHAR(2) NOT NULL,
  contact_email TEXT,
  lead_days INTEGER,
  active BOOLEAN NOT NULL
);

CREATE TABLE products (
  id INTEGER PRIMARY KEY,
  sku VARCHAR(12) NOT NULL UNIQUE,
  name TEXT NOT NULL,
  category_id INTEGER NOT NULL REFERENCES categories (id),
  supplier_id INTEGER REFERENCES suppliers (id),
  price NUMERIC(10,2) NOT NULL,
  cost NUMERIC(10,2),
  weight INTEGER,
  launched_on DATE NOT NULL,
  discontinued BOOLEAN NOT NULL
);

CREATE TABLE customers (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT,
  city TEXT NOT NULL,
  country TEXT NOT NULL,
  signup_dt DATE NOT NULL,
  birth_year INTEGER,
  newsletter BOOLEAN NOT NULL,
  referred_by INTEGER REFERENCES customers (id)
);

CREATE TABLE warehouses (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  city TEXT NOT NULL,
  country TEXT NOT NULL,
  opened_on DATE NOT NULL
);

CREATE TABLE stock (
  warehouse_id INTEGER NOT NULL REFERENCES warehouses (id),
  product_id INTEGER NOT NULL REFERENCES products (id),
  quantity INTEGER NOT NULL,
  reorder_level INTEGER,
  PRIMARY KEY (warehouse_id, product_id)
);

CREATE TABLE coupons (
  code VARCHAR(16) PRIMARY KEY,
  description TEXT NOT NULL,
  percent_off INTEGER NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE
);

CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  ordered_at TIMESTAMP NOT NULL,
  status TEXT NOT NULL,
  warehouse_id INTEGER,
  coupon_code VARCHAR(16),
  payment_method TEXT,
  shipping_fee NUMERIC(10,2) NOT NULL,
  total NUMERIC(10,2) NOT NULL,
  shipped_at TIMESTAMP
);

CREATE TABLE order_items (
  order_id INTEGER NOT NULL REFERENCES orders (id),
  line_no INTEGER NOT NULL,
  product_id INTEGER NOT NULL REFERENCES products (id),
  quantity INTEGER NOT NULL,
  unit_price NUMERIC(10,2) NOT NULL,
  PRIMARY KEY (order_id, line_no)
);

CREATE TABLE reviews (
  id INTEGER PRIMARY KEY,
  product_id INTEGER NOT NULL REFERENCES products (id),
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  rating INTEGER NOT NULL,
  title TEXT,
  body TEXT,
  written_on DATE NOT NULL
);

CREATE TABLE returns (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES orders (id),
  product_id INTEGER NOT NULL REFERENCES products (id),
  quantity INTEGER NOT NULL,
  reason TEXT,
  returned_on DATE NOT NULL,
  refunded BOOLEAN
);

CREATE TABLE login_events (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL,
  logged_at TIMESTAMP NOT NULL,
  address TEXT NOT NULL,
  succeeded BOOLEAN NOT NULL
);
"""

VIEWS = """\
CREATE VIEW monthly_sales AS
SELECT SUBSTR(CAST(ordered_at AS TEXT), 1, 7) AS month,
       COUNT(*) AS orders,
       SUM(total) AS revenue
FROM orders
WHERE status <> 'cancelled'
GROUP BY SUBSTR(CAST(ordered_at AS TEXT), 1, 7);

CREATE VIEW product_ratings AS
SELECT p.id AS product_id, p.name AS product, COUNT(r.id) AS reviews, AVG(r.rating) AS average_rating
FROM products p
LEFT JOIN reviews r ON r.product_id = p.id
GROUP BY p.id, p.name;
"""

# name, parent; the ones with a parent hold products.
CATEGORIES = [
    (1, "Kitchen", None), (2, "Garden", None), (3, "Home", None), (4, "Outdoor", None),
    (5, "Cookware", 1), (6, "Coffee & Tea", 1), (7, "Tableware", 1),
    (8, "Garden Tools", 2), (9, "Pots & Planters", 2), (10, "Seeds & Bulbs", 2),
    (11, "Lighting", 3), (12, "Textiles", 3), (13, "Storage", 3), (14, "Candles", 3),
    (15, "Camping", 4), (16, "Picnic", 4), (17, "Gift Cards", None),
]

SUPPLIERS = [
    (1, "Nordlys Emalje", "NO", "orders@nordlys.example", 21, True),
    (2, "Alpenholz GmbH", "DE", "verkauf@alpenholz.example", 10, True),
    (3, "Quinta do Barro", "PT", "quinta@barro.example", 18, True),
    (4, "Shirakawa Ceramics 白川", "JP", "export@shirakawa.example", 35, True),
    (5, "Linnet & Wren Textiles", "GB", "trade@linnetwren.example", 12, True),
    (6, "Tessitura Morandi", "IT", None, 16, True),
    (7, "Ferronnerie Duval", "FR", "atelier@duval.example", 14, True),
    (8, "Blue Mesa Outfitters", "US", "wholesale@bluemesa.example", 28, True),
    (9, "Kılıç Bakır", "TR", "satis@kilicbakir.example", 24, True),
    (10, "Anand Brassworks", "IN", "sales@anandbrass.example", 40, True),
    (11, "Polder Seeds", "NL", "info@polderseeds.example", 5, True),
    (12, "Sawmill Sisters", "SE", None, 19, True),
    (13, "Hearth & Hollow", "GB", "hello@hearthhollow.example", 9, False),
    (14, "Guangming Lighting 光明", "CN", "trade@guangming.example", 45, True),
    (15, "Wachsmanufaktur Lenz", "DE", "lenz@wachs.example", 8, True),
    (16, "Casa Azul", "MX", "ventas@casaazul.example", None, False),
    (17, "Little Fjord Paper", "NO", None, None, True),
    (18, "Ateliers Duval", "BE", "contact@ateliersduval.example", 11, True),
]

COLLECTIONS = ["Alder", "Brae", "Cinder", "Dune", "Ember", "Fjord", "Grove", "Harbour", "Isla", "Juniper",
               "Kestrel", "Lumen", "Moss", "Northwind", "Oakham", "Pebble"]

# category: suppliers, then (product, typical price in cents, weight in grams)
GOODS = {
    5: ([1, 7, 9], [("Enamel Casserole 4 L", 8900, 3100), ("Cast-Iron Skillet 28 cm", 6450, 2700),
                    ("Copper Saucepan", 11200, 1400), ("Stockpot 8 L", 7400, 2600),
                    ("Grill Pan", 5200, 2300), ("Steel Wok", 5950, 1900)]),
    6: ([1, 4, 9], [("Pour-Over Kettle", 5490, 900), ("Coffee Grinder", 7900, 1150), ("Teapot 1 L", 4200, 820),
                    ("Espresso Cup Set", 3650, 640), ("French Press", 3900, 780), ("Tea Caddy", 1850, 310)]),
    7: ([3, 4, 13], [("Dinner Plate", 1650, 690), ("Soup Bowl", 1450, 520), ("Serving Platter", 3900, 1250),
                     ("Butter Dish", 2200, 560), ("Mug", 1250, 340), ("Salad Servers", 2650, 180)]),
    8: ([2, 7, 12], [("Hand Fork", 1790, 260), ("Pruning Shears", 3480, 240), ("Digging Spade", 5600, 2100),
                     ("Leaf Rake", 3250, 1100), ("Watering Can 9 L", 4150, 1500), ("Hori Knife", 4400, 330)]),
    9: ([3, 16, 10], [("Terracotta Pot 20 cm", 1490, 1800), ("Hanging Planter", 2890, 950),
                      ("Window Box", 3450, 2400), ("Glazed Planter 35 cm", 6900, 6200),
                      ("Seed Tray", 980, 210)]),
    10: ([11], [("Tulip Bulb Mix", 1290, 450), ("Wildflower Seeds", 590, 30), ("Tomato Seeds", 390, 10),
                ("Herb Starter Kit", 1890, 620), ("Narcissus Bulbs", 1150, 430)]),
    11: ([14, 10, 2], [("Pendant Lamp", 9800, 1700), ("Desk Lamp", 7200, 1450), ("Lantern", 4650, 980),
                       ("String Lights 10 m", 2990, 520), ("Wall Sconce", 6350, 860)]),
    12: ([5, 6], [("Linen Tea Towel", 1290, 120), ("Wool Throw", 8900, 1050), ("Cotton Bath Towel", 2450, 560),
                  ("Cushion Cover", 2750, 210), ("Table Runner", 3300, 240), ("Apron", 3150, 300)]),
    13: ([2, 12, 13], [("Bread Bin", 4900, 1900), ("Wicker Basket", 3600, 880), ("Spice Rack", 3850, 1300),
                       ("Shoe Shelf", 7900, 5400), ("Glass Jar Set", 2900, 1750)]),
    14: ([15, 17], [("Beeswax Pillar", 1590, 380), ("Taper Candles (6)", 1250, 290), ("Scented Candle", 2650, 410),
                    ("Tea Lights (24)", 890, 330)]),
    15: ([8, 12], [("Enamel Camp Mug", 1390, 190), ("Trail Stove", 6900, 430), ("Two-Person Tent", 18900, 2300),
                   ("Sleeping Mat", 7450, 690), ("Folding Chair", 5900, 1800), ("Headlamp", 3250, 90)]),
    16: ([8, 5], [("Picnic Blanket", 4990, 1250), ("Cool Bag 15 L", 3890, 720), ("Hamper for Four", 12900, 4300),
                  ("Cork Flask", 2690, 380)]),
}

# country: weight, cities, first names, last names, order ("fl" or "lf" for scripts without spaces)
PEOPLE = {
    "Germany": (16, ["Berlin", "Hamburg", "Köln", "Leipzig", "München"],
                ["Anna", "Jonas", "Lena", "Felix", "Jürgen", "Sabine", "Emre", "Katja", "Moritz", "Greta"],
                ["Müller", "Schmidt", "Weber", "Vogel", "Krüger", "Yılmaz", "Hoffmann", "Baumann", "Lang"], "fl"),
    "United Kingdom": (14, ["London", "Manchester", "Leeds", "Bristol", "Edinburgh", "Richmond"],
                       ["Oliver", "Amelia", "Harriet", "Callum", "Priya", "Isla", "George", "Niamh", "Tom"],
                       ["Hughes", "Patel", "Baker", "O'Brien", "Turner", "Fraser", "Bell", "Whitfield"], "fl"),
    "France": (12, ["Paris", "Lyon", "Marseille", "Nantes", "Strasbourg"],
               ["Camille", "Hugo", "Élodie", "Lucas", "Inès", "Mathis", "Chloé", "Benoît", "Noémie"],
               ["Lefèvre", "Moreau", "Garnier", "Petit", "Benali", "Rousseau", "Fontaine", "d'Arcy"], "fl"),
    "United States": (12, ["Portland", "Austin", "Chicago", "Richmond", "Paris", "Boston"],
                      ["Ethan", "Mia", "Jordan", "Ashley", "Luis", "Grace", "Tyler", "Naomi", "Maria"],
                      ["Johnson", "Nguyen", "Carter", "Garcia", "Kim", "Sullivan", "Brooks", "Silva"], "fl"),
    "Spain": (8, ["Madrid", "Sevilla", "Valencia", "Bilbao"],
              ["Lucía", "Javier", "Marta", "Iñigo", "Carmen", "Pablo", "Nerea"],
              ["García", "Fernández", "Ruiz", "Etxeberria", "Núñez", "Romero"], "fl"),
    "Brazil": (7, ["São Paulo", "Recife", "Porto Alegre", "Curitiba"],
               ["Ana", "João", "Beatriz", "Thiago", "Maria", "Rafael", "Letícia"],
               ["Silva", "Souza", "Oliveira", "Costa", "Araújo", "Lima"], "fl"),
    "Netherlands": (6, ["Amsterdam", "Utrecht", "Rotterdam"],
                    ["Sanne", "Daan", "Fleur", "Bram", "Lotte", "Ruben"],
                    ["de Vries", "Jansen", "van den Berg", "Bakker", "Visser"], "fl"),
    "Poland": (6, ["Warszawa", "Kraków", "Gdańsk", "Łódź"],
               ["Zofia", "Jakub", "Agnieszka", "Piotr", "Małgorzata", "Łukasz"],
               ["Kowalska", "Nowak", "Wiśniewski", "Zieliński", "Wójcik"], "fl"),
    "Japan": (6, ["Tokyo", "Osaka", "Kyoto", "Sapporo"],
              ["陽菜", "蓮", "葵", "大翔", "美咲", "健太", "さくら"],
              ["佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺"], "lf"),
    "Ukraine": (4, ["Київ", "Львів", "Одеса"],
                ["Олена", "Андрій", "Ірина", "Тарас", "Оксана"],
                ["Шевченко", "Коваленко", "Бондар", "Мельник", "Ткаченко"], "fl"),
    "Greece": (4, ["Athens", "Thessaloniki", "Patras"],
               ["Ελένη", "Γιώργος", "Μαρία", "Νίκος", "Sofia"],
               ["Παπαδοπούλου", "Γεωργίου", "Νικολάου", "Βασιλείου"], "fl"),
    "India": (5, ["Mumbai", "Bengaluru", "Delhi", "Kochi"],
              ["Ananya", "Arjun", "Lakshmi", "Rohan", "Fatima", "Vikram"],
              ["Sharma", "Iyer", "Patel", "Menon", "Khan", "Das"], "fl"),
}

WAREHOUSES = [
    (1, "Oak Barn", "Leipzig", "Germany", DATE(2019, 3, 4)),
    (2, "Canal House", "Rotterdam", "Netherlands", DATE(2020, 9, 14)),
    (3, "Tidewater", "Richmond", "United States", DATE(2022, 5, 2)),
    (4, "Old Mill", "Leeds", "United Kingdom", DATE(2021, 1, 18)),
    (5, "Harbour Shed", "Valencia", "Spain", DATE(2024, 11, 4)),
]

COUPONS = [
    ("WELCOME10", "10 % off a first order", 10, DATE(2022, 1, 1), None),
    ("SPRING22", "Spring garden days 2022", 15, DATE(2022, 3, 15), DATE(2022, 4, 30)),
    ("SPRING23", "Spring garden days 2023", 15, DATE(2023, 3, 15), DATE(2023, 4, 30)),
    ("SPRING24", "Spring garden days 2024", 15, DATE(2024, 3, 15), DATE(2024, 4, 30)),
    ("LIGHTS23", "Light up November 2023", 20, DATE(2023, 11, 1), DATE(2023, 11, 30)),
    ("LIGHTS24", "Light up November 2024", 20, DATE(2024, 11, 1), DATE(2024, 11, 30)),
    ("SORRY", "With our apologies", 25, DATE(2022, 6, 1), None),
    ("CAMPERS", "Camping club, never printed", 12, DATE(2023, 6, 1), DATE(2023, 8, 31)),
]

PRAISE = ["Lovely thing", "Better than expected", "Would buy again", "My favourite now", "Sturdy and beautiful",
          "Exactly as pictured", "Wunderschön!", "Muy bonito", "とても良い"]
SHRUG = ["It is fine", "Does the job", "Smaller than I thought", "Okay for the price", "Nice, slow delivery"]
GRUMBLE = ["Arrived broken", "Not what I ordered", "Handle came off", "Colour is nothing like the photo",
           "Disappointed", "Cassé à l'arrivée"]
PRAISE_TEXT = ["Use it every day and it still looks new.", "Bought a second one for my sister.",
               "Heavy, solid, and the finish is perfect.", "Well packed and two days early.",
               "The colour is warmer than in the photo, which I like."]
SHRUG_TEXT = ["No complaints, no wonders either.", "The lid sits a little loose.",
              "Good quality but the box was damaged.", "Took two weeks to get here."]
GRUMBLE_TEXT = ["There was a crack along the rim when I opened the parcel.",
                "Rusty after one week outside.", "Customer service never answered.",
                "It smells of paint even after a month."]

HANDLES = ["finch", "maple", "otter", "pixel", "comet", "basil", "raven", "clover", "tundra", "marmot", "quartz",
           "saffron", "walnut", "heron", "lichen", "poppy", "badger", "cobalt"]


def make_products():
    products = []
    number = 0
    for category in sorted(GOODS):
        suppliers, goods = GOODS[category]
        for base, price, weight in goods:
            for collection in dice.sample(COLLECTIONS, dice.between(2, 4)):
                number += 1
                cents = price * dice.between(85, 125) // 100
                cents = cents - cents % 50 + dice.pick([-5, 0, 0, 45])
                launched = dice.day(DATE(2020, 1, 10), DATE(2024, 9, 30))
                if dice.chance(60):
                    launched = dice.day(DATE(2020, 1, 10), DATE(2021, 12, 20))
                products.append([
                    number, f"{collection[:3].upper()}-{category:02d}-{number:03d}", f"{collection} {base}", category,
                    None if dice.chance(4) else dice.pick(suppliers), Decimal(cents),
                    None if dice.chance(6) else Decimal(cents * dice.between(38, 66) // 100),
                    None if dice.chance(8) else weight + dice.between(-3, 6) * max(1, weight // 40),
                    launched, dice.chance(9)])
    return products


def make_customers():
    weights = [(country, PEOPLE[country][0]) for country in PEOPLE]
    customers = []
    for number in range(1, 861):
        country = dice.weighted(weights)
        _, cities, first, last, order = PEOPLE[country]
        given, family = dice.pick(first), dice.pick(last)
        name = f"{given} {family}" if order == "fl" else f"{family} {given}"
        joined = dice.day(DATE(2021, 6, 1), DATE(2024, 12, 20))
        referrer = dice.between(1, number - 1) if number > 20 and dice.chance(14) else None
        customers.append([
            number, name, None if dice.chance(5) else f"{dice.pick(HANDLES)}{number}@example.com",
            dice.pick(cities), country, joined, None if dice.chance(30) else dice.between(1946, 2005),
            dice.chance(43), referrer])
    customers.sort(key=lambda row: row[5])
    renumbered = {row[0]: place for place, row in enumerate(customers, 1)}
    for row in customers:
        row[0] = renumbered[row[0]]
        referrer = renumbered.get(row[8])
        row[8] = referrer if referrer is not None and referrer < row[0] else None
    return customers


def coupon_for(day, is_first):
    if is_first and dice.chance(35):
        return "WELCOME10"
    for code, _, _, first, last in COUPONS[1:6]:
        if first <= day <= last and dice.chance(40):
            return code
    return "SORRY" if dice.chance(2) else None


def make_orders(customers, products):
    # A few customers buy much, most buy a little, every ninth never.
    appetite = [(row, dice.weighted([(0, 11), (1, 50), (3, 28), (9, 10), (22, 1)])) for row in customers]
    appetite = [pair for pair in appetite if pair[1]]
    popularity = [(row, dice.weighted([(1, 5), (3, 4), (8, 2), (20, 1)])) for row in products[:-5]]
    drafts = []
    while len(drafts) < 3300:
        customer = dice.weighted(appetite)
        day = dice.day(DATE(2022, 1, 2), LAST_DAY)
        if day.month not in (4, 5, 11, 12) and dice.chance(25):
            continue
        if day <= customer[5]:
            continue
        drafts.append((dice.moment(day, 6, 23), customer))
    drafts.sort(key=lambda pair: (pair[0], pair[1][0]))
    percent = {row[0]: row[2] for row in COUPONS}
    seen = set()
    orders, items = [], []
    for number, (moment, customer) in enumerate(drafts, 1):
        coupon = coupon_for(moment.date(), customer[0] not in seen)
        seen.add(customer[0])
        total = 0
        chosen = []
        for _ in range(dice.weighted([(1, 34), (2, 28), (3, 20), (4, 11), (6, 7)])):
            product = dice.weighted(popularity)
            if product[8] <= moment.date() and product not in chosen:
                chosen.append(product)
        if not chosen:
            chosen = [products[0]]
        for line, product in enumerate(chosen, 1):
            quantity = dice.weighted([(1, 68), (2, 20), (3, 5), (4, 5), (6, 2)])
            cents = product[5].units * (100 - percent.get(coupon, 0)) // 100
            total += quantity * cents
            items.append([number, line, product[0], quantity, Decimal(cents)])
        late = (LAST_DAY - moment.date()).days < 6
        status = dice.weighted([("delivered", 88), ("cancelled", 6), ("shipped", 2), ("returned", 4)])
        if late:
            status = dice.weighted([("processing", 6), ("shipped", 3), ("cancelled", 1)])
        shipped = None
        if status not in ("cancelled", "processing"):
            shipped = moment + datetime.timedelta(hours=dice.between(5, 90), minutes=dice.below(60))
        fee = 0 if total >= 7500 else dice.pick([390, 490, 490, 690])
        where = {"Germany": 1, "Poland": 1, "United Kingdom": 4, "United States": 3, "Brazil": 3}.get(customer[4], 2)
        if where == 3 and moment.date() < DATE(2022, 5, 2):
            where = 2
        orders.append([
            number, customer[0], moment, status, None if status in ("cancelled", "processing") else where, coupon,
            dice.weighted([("card", 55), ("paypal", 25), ("bank transfer", 9), ("invoice", 8), (None, 3)]),
            Decimal(fee), Decimal(total), shipped])
    return orders, items


def make_reviews(orders, items):
    by_order = {row[0]: row for row in orders}
    reviews = []
    for order_id, _, product_id, _, _ in items:
        order = by_order[order_id]
        if order[3] != "delivered" or not dice.chance(17):
            continue
        rating = dice.weighted([(5, 46), (4, 27), (3, 12), (2, 8), (1, 7)])
        titles, texts = {5: (PRAISE, PRAISE_TEXT), 4: (PRAISE, PRAISE_TEXT), 3: (SHRUG, SHRUG_TEXT)}.get(
            rating, (GRUMBLE, GRUMBLE_TEXT))
        day = order[2].date() + datetime.timedelta(days=dice.between(4, 45))
        if day > LAST_DAY:
            continue
        reviews.append([day, product_id, order[1], rating, None if dice.chance(22) else dice.pick(titles),
                        None if dice.chance(38) else dice.pick(texts)])
    reviews.sort(key=lambda row: (row[0], row[1], row[2]))
    return [[n, r[1], r[2], r[3], r[4], r[5], r[0]] for n, r in enumerate(reviews, 1)]


def make_returns(orders, items):
    lines = {}
    for row in items:
        lines.setdefault(row[0], []).append(row)
    returns = []
    for order in orders:
        if order[3] == "returned" or (order[3] == "delivered" and dice.chance(4)):
            day = order[9].date() + datetime.timedelta(days=dice.between(3, 30))
            if day > LAST_DAY:
                continue
            rows = lines[order[0]] if order[3] == "returned" else [dice.pick(lines[order[0]])]
            for row in rows:
                quantity = row[3] if order[3] == "returned" else dice.between(1, row[3])
                reason = dice.weighted([("damaged", 30), ("wrong item", 14), ("changed mind", 28),
                                        ("not as described", 16), (None, 12)])
                refunded = None if day > DATE(2024, 12, 10) else not dice.chance(8)
                returns.append([day, order[0], row[2], quantity, reason, refunded])
    returns.sort(key=lambda row: (row[0], row[1], row[2]))
    return [[n, r[1], r[2], r[3], r[4], r[0], r[5]] for n, r in enumerate(returns, 1)]


def make_stock(products):
    rows = []
    for warehouse in range(1, 5):
        for product in products:
            if dice.chance(62):
                quantity = 0 if dice.chance(7) else dice.between(1, 240)
                rows.append([warehouse, product[0], quantity, None if dice.chance(10) else dice.pick([5, 10, 20, 40])])
    return rows


def make_logins(customers):
    rows = []
    for number in range(1, 121):
        rows.append([number, dice.pick(customers)[0], dice.moment(dice.day(DATE(2024, 12, 1), LAST_DAY)),
                     f"203.0.113.{dice.between(1, 254)}", not dice.chance(15)])
    return rows


def main():
    products = make_products()
    customers = make_customers()
    orders, items = make_orders(customers, products)
    parts = [
        SCHEMA,
        insert("categories", ["id", "name", "parent_id"], CATEGORIES),
        insert("suppliers", ["id", "name", "country", "contact_email", "lead_days", "active"], SUPPLIERS),
        insert("products", ["id", "sku", "name", "category_id", "supplier_id", "price", "cost", "weight",
                            "launched_on", "discontinued"], products),
        insert("customers", ["id", "name", "email", "city", "country", "signup_dt", "birth_year", "newsletter",
                             "referred_by"], customers),
        insert("warehouses", ["id", "name", "city", "country", "opened_on"], WAREHOUSES),
        insert("stock", ["warehouse_id", "product_id", "quantity", "reorder_level"], make_stock(products)),
        insert("coupons", ["code", "description", "percent_off", "valid_from", "valid_to"], COUPONS),
        insert("orders", ["id", "customer_id", "ordered_at", "status", "warehouse_id", "coupon_code",
                          "payment_method", "shipping_fee", "total", "shipped_at"], orders),
        insert("order_items", ["order_id", "line_no", "product_id", "quantity", "unit_price"], items),
        insert("reviews", ["id", "product_id", "customer_id", "rating", "title", "body", "written_on"],
               make_reviews(orders, items)),
        insert("returns", ["id", "order_id", "product_id", "quantity", "reason", "returned_on", "refunded"],
               make_returns(orders, items)),
        insert("login_events", ["id", "customer_id", "logged_at", "address", "succeeded"], make_logins(customers)),
        VIEWS,
        "COMMIT;\n",
    ]
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write("\n".join(parts))


if __name__ == "__main__":
    main()
