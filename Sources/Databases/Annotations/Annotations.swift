internal import PlumbCore
internal import PlumbYAML

/// What an owner writes about a database, in a YAML file beside it.
struct Annotations: Sendable {
    /// The file it comes from, for errors.
    var file: String
    var description: String?
    var tables: [Entry<TableNotes>] = []
    var glossary: [Entry<TermNotes>] = []

    /// A name with what is said of it and where.
    struct Entry<Notes: Sendable>: Sendable {
        var name: String
        var place: Place
        var notes: Notes
    }

    /// A place in the file.
    typealias Place = YAMLReader.Place

    struct TableNotes: Sendable {
        var description: String?
        var synonyms: [String] = []
        var isHidden = false
        var columns: [Entry<ColumnNotes>] = []
    }

    struct ColumnNotes: Sendable {
        var description: String?
        var synonyms: [String] = []
        var unit: String?
        var isHidden = false
    }

    struct TermNotes: Sendable {
        var means: String
        var synonyms: [String] = []
        var table: String?
        var condition: String?
        var tablePlace: Place?
        var conditionPlace: Place?
    }

    /// Tables that queries may not read.
    var hiddenTables: Set<TableName> {
        Set(tables.filter(\.notes.isHidden).map { TableName($0.name) })
    }

    /// Columns that queries may not read.
    var hiddenColumns: Set<ColumnReference> {
        Set(
            tables.flatMap { table in
                table.notes.columns.filter(\.notes.isHidden).map { ColumnReference(TableName(table.name), $0.name) }
            })
    }

    /// An error at a place of the file.
    static func error(_ file: String, _ place: Place?, _ problem: String, suggestion: String? = nil) -> PlumbError {
        YAMLReader(file: file).problem(at: place, problem, suggestion: suggestion)
    }
}
