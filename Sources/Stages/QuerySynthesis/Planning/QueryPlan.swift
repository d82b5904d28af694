internal import PlumbCore

/// A query with everything decided but the spelling.
struct QueryPlan {
    /// What each row of the result holds.
    var items: [Item] = []
    var isDistinct = false
    /// The tables of the outermost query, the one asked about first.
    var tables: [TableName] = []
    /// Foreign keys that are walked for a role of their own, such as an employee's manager.
    var roles: [ForeignKey] = []
    /// All of these must hold.
    var filters: [Filter] = []
    var groups: [Value] = []
    var groupFilters: [GroupFilter] = []
    var orders: [Order] = []
    var limit: Int?
    /// What had to be assumed, a sentence each.
    var assumptions: [String] = []
    /// How well its parts fit the question's words, each 0...1.
    var fits: [Double] = []
    /// Words that were read but could not be used.
    var unplaced: [String] = []

    enum Item: Hashable {
        case value(Value)
        case allColumns(TableName)
    }

    indirect enum Value: Hashable {
        case column(ColumnUse)
        /// Computed from many rows; from the rows themselves where there is no value.
        case aggregate(Aggregate, Value?, isDistinct: Bool)
        case timePart(TimePart, ColumnUse)
    }

    indirect enum Filter: Hashable {
        case isOneOf(ColumnUse, [SQLValue], isNegated: Bool)
        case isWithin(ColumnUse, RangeLink.Bounds, isNegated: Bool)
        case isInMonth(ColumnUse, Int)
        case matches(ColumnUse, String, Intent.Pattern, isNegated: Bool)
        case isMissing(ColumnUse, isNegated: Bool)
        case isTrue(ColumnUse, isNegated: Bool)
        /// Above or below the average of the column over all rows of its table.
        case isAboveAverage(ColumnUse, Bool)
        /// Compared with the same column of a row in a role of its own.
        case compares(ColumnUse, Intent.Comparison, ColumnUse)
        /// A condition in the owner's words.
        case glossary(String, TableName, isNegated: Bool)
        /// Rows of other tables exist that fulfil some conditions.
        case exists(Existence, isNegated: Bool)
        case anyOf([Filter])
    }

    /// Rows of other tables that must or must not exist.
    struct Existence: Hashable {
        /// The table of the outer query.
        var outer: TableName
        /// The keys from the outer table on, in walking order.
        var keys: [ForeignKey]
        var filters: [Filter]
    }

    struct GroupFilter: Hashable {
        var value: Value
        var test: Test

        enum Test: Hashable {
            case bounds(RangeLink.Bounds)
            /// Above or below the same average over all rows.
            case average(isAbove: Bool)
        }
    }

    struct Order: Hashable {
        var value: Value
        var isDescending: Bool
    }
}

/// A column of a table, or of the table in a role of its own.
struct ColumnUse: Hashable {
    var column: ColumnReference
    /// The foreign key that leads to the row; nil for the table as the query joins it.
    var role: ForeignKey?
}

extension QueryPlan.Item {
    var isAggregate: Bool {
        if case .value(.aggregate) = self { true } else { false }
    }

    /// The table whose rows are shown; nil for what is computed.
    var table: TableName? {
        switch self {
        case .value(.column(let use)): use.role?.table ?? use.column.table
        case .value(.timePart(_, let use)): use.column.table
        case .value(.aggregate): nil
        case .allColumns(let table): table
        }
    }
}
