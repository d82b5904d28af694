internal import Foundation
public import PlumbCore

/// The files that benchmarks keep gold queries and predictions in.
public enum PairFiles {
    /// Reads pairs.
    ///
    /// Gold is a text file, a query, a tab and the database's name on each line; blank lines part sessions of several
    /// turns. Predictions are a text file of the same form, the database left out, or BIRD's JSON: an object whose keys are
    /// numbers from 0 and whose values are `SQL\t----- bird -----\tdatabase`. Gold may also be in that form.
    ///
    /// - Parameters:
    ///   - gold: the path of gold.
    ///   - predictions: the path of the predictions.
    /// - Returns: the pairs, in the order of gold.
    /// - Throws: `PlumbError` with `badInput`, naming the file and line.
    public static func pairs(gold: String, predictions: String) throws(PlumbError) -> [QueryPair] {
        let goldFile = try PairFile(contentsOf: gold)
        let predictionFile = try PairFile(contentsOf: predictions)
        let queries = try goldFile.queries(isGold: true)
        let sessions = goldFile.hasSessions ? queries.map(\.session) : nil
        let predicted = try predictionFile.queries(isGold: false, sessions: sessions, count: queries.count)
        guard queries.count == predicted.count else {
            throw PlumbError(
                .badInput, "\(gold) has \(queries.count) queries, \(predictions) has \(predicted.count)",
                suggestion: "Each gold query needs one prediction, "
                    + (sessions == nil
                        ? "a blank line where there is none."
                        : "any word where there is none: blank lines part the sessions of gold."))
        }
        guard !queries.isEmpty else {
            throw PlumbError(
                .badInput, "\(gold) holds no query",
                suggestion: "Write a query, a tab and the database's name on each line.")
        }
        var turns: [Int: Int] = [:]
        return try zip(queries, predicted).enumerated().map { index, pair throws(PlumbError) in
            guard let database = pair.0.database ?? pair.1.database else {
                throw PlumbError(
                    .badInput, "\(gold), line \(pair.0.line): no database is named",
                    suggestion: "Write a tab and the database's name behind the query.")
            }
            var turn: Int?
            if goldFile.hasSessions {
                turns[pair.0.session, default: 0] += 1
                turn = turns[pair.0.session]
            }
            return QueryPair(
                place: index + 1, session: goldFile.hasSessions ? pair.0.session : nil, turn: turn, database: database,
                gold: pair.0.sql, prediction: pair.1.sql)
        }
    }
}

/// One of the two files.
private struct PairFile {
    struct Entry {
        var sql: String
        var database: String?
        var line: Int
        var session = 1
    }

    private let path: String
    private let lines: [ArraySlice<UInt8>]
    private let json: [Int: String]?

    init(contentsOf path: String) throws(PlumbError) {
        self.path = path
        let bytes = try InputFile.bytes(of: path)
        switch bytes.first(where: { $0 > 32 }) {
        case UInt8(ascii: "{"):
            json = try Self.json(Data(bytes), path)
            lines = []
        case UInt8(ascii: "["):
            throw PlumbError(
                .badInput, "\(path) is a JSON list, and neither lines of SQL nor predictions in BIRD's form",
                suggestion: "Write a query, a tab and the database's name on each line, or \(Self.form)")
        default:
            json = nil
            // By bytes: a string in a query may hold other characters that part lines.
            var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            // The last line ends where the file ends.
            if lines.last?.isEmpty == true { lines.removeLast() }
            self.lines = lines
        }
        hasSessions = lines[..<(lines.lastIndex { !Self.isBlank($0) } ?? 0)].contains(where: Self.isBlank)
    }

    /// Whether blank lines part the queries; those at the end part nothing.
    let hasSessions: Bool

    /// The queries in order.
    ///
    /// - Parameters:
    ///   - isGold: whether blank lines part sessions, and every line must hold a query.
    ///   - sessions: for predictions whose gold has sessions, the session of each.
    ///   - count: how many predictions there should be; blank lines beyond them are none.
    /// - Returns: the queries.
    /// - Throws: `PlumbError` with `badInput`, naming the line.
    func queries(isGold: Bool, sessions: [Int]? = nil, count: Int = 0) throws(PlumbError) -> [Entry] {
        if let json { return try numbered(json) }
        var session = 1
        var entries: [Entry] = []
        for (index, line) in lines.enumerated() {
            if Self.isBlank(line), isGold || sessions != nil {
                if let last = entries.last, last.session == session { session += 1 }
                continue
            }
            let parts = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
            // The database stands behind the last tab of gold; the query before it may hold tabs of its own.
            let sql = Self.trimmed(
                isGold && parts.count > 1 ? line[..<parts[parts.count - 1].startIndex] : parts.first ?? [])
            if isGold, sql.isEmpty {
                throw PlumbError(.badInput, "\(path), line \(index + 1): there is no query before the tab")
            }
            entries.append(
                Entry(
                    sql: sql, database: isGold ? parts.dropFirst().last.map(Self.trimmed) : nil, line: index + 1,
                    session: session))
        }
        if let sessions, entries.count == sessions.count, entries.map(\.session) != sessions {
            throw PlumbError(
                .badInput, "\(path) parts its sessions elsewhere than gold does",
                suggestion: "Put a blank line behind the last turn of each session, as in gold.")
        }
        while !isGold, sessions == nil, entries.count > count, entries.last?.sql.isEmpty == true {
            entries.removeLast()
        }
        return entries
    }

    private func numbered(_ json: [Int: String]) throws(PlumbError) -> [Entry] {
        try json.keys.sorted().enumerated().map { index, key throws(PlumbError) in
            guard index == key else {
                throw PlumbError(.badInput, "\(path): number \(index) is missing")
            }
            let text = json[key] ?? ""
            guard let mark = text.range(of: "\t----- bird -----\t") else {
                return Entry(sql: Self.trimmed(text.utf8), database: nil, line: index + 1)
            }
            return Entry(
                sql: Self.trimmed(text.utf8[..<mark.lowerBound]),
                database: Self.trimmed(text.utf8[mark.upperBound...]), line: index + 1)
        }
    }

    private static let form = #"one object: {"0": "SELECT …\t----- bird -----\tdatabase", "1": …}."#

    private static func json(_ data: Data, _ path: String) throws(PlumbError) -> [Int: String] {
        do {
            // A model that gave nothing is kept as a number by some scripts.
            let object = try JSONDecoder().decode([String: TextOrNumber].self, from: data)
            var numbered: [Int: String] = [:]
            for (key, value) in object {
                guard let number = Int(key), number >= 0 else { throw CocoaError(.formatting) }
                numbered[number] = value.text
            }
            return numbered
        } catch {
            throw PlumbError(
                .badInput, "\(path) is not predictions in BIRD's form",
                suggestion: "It is \(Self.form)",
                detail: "\(error)")
        }
    }

    private struct TextOrNumber: Decodable {
        var text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            text = (try? container.decode(String.self)) ?? ""
        }
    }

    private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool { !line.contains { $0 > 32 } }

    /// The text without white space around it.
    private static func trimmed(_ bytes: some BidirectionalCollection<UInt8>) -> String {
        guard let first = bytes.firstIndex(where: { $0 > 32 }), let last = bytes.lastIndex(where: { $0 > 32 }) else {
            return ""
        }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }
}
