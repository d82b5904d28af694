import PlumbCore
import PlumbSQL

/// Changes the names of a query, so that some of them mean something else, several things or nothing.
struct NameMutation {
    private var state: UInt64
    private let columns: [String]
    private let tables: [String]

    /// Starts with a seed, so that every run makes the same queries.
    init(seed: Int, catalog: Catalog) {
        state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        columns = catalog.tables.flatMap { $0.columns.map(\.name) }
        tables = catalog.tables.map(\.name.name)
    }

    private mutating func next(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(truncatingIfNeeded: (state >> 33) % UInt64(max(1, bound)))
    }

    /// A query with some names changed; nil where it has none.
    mutating func mutated(_ query: Query, _ sql: String) -> String? {
        var collector = NameCollector()
        collector.walk(query)
        guard !collector.names.isEmpty else { return nil }
        let chosen = collector.names[next(below: collector.names.count)]
        let bytes = Array(sql.utf8)
        let replacement: String
        switch chosen {
        case .column(let name, _):
            let table = name.table.map { quoted($0.text) + "." } ?? ""
            switch next(below: 6) {
            case 0: replacement = table + quoted(String(name.name.text.dropLast()) + "q")
            case 1: replacement = quoted(name.name.text)
            case 2: replacement = "t9." + quoted(name.name.text)
            case 3: replacement = quoted(columns[next(below: columns.count)])
            case 4: replacement = table + quoted(columns[next(below: columns.count)])
            default:
                let other = collector.visibleTables[next(below: collector.visibleTables.count)]
                replacement = quoted(other) + "." + quoted(name.name.text)
            }
        case .table(let table):
            let alias = table.alias.map { " AS " + quoted($0.name.text) } ?? ""
            switch next(below: 3) {
            case 0: replacement = quoted(String(table.name.name.text.dropLast()) + "q") + alias
            case 1: replacement = quoted(table.name.name.text)
            default: replacement = quoted(tables[next(below: tables.count)]) + alias
            }
        }
        let range = chosen.range
        guard range.isKnown, range.end <= bytes.count else { return nil }
        return String(decoding: bytes[..<range.start], as: UTF8.self) + replacement
            + String(decoding: bytes[range.end...], as: UTF8.self)
    }

    private func quoted(_ name: String) -> String { "`\(name)`" }
}

/// The columns and tables that a query names.
private struct NameCollector: SyntaxVisitor {
    enum Named {
        case column(ColumnName, SourceRange)
        case table(TableReference)

        var range: SourceRange {
            switch self {
            case .column(_, let range): range
            case .table(let table): table.range
            }
        }
    }

    var names: [Named] = []
    var visibleTables: [String] = ["t9"]

    mutating func visit(_ expression: Expression) -> VisitContinuation {
        if case .column(let name) = expression.kind { names.append(.column(name, expression.range)) }
        return .visitChildren
    }

    mutating func visit(_ item: FromItem) -> VisitContinuation {
        if case .table(let table) = item {
            names.append(.table(table))
            visibleTables.append(table.visibleName.text)
        }
        return .visitChildren
    }
}
