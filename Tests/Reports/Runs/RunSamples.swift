import PlumbCore

/// Runs as an evaluation would leave them, made of a few questions and a fixed order of chances.
enum RunSamples {
    static let small = run("shop-lexical-1", examples: 28)

    static func run(_ id: String, examples count: Int, seed: UInt64 = 1) -> RunRecord {
        var chances = Chances(state: seed)
        let examples = (0..<count).map { index in
            example(RunTemplate.all[index % RunTemplate.all.count], number: index + 1, &chances)
        }
        return RunRecord(
            id: id, startedAt: "2026-11-25T12:20:31Z", isComplete: true, making: making(of: count),
            examples: examples, summary: RunSampleSummary(examples).summary)
    }

    private static func making(of count: Int) -> RunMaking {
        RunMaking(
            plumb: "0.5.0", pipeline: "default",
            stages: zip(StageKind.allCases, ["lexical", "lexical", "compose", "guarded"]).map {
                .init(kind: $0, implementation: Implementation(name: $1, version: 2))
            },
            evalSets: ["campus", "shop", "transit"].map {
                .init(name: $0, hash: "00c0ffee00c0ffee", examples: count / 3)
            },
            databases: ["campus", "shop", "transit"].map { .init(name: $0, fingerprint: "1") },
            contract: "spider/1")
    }

    /// One example: right in about three of five cases, else wrong or not answered for one stage's sake.
    static func example(_ template: RunTemplate, number: Int, _ chances: inout Chances) -> ExampleRecord {
        let expectsAnswer = template.expected == .answer
        let digits = String(number)
        var example = ExampleRecord(
            id: template.database + "-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits,
            database: template.database, question: Question(template.question), tags: template.tags,
            difficulty: template.difficulty, expected: template.expected, ending: .answered)
        let isRight = chances.next() < 0.6
        // The first stage that goes wrong, 0...3; 4 for none.
        let broken = isRight ? 4 : [0, 1, 1, 2, 2, 2, 3][Int(chances.next() * 7)]
        let confidence = isRight ? 0.55 + chances.next() * 0.44 : 0.25 + chances.next() * 0.6
        let result = QueryResult(columns: template.columns.map { ResultColumn(name: $0) }, rows: template.rows)
        let isAnswered = expectsAnswer ? isRight || chances.next() < 0.7 : !isRight
        if expectsAnswer {
            example.gold = [
                GoldRecord(
                    sql: template.gold, source: "author", result: result, tables: template.goldTables,
                    columns: template.goldColumns)
            ]
            example.comparison =
                isAnswered
                ? isRight ? Comparison(.right) : Comparison(.rows, "Row 1 of gold is not in the result") : nil
            example.rightWithGoldThrough = (0...4).map { $0 > broken || broken == 4 }
        }
        example.ending =
            isAnswered ? .answered : template.expected == .refuse ? .refused : broken == 3 ? .failed : .askedBack
        if isAnswered {
            example.sql = isRight ? template.gold : template.wrong
            example.confidence = confidence
            example.result =
                isRight
                ? result : QueryResult(columns: result.columns, rows: result.rows.reversed(), isComplete: false)
        }
        example.seconds = 0.02 + chances.next() * 0.2
        example.stages = stages(template, example, broken: broken)
        if expectsAnswer { example.scores = scores(template, broken: broken, isRight: isRight) }
        return example
    }

    private static func stages(_ template: RunTemplate, _ example: ExampleRecord, broken: Int) -> [StageRecord] {
        let evidence = [Evidence(words: "customers", span: 0..<1, matched: "customers", kind: .name, score: 1)]
        let tables = Array(template.goldTables.dropFirst(broken == 0 ? 1 : 0)) + ["suppliers"]
        let columns = Array(template.goldColumns.dropFirst(broken == 1 ? 1 : 0)) + [ColumnReference("suppliers", "id")]
        var candidates = [Candidate(sql: example.sql ?? template.wrong, confidence: max(0.2, example.confidence))]
        if !template.gold.isEmpty, template.gold != candidates[0].sql {
            candidates.append(Candidate(sql: template.gold, confidence: 0.1))
        }
        let verdict: Verdict =
            switch example.ending {
            case .answered:
                .accepted(
                    AcceptedQuery(
                        sql: example.sql ?? "", candidate: 0, confidence: example.confidence,
                        assumptions: ["“spent” is the sum of orders.total."],
                        result: example.result ?? QueryResult(columns: [], rows: [])))
            case .askedBack:
                .clarify(Clarification(question: "What do you mean by “worst”?", unplacedWords: ["worst"], known: []))
            case .refused: .refuse(reason: "Plumb only reads: nothing can be deleted.")
            case .failed: .fail(reason: "No candidate gives a result within 10 s.")
            }
        let outputs: [StageOutput] = [
            .tables(
                .init(
                    ranked: tables.enumerated().map {
                        ScoredTable(table: $1, score: 3 / Double($0 + 1), evidence: evidence)
                    }, kept: tables)),
            .columns(
                .init(
                    ranked: columns.enumerated().map {
                        ScoredColumn(column: $1, score: 3 / Double($0 + 1), evidence: evidence)
                    }, kept: columns,
                    values: [
                        ValueLink(
                            words: "France", span: 3..<4, column: ColumnReference("customers", "country"),
                            value: .text("France"), match: .same, score: 1)
                    ])),
            .queries(.init(candidates: candidates)), .verdict(verdict),
        ]
        return outputs.enumerated().map { index, output in
            StageRecord(
                implementation: Implementation(name: ["lexical", "lexical", "compose", "guarded"][index], version: 2),
                attempt: 1, output: output, cost: StageCost(seconds: example.seconds / 4))
        }
    }

    private static func scores(_ template: RunTemplate, broken: Int, isRight: Bool) -> StageScores {
        func selection(_ names: [String], isMissing: Bool) -> SelectionScore {
            let required = names.count
            let found = Double(required - (isMissing ? 1 : 0))
            return SelectionScore(
                precision: found / (found + 1), recall: found / Double(required), f1: 0.8, isExact: false,
                hasAll: !isMissing, kept: required + 1, required: required, recallAtRank: [0.5, 1, 1, 1, 1, 1],
                missing: isMissing ? [names[0]] : [], links: .init(1, of: 1))
        }
        return StageScores(
            tables: selection(template.goldTables.map(\.description), isMissing: broken == 0),
            columns: selection(template.reads, isMissing: broken == 1),
            columnsIsolated: selection(template.reads, isMissing: broken == 1),
            queries: SynthesisScore(
                candidates: 2, parses: true, prepares: true, execution: [.spider: isRight ? .right : .wrong],
                isExactMatch: isRight, components: [:], softF1: nil, firstRight: isRight ? 0 : 1, distinctResults: 2),
            check: CheckScore(rightAccepted: .init(1, of: 1), wrongCaught: .init(3, of: 5), missed: ["limit": 1]))
    }
}

/// The same chances in every run of the tests: SplitMix64.
struct Chances {
    var state: UInt64

    /// The next number, 0..<1.
    mutating func next() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((bits ^ (bits >> 31)) >> 11) / Double(1 << 53)
    }
}
