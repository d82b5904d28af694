internal import PlumbCore

/// Writes JSON: one array of objects, or one object a line.
///
/// Columns that share a name are told apart by a number (`name`, `name_2`), since readers keep only one of two equal
/// keys. Blobs are hexadecimal strings. Doubles that JSON has no word for are strings, as in Postgres's `to_json`:
/// `"Infinity"`, `"-Infinity"`, `"NaN"`.
struct JSONWriter: ResultWriter {
    let isLines: Bool

    /// `{"name":`, `,"other":` …, ready to be copied.
    private var keys: [[UInt8]] = []
    private var hasRows = false

    init(isLines: Bool) {
        self.isLines = isLines
    }

    mutating func begin(_ columns: [ResultColumn], into output: inout [UInt8]) {
        keys = UniqueNames.of(columns.map(\.name)).enumerated().map { index, name in
            var key: [UInt8] = [UInt8(ascii: index == 0 ? "{" : ",")]
            JSONText.append(name, to: &key)
            key.append(UInt8(ascii: ":"))
            return key
        }
        if !isLines { output.append(UInt8(ascii: "[")) }
    }

    mutating func write(_ row: Row, into output: inout [UInt8]) {
        if !isLines {
            if hasRows { output.append(UInt8(ascii: ",")) }
            output.append(.newline)
        }
        hasRows = true
        if row.isEmpty { output.append(UInt8(ascii: "{")) }
        for (key, value) in zip(keys, row) {
            output.append(contentsOf: key)
            Self.append(value, to: &output)
        }
        output.append(UInt8(ascii: "}"))
        if isLines { output.append(.newline) }
    }

    mutating func end(into output: inout [UInt8]) {
        guard !isLines else { return }
        if hasRows { output.append(.newline) }
        output.append(UInt8(ascii: "]"))
        output.append(.newline)
    }

    private static func append(_ value: SQLValue, to output: inout [UInt8]) {
        switch value {
        case .null: output.append(text: "null")
        case .integer(let integer): output.append(integer: integer)
        case .real(let real):
            if real.isFinite {
                output.append(real: real)
            } else {
                output.append(text: real.isNaN ? "\"NaN\"" : real < 0 ? "\"-Infinity\"" : "\"Infinity\"")
            }
        case .text(let text): JSONText.append(text, to: &output)
        case .blob(let bytes):
            output.append(UInt8(ascii: "\""))
            output.append(hexadecimal: bytes)
            output.append(UInt8(ascii: "\""))
        }
    }
}

/// Strings of JSON.
enum JSONText {
    /// Appends a string in quotes.
    ///
    /// Everything that a terminal might obey is escaped too, which JSON allows: the same bytes can be shown and parsed.
    static func append(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        var text = text
        let isPlain = text.withUTF8 { bytes in
            guard bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) else { return false }
            output.append(contentsOf: bytes)
            return true
        }
        if !isPlain { appendEscaped(text, to: &output) }
        output.append(UInt8(ascii: "\""))
    }

    private static func appendEscaped(_ text: String, to output: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output.append(text: "\\\"")
            case "\\": output.append(text: "\\\\")
            case "\n": output.append(text: "\\n")
            case "\r": output.append(text: "\\r")
            case "\t": output.append(text: "\\t")
            case _ where VisibleText.isUnsafe(scalar): append(escaped: scalar, to: &output)
            default: output.append(contentsOf: Unicode.UTF8.encode(scalar) ?? .init())
            }
        }
    }

    /// JSON from an encoder, with everything escaped in its strings that a terminal might obey.
    static func visible(_ json: [UInt8]) -> [UInt8] {
        let text = String(decoding: json, as: UTF8.self)
        // Outside strings an encoder writes no such character but line breaks.
        func isUnsafe(_ scalar: Unicode.Scalar) -> Bool { scalar != "\n" && VisibleText.isUnsafe(scalar) }
        guard text.unicodeScalars.contains(where: isUnsafe) else { return json }
        var output: [UInt8] = []
        for scalar in text.unicodeScalars {
            if isUnsafe(scalar) {
                append(escaped: scalar, to: &output)
            } else {
                output.append(contentsOf: Unicode.UTF8.encode(scalar) ?? .init())
            }
        }
        return output
    }

    /// Appends `\u` and four digits: everything that a terminal obeys is below U+10000.
    private static func append(escaped scalar: Unicode.Scalar, to output: inout [UInt8]) {
        output.append(text: "\\u")
        for shift in [12, 8, 4, 0] {
            output.append([UInt8].hexadecimalDigit(UInt8(truncatingIfNeeded: scalar.value >> shift) & 15))
        }
    }
}
