import PlumbColumnSelection
import PlumbCore
import PlumbExecutionCheck
import PlumbPrompts
import PlumbQuerySynthesis
import PlumbTableSelection
import TestSupport
import Testing

/// Stages that ask a model, with models that say what a test wants.
struct ModelStagesTests {
    private static let model = ModelName(provider: "openai", model: "test")

    private static func prompt(_ name: String, isPrivate: Bool = false) throws -> ModelPrompt {
        ModelPrompt(model: model, template: try PromptTemplate(named: name), isPrivate: isPrivate)
    }

    private static func column(_ table: TableName, _ name: String, _ values: [String] = []) -> Column {
        Column(
            name: name, declaredType: "TEXT", type: .text,
            statistics: ColumnStatistics(
                distinctCount: values.count, nullShare: 0, minimum: nil, maximum: nil,
                frequentValues: values.map { ValueCount(value: .text($0), count: 1) }, isExhaustive: true))
    }

    private static let catalog = Catalog(
        database: "music", dialect: .sqlite, fingerprint: "1",
        tables: [
            Table(
                name: "singer", columns: [column("singer", "id"), column("singer", "name", ["Ada"])], primaryKey: ["id"]
            ),
            Table(
                name: "song", columns: [column("song", "id"), column("song", "title"), column("song", "singer_id")],
                primaryKey: ["id"]),
            Table(name: "venue", columns: [column("venue", "city", ["Lyon"])]),
        ],
        foreignKeys: [
            ForeignKey(table: "song", columns: ["singer_id"], referencedTable: "singer", referencedColumns: ["id"])
        ])

    private static var slice: SchemaSlice {
        let names = catalog.tables.map(\.name)
        let columns = catalog.tables.flatMap { table in table.columns.map { ColumnReference(table.name, $0.name) } }
        return SchemaSlice(
            catalog: catalog,
            tables: .init(ranked: names.map { ScoredTable(table: $0, score: 1, evidence: []) }, kept: names),
            columns: .init(
                ranked: columns.map { ScoredColumn(column: $0, score: 1, evidence: []) }, kept: columns,
                values: [
                    ValueLink(
                        words: "ada", span: 3..<4, column: ColumnReference("singer", "name"), value: .text("Ada"),
                        match: .same, score: 1)
                ]))
    }

    // MARK: Contracts

    @Test(arguments: [
        #"{"tables": ["singer", "SONG", "nowhere"]}"#, #"{"tables": []}"#, #"{"tables": ["singer.name", 7, "singer"]}"#,
    ])
    func tableSelectionKeepsItsContract(reply: String) async throws {
        let services = StageServices(models: ScriptedModels { _ in reply })
        try await StageContract.check(ModelTableSelection(prompt: Self.prompt("table-selection")), with: services)
        try await StageContract.check(AllTables())
    }

    @Test(arguments: [#"{"columns": ["singer.name", "name", "x.y.z", ""]}"#, #"{"columns": []}"#])
    func columnSelectionKeepsItsContract(reply: String) async throws {
        let services = StageServices(models: ScriptedModels { _ in reply })
        try await StageContract.check(ModelColumnSelection(prompt: Self.prompt("column-selection")), with: services)
        try await StageContract.check(AllColumns())
    }

    @Test(arguments: ["SELECT name FROM singer", "nothing at all", "SELECT", "```sql\nSELECT a.b FROM c AS a\n```"])
    func draftsAndQueriesKeepTheirContracts(reply: String) async throws {
        let services = StageServices(models: ScriptedModels { _ in reply })
        try await StageContract.check(DraftColumnSelection(prompt: Self.prompt("query-synthesis")), with: services)
        try await StageContract.check(
            ModelQuerySynthesis(prompts: [Self.prompt("query-synthesis")], samples: 2), with: services)
    }

    // MARK: Selections

    @Test func tablesThatJoinTheNamedOnesAreKept() async throws {
        var catalog = Self.catalog
        catalog.foreignKeys.append(
            ForeignKey(table: "song", columns: ["title"], referencedTable: "venue", referencedColumns: ["city"]))
        let models = ScriptedModels { _ in #"{"tables": ["venue", "singer"]}"# }
        let output = try await ModelTableSelection(prompt: Self.prompt("table-selection")).run(
            TableSelection.Input(question: Question("?"), catalog: catalog), with: StageServices(models: models))
        #expect(output.kept == ["venue", "singer", "song"])
        guard case .json(let name, _) = models.requests[0].format else {
            Issue.record("the form of the reply was left open")
            return
        }
        #expect(name == "tables")
    }

    @Test func aDraftKeepsWhatItReadsAndWhatItMisnames() async throws {
        let models = ScriptedModels { _ in "SELECT T1.title FROM singer AS T1" }
        let output = try await DraftColumnSelection(prompt: Self.prompt("query-synthesis")).run(
            ColumnSelection.Input(question: Question("?"), catalog: Self.catalog, tables: ["singer", "song"]),
            with: StageServices(models: models))
        // `singer` has no title; `song` has, and the key that joins them comes along.
        #expect(output.kept.contains(ColumnReference("song", "title")))
        #expect(output.kept.contains(ColumnReference("song", "singer_id")))
    }

    // MARK: Queries

    @Test func samplesAreToldApartAndWeighed() async throws {
        let models = ScriptedModels { request in
            request.sampling.temperature == 0 ? "SELECT 1" : request.sampling.seed == 1 ? "SELECT 1" : "SELECT 2"
        }
        let stage = ModelQuerySynthesis(prompts: [try Self.prompt("query-synthesis")], samples: 3, temperature: 0.7)
        let output = try await stage.run(
            QuerySynthesis.Input(question: Question("?"), slice: Self.slice), with: StageServices(models: models))
        #expect(output.candidates.map(\.sql) == ["SELECT 1", "SELECT 2"])
        #expect(models.requests.map(\.sampling.temperature) == [0, 0.7, 0.7, 0.7])
        #expect(Set(models.requests.map(\.sampling.seed)).count == 4)
        #expect(output.candidates[0].confidence > output.candidates[1].confidence)
    }

    @Test func foundValuesAreShownAndPrivateOnesAreNot() async throws {
        for isPrivate in [false, true] {
            let models = ScriptedModels { _ in "SELECT 1" }
            let prompt = try Self.prompt("query-synthesis", isPrivate: isPrivate)
            _ = try await ModelQuerySynthesis(prompts: [prompt]).run(
                QuerySynthesis.Input(question: Question("Where is she?"), slice: Self.slice),
                with: StageServices(models: models))
            let text = models.requests[0].messages.map(\.text).joined()
            #expect(text.contains("Ada") == !isPrivate)
            #expect(text.contains("Lyon") == !isPrivate)
        }
    }

    @Test func aStageFallsBackToAModelOfItsOwn() async throws {
        let models = ScriptedModels { request in
            guard request.model.model == "spare" else { throw PlumbError(.modelOverloaded, "busy") }
            return "SELECT 1"
        }
        var prompt = try Self.prompt("query-synthesis")
        let input = QuerySynthesis.Input(question: Question("?"), slice: Self.slice)
        let services = StageServices(models: models)
        await #expect(throws: PlumbError(.modelOverloaded, "busy")) {
            try await ModelQuerySynthesis(prompts: [prompt]).run(input, with: services)
        }
        prompt.fallback = ModelName(provider: "openai", model: "spare")
        let reply = try await prompt.reply(
            to: prompt.request(input.question, schema: PromptSchema(Self.slice)), with: services)
        #expect(reply.usage.failures == ["modelOverloaded": 1])
        let output = try await ModelQuerySynthesis(prompts: [prompt], samples: 1).run(input, with: services)
        #expect(output.candidates.map(\.sql) == ["SELECT 1"])
        #expect(models.requests.suffix(4).map(\.model.model) == ["test", "spare", "test", "spare"])
        // Where none replies, the model that was meant says why; what no other model could do better is not asked again.
        prompt.fallback = ModelName(provider: "openai", model: "other")
        await #expect(throws: PlumbError(.modelOverloaded, "busy")) {
            try await ModelQuerySynthesis(prompts: [prompt]).run(input, with: services)
        }
        let spent = ScriptedModels { _ in throw PlumbError(.budgetSpent, "spent") }
        await #expect(throws: PlumbError(.budgetSpent, "spent")) {
            try await ModelQuerySynthesis(prompts: [prompt]).run(input, with: StageServices(models: spent))
        }
        #expect(spent.requests.count == 1)
    }

    @Test func theGrammarNamesWhatThereIs() throws {
        let stage = ModelQuerySynthesis(prompts: [try Self.prompt("query-synthesis")], usesGrammar: true)
        let requests = stage.requests(for: QuerySynthesis.Input(question: Question("?"), slice: Self.slice))
        guard case .grammar(let grammar) = requests[0].format else {
            Issue.record("no grammar")
            return
        }
        #expect(grammar.contains(#"table ::= "singer" | "song" | "venue""#))
        #expect(grammar.contains(#"columnname ::= "id" | "name" | "title" | "singer_id" | "city""#))
        // Every rule that is used is there.
        let rules = Set(grammar.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) })
        let bare = grammar.replacing(/"([^"\\]|\\.)*"|\[[^\]]*\]/, with: " ")
        for word in bare.matches(of: /[a-z]{2,}/).map({ String($0.output) }) {
            #expect(rules.contains(word), "\(word)")
        }
    }

    @Test func withoutModelsTheErrorSaysWhatToDo() async throws {
        let stage = ModelQuerySynthesis(prompts: [try Self.prompt("query-synthesis")])
        await #expect {
            _ = try await stage.run(
                QuerySynthesis.Input(question: Question("?"), slice: Self.slice), with: StageServices())
        } throws: { ($0 as? PlumbError)?.suggestion?.contains("--model") == true }
    }

    @Test func whatChangesAReplyIsAParameter() throws {
        let one = try Self.prompt("query-synthesis")
        var others = [one]
        others.append(one)
        others[1].sampling.temperature = 1
        others.append(try Self.prompt("query-direct"))
        var format = one
        format.format = .markdown
        others.append(format)
        var shown = one
        shown.detail.samples = 0
        others.append(shown)
        let all = Set(others.map { ModelQuerySynthesis(prompts: [$0]).implementation })
        #expect(all.count == others.count)
        #expect(
            ModelQuerySynthesis(prompts: [one], samples: 1).implementation
                != ModelQuerySynthesis(prompts: [one]).implementation)
    }
}
