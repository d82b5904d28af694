import CSQLite
import Foundation

/// A small shop, written by SQLite itself.
enum SampleDatabase {
    struct Failure: Error {
        let message: String
    }

    static func make(at path: String) throws {
        try run(
            """
            PRAGMA journal_mode = off;
            CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT, joined_on DATE);
            CREATE TABLE orders (
              id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers(id), total REAL, placed_on DATE);
            CREATE TABLE readings (id INTEGER PRIMARY KEY, value REAL);
            INSERT INTO customers VALUES (1, 'Ada Lovelace', 'United Kingdom', '2023-01-05'),
              (2, 'Blaise Pascal', 'France', '2023-02-11'), (3, 'Émilie du Châtelet', 'France', '2024-03-01'),
              (4, 'Leonhard Euler', 'Switzerland', NULL), (5, 'Sophie Germain', 'France', '2024-05-20');
            INSERT INTO orders SELECT value, value % 5 + 1, value * 1.5, date('2024-01-01', '+' || value || ' days')
              FROM (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n LIMIT 300) SELECT * FROM n);
            INSERT INTO readings SELECT value, value * 0.5
              FROM (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n LIMIT 20000) SELECT * FROM n);
            """, in: path)
    }

    static func run(_ sql: String, in path: String) throws {
        var database: OpaquePointer?
        defer { sqlite3_close(database) }
        guard sqlite3_open(path, &database) == SQLITE_OK, sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else {
            throw Failure(message: String(cString: sqlite3_errmsg(database)))
        }
    }
}
