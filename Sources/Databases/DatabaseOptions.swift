/// How a database is opened.
public struct DatabaseOptions: Hashable, Sendable {
    /// The annotations file; nil for the YAML file of the database's name beside a SQLite file, if there
    /// is one.
    public var annotationsPath: String?

    /// Where to keep what was read of databases.
    public var cache: Cache

    /// Which tables and columns queries may read; what the annotations hide is denied besides.
    public var policy: AccessPolicy

    /// The policy's names as somebody wrote them, of which those that mean nothing are remarked on; nil where they are
    /// written nowhere but there.
    public var policyEntries: [PolicyEntry]?

    /// Whether an unknown name in double quotes is taken for a string; see `SQLiteDatabase.Options`.
    public var allowsDoubleQuotedStrings: Bool

    /// Whether columns of text are read for values that Postgres's statistics don't hold.
    ///
    /// Only tables of up to 200,000 rows are read. Without it no table is: what a question may name by word are then
    /// the values that ANALYZE kept, up to some two hundred of a column. SQLite, which keeps none, is always read.
    public var readsValues: Bool

    /// How a database of a Postgres server is opened besides: its role, settings and bounds; its policy is this one's.
    public var postgres: PostgresDatabase.Options

    /// Where to keep what was read of databases.
    public enum Cache: Hashable, Sendable {
        /// In `$XDG_CACHE_HOME/plumb`, or `~/.cache/plumb`.
        case standard
        /// In this folder, which is made where it is missing.
        case folder(String)
        /// Nowhere: the database is read each time.
        case none
    }

    /// Makes options; with no arguments those that suit a person at a terminal.
    public init(
        annotationsPath: String? = nil, cache: Cache = .standard, policy: AccessPolicy = AccessPolicy(),
        allowsDoubleQuotedStrings: Bool = false, readsValues: Bool = false, postgres: PostgresDatabase.Options = .init()
    ) {
        self.annotationsPath = annotationsPath
        self.cache = cache
        self.policy = policy
        self.allowsDoubleQuotedStrings = allowsDoubleQuotedStrings
        self.readsValues = readsValues
        self.postgres = postgres
    }
}
