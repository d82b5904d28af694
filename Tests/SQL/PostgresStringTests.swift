import PlumbCore
import PlumbSQL
import SQLFuzzing
import TestSupport
import Testing

/// What is inside a string for us is inside it for the server too: else a text could hide a call from the check.
struct PostgresStringTests {
    @Test(arguments: [
        (#"E'a'\n'\''"#, "a'"), (#"E'a' -- it's\n\t'\\b'"#, #"a\b"#), (#"e'\x41'\r'\x42'"#, "AB"),
        (#"'a'\n'\'"#, #"a\"#),
        (#"E'a'\n'b'\n'\'c'"#, "ab'c"),
    ])
    func aStringGoesOnAsItBegan(text: String, value: String) throws {
        let text = text.replacing(#"\n"#, with: "\n").replacing(#"\t"#, with: "\t").replacing(#"\r"#, with: "\r")
        let query = try SQLParser.query("SELECT \(text)", dialect: .postgres)
        #expect(SQLPrinter(dialect: .postgres).print(query).contains("'\(value.replacing("'", with: "''"))'"))
    }

    /// Texts of pieces by chance, with a call of a function that no list has; the function tells that it ran.
    @Test(.needsPostgres) func noTextHidesACall() async throws {
        let address = try await TestPostgres.makeDatabase()
        for statement in [
            """
            CREATE FUNCTION mark() RETURNS int LANGUAGE plpgsql AS $f$BEGIN
            RAISE EXCEPTION USING ERRCODE = 'MMMMM'; END$f$
            """,
            """
            CREATE FUNCTION tried(text) RETURNS text LANGUAGE plpgsql AS $f$DECLARE result text; BEGIN
            EXECUTE $1 INTO result; RETURN 'ran'; EXCEPTION WHEN OTHERS THEN RETURN SQLSTATE; END$f$
            """,
        ] { try await TestPostgres.run(statement, on: address) }
        var random = SeededGenerator(seed: 7)
        var texts: Set<String> = []
        while texts.count < 6_000 { texts.insert(Self.text(&random)) }
        let safe = texts.sorted().filter { SafetyAnalysis.check($0, dialect: .postgres).isSafe }
        #expect(safe.count > 50)
        // In hexadecimal, so that nothing of them is read on the way.
        let list = safe.map { "'" + $0.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "'" }
        let outcomes = try await TestPostgres.run(
            "SELECT t, tried(convert_from(decode(t, 'hex'), 'UTF8')) FROM unnest(ARRAY[\(list.joined(separator: ","))]) t",
            on: address)
        #expect(outcomes.count == safe.count && outcomes.contains { $0[1] == "ran" })
        for (text, outcome) in zip(safe, outcomes) { #expect(outcome[1] != "MMMMM", "\(text.debugDescription)") }
    }

    private static let beginnings = [
        "E'a'", "E''", "e'a'", "U&'a'", "u&'a' uescape '!'", "'a'", "N'a'", "$$a$$", "$a$b$a$", "x'1'", "b'1'", "1",
        "\"a\"", "date '2020-01-01'", "text E'a'",
    ]
    private static let gaps = [
        "\n", "\r", " \n", " --\n", "--x\r", "\u{C}\n", "\n\n--\n", "\n/*x*/", "/*\n*/", " ", "", "\n\t", "--'\n",
        "--\n--\n",
    ]
    private static let pieces = ["'", "\\", "\\'", "''", "'\\'", "E'", "$$", "\"", "\\\\", "x", "$a$", "U&'"]
    private static let endings = [" --'", " /*'*/", "", ", 'a'", " --", " || '", "--'\n", "/*\n'*/"]

    private static func text(_ random: inout SeededGenerator) -> String {
        func any(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }
        let inside = (0...Int.random(in: 0...3, using: &random)).map { _ in any(pieces) }.joined()
        return "SELECT " + any(beginnings) + any(gaps) + "'" + inside + any([" , ", ",", "||"]) + "mark()"
            + any(endings)
    }
}
