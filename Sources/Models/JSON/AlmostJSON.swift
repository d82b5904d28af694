/// Finds the JSON object in what a model wrote: behind prose, inside a fence, or not quite JSON.
enum AlmostJSON {
    /// Places where an object may begin that are tried, at most.
    private static let mostTries = 16

    /// The object that a text holds; nil where none can be read.
    ///
    /// - Parameters:
    ///   - text: what the model wrote.
    ///   - mayBeUnclosed: whether brackets that are still open at the end may be closed there. A string that breaks off is
    ///     never closed: nobody knows what it would have said.
    ///   - fits: whether an object is one that was asked for; one that is comes before one that is not.
    /// - Returns: the first object that fits, else the first of all.
    static func object(
        in text: String, mayBeUnclosed: Bool = true, fits: (JSONValue) -> Bool = { _ in true }
    ) -> JSONValue? {
        if let value = try? JSONReader.value(text), value.isObject { return value }
        let bytes = Array(text.utf8)
        var first: JSONValue?
        var start = bytes.startIndex
        for _ in 0..<mostTries {
            guard let brace = bytes[start...].firstIndex(of: UInt8(ascii: "{")) else { break }
            var reader = JSONReader(bytes, at: brace, isLenient: true)
            if let value = try? reader.value(), value.isObject, mayBeUnclosed || !reader.wasUnclosed {
                if fits(value) { return value }
                first = first ?? value
                start = max(reader.position, brace + 1)
            } else {
                start = brace + 1
            }
        }
        return first
    }
}
