public import PlumbModels

/// What a configuration file says: models, pipelines, limits, policy and names of databases.
public struct Configuration: Sendable {
    /// The file; nil where there is none.
    public var file: String?
    /// The models, by the name that pipelines use.
    public var models: [String: ModelConfiguration] = [:]
    /// The model of stages that name none.
    public var model: String?
    /// The pipeline that is used where none is named.
    public var pipeline: String?
    /// Pipelines, beside the built-in ones.
    public var pipelines: [PipelinePlan] = []
    /// Bounds on every query; nil for what the command says.
    public var limits = Limits()
    /// Tables, columns and rows that may be read.
    public var policy = Policy()
    /// How databases of Postgres servers are read.
    public var postgres = Postgres()
    /// Databases by the names that stand for them.
    public var databases: [String: String] = [:]
    /// What may be spent on models in one run.
    public var budget = ModelBudget()

    /// Makes an empty configuration.
    public init() {}

    /// Bounds on queries.
    public struct Limits: Hashable, Sendable {
        /// Wall-clock time of a query, in seconds.
        public var seconds: Double?
        /// Rows that are read of a result.
        public var rows: Int?
        /// Bytes that are read of a result.
        public var bytes: Int?
    }

    /// Names of tables, or of columns as `table.column`.
    public struct Policy: Hashable, Sendable {
        /// The only ones that may be read; nil for all.
        public var allow: [Name]?
        /// Those that may not.
        public var deny: [Name] = []
        /// Conditions that rows must meet to be read, by their tables' names.
        public var rows: [String: String] = [:]

        /// A name, and where it is written.
        public struct Name: Hashable, Sendable, ExpressibleByStringLiteral {
            /// The name: `table`, `table.column`, `schema.table`, `schema.table.column`.
            public var text: String
            /// Its line in the file, 1-based; nil where it is in none.
            public var line: Int?

            /// Makes a name.
            public init(_ text: String, line: Int? = nil) {
                self.text = text
                self.line = line
            }

            /// Makes a name that is in no file.
            public init(stringLiteral value: String) {
                self.init(value)
            }
        }
    }

    /// How databases of Postgres servers are read.
    public struct Postgres: Hashable, Sendable {
        /// The role to read as; nil for the one that logs in.
        public var role: String?
        /// Settings of each query's transaction, for row-level security; their names have a dot.
        public var settings: [String: String] = [:]
        /// Functions of the database's own that queries may call, by name or as `schema.name`.
        public var functions: [String] = []
        /// The largest cost, in the planner's units, of a query that is run; nil for no bound.
        public var maximumCost: Double?
    }

    /// The folder that relative paths of the file begin in.
    public var folder: String? {
        file.flatMap { path in
            path.lastIndex(of: "/").map { String(path[..<$0]) }
        }
    }

    /// All pipelines that can be named: the built-in ones and the file's.
    public var plans: [PipelinePlan] { BuiltInPipelines.all + pipelines }
}
