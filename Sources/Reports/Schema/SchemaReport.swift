public import PlumbCore

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// The catalog of a database, readably.
public struct SchemaReport: Sendable {
    private let catalog: Catalog

    /// Makes a report.
    public init(_ catalog: Catalog) {
        self.catalog = catalog
    }

    /// Every table with its columns, keys and a few values each.
    public func text(for screen: Screen) -> String {
        var lines = Lines(for: screen)
        let views = catalog.tables.count { $0.isView }
        var counts = [Wording.count(catalog.tables.count - views, "table")]
        if views > 0 { counts.append(Wording.count(views, "view")) }
        lines.add(
            screen.coloring(.title, VisibleText.of(catalog.database)) + "  "
                + screen.coloring(.faint, "\(catalog.dialect.rawValue) · " + counts.joined(separator: ", ")))
        if let description = catalog.description { lines.add(description, after: "") }
        for table in catalog.tables {
            lines.add()
            TableOverview(table, in: catalog).write(to: &lines)
        }
        if !catalog.glossary.isEmpty {
            lines.add()
            lines.add(screen.coloring(.title, "words"))
            for entry in catalog.glossary { write(entry, to: &lines) }
        }
        return lines.text
    }

    /// One table with everything that is known of it; nil where there is none of that name.
    public func text(ofTable name: String, for screen: Screen) -> String? {
        guard let table = table(named: name) else { return nil }
        var lines = Lines(for: screen)
        TableDetail(table, in: catalog).write(to: &lines)
        return lines.text
    }

    /// The whole catalog as JSON, in the form that `Catalog` reads back.
    ///
    /// - Parameter name: the only table to write, with no table around it; nil for all.
    /// - Returns: UTF-8; nil where there is no table of that name.
    /// - Throws: `EncodingError` where a value has no form in JSON.
    public func json(ofTable name: String? = nil) throws -> [UInt8]? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        if let name {
            guard let table = table(named: name) else { return nil }
            return JSONText.visible([UInt8](try encoder.encode(table)) + [.newline])
        }
        return JSONText.visible([UInt8](try encoder.encode(catalog)) + [.newline])
    }

    /// Names of the tables, those spelt most like a name first.
    public func tableNames(near name: String) -> [String] {
        NearNames.sorted(catalog.tables.map(\.name.description), near: name)
    }

    private func table(named name: String) -> Table? {
        let typed = TypedTableName(name)
        return catalog.table(TableName(name))
            ?? catalog.tables.first { typed.means($0.name, ignoringCase: false) }
            ?? catalog.tables.first { typed.means($0.name, ignoringCase: true) }
    }

    private func write(_ entry: GlossaryEntry, to lines: inout Lines) {
        let words = ([entry.term] + entry.synonyms).joined(separator: ", ")
        lines.add(entry.meaning, after: "  \(VisibleText.of(words))  ", leadRole: .name)
        if let condition = entry.condition {
            lines.add("\(entry.table.map { "\($0): " } ?? "")\(condition)", after: "    ", role: .faint)
        }
    }
}
