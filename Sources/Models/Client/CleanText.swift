/// What a server says, made fit to be shown: short, in one line, and without anything like a key.
enum CleanText {
    /// The longest text, in characters.
    private static let longest = 300

    /// A text without a key and what looks like one.
    static func short(_ text: String, without key: Secret?) -> String {
        var text = text
        if let key, !key.exposed.isEmpty { text = text.replacing(key.exposed, with: "•••") }
        // Providers' keys begin alike, and errors show parts of them with stars between.
        text.replace(/\b(?:sk|pk|rk|gsk|xai|key|AIza|hf|nvapi)[-_][A-Za-z0-9_*.•-]{4,}/, with: "•••")
        text.replace(/(?i)\b(bearer|api[-_ ]?key[:=])\s*[^\s,;"']+/) { "\($0.1) •••" }
        // Long runs of letters and digits are no words.
        text.replace(/[A-Za-z0-9_+\/=*-]{32,}/, with: "•••")
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        let visible = line.filter { character in
            !character.unicodeScalars.contains { $0.properties.generalCategory == .control }
        }
        let trimmed = visible.trimmingSuffix { $0 == "." || $0 == " " }
        return trimmed.count > longest ? trimmed.prefix(longest) + "…" : String(trimmed)
    }
}

extension String {
    fileprivate func trimmingSuffix(while isCut: (Character) -> Bool) -> String {
        String(reversed().drop(while: isCut).reversed())
    }
}
