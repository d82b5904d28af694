internal import PlumbCore

extension SchemaText {
    /// A heading and a list for each table.
    var markdown: String {
        var lines: [String] = []
        for table in schema.tables {
            lines.append("## \(quoted(table.name))" + (description(of: table).map { ": \($0)" } ?? ""))
            for column in table.columns {
                let key = table.primaryKey.contains(column.name) ? ", primary key" : ""
                var line = "- \(quoted(column.name)) (\(type(of: column))\(key))"
                if let description = description(of: column) { line += ": \(description)" }
                let samples = samples(of: column, in: table)
                if !samples.isEmpty { line += ", such as \(samples.joined(separator: ", "))" }
                lines.append(line)
            }
            lines.append("")
        }
        if !joins.isEmpty { lines += ["## Joins"] + joins.map { "- \($0)" } + [""] }
        if !glossary.isEmpty { lines += ["## Words"] + glossary.map { "- \($0)" } + [""] }
        return lines.dropLast().joined(separator: "\n")
    }
}
