/// Finds values of text columns by the words that people use for them.
public protocol ValueIndex: Sendable {
    /// Values whose words are those of a phrase, for many phrases at once.
    ///
    /// - Parameter phrases: each a list of stems, as the language module makes them; at most a few hundred.
    /// - Returns: for each phrase the values whose own stems are the same, in the same order; most frequent first.
    /// - Throws: `PlumbError` where the index can't be read.
    func values(of phrases: [[String]]) async throws -> [[IndexedValue]]

    /// Values that contain a word, for many words at once.
    ///
    /// - Parameters:
    ///   - stems: the words' stems.
    ///   - limit: at most this many values for each word.
    /// - Returns: for each word the values that contain it, shortest first.
    /// - Throws: `PlumbError` where the index can't be read.
    func values(containing stems: [String], limit: Int) async throws -> [[IndexedValue]]

    /// Words of the data that are spelt nearly like a word.
    ///
    /// - Parameters:
    ///   - stem: the word's stem.
    ///   - distance: how many letters may be changed, added, dropped or swapped.
    /// - Returns: stems of words in the data, nearest first.
    /// - Throws: `PlumbError` where the index can't be read.
    func stems(near stem: String, within distance: Int) async throws -> [String]
}

/// A value of a text column.
public struct IndexedValue: Codable, Hashable, Sendable {
    /// The column.
    public var column: ColumnReference
    /// The value as the column holds it.
    public var value: String
    /// Its words' stems, in order.
    public var stems: [String]
    /// How many rows hold it.
    public var count: Int

    /// Makes an indexed value.
    public init(column: ColumnReference, value: String, stems: [String], count: Int) {
        self.column = column
        self.value = value
        self.stems = stems
        self.count = count
    }
}
