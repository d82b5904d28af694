/// What a window function looks at.
public indirect enum Window: Hashable, Sendable {
    /// A window of the `WINDOW` clause.
    case named(Name)

    /// A window of its own.
    case specification(WindowSpecification)
}

/// `(base PARTITION BY … ORDER BY … ROWS …)`.
public struct WindowSpecification: Hashable, Sendable {
    /// A named window that this one builds on.
    public var base: Name?
    /// What splits the rows.
    public var partitionBy: [Expression]
    /// What orders them.
    public var orderBy: [OrderTerm]
    /// Which of them are seen.
    public var frame: Frame?

    /// Makes a window.
    public init(
        base: Name? = nil, partitionBy: [Expression] = [], orderBy: [OrderTerm] = [], frame: Frame? = nil
    ) {
        self.base = base
        self.partitionBy = partitionBy
        self.orderBy = orderBy
        self.frame = frame
    }

    /// The rows around the current one that are seen.
    public struct Frame: Hashable, Sendable {
        /// What distances count.
        public enum Unit: String, Hashable, Sendable {
            case rows = "ROWS"
            case range = "RANGE"
            case groups = "GROUPS"
        }

        /// Which rows near the current one are left out.
        public enum Exclusion: String, Hashable, Sendable {
            case noOthers = "NO OTHERS"
            case currentRow = "CURRENT ROW"
            case group = "GROUP"
            case ties = "TIES"
        }

        /// What distances count.
        public var unit: Unit
        /// The first row.
        public var start: Bound
        /// The last row; nil where the frame is written without `BETWEEN` and ends at the current row.
        public var end: Bound?
        /// Which rows are left out.
        public var exclusion: Exclusion?

        /// Makes a frame.
        public init(_ unit: Unit, from start: Bound, to end: Bound? = nil, exclusion: Exclusion? = nil) {
            self.unit = unit
            self.start = start
            self.end = end
            self.exclusion = exclusion
        }

        /// Whether the frame's end may lie behind its start, as both dialects demand.
        var runsForward: Bool {
            switch (start, end ?? .currentRow) {
            case (.unboundedFollowing, _), (_, .unboundedPreceding): false
            case (.currentRow, .preceding), (.following, .preceding), (.following, .currentRow): false
            default: true
            }
        }
    }

    /// One end of a frame.
    public enum Bound: Hashable, Sendable {
        case unboundedPreceding
        case preceding(Expression)
        case currentRow
        case following(Expression)
        case unboundedFollowing
    }
}

/// `name AS (…)` in the `WINDOW` clause.
public struct NamedWindow: Hashable, Sendable {
    /// The name.
    public var name: Name
    /// The window.
    public var specification: WindowSpecification

    /// Makes a named window.
    public init(name: Name, specification: WindowSpecification) {
        self.name = name
        self.specification = specification
    }
}
