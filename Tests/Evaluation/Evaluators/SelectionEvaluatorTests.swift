import PlumbCore
import PlumbSQL
import Testing

@testable import PlumbEvaluation

/// Selections beside what gold needs.
struct SelectionEvaluatorTests {
    private static let catalog = Catalog(
        database: "music", dialect: .sqlite, fingerprint: "",
        tables: [
            Table(name: "singer", columns: ["id", "name", "country"].map { Column(name: $0, type: .text) }),
            Table(name: "concert", columns: ["id", "singer_id", "year"].map { Column(name: $0, type: .text) }),
            Table(name: "stadium", columns: ["id", "name"].map { Column(name: $0, type: .text) }),
        ])

    private func schema(_ sql: String) throws -> GoldSchema {
        try #require(GoldSchema(sql, in: SchemaIndex(Self.catalog), dialect: .sqlite))
    }

    private func tables(_ ranked: [TableName], kept: [TableName]) -> TableSelection.Output {
        .init(ranked: ranked.map { ScoredTable(table: $0, score: 1, evidence: []) }, kept: kept)
    }

    @Test func goldNeedsExactlyWhatItReads() throws {
        let gold = try schema(
            "SELECT s.NAME FROM Singer s WHERE country = 'France' AND id IN (SELECT singer_id FROM concert)")
        #expect(gold.tables == ["singer", "concert"])
        #expect(
            gold.columns == [
                .init("singer", "name"), .init("singer", "country"), .init("singer", "id"),
                .init("concert", "singer_id"),
            ])
        #expect(gold.values == [.init(column: .init("singer", "country"), text: "France")])
        #expect(GoldSchema("SELECT nothing FROM singer", in: SchemaIndex(Self.catalog), dialect: .sqlite) == nil)
        #expect(GoldSchema("SELECT", in: SchemaIndex(Self.catalog), dialect: .sqlite) == nil)
    }

    @Test func figuresAreThoseOfTheirFormulas() throws {
        let gold = try schema("SELECT name FROM singer JOIN concert ON singer.id = singer_id")
        let evaluator = SelectionEvaluator(gold: [gold])
        let score = try #require(
            evaluator.score(tables(["stadium", "singer", "concert"], kept: ["stadium", "singer"])))
        #expect(score.precision == 0.5 && score.recall == 0.5 && score.f1 == 0.5)
        #expect(!score.hasAll && !score.isExact)
        #expect(score.kept == 2 && score.required == 2 && score.missing == ["concert"])
        #expect(score.recallAtRank == [0, 0.5, 1, 1, 1, 1])
        let exact = try #require(evaluator.score(tables(["singer", "concert"], kept: ["concert", "singer"])))
        #expect(exact.isExact && exact.hasAll && exact.f1 == 1)
        let nothing = try #require(evaluator.score(tables([], kept: [])))
        #expect(nothing.precision == 0 && nothing.recall == 0 && nothing.f1 == 0)
    }

    @Test func theGoldQueryThatFitsBestCounts() throws {
        let both = try [
            schema("SELECT name FROM singer JOIN concert ON singer.id = singer_id"), schema("SELECT name FROM stadium"),
        ]
        let score = try #require(
            SelectionEvaluator(gold: both).score(tables(["stadium"], kept: ["stadium", "singer"])))
        #expect(score.hasAll && score.required == 1)
        #expect(SelectionEvaluator(gold: []).score(tables([], kept: [])) == nil)
    }

    @Test func linkedValuesAreCounted() throws {
        let gold = try schema("SELECT name FROM singer WHERE country IN ('France', 'Spain')")
        let country = ColumnReference("singer", "country")
        func output(_ values: [String]) -> ColumnSelection.Output {
            .init(
                ranked: [], kept: [country],
                values: values.map {
                    ValueLink(words: $0, span: 0..<1, column: country, value: .text($0), match: .same, score: 1)
                })
        }
        let evaluator = SelectionEvaluator(gold: [gold])
        #expect(evaluator.score(output(["France", "Peru"]))?.links == .init(1, of: 2))
        #expect(evaluator.score(output([]))?.links == .init(0, of: 2))
        let plain = SelectionEvaluator(gold: [try schema("SELECT name FROM singer")])
        #expect(try #require(plain.score(output([]))).links == nil)
    }
}
