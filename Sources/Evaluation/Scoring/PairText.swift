internal import Foundation
internal import PlumbCore

/// What is run of a pair's queries: the rules of a contract change their text first.
struct PairText {
    /// The gold query.
    private(set) var gold: String
    /// The prediction.
    private(set) var prediction: String
    /// Whether Python would refuse the prediction for what stands behind its first semicolon.
    private(set) var isRefused = false

    init(_ pair: QueryPair, options: ScoringOptions) {
        gold = pair.gold
        prediction = pair.prediction
        guard options.contract == .spider else {
            isRefused = options.asPublished && PublishedText.hasSecondStatement(prediction)
            return
        }
        if options.asPublished {
            // The script reads placeholders of models that predict no values, and finds one in every name that has the word.
            prediction = prediction.replacing("value", with: "1")
            gold = PublishedText.executed(gold, keepsDistinct: options.keepsDistinct)
            prediction = PublishedText.executed(prediction, keepsDistinct: options.keepsDistinct)
            isRefused = PublishedText.hasSecondStatement(prediction)
        } else {
            prediction = QueryText.withGluedOperators(prediction)
            if !options.keepsDistinct {
                gold = QueryText.withoutDistinct(gold)
                prediction = QueryText.withoutDistinct(prediction)
            }
        }
    }
}

/// What Spider's script makes of a query before it runs it; after `exec_eval.py` and `parse.py`,
/// <https://github.com/taoyds/test-suite-sql-eval>.
enum PublishedText {
    static func executed(_ sql: String, keepsDistinct: Bool) -> String {
        var sql = sql
        for operation in [">", "<", "!"] { sql = sql.replacing("\(operation) =", with: "\(operation)=") }
        if !keepsDistinct { sql = firstStatement(sql) }
        return withoutCurrentYear(sql)
    }

    /// Whether anything but white space and comments stands behind the first semicolon, be it one more semicolon:
    /// Python's `sqlite3` takes that for a second statement, and refuses the text.
    static func hasSecondStatement(_ sql: String) -> Bool {
        var isBehind = false
        for segment in Segments(Array(sql.utf8)) {
            switch segment {
            case .comment: continue
            case .quoted: if isBehind { return true }
            case .code(let bytes):
                for byte in bytes {
                    if isBehind, byte > 32 { return true }
                    if byte == UInt8(ascii: ";") { isBehind = true }
                }
            }
        }
        return false
    }

    /// The first statement, without the word DISTINCT wherever it is no part of a quoted text.
    private static func firstStatement(_ sql: String) -> String {
        let bytes = Array(sql.utf8)
        var result: [UInt8] = []
        var depth = 0
        var offset = 0
        while offset < bytes.count {
            let end = tokenEnd(bytes, from: offset)
            let token = bytes[offset..<end]
            offset = end
            if token.count == 8, token.elementsEqual("distinct".utf8, by: { $0 | 0x20 == $1 }) { continue }
            result += token
            switch token.first {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            case UInt8(ascii: ";") where depth <= 0: return String(decoding: result, as: UTF8.self)
            default: break
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Where the token at an offset ends: a quoted text, a comment, a word, or one byte.
    private static func tokenEnd(_ bytes: [UInt8], from start: Int) -> Int {
        let first = bytes[start]
        let next = start + 1 < bytes.count ? bytes[start + 1] : 0
        switch first {
        case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
            // A backslash keeps a quote from closing.
            var end = start + 1
            while end < bytes.count {
                if bytes[end] == UInt8(ascii: "\\"), first != UInt8(ascii: "`"), end + 1 < bytes.count,
                    bytes[end + 1] == first
                {
                    end += 2
                } else if bytes[end] == first {
                    if end + 1 < bytes.count, bytes[end + 1] == first { end += 2 } else { return end + 1 }
                } else {
                    end += 1
                }
            }
            return start + 1
        case UInt8(ascii: "-") where next == first, UInt8(ascii: "#") where next == UInt8(ascii: " "):
            return bytes[start...].firstIndex { $0 == 10 || $0 == 13 } ?? bytes.count
        case UInt8(ascii: "/") where next == UInt8(ascii: "*"):
            var end = start + 2
            while end + 1 < bytes.count, !(bytes[end] == UInt8(ascii: "*") && bytes[end + 1] == UInt8(ascii: "/")) {
                end += 1
            }
            return min(end + 2, bytes.count)
        default:
            guard QueryText.isWord(first) else { return start + 1 }
            return bytes[start...].firstIndex { !QueryText.isWord($0) } ?? bytes.count
        }
    }

    /// `YEAR(CURDATE())` becomes `2020`.
    private static func withoutCurrentYear(_ sql: String) -> String {
        guard sql.utf8.count > 15, sql.range(of: "curdate", options: .caseInsensitive) != nil else { return sql }
        return sql.replacingOccurrences(
            of: #"YEAR\s*\(\s*CURDATE\s*\(\s*\)\s*\)\s*"#, with: "2020",
            options: [.regularExpression, .caseInsensitive])
    }
}
