internal import PlumbCore
internal import PlumbSQL

/// A string that a column of a table is compared with.
struct ComparedConstant {
    /// The column as the query names it.
    var name: ColumnName
    /// Where that name stands.
    var nameRange: SourceRange
    /// The column of the catalog.
    var column: ColumnReference
    /// The string.
    var text: String
    /// Where it stands.
    var range: SourceRange
    /// Where an equality with this string alone stands, so that it can be exchanged; nil for any other comparison.
    var equality: SourceRange?
    /// The other tables of the same `FROM` clause, with what the query calls them; its own first.
    var sources: [(name: Name, table: Table)]
    /// Whether the names of its select stand without a table.
    var isBare: Bool

    /// All such strings of a query, in the order of the text within each select.
    static func all(in query: Query, _ scope: MendScope) -> [ComparedConstant] {
        var found: [ComparedConstant] = []
        _ = query.changingBlock(in: scope) { view in
            var finder = Finder(view: view)
            finder.walk(view.block.select)
            found += finder.found
            return nil
        }
        return found
    }

    private struct Finder: SyntaxVisitor {
        let view: BlockView
        var found: [ComparedConstant] = []

        mutating func visit(_ query: Query) -> VisitContinuation { .skipChildren }

        mutating func visit(_ expression: Expression) -> VisitContinuation {
            switch expression.kind {
            case .binary(let left, .equal, let right):
                add(left, right, equality: expression.range)
                add(right, left, equality: expression.range)
            case .binary(let left, .notEqual, let right): add(left, right)
            case .inList(let value, let elements, _): for element in elements { add(value, element) }
            default: break
            }
            return .visitChildren
        }

        private mutating func add(_ value: Expression, _ constant: Expression, equality: SourceRange? = nil) {
            guard case .column(let name) = value.kind, let text = string(constant), constant.range.isKnown,
                let place = view.source(of: name), let table = view.sources[place].table,
                let column = table.column(named: name.name)
            else { return }
            let others = view.sources.indices.filter { $0 != place }
            let sources = ([place] + others).compactMap { index in
                view.sources[index].table.map { (view.sources[index].name, $0) }
            }
            found.append(
                ComparedConstant(
                    name: name, nameRange: value.range, column: ColumnReference(table.name, column.name), text: text,
                    range: constant.range, equality: equality, sources: sources, isBare: name.table == nil))
        }

        /// A string, or a name in double quotes that no column has.
        private func string(_ constant: Expression) -> String? {
            switch constant.kind {
            case .literal(.string(let text)): text
            case .column(let name) where name.mayBeString && !view.sources.contains { $0.has(name.name) }:
                name.name.text
            default: nil
            }
        }
    }
}
