internal import PlumbCore
internal import PlumbLanguage

extension CatalogStore: ValueIndex {
    /// At most this many values for one phrase: a name that a thousand columns hold tells nothing.
    private static let mostPerPhrase = 100

    /// From this length on a word is also found when its first letter is wrong.
    private static let longWord = 6

    private static let columns = "f.space, f.relation, f.name, e.text, e.stems, e.count"

    func values(of phrases: [[String]]) async throws -> [[IndexedValue]] {
        try phrases.map { phrase in
            guard !phrase.isEmpty else { return [] }
            let statement = try statement(
                """
                SELECT \(Self.columns) FROM entry e JOIN field f ON f.id = e.field
                WHERE e.stems = ? ORDER BY e.count DESC, e.id LIMIT \(Self.mostPerPhrase)
                """)
            try statement.bind(phrase.joined(separator: " "), at: 1)
            return try values(from: statement)
        }
    }

    func values(containing stems: [String], limit: Int) async throws -> [[IndexedValue]] {
        try stems.map { stem in
            let statement = try statement(
                """
                SELECT \(Self.columns) FROM
                  (SELECT entry, length FROM word WHERE stem = ? ORDER BY length, entry LIMIT ?) w
                  JOIN entry e ON e.id = w.entry JOIN field f ON f.id = e.field ORDER BY w.length, e.count DESC, e.id
                """)
            try statement.bind(stem, at: 1)
            try statement.bind(Int64(max(0, limit)), at: 2)
            return try values(from: statement)
        }
    }

    func stems(near stem: String, within distance: Int) async throws -> [String] {
        guard distance > 0, let shape = WordShape(stem) else { return [] }
        var found: [String: Int] = [:]
        func look(_ statement: SQLiteStatement) throws(PlumbError) {
            while try statement.step() {
                let letters = UInt64(bitPattern: statement.integer(at: 0))
                guard !WordShape.differ(letters, shape.letters, by: distance) else { continue }
                let candidate = statement.text(at: 1)
                guard candidate != stem, found[candidate] == nil else { continue }
                found[candidate] = Spelling.distance(stem, candidate, limit: distance)
            }
        }
        let sameInitial = try statement(
            "SELECT letters, stem FROM spelling WHERE initial = ? AND length BETWEEN ? AND ?")
        try sameInitial.bind(Int64(shape.initial), at: 1)
        try sameInitial.bind(Int64(shape.length - distance), at: 2)
        try sameInitial.bind(Int64(shape.length + distance), at: 3)
        try look(sameInitial)
        if shape.length >= Self.longWord {
            let sameTail = try statement(
                "SELECT letters, stem FROM spelling WHERE tail = ? AND length BETWEEN ? AND ?")
            try sameTail.bind(shape.tail, at: 1)
            try sameTail.bind(Int64(shape.length - distance), at: 2)
            try sameTail.bind(Int64(shape.length + distance), at: 3)
            try look(sameTail)
        }
        return found.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map(\.key)
    }

    private func values(from statement: SQLiteStatement) throws(PlumbError) -> [IndexedValue] {
        var values: [IndexedValue] = []
        while try statement.step() {
            let schema = statement.storage(at: 0) == .null ? nil : statement.text(at: 0)
            values.append(
                IndexedValue(
                    column: ColumnReference(TableName(statement.text(at: 1), schema: schema), statement.text(at: 2)),
                    value: statement.text(at: 3),
                    stems: statement.text(at: 4).split(separator: " ").map(String.init),
                    count: Int(statement.integer(at: 5))))
        }
        return values
    }
}
