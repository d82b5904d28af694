internal import PlumbCore
internal import PlumbSQL

/// What all ways to write a schema have in common.
struct SchemaText {
    let schema: PromptSchema
    let detail: SchemaDetail

    /// A name as SQL needs it.
    func quoted(_ name: String) -> String { SQLPrinter(dialect: schema.dialect).quoted(Name(name)) }

    /// A table's name as SQL needs it.
    func quoted(_ table: TableName) -> String {
        (table.schema.map { quoted($0) + "." } ?? "") + quoted(table.name)
    }

    /// A column's type as the database declares it, or what its values are.
    func type(of column: Column) -> String {
        let declared = QuotedData.line(column.declaredType, longest: 40)
        return declared.isEmpty ? column.type.rawValue.uppercased() : declared
    }

    /// Some values of a column as SQL constants; none where they say nothing.
    func samples(of column: Column, in table: Table) -> [String] {
        guard detail.samples > 0, let statistics = column.statistics, !isKey(column, of: table) else { return [] }
        switch column.type {
        case .text, .boolean, .other, .date, .timestamp, .time:
            return statistics.frequentValues.lazy.map(\.value).filter { !$0.isNull }.prefix(detail.samples)
                .map { constant($0, of: column) }
        case .integer, .real:
            // A few numbers that stand for something, such as years or codes, are shown; measurements are not.
            guard statistics.isExhaustive, (statistics.distinctCount ?? .max) <= 6 else { return [] }
            return statistics.frequentValues.lazy.map(\.value).filter { !$0.isNull }.prefix(detail.samples)
                .map(QuotedData.constant)
        case .blob: return []
        }
    }

    /// A value as the dialect writes it: Postgres compares no boolean with a number.
    private func constant(_ value: SQLValue, of column: Column) -> String {
        guard schema.dialect == .postgres, column.declaredType.lowercased().hasPrefix("bool"),
            case .integer(let number) = value
        else { return QuotedData.constant(value) }
        return number == 0 ? "FALSE" : "TRUE"
    }

    /// What an owner says of a column.
    func description(of column: Column) -> String? {
        guard detail.descriptions else { return nil }
        var parts = column.description.map { [QuotedData.line($0, longest: 160)] } ?? []
        if let unit = column.unit { parts.append("in \(QuotedData.line(unit, longest: 20))") }
        if !column.synonyms.isEmpty {
            parts.append(
                "also: " + column.synonyms.prefix(5).map { QuotedData.line($0, longest: 40) }.joined(separator: ", "))
        }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    /// What an owner says of a table.
    func description(of table: Table) -> String? {
        guard detail.descriptions else { return nil }
        return table.description.map { QuotedData.line($0, longest: 200) }
    }

    /// Whether a column is a key of one column, or points at one: its values are shown nowhere.
    private func isKey(_ column: Column, of table: Table) -> Bool {
        table.primaryKey == [column.name] && column.type == .integer
            || schema.foreignKeys.contains { $0.table == table.name && $0.columns.contains(column.name) }
    }

    /// `singer.city_id = city.id`, for each key.
    var joins: [String] {
        schema.foreignKeys.filter { key in
            let shown = schema.tables
            func has(_ table: TableName, _ columns: [String]) -> Bool {
                guard let found = shown.first(where: { $0.name == table }) else { return false }
                return columns.allSatisfy { found.column($0) != nil }
            }
            return has(key.table, key.columns) && has(key.referencedTable, key.referencedColumns)
        }.map { key in
            zip(key.columns, key.referencedColumns).map { column, referenced in
                "\(quoted(key.table)).\(quoted(column)) = \(quoted(key.referencedTable)).\(quoted(referenced))"
            }.joined(separator: " AND ")
        }
    }

    /// Words of the business, a line each.
    var glossary: [String] {
        schema.glossary.map { entry in
            let condition = entry.condition.map { " (\(QuotedData.line($0, longest: 200)))" } ?? ""
            return
                "\(QuotedData.line(entry.term, longest: 60)): \(QuotedData.line(entry.meaning, longest: 200))\(condition)"
        }
    }
}
