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
            if let (condition, column) = try await referenced(by: constant, values, scope),
                let equality = constant.equality, equality.isKnown
            {
                let changed = query.replacing([equality: condition])
                return (changed, "'\(constant.text)' is of \(column), which \(constant.name) points at")
            }
        }
        return nil
    }

    /// More constants than a query that a person reads has.
    private static let mostConstants = 20

    /// A condition on the table that a column points at, where one text column of that holds the text.
    private func referenced(
        by constant: ComparedConstant, _ values: ColumnValues, _ scope: MendScope
    ) async throws -> (condition: Expression, column: ColumnReference)? {
        guard constant.equality != nil, constant.text.contains(where: \.isLetter) else { return nil }
        for key in scope.foreignKeys
        where key.table == constant.column.table && key.columns == [constant.column.column] {
            guard let table = scope.tables.first(where: { $0.name == key.referencedTable }) else { continue }
            var found: [ColumnReference] = []
            for column in table.columns where column.type == .text {
                let reference = ColumnReference(table.name, column.name)
                if try await values.contains(constant.text, in: reference) { found.append(reference) }
            }
            guard found.count == 1, let column = found.first else { continue }
            let name = QualifiedName(Name(table.name.name), schema: table.name.schema.map { Name($0) })
            let select = Select(
                items: [.expression(.column(name: Name(key.referencedColumns[0])))], from: [.table(name)],
                where: .binary(.column(name: Name(column.column)), .equal, .string(constant.text)))
            return (.inQuery(Expression(.column(constant.name)), Query(select)), column)
        }
        return nil
    }

    /// The one text column of the query's tables that holds the text.
    private func otherColumn(for constant: ComparedConstant, _ values: ColumnValues) async throws -> ColumnName? {
        guard constant.equality != nil, constant.text.contains(where: \.isLetter) else { return nil }
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
