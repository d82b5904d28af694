import PlumbCore

/// One answer and one catalog that every report is shown with.
enum Samples {
    static let sql = "SELECT c.name, sum(o.total) AS spent\nFROM customers AS c\nGROUP BY c.id"

    private static let evidence = [
        Evidence(words: "customers", span: 0..<1, matched: "customers", kind: .name, score: 1),
        Evidence(words: "spent", span: 2..<3, matched: "amount paid", kind: .synonym, score: 0.7),
    ]
    private static let key = ForeignKey(
        table: "orders", columns: ["customer_id"], referencedTable: "customers", referencedColumns: ["id"],
        origin: .inferred)

    static let tables = StageRecord(
        implementation: Implementation(name: "lexical", version: 1, parameters: ["keep": "8"]), attempt: 1,
        output: .tables(
            TableSelection.Output(
                ranked: [
                    ScoredTable(table: "customers", score: 3.214, evidence: evidence),
                    ScoredTable(table: "orders", score: 1.1, evidence: [evidence[1]]),
                    ScoredTable(table: "suppliers", score: 0.2, evidence: []),
                ], kept: ["orders", "customers"])), cost: StageCost(seconds: 0.00042))

    static let columns = StageRecord(
        implementation: Implementation(name: "lexical", version: 1), attempt: 1,
        output: .columns(
            ColumnSelection.Output(
                ranked: [
                    ScoredColumn(column: ColumnReference("customers", "name"), score: 2.2, evidence: evidence),
                    ScoredColumn(column: ColumnReference("orders", "total"), score: 1.2, evidence: [evidence[1]]),
                    ScoredColumn(column: ColumnReference("orders", "id"), score: 0.1, evidence: []),
                ], kept: [ColumnReference("customers", "name"), ColumnReference("orders", "total")],
                values: [
                    ValueLink(
                        words: "France", span: 3..<4, column: ColumnReference("customers", "country"),
                        value: .text("France"), match: .same, score: 1)
                ],
                ranges: [
                    RangeLink(
                        words: "in 2024", span: 5..<7,
                        bounds: RangeLink.Bounds(
                            unit: .time, lower: .text("2024-01-01"), upper: .text("2025-01-01"), includesUpper: false),
                        columns: [ColumnReference("orders", "placed_at")]),
                    RangeLink(
                        words: "at least 3", span: 8..<11,
                        bounds: RangeLink.Bounds(unit: .number, lower: .integer(3)), columns: []),
                ], joins: [JoinPath(from: "customers", to: "orders", keys: [key])])),
        cost: StageCost(seconds: 0, isReplayed: true))

    static let candidate = Candidate(
        sql: sql, confidence: 0.714, assumptions: ["“spent” is the sum of orders.total."])

    static let queries = StageRecord(
        implementation: Implementation(name: "compose", version: 1), attempt: 2,
        output: .queries(
            QuerySynthesis.Output(
                candidates: [candidate, Candidate(sql: "SELECT 'a b'", confidence: 0.2)], unplacedWords: ["foo"])),
        cost: StageCost(seconds: 1.26))

    static let accepted = Verdict.accepted(
        AcceptedQuery(
            sql: sql, candidate: 1, confidence: 0.5, assumptions: candidate.assumptions,
            warnings: ["3 customers have the same name."],
            result: QueryResult(columns: [ResultColumn(name: "name")], rows: [[.text("Ada")]]),
            rejected: [RejectedCandidate(candidate: 0, reason: "It finds no row, though “France” is in the data.")]))

    static let clarify = Verdict.clarify(
        Clarification(
            question: "Which foo do you mean?", unplacedWords: ["foo", "bar"],
            known: ["customers", "orders", "suppliers"], guess: candidate))

    static func check(_ verdict: Verdict) -> StageRecord {
        StageRecord(
            implementation: Implementation(name: "guarded", version: 1), attempt: 1, output: .verdict(verdict),
            cost: StageCost(seconds: 0.0312))
    }

    static func answer(_ verdict: Verdict) -> Answer {
        Answer(
            question: Question("Who spent most in France?"), verdict: verdict,
            stages: [tables, columns, queries, check(verdict)])
    }

    static let catalog = Catalog(
        database: "shop", dialect: .sqlite, fingerprint: "1", description: "Orders of a small shop.",
        tables: [
            Table(
                name: "customers",
                columns: [
                    Column(name: "id", declaredType: "INTEGER", type: .integer, isNullable: false),
                    Column(name: "name", declaredType: "VARCHAR(40)", type: .text, statistics: texts(["Ada", "Bob"])),
                    Column(
                        name: "country", type: .text, description: "Where they live.", synonyms: ["nation"],
                        statistics: texts(["France", "Germany", "Italy", "Spain", "United Kingdom", "Portugal"])),
                ], primaryKey: ["id"], uniqueKeys: [["name"], ["name", "country"]], rowCount: .init(1204),
                description: "People who bought something.", synonyms: ["buyers"]),
            Table(
                name: "orders",
                columns: [
                    Column(name: "id", type: .integer), Column(name: "customer_id", type: .integer),
                    Column(
                        name: "total", type: .real, unit: "EUR",
                        statistics: ColumnStatistics(
                            distinctCount: nil, nullShare: 0.004, minimum: .real(1.5), maximum: .real(999.99),
                            frequentValues: [], isExhaustive: false)),
                ], primaryKey: ["id"], rowCount: .init(10_234, isEstimate: true)),
            Table(name: "broken", isView: true, columns: [], problem: "no such table: gone"),
            Table(name: "wide", columns: (1...45).map { Column(name: "c\($0)", type: .integer) }),
        ], foreignKeys: [key],
        glossary: [
            GlossaryEntry(
                term: "churned", synonyms: ["lost"], meaning: "no order in 90 days", table: "customers",
                condition: "last_order < date('now', '-90 days')")
        ])

    private static func texts(_ values: [String]) -> ColumnStatistics {
        ColumnStatistics(
            distinctCount: values.count, nullShare: 0.1, minimum: .text(values[0]), maximum: .text(values[0]),
            frequentValues: values.map { ValueCount(value: .text($0), count: 42) }, isExhaustive: true)
    }
}
