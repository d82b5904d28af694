/// The tables of a run store on a Postgres server, and views that a person can query.
enum PostgresRunSchema {
    /// The schema that holds all of it.
    static let schema = "plumb"

    /// What guards the making of the tables: the letters `Plum` as a number.
    static let lock = "1349285229"

    /// The version of the tables.
    static var version: Int { migrations.count }

    /// What makes each version of the tables from the one before; the first makes them from nothing.
    ///
    /// A version that was released is never changed: stores that have it would not get the change.
    static let migrations = [first]

    /// The tables of this version: their columns, and what who works on runs does with them.
    static let tables: [(name: String, columns: [String], privileges: [String])] = [
        ("store", ["version"], ["SELECT"]),
        (
            "runs", ["id", "started_at", "making", "examples", "finished_at", "summary"],
            ["SELECT", "INSERT", "UPDATE"]
        ),
        ("planned", ["run", "place", "example"], ["SELECT", "INSERT"]),
        ("outcomes", ["key", "figures", "record", "failure"], ["SELECT", "INSERT", "UPDATE"]),
        ("results", ["run", "place", "outcome"], ["SELECT", "INSERT", "DELETE"]),
        ("work", ["run", "place", "key", "is_done", "lease", "owner", "expires"], ["SELECT", "INSERT", "UPDATE"]),
        ("stage_outputs", ["key", "kind", "implementation", "input", "output"], ["SELECT", "INSERT"]),
    ]

    private static let first = """
        CREATE TABLE plumb.store (version integer NOT NULL);
        INSERT INTO plumb.store VALUES (0);
        CREATE TABLE plumb.runs (
            id text COLLATE "C" PRIMARY KEY,
            started_at text COLLATE "C" NOT NULL,   -- ISO 8601
            making json NOT NULL,                   -- what made the run
            examples integer NOT NULL,              -- how many it has
            finished_at text,                       -- null while it is not complete
            summary json                            -- what it came to
        );
        CREATE TABLE plumb.planned (
            run text COLLATE "C" NOT NULL REFERENCES plumb.runs (id),
            place integer NOT NULL,                 -- from 0
            example json NOT NULL,
            PRIMARY KEY (run, place)
        );
        CREATE TABLE plumb.outcomes (
            key text COLLATE "C" PRIMARY KEY,       -- of the example, the pipeline, the database and the evaluators
            figures json NOT NULL,                  -- the example's record without what is shown only when it is opened
            record json NOT NULL,                   -- the whole record
            failure text                            -- the class of the failure where a model gave no reply
        );
        CREATE TABLE plumb.results (
            run text COLLATE "C" NOT NULL REFERENCES plumb.runs (id),
            place integer NOT NULL,
            outcome text COLLATE "C" NOT NULL REFERENCES plumb.outcomes (key),
            PRIMARY KEY (run, place)
        );
        CREATE TABLE plumb.work (
            run text COLLATE "C" NOT NULL REFERENCES plumb.runs (id),
            place integer NOT NULL,
            key text COLLATE "C" NOT NULL,          -- of the outcome that the place is to have
            is_done boolean NOT NULL DEFAULT false,
            lease integer NOT NULL DEFAULT 0,       -- how often the place was taken
            owner text COLLATE "C",                 -- who holds it: the host, its processes, the process, a number by chance
            expires timestamptz,                    -- when the lease ends, by the server's clock
            PRIMARY KEY (run, place)
        );
        CREATE INDEX work_open ON plumb.work (run, place) WHERE NOT is_done;
        CREATE TABLE plumb.stage_outputs (
            key text COLLATE "C" PRIMARY KEY,       -- of the kind, the implementation and the input
            kind text NOT NULL,
            implementation json NOT NULL,           -- name, version and parameters
            input json NOT NULL,                    -- a catalog is its fingerprint
            output json NOT NULL
        );
        CREATE VIEW plumb.run_progress AS
            SELECT r.id, r.started_at, r.making ->> 'pipeline' AS pipeline, r.examples,
                (SELECT count(*) FROM plumb.results s WHERE s.run = r.id) AS done, r.finished_at,
                (r.summary -> 'accuracy' ->> 'value')::float8 AS accuracy
            FROM plumb.runs r;
        CREATE VIEW plumb.run_workers AS
            SELECT run, owner, count(*) AS examples, min(expires) AS first_expires FROM plumb.work
            WHERE NOT is_done AND expires >= now() GROUP BY run, owner;
        CREATE VIEW plumb.example_results AS
            SELECT s.run, s.place, f.id AS example, f.database, f.question ->> 'text' AS question, f.expected, f.ending,
                f.comparison ->> 'outcome' AS comparison, f.sql, f.confidence,
                (f.scores -> 'tables' ->> 'recall')::float8 AS table_recall,
                (f.scores -> 'columns' ->> 'recall')::float8 AS column_recall, f.seconds
            FROM plumb.results s JOIN plumb.outcomes o ON o.key = s.outcome
            CROSS JOIN LATERAL json_to_record(o.figures) AS f (
                id text, database text, question json, expected text, ending text, comparison json, sql text,
                confidence float8, scores json, seconds float8);
        """
}
