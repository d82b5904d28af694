/// Texts that are nearly queries: sound ones with words or bytes changed, and words in no order.
public struct TextMutation {
    /// Where the choices come from.
    public var random: SeededGenerator

    /// Sound queries.
    private let seeds: [String]

    /// Makes a source of texts.
    public init(seeds: [String], random: SeededGenerator) {
        self.seeds = seeds
        self.random = random
    }

    /// Words and signs that are put in: all that either dialect's grammar has a place for, and some it has none for.
    private static let pieces: [String] = {
        let words = """
            ALL AND ANY ARRAY AS ASC AT BETWEEN BOTH BY CASE CAST COLLATE COALESCE CROSS CUBE CURRENT CURRENT_DATE \
            DATE DELETE DESC DISTINCT ELSE END ESCAPE EXCEPT EXCLUDE EXISTS EXTRACT FALSE FETCH FILTER FIRST \
            FOLLOWING FOR FROM FULL GLOB GROUP GROUPING GROUPS HAVING ILIKE IN INDEXED INNER INSERT INTERSECT \
            INTERVAL INTO IS ISNULL JOIN LAST LATERAL LEFT LIKE LIMIT MATCH MATERIALIZED NATURAL NOT NOTNULL NULL \
            NULLS OFFSET ON ONLY OPERATOR OR ORDER ORDINALITY OUTER OVER OVERLAPS PARTITION POSITION PRAGMA \
            PRECEDING RAISE RANGE RECURSIVE REGEXP RIGHT ROLLUP ROW ROWS SELECT SETS SIMILAR SOME SUBSTRING TABLE \
            THEN TIES TIME TIMESTAMP TO TRIM TRUE UNBOUNDED UNION UNKNOWN USING VALUES VARIADIC WHEN WHERE WINDOW \
            WITH WITHIN WITHOUT YEAR ZONE
            """
        let signs = [
            "(", ")", "(", ")", "[", "]", ",", ".", ";", ":", "::", ":=", "=>", "+", "-", "*", "/", "%", "^", "=", "<",
            ">", "<=", "<>", "!=", "||", "|", "&", "<<", "->", "->>", "~", "!~*", "@>", "#>>", "?", "?1", "$1", ":a",
            "@a", "#", "$$", "--", "/*", "*/", "'", "\"", "`", "\\", "\u{0}", "é", "1", "1.5", ".5e3", "0x1F", "1_0",
            "'x'", "''", "\"a b\"", "[a]", "`b`", "x'0a'", "E'\\n'", "U&'\\0041'", "$t$x$t$", "a", "b", "t", "t.a", "*",
            "(SELECT 1)", "count(*)", "OVER ()", "FILTER (WHERE a)", "IS NOT NULL", "IN (1, 2)", "ON TRUE", "AS x",
        ]
        return words.split(separator: " ").map(String.init) + signs
    }()

    /// A sound query with one to three of its words dropped, doubled, swapped, replaced, or others put in.
    public mutating func wordEdit() -> String {
        var words = Self.words(of: random.pick(seeds))
        for _ in 0..<random.pick([1, 1, 1, 2, 2, 3]) where !words.isEmpty {
            let place = random.below(words.count)
            switch random.below(7) {
            case 0: words.remove(at: place)
            case 1: words.insert(words[place], at: place)
            case 2: words.swapAt(place, random.below(words.count))
            case 3: words.insert(random.pick(Self.pieces), at: place)
            case 4: words[place] = random.pick(Self.pieces)
            default:
                let other = Self.words(of: random.pick(seeds))
                let start = random.below(other.count)
                words.insert(contentsOf: other[start..<min(start + 1 + random.below(5), other.count)], at: place)
            }
        }
        return words.joined(separator: " ")
    }

    /// A sound query with one to three of its bytes changed, dropped, or others put in; not always UTF-8.
    public mutating func byteEdit() -> [UInt8] {
        var bytes = Array(random.pick(seeds).utf8)
        for _ in 0..<1 + random.below(3) {
            let place = random.below(bytes.count + 1)
            switch random.below(5) {
            case 0 where place < bytes.count: bytes.remove(at: place)
            case 1: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
            case 2: bytes.insert(contentsOf: random.pick(Self.pieces).utf8, at: place)
            case 3 where place < bytes.count: bytes[place] ^= 1 << UInt8(random.below(8))
            default: bytes.removeSubrange(place..<min(bytes.count, place + 5))
            }
        }
        return bytes
    }

    /// Words and signs in no order.
    public mutating func wordSoup() -> String {
        var text = random.oneIn(3) ? "" : "SELECT "
        for _ in 0..<1 + random.below(60) {
            text += random.pick(Self.pieces)
            if !random.oneIn(8) { text += " " }
        }
        return text
    }

    /// A text's words, signs and constants, roughly as both dialects split it.
    static func words(of text: String) -> [String] {
        var words: [String] = []
        var rest = Substring(text)
        while let first = rest.first {
            if first.isWhitespace {
                rest = rest.dropFirst()
                continue
            }
            let length: Int
            if first == "'" || first == "\"" || first == "`" {
                length = rest.dropFirst().prefix { $0 != first }.count + 2
            } else if first.isLetter || first.isNumber || first == "_" {
                length = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }.count
            } else {
                length = ["||", "->", "<=", ">=", "<>", "!=", "::", "@>", "<@"].contains(rest.prefix(2)) ? 2 : 1
            }
            words.append(String(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return words
    }
}
