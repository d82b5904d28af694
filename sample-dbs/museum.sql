-- A small museum of art and design, written by hand. Nobody in it exists.
BEGIN;

CREATE TABLE artist (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  born INTEGER,
  died INTEGER,
  nationality TEXT,
  teacher_id INTEGER REFERENCES artist (id)
);

CREATE TABLE room (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  floor INTEGER NOT NULL,
  area_m2 NUMERIC(6,1),
  climate_controlled BOOLEAN NOT NULL
);

CREATE TABLE artwork (
  id INTEGER PRIMARY KEY,
  inventory_no VARCHAR(10) NOT NULL UNIQUE,
  title TEXT NOT NULL,
  artist_id INTEGER REFERENCES artist (id),
  year_from INTEGER,
  year_to INTEGER,
  medium TEXT NOT NULL,
  height_cm NUMERIC(6,1),
  width_cm NUMERIC(6,1),
  acquired_on DATE,
  acquired_by TEXT,
  insured_for NUMERIC(12,2),
  room_id INTEGER REFERENCES room (id),
  fragile BOOLEAN
);

CREATE TABLE employee (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  boss_id INTEGER REFERENCES employee (id),
  started_on DATE NOT NULL,
  ended_on DATE,
  monthly_pay NUMERIC(8,2)
);

CREATE TABLE exhibition (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  opened_on DATE NOT NULL,
  closed_on DATE,
  curator_id INTEGER REFERENCES employee (id),
  budget NUMERIC(10,2),
  touring BOOLEAN NOT NULL
);

CREATE TABLE exhibition_artwork (
  exhibition_id INTEGER NOT NULL REFERENCES exhibition (id),
  artwork_id INTEGER NOT NULL REFERENCES artwork (id),
  "order" INTEGER,
  PRIMARY KEY (exhibition_id, artwork_id)
);

CREATE TABLE institution (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  city TEXT NOT NULL,
  country TEXT NOT NULL
);

CREATE TABLE loan (
  id INTEGER PRIMARY KEY,
  artwork_id INTEGER NOT NULL REFERENCES artwork (id),
  institution_id INTEGER NOT NULL REFERENCES institution (id),
  sent_on DATE NOT NULL,
  due_on DATE NOT NULL,
  returned_on DATE,
  fee NUMERIC(8,2)
);

CREATE TABLE conservation (
  id INTEGER PRIMARY KEY,
  artwork_id INTEGER NOT NULL REFERENCES artwork (id),
  done_by INTEGER,
  started_on DATE NOT NULL,
  finished_on DATE,
  treatment TEXT NOT NULL,
  hours NUMERIC(5,1),
  cost NUMERIC(8,2)
);

CREATE TABLE donor (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  city TEXT
);

CREATE TABLE donation (
  id INTEGER PRIMARY KEY,
  donor_id INTEGER REFERENCES donor (id),
  given_on DATE NOT NULL,
  amount NUMERIC(10,2),
  artwork_id INTEGER REFERENCES artwork (id),
  purpose TEXT
);

CREATE TABLE "visitor count" (
  day DATE PRIMARY KEY,
  adults INTEGER NOT NULL,
  children INTEGER NOT NULL,
  members INTEGER,
  takings NUMERIC(8,2) NOT NULL,
  late_opening BOOLEAN NOT NULL
);

INSERT INTO artist (id, name, born, died, nationality, teacher_id) VALUES
(1, 'Cornelis Hage', 1598, 1661, 'Dutch', NULL),
(2, 'Johanna Hage', 1629, 1690, 'Dutch', 1),
(3, 'Bernardo Scalzi', 1702, 1768, 'Italian', NULL),
(4, 'Marie-Louise Arpin', 1745, 1812, 'French', NULL),
(5, 'Théodore Arpin', 1771, 1840, 'French', 4),
(6, 'Hanzaburō Mori 森半三郎', 1788, 1859, 'Japanese', NULL),
(7, 'Okiku 菊', 1819, NULL, 'Japanese', 6),
(8, 'Wilhelm Trautner', 1834, 1899, 'German', NULL),
(9, 'Edith Colborne', 1858, 1931, 'British', 8),
(10, 'Арсен Левчук', 1871, 1937, 'Ukrainian', NULL),
(11, 'Solveig Aasen', 1880, 1961, 'Norwegian', 9),
(12, 'Rafael Ortuño', 1889, 1954, 'Mexican', NULL),
(13, 'Edith Colborne', 1902, 1980, 'American', NULL),
(14, 'Γεράσιμος Βλάχος', 1911, 1986, 'Greek', NULL),
(15, 'Liesel Trautner', 1915, 2003, 'German', NULL),
(16, 'Adaeze Nwosu', 1938, NULL, 'Nigerian', NULL),
(17, 'Halim Saadi', 1941, 2019, 'Lebanese', 14),
(18, 'Tove Rask', 1950, NULL, 'Danish', 15),
(19, 'Emiliana Ortuño', 1957, NULL, 'Mexican', NULL),
(20, 'Park Seo-yeon 박서연', 1974, NULL, 'Korean', 18),
(21, 'Kofi Asante-Boyle', 1979, NULL, 'Ghanaian', 16),
(22, 'Juno Whitcombe', 1988, NULL, NULL, 20),
(23, 'Studio Lark', NULL, NULL, 'British', NULL),
(24, 'Master of the Blue Door', NULL, NULL, NULL, NULL);

INSERT INTO room (id, name, floor, area_m2, climate_controlled) VALUES
(1, 'Entrance Hall', 0, 210.0, FALSE),
(2, 'Dutch Cabinet', 1, 64.5, TRUE),
(3, 'Salon', 1, 148.0, TRUE),
(4, 'Print Room', 1, 52.0, TRUE),
(5, 'North Gallery', 2, 233.5, TRUE),
(6, 'South Gallery', 2, 219.0, TRUE),
(7, 'Design Loft', 3, 175.0, FALSE),
(8, 'Sculpture Court', 0, NULL, FALSE),
(9, 'Depot', -1, 640.0, TRUE),
(10, 'Children''s Studio', 0, 88.0, FALSE);

INSERT INTO artwork (id, inventory_no, title, artist_id, year_from, year_to, medium, height_cm, width_cm, acquired_on, acquired_by, insured_for, room_id, fragile) VALUES
(1, 'P-0001', 'Still Life with Herring', 1, 1637, 1637, 'oil on panel', 48.5, 63.0, '1921-05-02', 'bequest', 1250000.00, 2, FALSE),
(2, 'P-0002', 'The Notary''s Wife', 1, 1644, 1646, 'oil on canvas', 92.0, 74.5, '1921-05-02', 'bequest', 2100000.00, 2, FALSE),
(3, 'P-0003', 'Winter Canal', 2, 1661, 1661, 'oil on panel', 39.0, 58.0, '1934-11-19', 'purchase', 980000.00, 2, TRUE),
(4, 'P-0004', 'Self-Portrait at the Window', 2, 1668, 1670, 'oil on canvas', 71.0, 60.0, '1957-03-08', 'purchase', 1640000.00, 2, FALSE),
(5, 'P-0005', 'Piazza after Rain', 3, 1741, 1741, 'oil on canvas', 110.0, 165.5, '1928-07-14', 'gift', 760000.00, 3, FALSE),
(6, 'P-0006', 'Capriccio with Two Bridges', 3, 1750, 1755, 'oil on canvas', 98.0, 140.0, '1949-01-20', 'purchase', 690000.00, 3, FALSE),
(7, 'P-0007', 'Portrait of a Clockmaker', 4, 1783, 1783, 'oil on canvas', 81.5, 65.0, '1963-06-11', 'gift', 430000.00, 3, FALSE),
(8, 'D-0008', 'Study of Hands', 4, 1779, NULL, 'red chalk on paper', 28.0, 36.5, '1963-06-11', 'gift', 58000.00, 4, TRUE),
(9, 'P-0009', 'The Ferry at Dusk', 5, 1808, 1808, 'oil on canvas', 66.0, 92.0, '1970-10-30', 'purchase', 310000.00, 3, FALSE),
(10, 'D-0010', 'Thirty Views of a Bridge: No. 4', 6, 1831, 1833, 'woodblock print', 25.5, 37.0, '1986-02-17', 'purchase', 42000.00, 4, TRUE),
(11, 'D-0011', 'Thirty Views of a Bridge: No. 17', 6, 1831, 1833, 'woodblock print', 25.5, 37.0, '1986-02-17', 'purchase', 39500.00, 4, TRUE),
(12, 'D-0012', 'Irises in Rain', 7, 1852, NULL, 'woodblock print', 36.0, 24.5, '1986-02-17', 'purchase', 33000.00, 9, TRUE),
(13, 'P-0013', 'Foundry at Night', 8, 1874, 1874, 'oil on canvas', 120.0, 180.0, '1911-09-01', 'gift', 890000.00, 5, FALSE),
(14, 'P-0014', 'Women Leaving the Mill', 8, 1881, 1882, 'oil on canvas', 101.0, 152.0, '1911-09-01', 'gift', 940000.00, 5, FALSE),
(15, 'P-0015', 'Tea in the Orchard', 9, 1894, 1894, 'oil on canvas', 61.0, 76.0, '1939-04-25', 'purchase', 520000.00, 5, FALSE),
(16, 'D-0016', 'Garden Sketchbook', 9, 1890, 1899, 'watercolour on paper', 18.0, 26.0, '1939-04-25', 'purchase', 75000.00, 9, TRUE),
(17, 'P-0017', 'Композиція № 5', 10, 1916, 1916, 'oil on canvas', 88.0, 70.0, '1992-12-03', 'purchase', 1380000.00, 5, FALSE),
(18, 'P-0018', 'Red Tram', 10, 1913, 1913, 'oil on cardboard', 54.0, 68.5, '1992-12-03', 'purchase', 1120000.00, 5, TRUE),
(19, 'P-0019', 'Fjord, Morning', 11, 1919, 1919, 'oil on canvas', 73.0, 100.0, '1951-08-16', 'gift', 280000.00, 5, FALSE),
(20, 'P-0020', 'Fjord, Evening', 11, 1919, 1920, 'oil on canvas', 73.0, 100.0, '1951-08-16', 'gift', 280000.00, 9, FALSE),
(21, 'P-0021', 'Market at Noon', 12, 1928, 1929, 'fresco fragment', 145.0, 210.0, '1977-05-05', 'purchase', 1750000.00, 1, TRUE),
(22, 'S-0022', 'Torso', 13, 1936, 1936, 'marble', 94.0, 41.0, '1981-01-29', 'bequest', 365000.00, 8, FALSE),
(23, 'S-0023', 'Untitled', 13, 1948, NULL, 'bronze', 132.0, 58.0, '1981-01-29', 'bequest', 410000.00, 8, FALSE),
(24, 'P-0024', 'Sponge Divers', 14, 1947, 1947, 'tempera on panel', 60.0, 120.0, '1988-06-22', 'purchase', 198000.00, 6, FALSE),
(25, 'P-0025', 'Untitled', 14, 1955, 1958, 'oil on canvas', 130.0, 97.0, '1988-06-22', 'purchase', 167000.00, 9, FALSE),
(26, 'D-0026', 'Typewriter Portraits', 15, 1949, 1953, 'ink on paper', 29.7, 21.0, '2001-03-15', 'gift', 24000.00, 4, TRUE),
(27, 'O-0027', 'Stacking Chair', 15, 1956, 1956, 'plywood and steel', 79.0, 48.0, '2001-03-15', 'gift', 12500.00, 7, FALSE),
(28, 'P-0028', 'Harmattan', 16, 1972, 1972, 'oil on canvas', 160.0, 200.0, '1999-10-10', 'purchase', 540000.00, 6, FALSE),
(29, 'P-0029', 'Market Women', 16, 1968, 1969, 'oil on canvas', 112.0, 145.0, '1999-10-10', 'purchase', 480000.00, 6, FALSE),
(30, 'P-0030', 'Untitled (Cedar)', 17, 1975, 1975, 'acrylic on canvas', 100.0, 100.0, '2004-02-27', 'gift', 145000.00, 6, FALSE),
(31, 'S-0031', 'Wall of Letters', 17, 1999, 2001, 'ceramic', 240.0, 380.0, '2004-02-27', 'purchase', 325000.00, 1, TRUE),
(32, 'O-0032', 'Ladder Shelf', 18, 1984, 1984, 'ash wood', 205.0, 62.0, '2010-09-09', 'gift', 8700.00, 7, FALSE),
(33, 'O-0033', 'Pendant Lamp "Kite"', 18, 1991, 1991, 'paper and brass', 55.0, 70.0, '2010-09-09', 'gift', 6400.00, 7, TRUE),
(34, 'S-0034', 'Breathing Wall', 19, 2003, 2003, 'adobe and cotton', 220.0, 310.0, '2015-04-18', 'purchase', 230000.00, 6, TRUE),
(35, 'D-0035', 'Letters to My Mother', 19, 1998, 2002, 'ink on paper', 42.0, 29.7, '2015-04-18', 'gift', 31000.00, 9, TRUE),
(36, 'N-0036', 'Moon Jar, Spinning', 20, 2012, 2012, 'video, 8 min', NULL, NULL, '2016-11-11', 'purchase', 88000.00, 6, NULL),
(37, 'S-0037', 'White Vessel No. 9', 20, 2014, 2014, 'porcelain', 44.0, 42.5, '2016-11-11', 'purchase', 67000.00, 6, TRUE),
(38, 'P-0038', 'Kotoka, Terminal 2', 21, 2019, 2019, 'acrylic on canvas', 180.0, 240.0, '2021-07-01', 'purchase', 126000.00, 6, FALSE),
(39, 'N-0039', 'Untitled', 22, 2022, 2022, 'neon', 60.0, 190.0, '2023-01-26', 'purchase', 41000.00, NULL, TRUE),
(40, 'N-0040', 'Queue', 22, 2023, 2023, 'sound installation', NULL, NULL, '2024-03-14', 'purchase', 37500.00, NULL, NULL),
(41, 'O-0041', 'Radio Model 3', 23, 1961, 1961, 'bakelite', 21.0, 34.0, '2008-05-21', 'purchase', 2900.00, 7, FALSE),
(42, 'O-0042', 'Radio Model 5', 23, 1964, 1964, 'plastic', 18.0, 30.0, '2008-05-21', 'purchase', 1900.00, 9, FALSE),
(43, 'P-0043', 'The Blue Door', 24, 1490, 1510, 'tempera on panel', 33.0, 27.5, '1911-09-01', 'gift', 2600000.00, 2, TRUE),
(44, 'P-0044', 'Saint with a Lantern', 24, 1490, 1510, 'tempera on panel', 41.0, 29.0, '1911-09-01', 'gift', NULL, 9, TRUE),
(45, 'P-0045', 'View of a Harbour', NULL, 1700, 1799, 'oil on canvas', 58.0, 84.0, NULL, NULL, 22000.00, 9, FALSE),
(46, 'S-0046', 'Head of a Boy', NULL, NULL, NULL, 'marble', 27.0, 19.0, '1946-02-13', 'gift', 54000.00, 8, FALSE),
(47, 'O-0047', 'Quilt with Stars', NULL, 1840, 1860, 'cotton', 210.0, 190.0, '1995-08-30', 'gift', 15500.00, 9, TRUE),
(48, 'D-0048', 'Map of the Lower Town', NULL, 1688, 1688, 'engraving', 51.0, 66.0, '1934-11-19', 'purchase', 9800.00, 4, FALSE);

INSERT INTO employee (id, name, role, boss_id, started_on, ended_on, monthly_pay) VALUES
(1, 'Henrike Vollmer', 'director', NULL, '2014-01-07', NULL, 8400.00),
(2, 'Samuel Achebe', 'chief curator', 1, '2009-04-01', NULL, 6350.00),
(3, 'Mathilde Roux', 'curator', 2, '2016-09-01', NULL, 4700.00),
(4, 'Jun Watanabe', 'curator', 2, '2019-02-15', NULL, 4550.00),
(5, 'Dora Nemes', 'curator', 2, '2011-06-01', '2022-12-31', 4620.00),
(6, 'Piet Aalbers', 'head conservator', 1, '2006-10-02', NULL, 5200.00),
(7, 'Zuzana Bílá', 'conservator', 6, '2018-03-05', NULL, 4100.00),
(8, 'Owen Tran', 'conservator', 6, '2021-08-16', NULL, 3950.00),
(9, 'Carla Fonseca', 'head of visitor services', 1, '2015-05-11', NULL, 4300.00),
(10, 'Leo Marchetti', 'guard', 9, '2003-01-13', NULL, 2750.00),
(11, 'Amal Yusuf', 'guard', 9, '2017-07-03', NULL, 2700.00),
(12, 'Jun Watanabe', 'guard', 9, '2022-05-02', NULL, 2650.00),
(13, 'Bridget Shaw', 'guard', 9, '2012-11-26', '2023-06-30', 2720.00),
(14, 'Noor el-Amin', 'educator', 9, '2020-01-20', NULL, 3300.00),
(15, 'Стефан Илиев', 'registrar', 2, '2013-09-09', NULL, 3850.00),
(16, 'Gwen Lloyd', 'bookkeeper', 1, '2010-02-01', NULL, NULL);

INSERT INTO exhibition (id, title, opened_on, closed_on, curator_id, budget, touring) VALUES
(1, 'Masters of the Canal', '2019-03-15', '2019-07-28', 5, 185000.00, FALSE),
(2, 'Iron and Steam', '2019-10-04', '2020-02-16', 2, 142000.00, FALSE),
(3, 'Ink', '2020-09-11', '2021-01-31', 5, 64000.00, FALSE),
(4, 'Letters', '2021-06-18', '2021-10-17', 3, 71500.00, TRUE),
(5, 'Northern Light', '2022-02-05', '2022-06-12', 5, 128000.00, TRUE),
(6, 'Sit, Stack, Fold', '2022-09-23', '2023-01-22', 4, 56000.00, FALSE),
(7, 'West African Modern', '2023-03-17', '2023-08-27', 2, 210000.00, TRUE),
(8, 'Untitled: Works without Names', '2023-10-13', '2024-02-25', 3, 83000.00, FALSE),
(9, 'The Trautners', '2024-03-22', '2024-09-15', 2, 117000.00, FALSE),
(10, 'Water', '2024-10-11', NULL, 3, 154000.00, TRUE),
(11, 'New in the House', '2024-11-29', NULL, NULL, 18000.00, FALSE);

INSERT INTO exhibition_artwork (exhibition_id, artwork_id, "order") VALUES
(1, 1, 1), (1, 2, 2), (1, 3, 3), (1, 4, 4), (1, 48, 5), (1, 45, NULL),
(2, 13, 1), (2, 14, 2), (2, 18, 3), (2, 41, 4),
(3, 8, 1), (3, 10, 2), (3, 11, 3), (3, 12, 4), (3, 26, 5), (3, 35, 6), (3, 48, 7),
(4, 26, 2), (4, 31, 1), (4, 35, 3), (4, 17, 4),
(5, 19, 1), (5, 20, 2), (5, 32, 3), (5, 33, 4), (5, 15, 5),
(6, 27, 1), (6, 32, 2), (6, 33, 3), (6, 41, 4), (6, 42, 5),
(7, 28, 1), (7, 29, 2), (7, 38, 3),
(8, 23, 1), (8, 25, 2), (8, 30, 3), (8, 39, 4), (8, 46, 5), (8, 47, 6),
(9, 13, 1), (9, 14, 2), (9, 26, 3), (9, 27, 4),
(10, 3, 1), (10, 9, 2), (10, 10, 3), (10, 11, 4), (10, 19, 5), (10, 20, 6), (10, 24, 7), (10, 5, 8), (10, 45, 9),
(11, 39, 1), (11, 40, 2), (11, 38, NULL);

INSERT INTO institution (id, name, city, country) VALUES
(1, 'Stedelijk Huis', 'Haarlem', 'Netherlands'),
(2, 'Musée des Quais', 'Bordeaux', 'France'),
(3, 'Kunsthalle am Wehr', 'Bremen', 'Germany'),
(4, 'Harbour Museum', 'Bergen', 'Norway'),
(5, 'Harbour Museum', 'Halifax', 'Canada'),
(6, 'Galería Nueva Aurora', 'Oaxaca', 'Mexico'),
(7, 'Osu Yard', 'Accra', 'Ghana'),
(8, 'Museum of Things', 'Bremen', 'Germany'),
(9, '水の美術館', 'Kanazawa', 'Japan');

INSERT INTO loan (id, artwork_id, institution_id, sent_on, due_on, returned_on, fee) VALUES
(1, 2, 1, '2018-01-10', '2018-06-30', '2018-06-21', 5000.00),
(2, 13, 3, '2018-09-03', '2019-01-31', '2019-02-14', 3500.00),
(3, 21, 6, '2019-02-01', '2019-09-30', '2019-10-21', 12000.00),
(4, 26, 2, '2021-11-15', '2022-04-30', '2022-04-11', 800.00),
(5, 31, 2, '2021-11-15', '2022-04-30', '2022-05-09', 6500.00),
(6, 35, 2, '2021-11-15', '2022-04-30', '2022-04-11', NULL),
(7, 19, 4, '2022-07-04', '2023-01-15', '2023-01-12', 2200.00),
(8, 20, 4, '2022-07-04', '2023-01-15', '2023-01-12', 2200.00),
(9, 32, 4, '2022-07-04', '2023-01-15', '2023-02-02', 450.00),
(10, 28, 7, '2023-09-20', '2024-03-31', '2024-03-25', 7800.00),
(11, 29, 7, '2023-09-20', '2024-03-31', '2024-03-25', 7200.00),
(12, 38, 7, '2023-09-20', '2024-03-31', '2024-04-18', 2600.00),
(13, 41, 8, '2023-02-10', '2023-08-31', '2023-08-30', 150.00),
(14, 27, 8, '2023-02-10', '2023-08-31', '2023-09-06', 300.00),
(15, 1, 1, '2024-01-22', '2024-07-15', '2024-07-10', 5400.00),
(16, 17, 5, '2024-05-06', '2025-01-31', NULL, 6900.00),
(17, 12, 9, '2024-08-19', '2024-11-30', NULL, 1900.00),
(18, 22, 3, '2024-09-02', '2025-03-31', NULL, NULL),
(19, 4, 2, '2024-02-12', '2024-09-30', '2024-10-03', 4800.00),
(20, 13, 3, '2020-06-01', '2020-12-31', '2020-12-18', 3600.00);

INSERT INTO conservation (id, artwork_id, done_by, started_on, finished_on, treatment, hours, cost) VALUES
(1, 1, 6, '2017-02-06', '2017-05-19', 'varnish removal', 86.0, 6450.00),
(2, 3, 6, '2018-01-15', '2018-04-27', 'panel stabilisation', 120.5, 11200.00),
(3, 8, 7, '2018-09-10', '2018-09-28', 'surface cleaning', 14.0, 720.00),
(4, 10, 7, '2019-05-06', '2019-05-24', 'deacidification', 22.5, 1340.00),
(5, 11, 7, '2019-05-27', '2019-06-14', 'deacidification', 21.0, 1290.00),
(6, 21, 6, '2019-11-04', '2020-03-13', 'plaster consolidation', 210.0, 19800.00),
(7, 13, 7, '2020-02-24', '2020-04-30', 'relining', 64.0, 4900.00),
(8, 43, 6, '2020-09-01', '2021-06-11', 'panel stabilisation', 305.5, 28750.00),
(9, 47, 7, '2021-03-08', '2021-04-02', 'washing', 31.0, 980.00),
(10, 18, 8, '2021-10-18', '2021-12-10', 'surface cleaning', 47.5, 2650.00),
(11, 31, 6, '2022-05-30', '2022-07-15', 'crack filling', 58.0, 3900.00),
(12, 32, 8, '2023-02-20', '2023-03-03', 'surface cleaning', 9.5, 380.00),
(13, 45, 8, '2023-05-15', '2023-08-04', 'varnish removal', 71.0, 3550.00),
(14, 44, 6, '2023-09-11', NULL, 'panel stabilisation', 188.0, NULL),
(15, 38, 8, '2024-04-29', '2024-05-17', 'canvas repair', 26.0, 1700.00),
(16, 16, NULL, '2024-06-03', '2024-06-28', 'deacidification', NULL, 2400.00),
(17, 25, 7, '2024-10-14', NULL, 'surface cleaning', 12.0, NULL),
(18, 3, 7, '2024-09-02', '2024-09-27', 'surface cleaning', 18.0, 900.00);

INSERT INTO donor (id, name, kind, city) VALUES
(1, 'Friends of the Museum', 'society', 'Marrow Bay'),
(2, 'Estate of A. Lindqvist', 'estate', 'Stockholm'),
(3, 'Ellinor Crane', 'person', 'Marrow Bay'),
(4, 'Bellweather Shipping', 'company', 'Rotterdam'),
(5, 'Nadia Saadi', 'person', 'Beirut'),
(6, 'Rask Family', 'family', 'Aarhus'),
(7, 'Copperline Bank', 'company', 'Marrow Bay'),
(8, 'Trautner Foundation', 'foundation', 'Leipzig'),
(9, 'Ellinor Crane', 'person', 'Dublin'),
(10, 'City of Marrow Bay', 'public', 'Marrow Bay'),
(11, 'Ortuño Trust', 'foundation', NULL);

INSERT INTO donation (id, donor_id, given_on, amount, artwork_id, purpose) VALUES
(1, 8, '2001-03-15', NULL, 26, NULL),
(2, 8, '2001-03-15', NULL, 27, NULL),
(3, 5, '2004-02-27', NULL, 30, NULL),
(4, 6, '2010-09-09', NULL, 32, NULL),
(5, 6, '2010-09-09', NULL, 33, NULL),
(6, 11, '2015-04-18', 120000.00, NULL, 'acquisitions'),
(7, 11, '2015-04-18', NULL, 35, NULL),
(8, 4, '2018-12-01', 45000.00, NULL, 'exhibitions'),
(9, 1, '2019-05-18', 12500.00, NULL, 'education'),
(10, 7, '2019-09-30', 80000.00, NULL, 'exhibitions'),
(11, NULL, '2020-04-12', 5000.00, NULL, NULL),
(12, 1, '2020-05-18', 9800.00, NULL, 'education'),
(13, 10, '2020-12-15', 150000.00, NULL, 'building'),
(14, 3, '2021-03-02', 2500.00, NULL, 'conservation'),
(15, 1, '2021-05-18', 14200.00, NULL, 'education'),
(16, 4, '2021-11-20', 30000.00, NULL, 'acquisitions'),
(17, 2, '2022-01-31', 275000.00, NULL, 'acquisitions'),
(18, 9, '2022-06-16', 750.00, NULL, NULL),
(19, 1, '2022-05-18', 15600.00, NULL, 'conservation'),
(20, 7, '2022-10-05', 60000.00, NULL, 'exhibitions'),
(21, 3, '2023-03-02', 3000.00, NULL, 'conservation'),
(22, 10, '2023-12-15', 95000.00, NULL, 'building'),
(23, NULL, '2024-02-29', 10000.00, NULL, 'education'),
(24, 8, '2024-03-20', 40000.00, NULL, 'exhibitions'),
(25, 1, '2024-05-18', 17900.00, NULL, 'conservation'),
(26, 3, '2024-08-02', 4000.00, NULL, 'conservation');

INSERT INTO "visitor count" (day, adults, children, members, takings, late_opening) VALUES
('2024-11-01', 412, 138, 55, 5220.00, FALSE),
('2024-11-02', 655, 241, 83, 8342.00, FALSE),
('2024-11-03', 688, 262, 79, 8780.00, FALSE),
('2024-11-05', 187, 64, 31, 2372.00, FALSE),
('2024-11-06', 203, 22, 28, 2480.00, FALSE),
('2024-11-07', 391, 18, 102, 4728.00, TRUE),
('2024-11-08', 244, 41, 36, 3010.00, FALSE),
('2024-11-09', 583, 197, 71, 7390.00, FALSE),
('2024-11-10', 602, 214, 66, 7652.00, FALSE),
('2024-11-12', 171, 88, 25, 2228.00, FALSE),
('2024-11-13', 195, 19, NULL, 2378.00, FALSE),
('2024-11-14', 377, 12, 96, 4548.00, TRUE),
('2024-11-15', 230, 37, 40, 2834.00, FALSE),
('2024-11-16', 541, 183, 69, 6858.00, FALSE),
('2024-11-17', 569, 205, 72, 7238.00, FALSE),
('2024-11-19', 166, 71, 22, 2134.00, FALSE),
('2024-11-20', 158, 15, 27, 1926.00, FALSE),
('2024-11-21', 402, 21, 111, 4866.00, TRUE),
('2024-11-22', 219, 33, 38, 2694.00, FALSE),
('2024-11-23', 498, 176, NULL, 6328.00, FALSE),
('2024-11-24', 530, 191, 64, 6742.00, FALSE),
('2024-11-26', 149, 94, 20, 1976.00, FALSE),
('2024-11-27', 162, 17, 24, 1978.00, FALSE),
('2024-11-28', 437, 26, 118, 5296.00, TRUE),
('2024-11-29', 521, 84, 240, 6420.00, TRUE),
('2024-11-30', 709, 268, 97, 9044.00, FALSE),
('2024-12-01', 664, 247, 90, 8462.00, FALSE),
('2024-12-03', 190, 102, 33, 2484.00, FALSE),
('2024-12-04', 177, 20, 29, 2164.00, FALSE),
('2024-12-05', 415, 24, 105, 5028.00, TRUE);

CREATE VIEW on_display AS
SELECT w.id, w.title, a.name AS artist, r.name AS room, r.floor
FROM artwork w
JOIN room r ON r.id = w.room_id
LEFT JOIN artist a ON a.id = w.artist_id
WHERE r.name <> 'Depot';

COMMIT;
