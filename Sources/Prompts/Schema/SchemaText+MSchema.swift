internal import PlumbCore

extension SchemaText {
    /// One list of columns for each table, and the joins behind them.
    var mSchema: String {
        var lines = schema.database.map { ["【DB_ID】 \(QuotedData.line($0, longest: 60))"] } ?? []
        lines.append("【Schema】")
        for table in schema.tables {
            lines.append("# Table: \(quoted(table.name))" + (description(of: table).map { ", \($0)" } ?? ""))
            lines.append("[")
            lines.append(table.columns.map { column(of: table, $0) }.joined(separator: ",\n"))
            lines.append("]")
        }
        if !joins.isEmpty { lines += ["【Foreign keys】"] + joins }
        if !glossary.isEmpty { lines += ["【Glossary】"] + glossary }
        return lines.joined(separator: "\n")
    }

    private func column(of table: Table, _ column: Column) -> String {
        var parts = ["\(quoted(column.name)):\(type(of: column).uppercased())"]
        if table.primaryKey.contains(column.name) { parts.append("Primary Key") }
        if let description = description(of: column) { parts.append(description) }
        let samples = samples(of: column, in: table)
        if !samples.isEmpty { parts.append("Examples: [\(samples.joined(separator: ", "))]") }
        return "(\(parts.joined(separator: ", ")))"
    }
}
