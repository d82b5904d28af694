internal import PlumbCore

/// Completes commands, and names of tables and columns.
struct Completion: Sendable {
    private let names: [String]
    private let tables: [String]

    /// Makes a completion over the names of a catalog.
    init(catalog: Catalog) {
        tables = catalog.tables.map(\.name.description).sorted()
        names = Set(tables + catalog.tables.flatMap { $0.columns.map(\.name) }).sorted()
    }

    /// Completes the last word of a line.
    ///
    /// - Parameter line: the line up to the cursor.
    /// - Returns: the text that is certain to follow, and everything the word may become.
    func complete(_ line: String) -> (insertion: String, choices: [String]) {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        let word = String(words.last ?? "")
        let choices: [String]
        switch (words.count, words.first.map(String.init)) {
        case (1, _) where word.hasPrefix("\\"): choices = SessionCommand.names
        case (2, "\\schema"): choices = tables
        case (2, "\\format"): choices = SessionCommand.formats
        default: choices = word.isEmpty ? [] : names
        }
        let wanted = word.lowercased()
        let matching = choices.filter { $0.lowercased().hasPrefix(wanted) }
        guard let first = matching.first else { return ("", []) }
        if matching.count == 1 { return (String(first.dropFirst(word.count)) + " ", matching) }
        let common = matching.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
        return (String(common.dropFirst(word.count)), matching)
    }
}

extension String {
    /// The letters that both begin with, whatever their case.
    fileprivate func commonPrefix(with other: String) -> String {
        let count = zip(self, other).prefix { $0.lowercased() == $1.lowercased() }.count
        return String(prefix(count))
    }
}
