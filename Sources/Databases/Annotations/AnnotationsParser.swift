internal import PlumbCore
internal import Yams

/// Reads an annotations file, and says of every mistake where it is and what was probably meant.
struct AnnotationsParser {
    private let file: String

    /// Reads the text of a file.
    ///
    /// - Parameters:
    ///   - text: YAML.
    ///   - file: the file's name, for errors.
    /// - Returns: what it says.
    /// - Throws: `PlumbError` with `badInput`.
    static func annotations(in text: String, file: String) throws(PlumbError) -> Annotations {
        try AnnotationsParser(file: file).parse(text)
    }

    private func parse(_ text: String) throws(PlumbError) -> Annotations {
        var annotations = Annotations(file: file)
        guard let root = try compose(text) else { return annotations }
        for (key, value) in try entries(of: root, "The file") {
            switch try name(key) {
            case "description": annotations.description = try optionalString(value, "description")
            case "tables": annotations.tables = try named(value, "tables", tableNotes)
            case "glossary": annotations.glossary = try named(value, "glossary", termNotes)
            case let other: throw unknown(other, key, among: ["description", "tables", "glossary"])
            }
        }
        return annotations
    }

    private func tableNotes(_ node: Node, _ name: String) throws(PlumbError) -> Annotations.TableNotes {
        var notes = Annotations.TableNotes()
        for (key, value) in try entries(of: node, "The table \(name)") {
            switch try self.name(key) {
            case "description": notes.description = try optionalString(value, "description")
            case "synonyms": notes.synonyms = try strings(value, "synonyms")
            case "hidden": notes.isHidden = try flag(value, "hidden")
            case "columns": notes.columns = try named(value, "columns", columnNotes)
            case let other: throw unknown(other, key, among: ["description", "synonyms", "hidden", "columns"])
            }
        }
        return notes
    }

    private func columnNotes(_ node: Node, _ name: String) throws(PlumbError) -> Annotations.ColumnNotes {
        var notes = Annotations.ColumnNotes()
        for (key, value) in try entries(of: node, "The column \(name)") {
            switch try self.name(key) {
            case "description": notes.description = try optionalString(value, "description")
            case "synonyms": notes.synonyms = try strings(value, "synonyms")
            case "unit": notes.unit = try optionalString(value, "unit")
            case "hidden": notes.isHidden = try flag(value, "hidden")
            case let other: throw unknown(other, key, among: ["description", "synonyms", "unit", "hidden"])
            }
        }
        return notes
    }

    private func termNotes(_ node: Node, _ name: String) throws(PlumbError) -> Annotations.TermNotes {
        if node.scalar != nil { return Annotations.TermNotes(means: try string(node, name)) }
        var notes = Annotations.TermNotes(means: "")
        for (key, value) in try entries(of: node, "The term \(name)") {
            switch try self.name(key) {
            case "means": notes.means = try string(value, "means")
            case "synonyms": notes.synonyms = try strings(value, "synonyms")
            case "table":
                notes.table = try string(value, "table")
                notes.tablePlace = place(of: value)
            case "where":
                notes.condition = try string(value, "where")
                notes.conditionPlace = place(of: value)
            case let other: throw unknown(other, key, among: ["means", "synonyms", "table", "where"])
            }
        }
        if notes.condition != nil, notes.table == nil {
            throw error(
                node, "The term \(name) has `where` but no `table`.", "Name the table that the condition is on.")
        }
        if notes.means.isEmpty {
            guard let condition = notes.condition else {
                throw error(node, "The term \(name) says nothing.", "Give it `means`, or `table` and `where`.")
            }
            notes.means = condition
        }
        return notes
    }

    // MARK: YAML

    private func compose(_ text: String) throws(PlumbError) -> Node? {
        do {
            return try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw Self.syntaxError(error, file: file)
        } catch {
            throw Annotations.error(file, nil, "The file is not valid YAML.")
        }
    }

    private static func syntaxError(_ error: YamlError, file: String) -> PlumbError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            let place = Annotations.Place(line: mark.line, column: mark.column)
            return Annotations.error(file, place, "The YAML is not valid: \(problem).")
        case .duplicatedKeysInMapping(let duplicates, let context):
            let place = Annotations.Place(line: context.mark.line, column: context.mark.column)
            let keys = duplicates.joined(separator: ", ")
            return Annotations.error(file, place, "Written twice: \(keys).")
        default:
            return Annotations.error(file, nil, "The file is not valid YAML: \(error).")
        }
    }

    private func named<Notes>(
        _ node: Node, _ key: String, _ read: (Node, String) throws(PlumbError) -> Notes
    ) throws(PlumbError) -> [Annotations.Entry<Notes>] {
        var found: [Annotations.Entry<Notes>] = []
        for (key, value) in try entries(of: node, "`\(key)`") {
            let name = try self.name(key)
            found.append(.init(name: name, place: place(of: key), notes: try read(value, name)))
        }
        return found
    }

    private func entries(of node: Node, _ what: String) throws(PlumbError) -> [(key: Node, value: Node)] {
        if isNull(node) { return [] }
        guard let mapping = node.mapping else {
            throw error(node, "\(what) must be a list of keys and values, not \(kind(node)).")
        }
        return mapping.map { ($0.key, $0.value) }
    }

    private func name(_ node: Node) throws(PlumbError) -> String {
        guard let scalar = node.scalar, !scalar.string.isEmpty else {
            throw error(node, "A name is expected here, not \(kind(node)).")
        }
        return scalar.string
    }

    /// Text, or nothing where the key is there without a value.
    private func optionalString(_ node: Node, _ key: String) throws(PlumbError) -> String? {
        isNull(node) ? nil : try string(node, key)
    }

    private func string(_ node: Node, _ key: String) throws(PlumbError) -> String {
        guard let scalar = node.scalar, !isNull(node) else {
            throw error(node, "`\(key)` must be text, not \(kind(node)).")
        }
        return scalar.string
    }

    private func strings(_ node: Node, _ key: String) throws(PlumbError) -> [String] {
        if isNull(node) { return [] }
        guard let sequence = node.sequence else { return [try string(node, key)] }
        var strings: [String] = []
        for item in sequence { strings.append(try string(item, key)) }
        return strings
    }

    private func flag(_ node: Node, _ key: String) throws(PlumbError) -> Bool {
        guard let flag = node.bool else { throw error(node, "`\(key)` must be true or false, not \(kind(node)).") }
        return flag
    }

    private func isNull(_ node: Node) -> Bool {
        guard let scalar = node.scalar else { return false }
        return scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    private func kind(_ node: Node) -> String {
        if isNull(node) { return "nothing" }
        if node.mapping != nil { return "keys and values" }
        return node.sequence != nil ? "a list" : "\"\(node.scalar?.string ?? "")\""
    }

    private func place(of node: Node) -> Annotations.Place {
        Annotations.Place(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }

    private func error(_ node: Node, _ problem: String, _ suggestion: String? = nil) -> PlumbError {
        Annotations.error(file, place(of: node), problem, suggestion: suggestion)
    }

    private func unknown(_ key: String, _ node: Node, among known: [String]) -> PlumbError {
        let nearest = NearestName.of(key, among: known).map { "Did you mean `\($0)`?" }
        return error(node, "Unknown key `\(key)`.", nearest ?? "Known here: \(known.joined(separator: ", ")).")
    }
}
