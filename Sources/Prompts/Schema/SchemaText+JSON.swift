internal import Foundation
internal import PlumbCore

extension SchemaText {
    /// One JSON object with tables, columns, joins and the glossary.
    var json: String {
        let described = Described(
            tables: schema.tables.map { table in
                .init(
                    name: quoted(table.name), description: description(of: table),
                    columns: table.columns.map { column in
                        let samples = samples(of: column, in: table)
                        return .init(
                            name: quoted(column.name), type: type(of: column),
                            key: table.primaryKey.contains(column.name) ? true : nil,
                            description: description(of: column), examples: samples.isEmpty ? nil : samples)
                    })
            }, joins: joins, glossary: glossary.isEmpty ? nil : glossary)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(described)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    private struct Described: Encodable {
        var tables: [Table]
        var joins: [String]
        var glossary: [String]?

        struct Table: Encodable {
            var name: String
            var description: String?
            var columns: [Column]
        }

        struct Column: Encodable {
            var name: String
            var type: String
            var key: Bool?
            var description: String?
            var examples: [String]?
        }
    }
}
