-- A public library: books with several authors, members who brought in others, loans that may be open.
CREATE TABLE branch (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL, opened_on DATE NOT NULL);
CREATE TABLE author (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT, birth_year INTEGER);
CREATE TABLE book (
  id INTEGER PRIMARY KEY, title TEXT NOT NULL, genre TEXT, pages INTEGER, published INTEGER, price REAL,
  branch_id INTEGER REFERENCES branch (id));
CREATE TABLE book_author (
  book_id INTEGER REFERENCES book (id), author_id INTEGER REFERENCES author (id), PRIMARY KEY (book_id, author_id));
CREATE TABLE member (
  id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, city TEXT, joined_on DATE,
  referred_by INTEGER REFERENCES member (id));
CREATE TABLE loan (
  id INTEGER PRIMARY KEY, book_id INTEGER REFERENCES book (id), member_id INTEGER REFERENCES member (id),
  loaned_on DATE NOT NULL, returned_on DATE, fine REAL);

INSERT INTO branch VALUES
  (1, 'Central', 'Leeds', '1990-04-01'), (2, 'Harbour', 'Hull', '2005-09-15'), (3, 'Mill Road', 'Leeds', '2018-01-20');
INSERT INTO author VALUES
  (1, 'Nora Vance', 'Ireland', 1951), (2, 'Tomas Reyes', 'Chile', 1968), (3, 'Ines Duarte', 'Portugal', 1979),
  (4, 'Olav Berg', 'Norway', 1944), (5, 'Mei Tanaka', 'Japan', 1985), (6, 'Sean Walsh', 'Ireland', NULL);
INSERT INTO book VALUES
  (1, 'The Salt Road', 'Fiction', 320, 1998, 12.5, 1), (2, 'Tides', 'Poetry', 96, 2004, 8, 2),
  (3, 'Atlas of Winds', 'Science', 410, 2015, 35, 1), (4, 'Northern Bread', 'Cooking', 210, 2019, 22, 3),
  (5, 'The Quiet Engine', 'Fiction', 288, 2020, 14, 2), (6, 'Maps and Moths', 'Science', 150, 2020, 18.5, NULL),
  (7, 'Harbour Lights', 'Fiction', 275, 2011, 12.5, 2), (8, 'A Short Winter', NULL, 120, 2022, NULL, 1), (9, 'Low Water', 'Poetry', 64, 2013, 9.5, 2);
INSERT INTO book_author VALUES
  (1, 1), (2, 3), (3, 4), (3, 5), (4, 4), (5, 2), (6, 5), (6, 3), (7, 1), (7, 2), (8, 1);
INSERT INTO member VALUES
  (1, 'Alice', 'Moore', 'Leeds', '2019-03-02', NULL), (2, 'Bilal', 'Khan', 'Hull', '2019-11-20', 1),
  (3, 'Carla', 'Moore', 'Leeds', '2020-06-11', 1), (4, 'Dmitri', 'Orlov', 'York', '2021-01-05', 2),
  (5, 'Elena', 'Rossi', NULL, '2022-08-30', NULL), (6, 'Farid', 'Khan', 'York', NULL, 4);
INSERT INTO loan VALUES
  (1, 1, 1, '2021-01-10', '2021-01-24', NULL), (2, 3, 1, '2021-02-01', '2021-03-15', 4.5),
  (3, 2, 2, '2021-06-05', '2021-06-19', NULL), (4, 5, 3, '2022-02-14', '2022-03-20', 2),
  (5, 1, 4, '2022-05-01', '2022-05-10', NULL), (6, 7, 2, '2022-07-07', NULL, NULL),
  (7, 5, 1, '2022-10-10', '2022-11-30', 6.5), (8, 4, 4, '2023-01-15', '2023-01-29', NULL),
  (9, 6, 3, '2023-03-03', NULL, NULL), (10, 1, 2, '2023-03-20', '2023-05-02', 1.5),
  (11, 8, 1, '2023-04-02', '2023-04-10', NULL);
