internal import PlumbCore
internal import PlumbLanguage

/// How much two names of tables or columns look alike.
enum NameLikeness: Int, Comparable {
    /// The same letters: case, underscores and spaces apart.
    case letters
    /// The same words: endings and known abbreviations apart.
    case words
    /// A slip of the keyboard.
    case slip
    /// The same words once those of the table are left out: `customers.name` and `customer_name`.
    case context
    /// All words of one are words of the other.
    case part

    static func < (left: NameLikeness, right: NameLikeness) -> Bool { left.rawValue < right.rawValue }

    /// How alike two names are; nil where they aren't.
    ///
    /// - Parameters:
    ///   - wanted: the name that a query writes.
    ///   - name: the name that there is.
    ///   - table: the table that both would be columns of.
    /// - Returns: the nearest kind of likeness.
    static func of(_ wanted: String, _ name: String, table: String? = nil) -> NameLikeness? {
        let wantedWords = NameWords.of(String(wanted.prefix(longest)))
        let nameWords = NameWords.of(String(name.prefix(longest)))
        let wantedLetters = wantedWords.joined()
        let letters = nameWords.joined()
        guard !wantedLetters.isEmpty, !letters.isEmpty else { return nil }
        if wantedLetters == letters { return .letters }
        let wantedStems = stems(wantedWords)
        let stems = stems(nameWords)
        if wantedStems == stems || Stemmer.stem(wantedLetters) == Stemmer.stem(letters) { return .words }
        if Spelling.distance(wantedLetters, letters, limit: tolerance(wantedLetters)) != nil { return .slip }
        if let table {
            let own = self.stems(NameWords.of(table))
            func isOwn(_ word: String) -> Bool {
                own.contains { $0 == word || NameWords.isAbbreviation(word, of: $0) }
            }
            let left = wantedStems.filter { !isOwn($0) }
            if !left.isEmpty, left == stems.filter({ !isOwn($0) }) { return .context }
        }
        let (few, many) = wantedStems.count < stems.count ? (wantedStems, stems) : (stems, wantedStems)
        return Set(few).isSubset(of: many) ? .part : nil
    }

    /// Names that are longer are cut, so that comparing them takes little time.
    private static let longest = 100

    private static func stems(_ words: [String]) -> [String] {
        words.flatMap { NameWords.expanded($0) }.map(Stemmer.stem)
    }

    private static func tolerance(_ name: String) -> Int {
        switch name.utf8.count {
        case ..<5: 0
        case 5...8: 1
        default: 2
        }
    }

    /// The names most like one, and how much; none where nothing is alike enough.
    static func nearest(
        _ wanted: String, among names: [String], table: String? = nil, atMost limit: NameLikeness
    ) -> (names: [String], likeness: NameLikeness)? {
        var found: [(String, NameLikeness)] = []
        for name in names {
            if let likeness = of(wanted, name, table: table), likeness <= limit { found.append((name, likeness)) }
        }
        guard let best = found.map(\.1).min() else { return nil }
        return (found.filter { $0.1 == best }.map(\.0), best)
    }
}
