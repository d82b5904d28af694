package import PlumbCore
internal import PlumbLanguage
package import Yams

/// Reads parts of a YAML file, and says of every mistake where it is and what was probably meant.
package struct YAMLReader: Sendable {
    /// The file's name, for errors.
    package let file: String

    /// Makes a reader.
    package init(file: String) { self.file = file }

    /// A place in the file, 1-based.
    package struct Place: Hashable, Sendable {
        package var line: Int
        package var column: Int

        package init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }
    }

    /// The file's root; nil for one that is empty.
    ///
    /// - Throws: `PlumbError` with `badInput`.
    package func root(of text: String) throws(PlumbError) -> Node? {
        do {
            return try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw syntaxError(error)
        } catch {
            throw problem(at: nil, "The file is not valid YAML.")
        }
    }

    private func syntaxError(_ error: YamlError) -> PlumbError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return self.problem(at: Place(line: mark.line, column: mark.column), "The YAML is not valid: \(problem).")
        case .duplicatedKeysInMapping(let duplicates, let context):
            let place = Place(line: context.mark.line, column: context.mark.column)
            return problem(at: place, "Written twice: \(duplicates.joined(separator: ", ")).")
        default:
            return problem(at: nil, "The file is not valid YAML: \(error).")
        }
    }

    // MARK: Nodes

    /// The keys and values of a mapping; none of a key without a value.
    package func entries(of node: Node, _ what: String) throws(PlumbError) -> [(key: Node, value: Node)] {
        if isNull(node) { return [] }
        guard let mapping = node.mapping else {
            throw error(node, "\(what) must be a list of keys and values, not \(kind(node)).")
        }
        return mapping.map { ($0.key, $0.value) }
    }

    /// A key's text.
    package func name(_ node: Node) throws(PlumbError) -> String {
        guard let scalar = node.scalar, !scalar.string.isEmpty else {
            throw error(node, "A name is expected here, not \(kind(node)).")
        }
        return scalar.string
    }

    /// Text, or nothing where the key is there without a value.
    package func optionalString(_ node: Node, _ key: String) throws(PlumbError) -> String? {
        isNull(node) ? nil : try string(node, key)
    }

    /// A text.
    package func string(_ node: Node, _ key: String) throws(PlumbError) -> String {
        guard let scalar = node.scalar, !isNull(node) else {
            throw error(node, "`\(key)` must be text, not \(kind(node)).")
        }
        return scalar.string
    }

    /// Texts: a list of them, or one.
    package func strings(_ node: Node, _ key: String) throws(PlumbError) -> [String] {
        if isNull(node) { return [] }
        guard let sequence = node.sequence else { return [try string(node, key)] }
        var strings: [String] = []
        for item in sequence { strings.append(try string(item, key)) }
        return strings
    }

    /// True or false.
    package func flag(_ node: Node, _ key: String) throws(PlumbError) -> Bool {
        guard let flag = node.bool else { throw error(node, "`\(key)` must be true or false, not \(kind(node)).") }
        return flag
    }

    /// Whether nothing is written here.
    package func isNull(_ node: Node) -> Bool {
        guard let scalar = node.scalar else { return false }
        return scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    private func kind(_ node: Node) -> String {
        if isNull(node) { return "nothing" }
        if node.mapping != nil { return "keys and values" }
        return node.sequence != nil ? "a list" : "\"\(node.scalar?.string ?? "")\""
    }

    /// Where a node begins.
    package func place(of node: Node) -> Place {
        Place(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }

    /// An error at a node.
    package func error(_ node: Node, _ problem: String, _ suggestion: String? = nil) -> PlumbError {
        self.problem(at: place(of: node), problem, suggestion: suggestion)
    }

    /// An error at a place of the file.
    package func problem(at place: Place?, _ problem: String, suggestion: String? = nil) -> PlumbError {
        let position = place.map { ", line \($0.line), column \($0.column)" } ?? ""
        return PlumbError(.badInput, "\(file)\(position): \(problem)", suggestion: suggestion)
    }

    /// An error for a key that means nothing.
    package func unknown(_ key: String, _ node: Node, among known: [String]) -> PlumbError {
        let nearest = NearestName.of(key, among: known).map { "Did you mean `\($0)`?" }
        return error(node, "Unknown key `\(key)`.", nearest ?? "Known here: \(known.joined(separator: ", ")).")
    }
}
