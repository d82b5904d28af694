public import PlumbCore
internal import PlumbSQL

/// One input made from a seed and a number, and what came of it.
public struct FuzzCase: Sendable {
    /// How an input is made.
    public enum Kind: String, CaseIterable, Sendable {
        case tree, wordEdit = "edited words", byteEdit = "edited bytes", wordSoup = "words in no order"
    }

    /// Sound queries that edits start from, by dialect.
    public struct Seeds: Sendable {
        let sqlite: [String]
        let postgres: [String]

        /// Makes seeds; there must be one at least for each dialect.
        public init(sqlite: [String], postgres: [String]) {
            self.sqlite = sqlite
            self.postgres = postgres
        }
    }

    /// How it is made.
    public let kind: Kind

    /// The dialect that it is read in.
    public let dialect: SQLDialect

    /// The text that is read.
    public let text: String

    /// What went wrong; nil where nothing did.
    public private(set) var failure: String?

    /// The longest that a kilobyte may take, in milliseconds, where the text is longer than that; else the whole text.
    static let millisecondsForKilobyte = 50.0

    /// Makes an input and checks it.
    ///
    /// - Parameters:
    ///   - number: which input; the same seed and number always make the same one.
    ///   - seed: the seed.
    ///   - seeds: sound queries.
    ///   - willCheck: is told the text before it is read.
    public init(number: UInt64, seed: UInt64, seeds: Seeds, willCheck: (String) -> Void = { _ in }) {
        var random = SeededGenerator(seed: seed &* 0x9E37_79B9_7F4A_7C15 &+ number)
        dialect = random.oneIn(2) ? .sqlite : .postgres
        kind = random.pick(Kind.allCases)
        var mutation = TextMutation(seeds: dialect == .sqlite ? seeds.sqlite : seeds.postgres, random: random)
        var tree: Query?
        switch kind {
        case .tree:
            var generator = TreeGenerator(dialect: dialect, random: random)
            let query = generator.query(nodes: 1 << (1 + random.below(7)))
            tree = query
            text = SQLPrinter(dialect: dialect, style: random.oneIn(2) ? .line : .pretty).print(query)
        case .wordEdit: text = mutation.wordEdit()
        case .byteEdit: text = String(decoding: mutation.byteEdit(), as: UTF8.self)
        case .wordSoup: text = mutation.wordSoup()
        }
        willCheck(text)
        failure = Self.problem(with: text, dialect, tree: tree)
    }

    private static func problem(with text: String, _ dialect: SQLDialect, tree: Query?) -> String? {
        var (result, milliseconds) = parse(text, dialect)
        let limit = millisecondsForKilobyte * max(1, Double(text.utf8.count) / 1024)
        // A busy machine may stop the process for as long, but not time and again.
        for _ in 0..<4 where milliseconds > limit { (result, milliseconds) = parse(text, dialect) }
        if milliseconds > limit { return "it took \(milliseconds) ms to read, five times in a row" }
        for error in result.diagnostics where error.line < 1 || error.column < 1 || error.message.isEmpty {
            return "an error has no place: \(error)"
        }
        if let tree {
            guard result.diagnostics.isEmpty else {
                // A tree may be deeper than the parser goes.
                let code = result.diagnostics[0].code
                return code == .limitExceeded ? nil : "a tree's own text is refused: \(result.diagnostics[0])"
            }
            guard result.statements == [.query(tree)] else {
                return difference(between: [.query(tree)], and: result.statements)
            }
        }
        guard result.diagnostics.isEmpty else { return nil }
        for query in result.statements.compactMap(\.query) {
            if let problem = roundTripProblem(query, dialect) { return problem }
        }
        return nil
    }

    private static func parse(_ text: String, _ dialect: SQLDialect) -> (result: ParseResult, milliseconds: Double) {
        let start = ContinuousClock.now
        let result = SQLParser.parse(text, dialect: dialect)
        let time = ContinuousClock.now - start
        return (result, Double(time.components.seconds) * 1e3 + Double(time.components.attoseconds) * 1e-15)
    }

    /// Where the descriptions of two trees part.
    private static func difference(between first: [Statement], and second: [Statement]) -> String {
        func lines(_ statements: [Statement]) -> [Substring] {
            var text = ""
            dump(statements, to: &text)
            // Where a node was read and how a name was quoted is no part of it.
            return text.split(separator: "\n").filter { !$0.contains("first: ") && !$0.contains("last: ") }
        }
        let (first, second) = (lines(first), lines(second))
        let place = zip(first, second).prefix { $0 == $1 }.count
        func around(_ lines: [Substring]) -> String {
            lines[max(0, place - 12)..<min(lines.count, place + 4)].joined(separator: "\n")
        }
        return "a tree's own text is read as another tree:\n\(around(first))\nand\n\(around(second))"
    }

    private static func roundTripProblem(_ query: Query, _ dialect: SQLDialect) -> String? {
        for style in [SQLPrinter.Style.line, .pretty] {
            let printed = SQLPrinter(dialect: dialect, style: style).print(query)
            let again = SQLParser.parse(printed, dialect: dialect)
            if let error = again.diagnostics.first {
                return error.code == .limitExceeded ? nil : "it is printed as\n\(printed)\nwhich is refused: \(error)"
            }
            if again.statements != [.query(query)] { return "it is printed as another tree:\n\(printed)" }
        }
        let other: SQLDialect = dialect == .sqlite ? .postgres : .sqlite
        _ = SQLParser.parse(SQLPrinter(dialect: other).print(query), dialect: other)
        return query.hashValue == query.hashValue ? nil : "its hash changes"
    }
}
