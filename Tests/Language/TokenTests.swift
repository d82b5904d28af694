import PlumbCore
import PlumbLanguage
import Testing

/// How questions are cut into tokens.
struct TokenTests {
    private func tokens(_ text: String) -> [Token] { QuestionText(text).tokens }

    private func texts(_ text: String) -> [String] { tokens(text).map(\.text) }

    @Test(arguments: [
        ("customers named \"O'Brien & Sons\"", "O'Brien & Sons"), ("the book 'War and Peace'", "War and Peace"),
        ("named “Ada”", "Ada"), ("named «Ada»", "Ada"), ("named ‘Ada L.’?", "Ada L."), ("named `a-b`", "a-b"),
        ("'x'", "x"), ("a \"how many\" b", "how many"),
    ])
    func textBetweenMarksIsOneToken(text: String, quoted: String) {
        let quotations = tokens(text).filter { $0.kind == .quotation }
        #expect(quotations.map(\.text) == [quoted])
    }

    @Test(arguments: [
        "the customers' orders", "it's the customer's 5 o'clock order", "rock 'n roll", "a \" alone", "'",
        "\"\"", "the dogs' and cats' food",
    ])
    func apostrophesQuoteNothing(text: String) {
        #expect(!tokens(text).contains { $0.kind == .quotation && $0.text.isEmpty })
        #expect(!tokens(text).contains { $0.kind == .quotation && $0.text.contains("orders") })
        #expect(!tokens(text).contains { $0.kind == .quotation && $0.text.contains("cats") })
    }

    @Test(arguments: [
        ("the customer's name", ["the", "customer", "name"]), ("the customer’s name", ["the", "customer", "name"]),
        ("who doesn't pay", ["who", "doesnt", "pay"]), ("O'Brien", ["OBrien"]),
    ])
    func aPossessiveIsItsOwner(text: String, words: [String]) {
        #expect(texts(text) == words)
    }

    @Test(arguments: [
        ("1,000", 1_000), ("1,234,567.5", 1_234_567.5), ("2.5k", 2_500), ("3K", 3_000), ("1.5m", 1_500_000), ("3rd", 3),
        ("21st", 21), ("0", 0), ("007", 7), ("3.14", 3.14), ("1000000000000", 1e12),
    ])
    func numbersInDigits(text: String, value: Double) {
        #expect(tokens("over \(text) of them").map(\.number) == [nil, value, nil, nil])
        #expect(tokens(text).map(\.kind) == [.number])
    }

    @Test func commasAndStopsEndNumbers() {
        #expect(tokens("1, 2, 3.").map(\.number) == [1, nil, 2, nil, 3, nil])
        #expect(tokens("12,34").compactMap(\.number) == [12, 34])
        #expect(tokens("in 2024.").compactMap(\.number) == [2024])
    }

    @Test func whatOnlyStartsWithADigitIsAWord() {
        #expect(
            tokens("the 4x4 of the 90s").filter { $0.kind == .word }.map(\.text) == ["the", "4x4", "of", "the", "90s"])
    }

    @Test func isoDatesAreDates() {
        #expect(tokens("on 2024-02-29?").map(\.kind) == [.word, .date, .sign])
        #expect(!tokens("on 2023-02-29").contains { $0.kind == .date })
        #expect(!tokens("2024-02-291").contains { $0.kind == .date })
    }

    @Test(arguments: [">=", "<=", "!=", "<>", "=="])
    func signsOfTwoCharactersAreOne(sign: String) {
        #expect(texts("a \(sign) 5") == ["a", sign, "5"])
    }

    @Test(arguments: ["", " ", "\n\t", "🎉", "\u{0}", "\u{0}\u{1}\u{7F}", "\u{200B}", "\u{FEFF}"])
    func whatHoldsNoWordHasNoTokens(text: String) {
        #expect(tokens(text).isEmpty)
        #expect(QuestionText(text).turns == 1)
    }

    @Test func emojiAndControlCharactersSeparateWords() {
        #expect(texts("how🎉many\u{0}singers 👩‍👩‍👧") == ["how", "many", "singers"])
    }

    @Test(arguments: [
        "сколько клиентов в Москве", "πόσοι πελάτες", "كم عدد العملاء", "顧客は何人いますか", "고객이 몇 명입니까", "कितने ग्राहक हैं",
    ])
    func otherAlphabetsAreWords(text: String) {
        let tokens = tokens(text)
        #expect(!tokens.isEmpty)
        #expect(tokens.allSatisfy { $0.kind == .word && !$0.folded.isEmpty && !$0.stem.isEmpty })
        #expect(tokens.count <= text.count)
    }

    @Test func caseAccentsAndWidthAreFolded() {
        #expect(tokens("ZÜRICH Émilie ＡＢＣ").map(\.folded) == ["zurich", "emilie", "abc"])
        #expect(Words.folded("İstanbul").hasPrefix("i"))
    }

    @Test func capitalsAreRemembered() {
        #expect(tokens("Ada from paris").map(\.isCapitalized) == [true, false, false])
    }

    @Test func aHundredKilobytesAreBounded() {
        let start = ContinuousClock.now
        for text in [
            String(repeating: "how many singers ", count: 6_000), String(repeating: "a", count: 100_000),
            String(repeating: "'", count: 100_000), String(repeating: "\"a ", count: 33_000),
            String(repeating: "1,", count: 50_000), String(repeating: "e\u{301}", count: 30_000),
        ] {
            let tokens = tokens(text)
            #expect(tokens.count <= QuestionText.maximumLength)
            #expect(tokens.reduce(0) { $0 + $1.text.count } <= QuestionText.maximumLength)
        }
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    @Test func wordsOfARangeAreJoined() {
        let text = QuestionText("how many  singers, exactly?")
        #expect(text.words(1..<3) == "many singers")
        #expect(text.words(2..<99) == "singers , exactly ?")
    }

    @Test func aSharedNounIsSaidTwice() {
        #expect(texts("first and last names") == ["first", "names", "and", "last", "names"])
    }

    @Test func plainWords() {
        #expect(Words.of("O'Brien's  naïve-ish 2nd café") == ["obrien", "naive", "ish", "2nd", "cafe"])
        #expect(Words.of("--") == [])
        #expect(Words.stems(of: "singing cities") == ["sing", "citi"])
    }
}
