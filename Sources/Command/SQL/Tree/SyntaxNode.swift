internal import PlumbSQL

/// A part of a query's tree, as it is shown.
struct SyntaxNode: Sendable {
    /// What it is: `select`, `column`, `=`.
    var kind: String

    /// Its name or value.
    var text: String?

    /// Where it was read.
    var range = SourceRange.none

    var children: [SyntaxNode] = []

    init(_ kind: String, _ text: String? = nil, at range: SourceRange = .none, _ children: [SyntaxNode] = []) {
        self.kind = kind
        self.text = text
        self.range = range
        self.children = children
    }

    /// The tree for people, two spaces for each level.
    var outline: String {
        var lines: [String] = []
        write(to: &lines, depth: 0)
        return lines.joined(separator: "\n")
    }

    private func write(to lines: inout [String], depth: Int) {
        lines.append(String(repeating: "  ", count: depth) + kind + (text.map { " " + $0 } ?? ""))
        for child in children { child.write(to: &lines, depth: depth + 1) }
    }

    /// The tree for programs; `start` and `end` count bytes of the text.
    var json: JSONValue {
        .object([
            ("kind", .string(kind)), ("text", text.map { .string($0) }),
            ("start", range.isKnown ? .integer(range.start) : nil), ("end", range.isKnown ? .integer(range.end) : nil),
            ("children", children.isEmpty ? nil : .array(children.map(\.json))),
        ])
    }
}
