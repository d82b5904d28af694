/// How a database is opened.
public struct DatabaseOptions: Hashable, Sendable {
    /// The annotations file; nil for the YAML file of the database's name beside it, if there is one.
    public var annotationsPath: String?

    /// Where to keep what was read of databases.
    public var cache: Cache

    /// Which tables and columns queries may read; what the annotations hide is denied besides.
    public var policy: AccessPolicy

    /// Whether an unknown name in double quotes is taken for a string; see `SQLiteDatabase.Options`.
    public var allowsDoubleQuotedStrings: Bool

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
        allowsDoubleQuotedStrings: Bool = false
    ) {
        self.annotationsPath = annotationsPath
        self.cache = cache
        self.policy = policy
        self.allowsDoubleQuotedStrings = allowsDoubleQuotedStrings
    }
}
