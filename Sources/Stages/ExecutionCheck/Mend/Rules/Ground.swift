internal import PlumbCore
public import PlumbSQL

/// Puts the value that a column holds in the place of one that it does not.
public struct Ground: MendRule {
    /// `ground`.
    public let name = "ground"

    /// For a list of rules.
    public let summary = "compare with a value that the column holds"

    /// What is mended is no error to the database, which finds nothing.
    public let touchesRunning = true

    /// Makes the rule.
    public init() {}

    /// Corrects one constant.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        guard let values = ColumnValues(scope.services), scope.problems(of: query).allSatisfy(\.mayBeString)
        else { return nil }
        for constant in ComparedConstant.all(in: query, scope).prefix(Self.mostConstants) {
            guard try await !values.contains(constant.text, in: constant.column) else { continue }
            if let value = try await values.nearest(to: constant.text, in: constant.column) {
                let changed = query.replacing([constant.range: .string(value)])
                return (changed, "'\(value)' instead of '\(constant.text)', which \(constant.column) does not hold")
            }
            if let found = try await otherColumn(for: constant, values) {
                let changed = query.replacing([constant.nameRange: Expression(.column(found))])
                return (changed, "\(found) instead of \(constant.name), which does not hold '\(constant.text)'")
            }
        }
        return nil
    }

    /// More constants than a query that a person reads has.
    private static let mostConstants = 20

    /// The one text column of the query's tables that holds the text.
    private func otherColumn(for constant: ComparedConstant, _ values: ColumnValues) async throws -> ColumnName? {
        guard constant.isAlone, constant.text.contains(where: \.isLetter) else { return nil }
        var found: [ColumnName] = []
        for (place, source) in constant.sources.enumerated() {
            for column in source.table.columns where column.type == .text {
                let reference = ColumnReference(source.table.name, column.name)
                guard reference != constant.column, try await values.contains(constant.text, in: reference)
                else { continue }
                let isBare = constant.isBare && place == 0 && constant.sources.count == 1
                found.append(ColumnName(Name(column.name), table: isBare ? nil : source.name))
            }
            if !found.isEmpty { break }
        }
        return found.count == 1 ? found[0] : nil
    }
}
