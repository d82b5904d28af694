/// Reads the text of a one-dimensional array, `{a,"b, c",NULL}`, of which the end may be cut off.
///
/// Source: <https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO>.
enum PostgresArrayText {
    /// The elements that are there whole, NULLs apart, and whether those are all.
    static func elements(of text: String, atMost limit: Int = .max) -> (elements: [String], isWhole: Bool) {
        var text = text
        return text.withUTF8 { bytes in
            var elements: [String] = []
            guard bytes.first == UInt8(ascii: "{") else { return ([], false) }
            var position = 1
            while position < bytes.count {
                if bytes[position] == UInt8(ascii: "}") { return (elements, true) }
                if elements.count == limit { return (elements, false) }
                guard let element = element(in: bytes, at: &position) else { return (elements, false) }
                if let value = element.value { elements.append(value) }
                if bytes[position] == UInt8(ascii: ",") { position += 1 }
            }
            return (elements, false)
        }
    }

    /// The last element of an array of which the beginning may be cut off; nil where it is not there whole.
    static func last(of text: String) -> String? {
        guard text.utf8.last == UInt8(ascii: "}") else { return nil }
        let bytes = Array(text.utf8.dropLast())
        guard bytes.last == UInt8(ascii: "\"") else {
            guard let comma = bytes.lastIndex(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "{") }) else {
                return nil
            }
            return String(decoding: bytes[(comma + 1)...], as: UTF8.self)
        }
        // A quote that begins an element has no backslash before it; one within has.
        guard
            let start = bytes.dropLast().indices.last(where: { index in
                bytes[index] == UInt8(ascii: "\"") && index > 0
                    && (bytes[index - 1] == UInt8(ascii: ",") || bytes[index - 1] == UInt8(ascii: "{"))
            })
        else { return nil }
        return elements(of: "{" + String(decoding: bytes[start...], as: UTF8.self) + "}").elements.last
    }

    /// The element at a place, which moves behind it; nil where its end is missing.
    private static func element(
        in bytes: UnsafeBufferPointer<UInt8>, at position: inout Int
    ) -> (value: String?, isQuoted: Bool)? {
        guard bytes[position] == UInt8(ascii: "\"") else {
            let start = position
            while position < bytes.count, bytes[position] != UInt8(ascii: ","), bytes[position] != UInt8(ascii: "}") {
                position += 1
            }
            guard position < bytes.count else { return nil }
            let text = String(decoding: bytes[start..<position], as: UTF8.self)
            return (text == "NULL" ? nil : text, false)
        }
        position += 1
        var content: [UInt8] = []
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            if bytes[position] == UInt8(ascii: "\\") { position += 1 }
            guard position < bytes.count else { return nil }
            content.append(bytes[position])
            position += 1
        }
        position += 1
        guard position < bytes.count else { return nil }
        return (String(decoding: content, as: UTF8.self), true)
    }
}
