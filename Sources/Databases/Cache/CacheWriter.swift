internal import PlumbCore
internal import PlumbLanguage

/// Fills an empty cache file.
struct CacheWriter {
    private let connection: CacheConnection

    init(_ connection: CacheConnection) {
        self.connection = connection
    }

    /// The tables of a cache file; `CatalogStamp.version` must be raised with every change here.
    private static let schema = """
        CREATE TABLE stored (stamp TEXT NOT NULL, catalog BLOB NOT NULL);
        CREATE TABLE field (id INTEGER PRIMARY KEY, space TEXT, relation TEXT NOT NULL, name TEXT NOT NULL);
        CREATE TABLE entry (
            id INTEGER PRIMARY KEY, field INTEGER NOT NULL, text TEXT NOT NULL, stems TEXT NOT NULL,
            count INTEGER NOT NULL);
        CREATE TABLE word (
            stem TEXT NOT NULL, length INTEGER NOT NULL, entry INTEGER NOT NULL,
            PRIMARY KEY (stem, length, entry)) WITHOUT ROWID;
        CREATE TABLE spelling (
            initial INTEGER NOT NULL, length INTEGER NOT NULL, stem TEXT NOT NULL, letters INTEGER NOT NULL,
            tail TEXT NOT NULL, PRIMARY KEY (initial, length, stem)) WITHOUT ROWID;
        """

    /// Writes everything, in one transaction.
    func write(
        _ stored: StoredCatalog, _ columns: [CatalogReading.ColumnValues], stamp: String
    ) throws(PlumbError) {
        try connection.run("PRAGMA page_size = 4096; BEGIN; \(Self.schema)")
        let head = try connection.prepare("INSERT INTO stored VALUES (?, ?)")
        try head.bind(stamp, at: 1)
        try head.bind(stored.encoded, at: 2)
        _ = try head.step()
        let words = try writeEntries(columns)
        try writeWords(words)
        try connection.run(
            "CREATE INDEX entry_stems ON entry (stems, count DESC); CREATE INDEX spelling_tail ON spelling (tail); COMMIT"
        )
    }

    /// Writes the values, and gives for each word those that contain it.
    private func writeEntries(
        _ columns: [CatalogReading.ColumnValues]
    ) throws(PlumbError) -> [String: [(length: Int, entry: Int)]] {
        let field = try connection.prepare("INSERT INTO field VALUES (?, ?, ?, ?)")
        let entry = try connection.prepare("INSERT INTO entry VALUES (?, ?, ?, ?, ?)")
        var words: [String: [(length: Int, entry: Int)]] = [:]
        var entries = 0
        // Where there are too many, columns with few values go first: those are the ones that questions name.
        let ordered = columns.enumerated().sorted {
            ($0.element.texts.count, $0.offset) < ($1.element.texts.count, $1.offset)
        }
        for (index, column) in ordered {
            field.reset()
            try field.bind(Int64(index), at: 1)
            if let schema = column.column.table.schema { try field.bind(schema, at: 2) }
            try field.bind(column.column.table.name, at: 3)
            try field.bind(column.column.column, at: 4)
            _ = try field.step()
            for value in column.texts.prefix(ValueIndexLimits.total - entries) {
                let stems = Words.stems(of: value.text)
                guard !stems.isEmpty else { continue }
                entries += 1
                entry.reset()
                try entry.bind(Int64(entries), at: 1)
                try entry.bind(Int64(index), at: 2)
                try entry.bind(value.text, at: 3)
                try entry.bind(stems.joined(separator: " "), at: 4)
                try entry.bind(Int64(value.count), at: 5)
                _ = try entry.step()
                for stem in Set(stems) { words[stem, default: []].append((value.text.utf8.count, entries)) }
            }
        }
        return words
    }

    /// Writes the words, sorted, because a sorted table is filled from one end.
    private func writeWords(_ words: [String: [(length: Int, entry: Int)]]) throws(PlumbError) {
        let word = try connection.prepare("INSERT INTO word VALUES (?, ?, ?)")
        for (stem, places) in words.sorted(by: { $0.key < $1.key }) {
            for place in places.sorted(by: <) {
                word.reset()
                try word.bind(stem, at: 1)
                try word.bind(Int64(place.length), at: 2)
                try word.bind(Int64(place.entry), at: 3)
                _ = try word.step()
            }
        }
        let spelling = try connection.prepare("INSERT OR IGNORE INTO spelling VALUES (?, ?, ?, ?, ?)")
        for stem in words.keys {
            guard let shape = WordShape(stem) else { continue }
            spelling.reset()
            try spelling.bind(Int64(shape.initial), at: 1)
            try spelling.bind(Int64(shape.length), at: 2)
            try spelling.bind(stem, at: 3)
            try spelling.bind(Int64(bitPattern: shape.letters), at: 4)
            try spelling.bind(shape.tail, at: 5)
            _ = try spelling.step()
        }
    }
}
