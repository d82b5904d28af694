extension StringProtocol {
    /// The pieces between spaces and ends of lines, or between another ASCII character.
    ///
    /// Bytes are compared, not characters: word lists are cut in every new process before its first question.
    package func pieces(separatedBy separator: UInt8 = UInt8(ascii: " ")) -> [String] {
        utf8.split { $0 == separator || separator == UInt8(ascii: " ") && $0 == UInt8(ascii: "\n") }
            .map { String(decoding: $0, as: UTF8.self) }
    }
}
