internal import CStemmer
internal import Synchronization

/// Brings the forms of an English word to one stem, so that `cities` finds `city`.
///
/// Source: Snowball's English stemmer ("Porter2", <https://snowballstem.org/algorithms/english/stemmer.html>),
/// behind a table of plurals that no rule makes.
public enum Stemmer {
    /// The stem of a word.
    ///
    /// - Parameter word: one word, folded as `Words.folded` does.
    /// - Returns: its stem; the word itself where it has digits or letters outside a...z.
    public static func stem(_ word: String) -> String {
        let singular = irregularPlurals[word] ?? word
        guard singular.utf8.count > 2, singular.utf8.allSatisfy({ 97...122 ~= $0 }) else { return singular }
        return snowball.stem(singular)
    }

    private static let snowball = Snowball()

    private static let irregularPlurals: [String: String] = [
        "people": "person", "persons": "person", "children": "child", "men": "man", "women": "woman",
        "mice": "mouse", "feet": "foot", "teeth": "tooth", "geese": "goose", "wives": "wife", "lives": "life",
        "knives": "knife", "leaves": "leaf", "shelves": "shelf", "halves": "half", "wolves": "wolf",
        "data": "data", "media": "media", "criteria": "criterion", "indices": "index", "staffs": "staff",
        "analyses": "analysis", "bases": "base", "statuses": "status", "buses": "bus", "cities": "city",
    ]
}

/// One libstemmer handle and the stems it gave.
///
/// - Note: `@unchecked Sendable`: a handle keeps its last result inside itself, so the lock is held from the call to
///   the copy. libstemmer: "the returned string is owned by the stemmer" (libstemmer.h).
private final class Snowball: @unchecked Sendable {
    private let handle: OpaquePointer?
    private let known = Mutex<[String: String]>([:])

    /// Stems kept at most, so that a long-lived process stays bounded.
    private static let capacity = 50_000

    init() {
        handle = sb_stemmer_new("english", "UTF_8")
    }

    deinit {
        if let handle { sb_stemmer_delete(handle) }
    }

    func stem(_ word: String) -> String {
        known.withLock { known in
            if let stem = known[word] { return stem }
            guard let handle else { return word }
            let bytes = Array(word.utf8)
            guard let result = sb_stemmer_stem(handle, bytes, Int32(bytes.count)) else { return word }
            let length = Int(sb_stemmer_length(handle))
            let stem = String(decoding: UnsafeBufferPointer(start: result, count: length), as: UTF8.self)
            if known.count >= Self.capacity { known.removeAll(keepingCapacity: true) }
            known[word] = stem
            return stem
        }
    }
}
