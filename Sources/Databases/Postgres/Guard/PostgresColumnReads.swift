internal import PlumbCore

/// Which columns a query reads of a relation, by the server's own account: those for which it asks the reader's right.
///
/// It knows what no text shows: that `c.to_json` is a call with the whole row, as `c` has no column of the name, and which
/// column a name means behind the alias of a join.
struct PostgresColumnReads: Hashable {
    /// The relation's number.
    var relation: String

    /// Places in the server's set: the columns' numbers behind an offset, at which a whole row stands.
    var places: Set<Int>

    /// Where in a server's set of columns a whole row stands, behind the system columns; `FirstLowInvalidHeapAttributeNumber`
    /// in the server's `sysattr.h`.
    static func wholeRow(inVersion version: Int) -> Int { version < 120_000 ? 8 : 7 }

    /// Reads all of a tree.
    ///
    /// Nodes are `{NAME :field value …}`. A relation's number and its columns are in one node, which was called RTE in
    /// older versions, and is RTEPERMISSIONINFO since 16. A name from the query is one word, with a backslash before each
    /// brace and space, and so can be taken for a field but not for a field with a value.
    ///
    /// - Parameter tree: the tree as text.
    /// - Returns: what is read, by relation and occurrence; nil where the tree does not tell.
    static func all(in tree: String) -> [PostgresColumnReads]? {
        var open: [Node] = []
        var found: [PostgresColumnReads] = []
        var isTold = false
        var words = Words(tree)
        while let word = words.next() {
            switch word {
            case "{": open.append(Node(kind: words.next() ?? ""))
            case "}":
                guard let node = open.popLast() else { return nil }
                guard let columns = node.columns else { continue }
                isTold = true
                if let relation = node.relation {
                    found.append(PostgresColumnReads(relation: relation, places: columns))
                } else if !columns.isEmpty {
                    return nil
                }
            case ":relid":
                guard let number = words.peek(), number.allSatisfy(\.isNumber), !open.isEmpty else { continue }
                open[open.count - 1].relation = String(number)
            case ":selectedCols":
                guard let last = open.indices.last, open[last].isRelation, words.peek() == "(" else { continue }
                _ = words.next()
                var columns: Set<Int> = []
                while let item = words.next(), item != ")" {
                    guard item != "b" else { continue }
                    guard let place = Int(item) else { return nil }
                    columns.insert(place)
                }
                open[last].columns = columns
            default: break
            }
        }
        // A query that reads no table tells of no columns in newer versions.
        return open.isEmpty && (isTold || !tree.contains(":relid ")) ? found : nil
    }

    private struct Node {
        var kind: Substring
        var relation: String?
        var columns: Set<Int>?

        var isRelation: Bool { ["RTE", "RANGETBLENTRY", "RTEPERMISSIONINFO"].contains(kind) }
    }

    /// The words of a tree; brackets are words of their own.
    private struct Words {
        private let text: String
        private var place: String.Index

        init(_ text: String) {
            self.text = text
            place = text.startIndex
        }

        func peek() -> Substring? {
            var copy = self
            return copy.next()
        }

        mutating func next() -> Substring? {
            let bytes = text.utf8
            while place < bytes.endIndex, Self.isSpace(bytes[place]) { place = bytes.index(after: place) }
            guard place < bytes.endIndex else { return nil }
            let start = place
            if Self.isBracket(bytes[place]) {
                place = bytes.index(after: place)
                return text[start..<place]
            }
            while place < bytes.endIndex, !Self.isSpace(bytes[place]), !Self.isBracket(bytes[place]) {
                let isEscape = bytes[place] == UInt8(ascii: "\\")
                place = bytes.index(after: place)
                if isEscape, place < bytes.endIndex { place = bytes.index(after: place) }
            }
            return text[start..<place]
        }

        private static func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x0A, 0x0D, 0x09].contains(byte) }
        private static func isBracket(_ byte: UInt8) -> Bool { "{}()".utf8.contains(byte) }
    }
}
