internal import PlumbCore

/// What tokens say: the text that they were read from, and the values of names and strings in it.
///
/// It is small, and so costs nothing to hand on, as the parser around it would.
struct TokenText {
    let bytes: UnsafeBufferPointer<UInt8>
    let dialect: SQLDialect

    /// The name that a token spells.
    func name(of token: Token) -> Name {
        switch token.kind {
        case .word: Name(wordText(token))
        case .quotedName: Name(unquoted(token, prefix: 0), quoting: .double)
        case .bracketName: Name(text(Int(token.start) + 1, Int(token.end) - 1), quoting: .bracket)
        case .backtickName: Name(unquoted(token, prefix: 0), quoting: .backtick)
        default: Name(unquoted(token, prefix: 0), quoting: .single)
        }
    }

    /// An unquoted word, in the case that the dialect gives it.
    private func wordText(_ token: Token) -> String {
        let word = UnsafeBufferPointer(rebasing: bytes[Int(token.start)..<Int(token.end)])
        guard dialect == .postgres, word.contains(where: { (0x41...0x5A).contains($0) }) else {
            return String(decoding: word, as: UTF8.self)
        }
        return String(unsafeUninitializedCapacity: word.count) { folded in
            for (index, byte) in word.enumerated() {
                folded.initializeElement(at: index, to: (0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
            }
            return word.count
        }
    }

    /// The bytes between two offsets as a string.
    func text(_ start: Int, _ end: Int) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<max(start, end)]), as: UTF8.self)
    }

    /// The text between a token's quotes, doubled quotes undone.
    func unquoted(_ token: Token, prefix: Int) -> String {
        let start = Int(token.start) + prefix + 1
        let end = Int(token.end) - 1
        let quote = bytes[end]
        let inner = bytes[start..<max(start, end)]
        guard inner.contains(quote) else { return String(decoding: inner, as: UTF8.self) }
        var result: [UInt8] = []
        result.reserveCapacity(inner.count)
        var index = inner.startIndex
        while index < inner.endIndex {
            result.append(inner[index])
            index += inner[index] == quote ? 2 : 1
        }
        return String(decoding: result, as: UTF8.self)
    }
}
