internal import PlumbCore
internal import PlumbSQL

/// What an analysis found, for people.
struct AnalysisReport {
    let analysis: QueryAnalysis
    let dialect: SQLDialect

    init(_ analysis: QueryAnalysis, dialect: SQLDialect) {
        self.analysis = analysis
        self.dialect = dialect
    }

    func text(showsAll: Bool) -> String {
        var blocks = tables
        if showsAll {
            blocks += [block("gives", outputs), block("ordered by", order), block("joins", joins)]
            blocks += [block("compares", comparisons), block("repeats", analysis.fanOuts.map { [$0.description] })]
        }
        let strings = analysis.footprint.quotedStrings.map { ["\"\($0)\" is no column, and so a string to SQLite"] }
        blocks.append(block("takes for strings", strings))
        let text = blocks.compactMap { $0 }.joined(separator: "\n\n")
        return text.isEmpty ? "no table is read" : text
    }

    /// A heading and lines of cells in columns; nil without lines.
    private func block(_ heading: String, _ lines: [[String]]) -> String? {
        lines.isEmpty ? nil : ([heading] + Self.aligned(lines)).joined(separator: "\n")
    }

    private static func aligned(_ lines: [[String]]) -> [String] {
        var widths: [Int] = []
        for line in lines {
            for (index, cell) in line.enumerated() {
                if index == widths.count { widths.append(0) }
                widths[index] = max(widths[index], cell.count)
            }
        }
        return lines.map { line in
            var text =
                "  "
                + line.enumerated().map { index, cell in
                    cell + String(repeating: " ", count: widths[index] - cell.count)
                }.joined(separator: "  ")
            while text.last == " " { text.removeLast() }
            return text
        }
    }

    // MARK: Parts

    /// The order in which clauses are written.
    static func words(_ clauses: Set<Footprint.Clause>) -> [String] {
        Footprint.Clause.allCases.filter(clauses.contains).map { clause in
            switch clause {
            case .groupBy: "group by"
            case .orderBy: "order by"
            default: clause.rawValue
            }
        }
    }

    private var tables: [String?] {
        let columns = Dictionary(grouping: analysis.footprint.columns.keys.sorted(), by: \.table)
        return analysis.footprint.tables.sorted().map { table in
            let lines = (columns[table] ?? []).map { column in
                [column.column, Self.words(analysis.footprint.columns[column] ?? []).joined(separator: ", ")]
            }
            return block(table.description, lines) ?? "\(table)\n  no column, only its rows"
        }
    }

    private var outputs: [[String]] {
        analysis.outputColumns.map { column in
            [column.name, column.type?.rawValue ?? "?", column.source?.description ?? ""]
        }
    }

    private var order: [[String]] {
        analysis.order.map { key in
            let text = SQLPrinter(dialect: dialect).print(key.expression)
            let name =
                key.source?.description
                ?? key.outputColumn.flatMap { index in
                    analysis.outputColumns.indices.contains(index) ? analysis.outputColumns[index].name : nil
                } ?? text
            return [name, key.isDescending ? "descending" : "ascending"]
        }
    }

    private var joins: [[String]] {
        analysis.joins.map { join in
            let tables = [join.left, join.right].map { $0.map(Self.name).joined(separator: " and ") }
            let keys = join.keys.map(\.description).joined(separator: " and ")
            var notes: [String] = []
            if let key = join.foreignKey { notes.append(key.origin == .declared ? "foreign key" : "inferred key") }
            if join.leftUniqueKey != nil, let table = join.left.first { notes.append("one row of \(table)") }
            if join.rightUniqueKey != nil, let table = join.right.first { notes.append("one row of \(table)") }
            let kind = join.kind == .comma ? "," : join.kind.rawValue
            return [
                tables.joined(separator: " \(kind) "), keys.isEmpty ? "no columns" : keys,
                notes.joined(separator: ", "),
            ]
        }
    }

    private static func name(_ table: QueryJoin.Table) -> String {
        guard let real = table.table, real.name != table.name else { return table.description }
        return table.name.map { "\(real) as \($0)" } ?? real.description
    }

    private var comparisons: [[String]] {
        analysis.comparisons.map { comparison in
            var column = comparison.column.description
            for function in comparison.functions.reversed() {
                column = function == "-" ? "-\(column)" : "\(function)(\(column))"
            }
            let isList = [.in, .notIn].contains(comparison.operation)
            let constants = comparison.constants.map(Self.quoted).joined(separator: isList ? ", " : " and ")
            let words =
                comparison.operation.rawValue + (constants.isEmpty ? "" : isList ? " (\(constants))" : " \(constants)")
            return [(comparison.isNegated ? "not " : "") + column, words, Self.words([comparison.clause])[0]]
        }
    }

    private static func quoted(_ value: SQLValue) -> String {
        if case .text(let text) = value { SQLPrinter(dialect: .sqlite).quoted(string: text) } else { value.description }
    }
}
