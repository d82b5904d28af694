internal import Foundation
internal import PlumbCore

/// The tables, columns and keys of a database, as Spider's rules see them: in small letters.
struct SpiderSchema: Sendable {
    /// Each table's columns.
    private(set) var columns: [String: Set<String>] = [:]

    /// For columns that a foreign key makes one, as `table.column`, the first of them.
    private(set) var keys: [String: String] = [:]

    /// Takes tables and keys from what a database declares.
    init(_ catalog: Catalog) {
        var order: [String] = []
        for table in catalog.tables where !table.isView {
            let name = table.name.name.lowercased()
            columns[name] = Set(table.columns.map { $0.name.lowercased() })
            order += table.columns.map { "\(name).\($0.name.lowercased())" }
        }
        let places = Dictionary(order.enumerated().map { ($1, $0) }) { first, _ in first }
        let pairs = catalog.foreignKeys.filter { $0.origin == .declared }.flatMap { key in
            zip(key.columns, key.referencedColumns).compactMap { column, referenced -> (Int, Int)? in
                guard let left = places["\(key.table.name.lowercased()).\(column.lowercased())"],
                    let right = places["\(key.referencedTable.name.lowercased()).\(referenced.lowercased())"]
                else { return nil }
                return (left, right)
            }
        }
        keys = Self.firsts(of: pairs, names: order)
    }

    /// Takes the keys, and the tables that a database does not tell of, from a file in Spider's form.
    init(_ entry: SpiderTablesFile.Entry, tables: SpiderSchema? = nil) {
        let tableNames = entry.table_names_original.map { $0.lowercased() }
        var names: [String] = []
        for column in entry.column_names_original {
            let table = column.table >= 0 && column.table < tableNames.count ? tableNames[column.table] : nil
            names.append(table.map { "\($0).\(column.name.lowercased())" } ?? "*")
            if let table, tables == nil { columns[table, default: []].insert(column.name.lowercased()) }
        }
        if let tables { columns = tables.columns }
        let pairs = entry.foreign_keys.compactMap { pair -> (Int, Int)? in
            guard pair.count == 2, pair.allSatisfy({ names.indices.contains($0) }) else { return nil }
            return (pair[0], pair[1])
        }
        keys = Self.firsts(of: pairs, names: names)
    }

    /// For each column of a group that keys connect, the group's first.
    ///
    /// As the benchmark does it, a key joins the first group that knows either of its columns; groups are never merged.
    private static func firsts(of pairs: [(Int, Int)], names: [String]) -> [String: String] {
        var groups: [Set<Int>] = []
        for (left, right) in pairs {
            let index = groups.firstIndex { $0.contains(left) || $0.contains(right) } ?? groups.count
            if index == groups.count { groups.append([]) }
            groups[index].formUnion([left, right])
        }
        var firsts: [String: String] = [:]
        for group in groups {
            guard let first = group.min() else { continue }
            for column in group { firsts[names[column]] = names[first] }
        }
        return firsts
    }
}

/// Spider's `tables.json`: what its databases hold and which columns point where.
struct SpiderTablesFile: Sendable {
    /// One database.
    struct Entry: Decodable, Sendable {
        var db_id: String
        var table_names_original: [String]
        var column_names_original: [ColumnEntry]
        var foreign_keys: [[Int]]
    }

    /// A column: the number of its table, -1 for `*`, and its name.
    struct ColumnEntry: Decodable, Sendable {
        var table: Int
        var name: String

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            table = try container.decode(Int.self)
            name = try container.decode(String.self)
        }
    }

    /// The databases by name.
    let entries: [String: Entry]

    /// Reads a file.
    ///
    /// - Throws: `PlumbError` with `badInput`.
    init(contentsOf path: String) throws(PlumbError) {
        let bytes = try InputFile.bytes(of: path, suggestion: "Name Spider's tables.json.")
        do {
            let list = try JSONDecoder().decode([Entry].self, from: Data(bytes))
            entries = Dictionary(list.map { ($0.db_id, $0) }) { first, _ in first }
        } catch {
            throw PlumbError(
                .badInput, "\(path) is not a list of databases as Spider's tables.json is",
                suggestion: "Each needs db_id, table_names_original, column_names_original and foreign_keys.",
                detail: "\(error)")
        }
    }
}
