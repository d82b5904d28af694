-- A league: two keys from a match to its clubs, players who move no more, goals in minutes.
CREATE TABLE clubs (
  club_id INTEGER PRIMARY KEY, club_name TEXT NOT NULL, town TEXT NOT NULL, founded INTEGER, capacity INTEGER);
CREATE TABLE players (
  player_id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, position TEXT, nationality TEXT, birth_date DATE,
  height_cm INTEGER, salary INTEGER, club_id INTEGER REFERENCES clubs (club_id));
CREATE TABLE matches (
  match_id INTEGER PRIMARY KEY, home_club_id INTEGER REFERENCES clubs (club_id),
  away_club_id INTEGER REFERENCES clubs (club_id), played_on DATE NOT NULL, attendance INTEGER,
  home_goals INTEGER, away_goals INTEGER);
CREATE TABLE goals (
  goal_id INTEGER PRIMARY KEY, match_id INTEGER REFERENCES matches (match_id),
  player_id INTEGER REFERENCES players (player_id), minute INTEGER);

INSERT INTO clubs VALUES
  (1, 'Rovers', 'Ashby', 1901, 12000), (2, 'United', 'Brampton', 1923, 8000), (3, 'Athletic', 'Corley', 1956, 5000),
  (4, 'Wanderers', 'Ashby', 1988, 3500);
INSERT INTO players VALUES
  (1, 'Jonas Lind', 'Goalkeeper', 'Sweden', '1990-05-04', 193, 52000, 1),
  (2, 'Pedro Alves', 'Striker', 'Brazil', '1996-11-30', 178, 88000, 1),
  (3, 'Kofi Mensah', 'Midfielder', 'Ghana', '1999-02-17', 174, 61000, 2),
  (4, 'Liam Byrne', 'Defender', 'Ireland', '1993-08-08', 186, 45000, 2),
  (5, 'Anton Weber', 'Striker', 'Germany', '2001-01-25', 181, 70000, 3),
  (6, 'Hugo Petit', 'Midfielder', 'France', '1998-07-12', 176, 39000, 3),
  (7, 'Marco Lenz', 'Defender', 'Germany', '1989-12-01', 188, 41000, 1),
  (8, 'Yusuf Kaya', 'Striker', 'Turkey', '2003-03-09', 183, NULL, NULL);
INSERT INTO matches VALUES
  (1, 1, 2, '2023-08-12', 9800, 3, 1), (2, 3, 1, '2023-08-19', 4200, 0, 2), (3, 2, 3, '2023-09-02', 5100, 2, 2),
  (4, 2, 1, '2024-01-13', 7600, 1, 0), (5, 1, 3, '2024-02-03', 10400, 4, 0), (6, 3, 2, '2024-03-16', NULL, 1, 1);
INSERT INTO goals VALUES
  (1, 1, 2, 12), (2, 1, 2, 55), (3, 1, 7, 71), (4, 1, 3, 80), (5, 2, 2, 33), (6, 2, 7, 90), (7, 3, 3, 5),
  (8, 3, 4, 49), (9, 3, 5, 60), (10, 3, 6, 88), (11, 4, 3, 44), (12, 5, 2, 9), (13, 5, 2, 21), (14, 5, 2, 67),
  (15, 5, 7, 78), (16, 6, 5, 15), (17, 6, 4, 52);
