public import PlumbCore

/// A column that a query compares with constants.
public struct ColumnComparison: Hashable, Sendable {
    /// How a column is compared, seen from the column.
    public enum Operation: String, Hashable, Sendable, CaseIterable {
        case equal = "="
        case notEqual = "<>"
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case `in` = "IN"
        case notIn = "NOT IN"
        case between = "BETWEEN"
        case notBetween = "NOT BETWEEN"
        case like = "LIKE"
        case notLike = "NOT LIKE"
        case ilike = "ILIKE"
        case notILike = "NOT ILIKE"
        case similarTo = "SIMILAR TO"
        case notSimilarTo = "NOT SIMILAR TO"
        case glob = "GLOB"
        case notGlob = "NOT GLOB"
        case regexp = "REGEXP"
        case notRegexp = "NOT REGEXP"
        case match = "MATCH"
        case notMatch = "NOT MATCH"
        case isNull = "IS NULL"
        case isNotNull = "IS NOT NULL"
    }

    /// The column of a table, seen through queries that pass it on unchanged.
    public var column: ColumnReference

    /// Functions and signs around the column, outermost first: `lower` for `lower(name)`.
    public var functions: [String]

    /// How it is compared.
    public var operation: Operation

    /// What it is compared with: one constant, those of a list, the two bounds of `BETWEEN`, none for `IS NULL`.
    public var constants: [SQLValue]

    /// Whether an odd number of `NOT` stands around the comparison.
    public var isNegated: Bool

    /// The clause that holds it.
    public var clause: Footprint.Clause

    /// Where it was read.
    @Incidental public var range: SourceRange

    /// Makes a comparison.
    public init(
        column: ColumnReference, functions: [String] = [], operation: Operation, constants: [SQLValue],
        isNegated: Bool = false, clause: Footprint.Clause, range: SourceRange = .none
    ) {
        self.column = column
        self.functions = functions
        self.operation = operation
        self.constants = constants
        self.isNegated = isNegated
        self.clause = clause
        self.range = range
    }
}

extension ColumnComparison.Operation {
    /// The operation of `LIKE` and its kin.
    init(_ operation: Like.Operation, negated: Bool) {
        switch operation {
        case .like: self = negated ? .notLike : .like
        case .ilike: self = negated ? .notILike : .ilike
        case .similarTo: self = negated ? .notSimilarTo : .similarTo
        case .glob: self = negated ? .notGlob : .glob
        case .regexp: self = negated ? .notRegexp : .regexp
        case .match: self = negated ? .notMatch : .match
        }
    }

    /// The operation of an operator; nil for one that compares nothing.
    init?(_ operation: BinaryOperator) {
        switch operation {
        case .equal, .is, .isNotDistinctFrom: self = .equal
        case .notEqual, .isNot, .isDistinctFrom: self = .notEqual
        case .less: self = .less
        case .lessOrEqual: self = .lessOrEqual
        case .greater: self = .greater
        case .greaterOrEqual: self = .greaterOrEqual
        default: return nil
        }
    }

    /// The operation with its sides exchanged.
    var mirrored: ColumnComparison.Operation {
        switch self {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        default: self
        }
    }
}
