internal import PlumbCore
internal import PlumbYAML
internal import Yams

/// Reads an annotations file, and says of every mistake where it is and what was probably meant.
struct AnnotationsParser {
    private let yaml: YAMLReader

    /// Reads the text of a file.
    ///
    /// - Parameters:
    ///   - text: YAML.
    ///   - file: the file's name, for errors.
    /// - Returns: what it says.
    /// - Throws: `PlumbError` with `badInput`.
    static func annotations(in text: String, file: String) throws(PlumbError) -> Annotations {
        try AnnotationsParser(yaml: YAMLReader(file: file)).parse(text)
    }

    private func parse(_ text: String) throws(PlumbError) -> Annotations {
        var annotations = Annotations(file: yaml.file)
        guard let root = try yaml.root(of: text) else { return annotations }
        for (key, value) in try yaml.entries(of: root, "The file") {
            switch try yaml.name(key) {
            case "description": annotations.description = try yaml.optionalString(value, "description")
            case "tables": annotations.tables = try named(value, "tables", tableNotes)
            case "glossary": annotations.glossary = try named(value, "glossary", termNotes)
            case let other: throw yaml.unknown(other, key, among: ["description", "tables", "glossary"])
            }
        }
        return annotations
    }

    private func tableNotes(_ node: Node, _ name: String) throws(PlumbError) -> Annotations.TableNotes {
        var notes = Annotations.TableNotes()
        for (key, value) in try yaml.entries(of: node, "The table \(name)") {
            switch try yaml.name(key) {
            case "description": notes.description = try yaml.optionalString(value, "description")
            case "synonyms": notes.synonyms = try yaml.strings(value, "synonyms")
            case "hidden": notes.isHidden = try yaml.flag(value, "hidden")
            case "columns": notes.columns = try named(value, "columns", columnNotes)
            case let other: throw yaml.unknown(other, key, among: ["description", "synonyms", "hidden", "columns"])
            }
        }
        return notes
    }

    private func columnNotes(_ node: Node, _ name: String) throws(PlumbError) -> Annotations.ColumnNotes {
        var notes = Annotations.ColumnNotes()
        for (key, value) in try yaml.entries(of: node, "The column \(name)") {
            switch try yaml.name(key) {
            case "description": notes.description = try yaml.optionalString(value, "description")
            case "synonyms": notes.synonyms = try yaml.strings(value, "synonyms")
            case "unit": notes.unit = try yaml.optionalString(value, "unit")
            case "hidden": notes.isHidden = try yaml.flag(value, "hidden")
            case let other: throw yaml.unknown(other, key, among: ["description", "synonyms", "unit", "hidden"])
            }
        }
        return notes
    }

    private func termNotes(_ node: Node, _ name: String) throws(PlumbError) -> Annotations.TermNotes {
        if node.scalar != nil { return Annotations.TermNotes(means: try yaml.string(node, name)) }
        var notes = Annotations.TermNotes(means: "")
        for (key, value) in try yaml.entries(of: node, "The term \(name)") {
            switch try yaml.name(key) {
            case "means": notes.means = try yaml.string(value, "means")
            case "synonyms": notes.synonyms = try yaml.strings(value, "synonyms")
            case "table":
                notes.table = try yaml.string(value, "table")
                notes.tablePlace = yaml.place(of: value)
            case "where":
                notes.condition = try yaml.string(value, "where")
                notes.conditionPlace = yaml.place(of: value)
            case let other: throw yaml.unknown(other, key, among: ["means", "synonyms", "table", "where"])
            }
        }
        if notes.condition != nil, notes.table == nil {
            throw yaml.error(
                node, "The term \(name) has `where` but no `table`.", "Name the table that the condition is on.")
        }
        if notes.means.isEmpty {
            guard let condition = notes.condition else {
                throw yaml.error(node, "The term \(name) says nothing.", "Give it `means`, or `table` and `where`.")
            }
            notes.means = condition
        }
        return notes
    }

    private func named<Notes>(
        _ node: Node, _ key: String, _ read: (Node, String) throws(PlumbError) -> Notes
    ) throws(PlumbError) -> [Annotations.Entry<Notes>] {
        var found: [Annotations.Entry<Notes>] = []
        for (key, value) in try yaml.entries(of: node, "`\(key)`") {
            let name = try yaml.name(key)
            found.append(.init(name: name, place: yaml.place(of: key), notes: try read(value, name)))
        }
        return found
    }
}
