/// Lines of text in the making, wrapped to a screen.
package struct Lines {
    let screen: Screen
    /// What was added so far.
    package private(set) var text = ""

    /// Begins with nothing.
    package init(for screen: Screen) {
        self.screen = screen
    }

    /// Adds one line as it is.
    package mutating func add(_ line: String = "") {
        text += line
        text += "\n"
    }

    /// Adds a paragraph, wrapped between words; its lines after the first hang under the first one's text.
    ///
    /// - Parameters:
    ///   - prose: text without colour; control characters in it are escaped.
    ///   - lead: what stands before the first line.
    ///   - leadRole: the colour of the lead.
    ///   - role: the colour of the prose; nil for none.
    package mutating func add(
        _ prose: String, after lead: String, leadRole: Coloring.Role? = nil, role: Coloring.Role? = nil
    ) {
        var lead = lead
        if screen.proseColumns - DisplayWidth.of(lead) < 20 {
            // No room beside the lead: the prose goes below it.
            while lead.last == " " { lead.removeLast() }
            add(paint(leadRole, lead))
            lead = String(repeating: " ", count: 6)
        }
        let indent = DisplayWidth.of(lead)
        let wrapped = Self.wrap(VisibleText.of(prose), to: max(16, screen.proseColumns - indent))
        for (index, line) in wrapped.enumerated() {
            let start = index == 0 ? lead : String(repeating: " ", count: indent)
            add(paint(leadRole, start) + paint(role, line))
        }
    }

    /// Adds SQL, each line behind an indent.
    ///
    /// A line that does not fit is broken at spaces, but never inside quotes: what is copied means the same.
    mutating func add(sql: String, indent: Int) {
        for line in sql.split(separator: "\n", omittingEmptySubsequences: false) {
            let own = line.prefix { $0 == " " }.count
            let words = Self.wordsOutsideQuotes(VisibleText.of(String(line.dropFirst(own))))
            var start = String(repeating: " ", count: indent + own)
            var text = ""
            for word in words {
                let width = DisplayWidth.of(start) + DisplayWidth.of(text) + 1 + DisplayWidth.of(word)
                if !text.isEmpty, width > screen.columns ?? .max {
                    add(start + paint(.name, text))
                    start = String(repeating: " ", count: indent + own + 4)
                    text = ""
                }
                text += text.isEmpty ? word : " " + word
            }
            add(text.isEmpty ? "" : start + paint(.name, text))
        }
    }

    private static func wordsOutsideQuotes(_ line: String) -> [String] {
        var words: [String] = []
        var word = ""
        var quote: Character?
        for character in line {
            if character == " ", quote == nil {
                words.append(word)
                word = ""
                continue
            }
            if character == quote {
                quote = nil
            } else if quote == nil, character == "'" || character == "\"" {
                quote = character
            }
            word.append(character)
        }
        return words + [word]
    }

    private func paint(_ role: Coloring.Role?, _ text: String) -> String {
        role.map { screen.coloring($0, text) } ?? text
    }

    /// Breaks text between words into lines of at most so many cells; a longer word gets lines of its own.
    static func wrap(_ text: String, to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var lineWidth = 0
        for word in text.split(separator: " ") {
            var word = String(word)
            var wordWidth = DisplayWidth.of(word)
            if lineWidth > 0, lineWidth + 1 + wordWidth > width {
                lines.append(line)
                (line, lineWidth) = ("", 0)
            }
            while wordWidth > width {
                let (head, headWidth) = prefix(of: word, width: width)
                lines.append(head)
                word.removeFirst(head.count)
                wordWidth -= headWidth
            }
            line += lineWidth > 0 ? " " + word : word
            lineWidth += (lineWidth > 0 ? 1 : 0) + wordWidth
        }
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        return lines
    }

    private static func prefix(of word: String, width: Int) -> (text: String, width: Int) {
        var head = ""
        var headWidth = 0
        for character in word {
            let added = DisplayWidth.of(character)
            // At least one character, so that a wide one can't keep a narrow screen waiting for ever.
            if !head.isEmpty, headWidth + added > width { break }
            head.append(character)
            headWidth += added
        }
        return (head, headWidth)
    }
}
