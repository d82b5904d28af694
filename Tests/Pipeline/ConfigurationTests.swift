import Foundation
import PlumbCore
import PlumbModels
import PlumbPipeline
import Testing

/// What a configuration file may say, and what is said of its mistakes.
struct ConfigurationTests {
    private func configuration(_ text: String, environment: [String: String] = [:]) throws -> Configuration {
        let file = FileManager.default.temporaryDirectory.appending(path: "plumb-\(UUID().uuidString).yaml")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(text.utf8).write(to: file)
        return try Configuration(contentsOf: file.path, environment: environment)
    }

    private static let whole = """
        models:
          small:
            model: qwen1.5b
            base_url: ${SERVER}/v1
            maximum_concurrent_calls: 2
            profile: {grammar: true, context_tokens: 8192, price: {prompt: 0, reply: 0}}
          large:
            provider: anthropic
            key_variable: MY_KEY
            fallback: small
        model: small
        pipelines:
          mine:
            extends: model
            column_selection: {use: draft, model: large, fallback: small, temperature: 0.5}
            execution_check: {use: [mend, vote], mend_rules: [rebind, rejoin]}
            maximum_repairs: 2
          plain:
            extends: mine
            column_selection: skip
        pipeline: mine
        limits: {seconds: 5, rows: 1000}
        policy: {allow: [orders, customers.name], deny: [orders.total], rows: {orders: 'a = ${WHO} OR b = ${WHO}'}}
        postgres:
          role: ${ROLE}
          settings: {app.tenant: '${WHO}', app.unit: 7}
          functions: [twice, app.half]
          maximum_cost: 1e6
        databases: {shop: data/shop.sqlite}
        budget: {calls: 10, dollars: 0.5}
        """

    @Test func everyPartIsRead() throws {
        let found = try configuration(
            Self.whole,
            environment: ["SERVER": "http://127.0.0.1:8081", "WHO": "O'Hara ${SERVER}", "ROLE": "reader"])
        #expect(found.models["small"]?.baseURL == "http://127.0.0.1:8081/v1")
        #expect(found.models["small"]?.profile.grammar == true)
        #expect(found.models["large"]?.modelName == ModelName(provider: "anthropic", model: "large"))
        #expect(found.limits.seconds == 5)
        #expect(found.policy.allowedTables(in: .sqlite) == ["orders", "customers"])
        #expect(found.policy.allowedColumns(in: .sqlite) == [ColumnReference("customers", "name")])
        #expect(found.policy.deniedColumns(in: .sqlite) == [ColumnReference("orders", "total")])
        #expect(
            found.policy.rowFilters(in: .sqlite) == ["orders": "a = 'O''Hara ${SERVER}' OR b = 'O''Hara ${SERVER}'"])
        #expect(found.postgres.role == "reader")
        #expect(found.postgres.settings == ["app.tenant": "O'Hara ${SERVER}", "app.unit": "7"])
        #expect(found.postgres.functions == ["twice", "app.half"])
        #expect(found.postgres.maximumCost == 1_000_000)
        #expect(found.budget.dollars == 0.5)
        let source = PipelineSource(configuration: found)
        #expect(source.name == "mine")
        #expect(source.path(found.databases["shop"] ?? "").hasSuffix("/data/shop.sqlite"))
        let pipeline = try source.pipeline()
        #expect(pipeline.columnSelection.implementation.parameters["model"] == "anthropic/large")
        #expect(pipeline.columnSelection.implementation.parameters["fallback"] == "openai/qwen1.5b")
        #expect(pipeline.columnSelection.implementation.parameters["temperature"] == "0.5")
        #expect(pipeline.querySynthesis.implementation.parameters["model"] == "openai/qwen1.5b")
        #expect(pipeline.executionCheck.implementation.name == "mend, vote")
        #expect(pipeline.executionCheck.implementation.parameters["mend"] == "rebind,rejoin")
        #expect(pipeline.maximumRepairs == 2)
        let plain = try PipelineSource(configuration: found, pipeline: "plain").pipeline()
        #expect(plain.columnSelection.implementation.name == "skip")
        #expect(plain.executionCheck.implementation == pipeline.executionCheck.implementation)
    }

    /// A mistake is said with its line and column, and with what was probably meant.
    @Test(arguments: [
        ("modles: {}", "line 1, column 1", "models"),
        ("pipelines:\n  a:\n    column_selektion: skip", "line 3, column 5", "column_selection"),
        ("pipelines:\n  a:\n    extends: model\n    column_selection: {use: lexikal}", "line 4, column 29", "lexical"),
        (
            "pipelines:\n  a:\n    table_selection:\n      use: lexical\n      maximum_table: 3", "line 5, column 7",
            "maximum_tables"
        ),
        ("pipelines:\n  a:\n    table_selection: {use: lexical, maximum_tables: 0}", "line 3", "1 to 1000"),
        ("pipelines:\n  a:\n    table_selection: {use: lexical, maximum_tables: many}", "line 3", "a whole number"),
        ("pipelines:\n  a: {extends: modell}", "line 2", "model"),
        ("pipelines:\n  a: {extends: b}\n  b: {extends: a}", "line 2", "extends itself"),
        ("pipelines:\n  a:\n    execution_check: {use: [mend, wote]}", "line 3", "wote"),
        ("pipeline: nothing", "line 1, column 11", "built-in"),
        ("model: missing", "line 1, column 8", "There are none"),
        ("models:\n  a: {provider: opnai}", "line 2", "openai or anthropic"),
        ("models:\n  a: {api_key: secret-123}", "line 2", "key_variable"),
        ("models:\n  a: {base_url: '${NOWHERE}'}", "line 2", "NOWHERE"),
        ("limits: {seconds: -1}", "line 1", "0.001"), ("policy: [a]", "line 1", "keys and values"),
        ("policy:\n  rows: {orders: 'id = = 3'}", "line 2, column 24", "orders"),
        ("policy:\n  rows:\n    orders: id = 3) OR (1", "line 3, column 19", "orders"),
        ("policy:\n  rows: {orders: 'id = 3; DROP TABLE x'}", "line 2, column 25", "orders"),
        ("policy:\n  rows: {orders: \"note = 'a' AND\"}", "line 2, column 18", "the end"),
        ("policy:\n  rows: {orders: '1 = 1'}", "line 2, column 18", "reads no column"),
        ("postgres: {rol: reader}", "line 1, column 12", "role"),
        ("postgres:\n  settings: {tenant: acme}", "line 2, column 14", "app.tenant"),
        ("postgres:\n  settings: {app.tenant: '${NOWHERE}'}", "line 2, column 26", "NOWHERE"),
        ("postgres:\n  settings: {app.tenant: }", "line 2", "must be text"),
        ("postgres: {role: ''}", "line 1, column 18", "empty"),
        ("postgres: {functions: [[a]]}", "line 1, column 24", "must be text"),
        ("postgres: {maximum_cost: many}", "line 1, column 26", "must be a number"),
        ("budget: {calls: x}", "line 1", "whole number"), ("a: b: c", "line 1", "not valid"),
        ("model: a\nmodel: b", "line", "twice"),
    ])
    func mistakesAreSaidWithTheirPlace(text: String, place: String, hint: String) {
        #expect {
            _ = try configuration(text)
        } throws: { error in
            guard let error = error as? PlumbError, error.code == .badInput else { return false }
            let isRight = error.description.contains(place) && error.description.contains(hint)
            if !isRight { Issue.record("\(error.description)") }
            return isRight && !error.description.contains("secret-123")
        }
    }

    /// What one database alone understands is no mistake, and what a variable holds is not shown.
    @Test func aConditionMayBeAnyDatabasesSQL() throws {
        for condition in ["note GLOB 'a*'", "note ~ 'a.*' AND id::bigint > 3", "FALSE", "id IN (SELECT 1)"] {
            let found = try configuration("policy: {rows: {orders: \"\(condition)\"}}")
            #expect(found.policy.rows["orders"] == condition)
        }
        let error = #expect(throws: PlumbError.self) {
            try configuration("policy: {rows: {orders: 'a = ${A} ${A}'}}", environment: ["A": "secret-123"])
        }
        #expect(error?.message.contains("can't be read") == true)
        #expect(error?.description.contains("secret-123") == false)
    }

    @Test func namesOfAPolicyKnowTheirLine() throws {
        let found = try configuration("policy:\n  allow: orders\n  deny:\n    - a\n    - b.c\n")
        #expect(found.policy.allow == [.init("orders", line: 2)])
        #expect(found.policy.deny == [.init("a", line: 4), .init("b.c", line: 5)])
    }

    @Test func conditionsOnRowsMayNameASchema() throws {
        var policy = Configuration().policy
        policy.rows = ["main.orders": "a", "orders": "b", "x.y": "c"]
        #expect(policy.rowFilters(in: .sqlite) == ["orders": "(\na\n) AND (\nb\n)", "x.y": "c"])
        #expect(policy.rowFilters(in: .postgres)[TableName("y", schema: "x")] == "c")
    }

    @Test func anEmptyFileSaysNothing() throws {
        let found = try configuration("# nothing\n")
        #expect(found.models.isEmpty)
        #expect(PipelineSource(configuration: found).name == "built-in")
    }

    @Test func theNearestFileIsFoundUpwards() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        let deep = folder.appending(path: "a/b")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: deep, withIntermediateDirectories: true)
        #expect(try Configuration.nearestFile(to: deep.path)?.hasPrefix(folder.path) != true)
        try Data().write(to: folder.appending(path: "plumb.yaml"))
        #expect(try Configuration.nearestFile(to: deep.path) == folder.appending(path: "plumb.yaml").path)
    }

    /// What is denied is denied in every sense that its name can have.
    @Test func namesOfAPolicyMayHaveASchema() {
        var policy = Configuration().policy
        policy.deny = ["people", "priv.secret", "priv.people.ssn", "main.orders"]
        #expect(policy.deniedTables(in: .sqlite) == ["people", "orders"])
        #expect(
            policy.deniedColumns(in: .sqlite) == [
                ColumnReference("priv", "secret"), ColumnReference("people", "ssn"),
            ])
        let inSchema = TableName("people", schema: "priv")
        #expect(
            policy.deniedTables(in: .postgres) == [
                "people", TableName("secret", schema: "priv"), TableName("orders", schema: "main"),
            ])
        #expect(policy.deniedColumns(in: .postgres).contains(ColumnReference(inSchema, "ssn")))
        policy.allow = ["priv.secret"]
        #expect(policy.allowedTables(in: .postgres)?.contains(TableName("secret", schema: "priv")) == true)
        #expect(policy.allowedTables(in: .sqlite) == ["priv"])
    }

    /// It says where questions and data are sent; only root can give a file away.
    @Test(.enabled(if: geteuid() == 0, "only root can give files away"))
    func aStrangersFileIsNotFoundButRefused() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "plumb-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "plumb.yaml").path
        try Data("model: x\n".utf8).write(to: URL(filePath: file))
        #expect(chown(file, 65_534, 65_534) == 0)
        let error = #expect(throws: PlumbError.self) { try Configuration.nearestFile(to: folder.path) }
        #expect(error?.message.contains("somebody else") == true)
        // In a folder of theirs, which one went to, it is what belongs there.
        #expect(chown(folder.path, 65_534, 65_534) == 0)
        #expect(try Configuration.nearestFile(to: folder.path) == file)
    }

    @Test func theSchemaIsJSONAndNamesEveryParameter() throws {
        let text = Configuration.jsonSchema
        let schema = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(schema["additionalProperties"] as? Bool == false)
        for implementation in StageRegistry.standard.implementations {
            for parameter in implementation.parameters { #expect(text.contains("\"\(parameter.name)\"")) }
        }
        let parts = schema["properties"] as? [String: [String: Any]]
        let postgres = parts?["postgres"]?["properties"] as? [String: Any]
        #expect(postgres?.keys.sorted() == ["functions", "maximum_cost", "role", "settings"])
    }

    @Test func everyBuiltInPipelineCanBeMade() throws {
        var configuration = Configuration()
        configuration.models["m"] = ModelConfiguration(model: "m")
        for plan in BuiltInPipelines.all {
            let pipeline = try PipelineSource(configuration: configuration, pipeline: plan.name, model: "m").pipeline()
            #expect(pipeline.name == plan.name)
            #expect(!plan.summary.isEmpty)
        }
    }

    /// The plain value and the plan of the same name are one pipeline.
    @Test func theBuiltInPipelineIsItsPlan() throws {
        let plan = try PipelineBuilder().pipeline(named: "built-in")
        let value = Pipeline.builtIn()
        #expect(plan.tableSelection.implementation == value.tableSelection.implementation)
        #expect(plan.columnSelection.implementation == value.columnSelection.implementation)
        #expect(plan.querySynthesis.implementation == value.querySynthesis.implementation)
        #expect(plan.executionCheck.implementation == value.executionCheck.implementation)
        #expect(plan.maximumRepairs == value.maximumRepairs)
    }

    @Test func whatIsDeclaredFitsItself() {
        for implementation in StageRegistry.standard.implementations {
            #expect(!implementation.summary.isEmpty)
            var names: Set<String> = []
            for parameter in implementation.parameters {
                #expect(
                    names.insert(parameter.name).inserted, "\(implementation.name) declares \(parameter.name) twice")
                #expect(!parameter.help.isEmpty)
                if let standard = parameter.standard { #expect(parameter.problem(of: standard) == nil) }
            }
        }
    }

    @Test func aModelIsAskedOnlyWhereOneIsNamed() {
        #expect(PipelineSource().name == "built-in")
        #expect(PipelineSource(model: "m").name == "model")
        #expect(PipelineSource(pipeline: "direct").name == "direct")
    }
}
