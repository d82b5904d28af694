/// The tables of a run store in a file, and views that a person can query.
enum SQLiteRunSchema {
    /// Raised with every change of the tables.
    static let version = 1

    /// The letters `Plum` as a number: what tells a run store from other databases.
    static let application: Int32 = 0x506C_756D

    /// The table of who works on what: it came after the others, and is added to files without it.
    static let work = """
        CREATE TABLE IF NOT EXISTS work (
            run TEXT NOT NULL REFERENCES runs (id),
            place INTEGER NOT NULL,
            key TEXT NOT NULL,                  -- of the outcome that the place is to have
            is_done INTEGER NOT NULL DEFAULT 0,
            lease INTEGER NOT NULL DEFAULT 0,   -- how often the place was taken
            owner TEXT,                         -- who holds it: the host, its processes, the process, a number by chance
            expires REAL,                       -- when the lease ends, in seconds since 1970
            PRIMARY KEY (run, place)
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS work_open ON work (run, place) WHERE is_done = 0;
        """

    /// The statements that make a new store.
    static let statements = """
        CREATE TABLE IF NOT EXISTS runs (
            id TEXT PRIMARY KEY,
            started_at TEXT NOT NULL,
            making TEXT NOT NULL,               -- what made the run, JSON
            examples INTEGER NOT NULL,          -- how many it has
            finished_at TEXT,                   -- null while it is not complete
            summary TEXT                        -- what it came to, JSON
        );
        CREATE TABLE IF NOT EXISTS planned (
            run TEXT NOT NULL REFERENCES runs (id),
            place INTEGER NOT NULL,             -- from 0
            example TEXT NOT NULL,              -- the example, JSON
            PRIMARY KEY (run, place)
        ) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS outcomes (
            key TEXT PRIMARY KEY,               -- of the example, the pipeline, the database and the evaluators
            figures TEXT NOT NULL,              -- the example's record without what is shown only when it is opened, JSON
            record TEXT NOT NULL                -- the whole record, JSON
        ) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS results (
            run TEXT NOT NULL REFERENCES runs (id),
            place INTEGER NOT NULL,
            outcome TEXT NOT NULL REFERENCES outcomes (key),
            PRIMARY KEY (run, place)
        ) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS stage_outputs (
            key TEXT PRIMARY KEY,               -- of the kind, the implementation and the input
            kind TEXT NOT NULL,
            implementation TEXT NOT NULL,       -- name, version and parameters, JSON
            input TEXT NOT NULL,                -- JSON; a catalog is its fingerprint
            output TEXT NOT NULL                -- JSON
        ) WITHOUT ROWID;
        CREATE VIEW IF NOT EXISTS run_progress AS
            SELECT r.id, r.started_at, json_extract(r.making, '$.pipeline') AS pipeline, r.examples,
                (SELECT count(*) FROM results s WHERE s.run = r.id) AS done, r.finished_at,
                json_extract(r.summary, '$.accuracy.value') AS accuracy
            FROM runs r;
        CREATE VIEW IF NOT EXISTS example_results AS
            SELECT s.run, s.place, json_extract(o.figures, '$.id') AS example,
                json_extract(o.figures, '$.database') AS database,
                json_extract(o.figures, '$.question.text') AS question,
                json_extract(o.figures, '$.expected') AS expected, json_extract(o.figures, '$.ending') AS ending,
                json_extract(o.figures, '$.comparison.outcome') AS comparison,
                json_extract(o.figures, '$.sql') AS sql, json_extract(o.figures, '$.confidence') AS confidence,
                json_extract(o.figures, '$.scores.tables.recall') AS table_recall,
                json_extract(o.figures, '$.scores.columns.recall') AS column_recall,
                json_extract(o.figures, '$.seconds') AS seconds
            FROM results s JOIN outcomes o ON o.key = s.outcome;
        \(work)
        """
}
