import PlumbCore
import PlumbSQL
import TestSupport
import Testing

@testable import PlumbQuerySynthesis

/// The grammar that servers hold a model's reply to, by dialect.
struct SelectGrammarTests {
    private static func grammar(_ dialect: SQLDialect) -> String {
        let table = Table(
            name: TableName("Order", schema: dialect == .postgres ? "sales" : nil),
            columns: ["id", "placedAt", "group"].map { Column(name: $0, type: .text) })
        let catalog = Catalog(database: "test", dialect: dialect, fingerprint: "", tables: [table])
        let columns = table.columns.map { ColumnReference(table.name, $0.name) }
        return SelectGrammar(
            SchemaSlice(
                catalog: catalog, tables: TableSelection.Output(ranked: [], kept: [table.name]),
                columns: ColumnSelection.Output(ranked: [], kept: columns, values: [], ranges: [], joins: []))
        ).text
    }

    /// Texts of the grammar, at random but the same each time.
    private static func texts(_ dialect: SQLDialect, count: Int) -> [String] {
        let sampler = GrammarSampler(grammar(dialect))
        var generator = SplitMix(state: 7)
        // The grammar leaves names to the model, which does not call a table `on`.
        return (0..<count).map { _ in sampler.text(using: &generator) }
            .filter { !$0.contains(/\b(as|at|by|do|if|in|is|no|of|on|or|to)\b/) }
    }

    @Test func everyTextOfItIsAQuery() throws {
        for text in Self.texts(.postgres, count: 400) {
            let problems = SQLParser.parse(text, dialect: .postgres).diagnostics
            #expect(problems.isEmpty, "\(text)\n\(problems)")
        }
    }

    @Test(.enabled(if: PostgresJudge.server != nil, "PLUMB_TEST_POSTGRES names no server"))
    func postgresReadsEveryTextOfIt() throws {
        let texts = Self.texts(.postgres, count: 200).map { $0.replacing(/;\s*$/, with: "") }
        for (text, outcome) in zip(texts, try #require(PostgresJudge.server).outcomes(of: texts)) {
            if case .failed(let problem) = outcome { #expect(!problem.contains("syntax error"), "\(text)\n\(problem)") }
        }
    }

    @Test func namesStandInQuotesWhereTheyNeedThem() {
        #expect(Self.grammar(.postgres).contains(#"table ::= "sales.\"Order\"""#))
        #expect(Self.grammar(.postgres).contains(#"columnname ::= "id" | "\"placedAt\"" | "\"group\"""#))
        #expect(Self.grammar(.sqlite).contains(#"columnname ::= "id" | "placedAt" | "\"group\"""#))
    }

    @Test func eachSpeaksItsOwnSQL() {
        #expect(Self.grammar(.sqlite).contains("STRFTIME"))
        #expect(!Self.grammar(.sqlite).contains("ILIKE"))
        for word in ["ILIKE", "EXTRACT", "INTERVAL", "NULLS", "::\" type"] {
            #expect(Self.grammar(.postgres).contains(word), "\(word)")
        }
        #expect(!Self.grammar(.postgres).contains("STRFTIME"))
    }
}

/// Random numbers that are the same in every run (Steele, Lea and Flood, OOPSLA 2014).
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
