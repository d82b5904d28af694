import PlumbCore
import PlumbSQL
import Testing

/// The grammar by example: what is read is printed as expected, and reads back to the same tree.
struct GrammarTests {
    @Test(arguments: try FixtureFile.lines(of: "sqlite.sql"))
    func sqlite(line: FixtureFile.Line) throws { try check(line, .sqlite) }

    @Test(arguments: try FixtureFile.lines(of: "postgres.sql"))
    func postgres(line: FixtureFile.Line) throws { try check(line, .postgres) }

    private func check(_ line: FixtureFile.Line, _ dialect: SQLDialect) throws {
        let query = try SQLParser.query(line.input, dialect: dialect)
        #expect(SQLPrinter(dialect: dialect).print(query) == line.expected ?? line.input)
        expectRoundTrip(line.input, dialect)
    }
}
