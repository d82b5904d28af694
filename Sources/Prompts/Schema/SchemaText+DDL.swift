internal import PlumbCore

extension SchemaText {
    /// `CREATE TABLE` statements, with samples and descriptions in comments.
    var ddl: String {
        (schema.tables.map(statement)
            + (schema.glossary.isEmpty ? [] : [glossary.map { "-- \($0)" }.joined(separator: "\n")]))
            .joined(separator: "\n")
    }

    private func statement(_ table: Table) -> String {
        var lines: [(text: String, comment: String?)] = table.columns.map { column in
            let isKey = table.primaryKey == [column.name]
            let text = "\(quoted(column.name)) \(type(of: column))\(isKey ? " PRIMARY KEY" : "")"
            let samples = samples(of: column, in: table)
            let comment = [description(of: column), samples.isEmpty ? nil : samples.joined(separator: ", ")]
                .compactMap { $0 }.joined(separator: ": ")
            return (text, comment.isEmpty ? nil : comment)
        }
        if table.primaryKey.count > 1 {
            lines.append(("PRIMARY KEY (\(table.primaryKey.map(quoted).joined(separator: ", ")))", nil))
        }
        for key in schema.foreignKeys where key.table == table.name {
            let columns = key.columns.map(quoted).joined(separator: ", ")
            let referenced = key.referencedColumns.map(quoted).joined(separator: ", ")
            lines.append(("FOREIGN KEY (\(columns)) REFERENCES \(quoted(key.referencedTable)) (\(referenced))", nil))
        }
        let body = lines.enumerated().map { index, line in
            "  \(line.text)\(index + 1 < lines.count ? "," : "")\(line.comment.map { " -- \($0)" } ?? "")"
        }
        let comment = description(of: table).map { " -- \($0)" } ?? ""
        return
            "CREATE \(table.isView ? "VIEW" : "TABLE") \(quoted(table.name)) (\(comment)\n\(body.joined(separator: "\n"))\n);"
    }
}
