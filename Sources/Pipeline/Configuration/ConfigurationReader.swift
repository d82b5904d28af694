internal import Foundation
public import PlumbCore
internal import PlumbLanguage
internal import PlumbModels
internal import PlumbSQL
internal import PlumbYAML
internal import Yams

/// Reads a configuration file.
struct ConfigurationReader {
    let yaml: YAMLReader
    let environment: [String: String]

    /// What the file says.
    ///
    /// - Throws: `PlumbError` with `badInput`: what is wrong, in which line and column, and the nearest name.
    func configuration(in text: String) throws(PlumbError) -> Configuration {
        var found = Configuration()
        found.file = yaml.file
        guard let root = try yaml.root(of: text) else { return found }
        let known = [
            "models", "model", "pipeline", "pipelines", "limits", "policy", "postgres", "databases", "budget",
        ]
        for (key, value) in try yaml.entries(of: root, "The file") {
            switch try yaml.name(key) {
            case "models":
                found.models = try named(value, "models") { node, name throws(PlumbError) in try model(node, name) }
            case "model": found.model = try self.text(value, "model")
            case "pipeline": found.pipeline = try self.text(value, "pipeline")
            case "pipelines":
                for (key, node) in try yaml.entries(of: value, "`pipelines`") {
                    found.pipelines.append(try pipeline(node, try yaml.name(key)))
                }
            case "limits": found.limits = try limits(value)
            case "policy": found.policy = try policy(value)
            case "postgres": found.postgres = try postgres(value)
            case "databases":
                found.databases = try named(value, "databases") { node, name throws(PlumbError) in
                    try self.text(node, name)
                }
            case "budget": found.budget = try budget(value)
            case let other: throw yaml.unknown(other, key, among: known)
            }
        }
        try check(found, root)
        return found
    }

    // MARK: Parts

    private func pipeline(_ node: Node, _ name: String) throws(PlumbError) -> PipelinePlan {
        var plan = PipelinePlan(name)
        let kinds = Dictionary(uniqueKeysWithValues: StageKind.allCases.map { ($0.fileKey, $0) })
        let known = kinds.keys.sorted() + ["extends", "model", "summary", "maximum_repairs"]
        for (key, value) in try yaml.entries(of: node, "The pipeline \(name)") {
            let word = try yaml.name(key)
            if let kind = kinds[word] {
                plan.stages[kind] = try stage(value, kind)
                continue
            }
            switch word {
            case "extends": plan.extends = try text(value, word)
            case "model": plan.model = try text(value, word)
            case "summary": plan.summary = try text(value, word)
            case "maximum_repairs": plan.maximumRepairs = try integer(value, word, 0...10)
            default: throw yaml.unknown(word, key, among: known)
            }
        }
        return plan
    }

    /// A stage: an implementation's name, or its name and parameters.
    ///
    /// What is wrong is said at its place.
    private func stage(_ node: Node, _ kind: StageKind) throws(PlumbError) -> StagePlan {
        if node.scalar != nil {
            let plan = StagePlan(try text(node, kind.fileKey))
            _ = try implementation(plan, kind, at: node)
            return plan
        }
        var plan = StagePlan(use: [], parameters: [:])
        let entries = try yaml.entries(of: node, "`\(kind.fileKey)`")
        guard let use = entries.first(where: { $0.key.string == "use" }) else {
            throw yaml.error(
                node, "`\(kind.fileKey)` has no `use`.",
                "It is one of: \(StageRegistry.standard.implementations(of: kind).map(\.name).joined(separator: ", "))."
            )
        }
        plan.use = try yaml.strings(use.value, "use")
        let implementation = try implementation(plan, kind, at: use.value)
        for (key, value) in entries {
            let name = try yaml.name(key)
            if name == "use" { continue }
            guard let parameter = implementation.parameters.first(where: { $0.name == name }) else {
                throw yaml.unknown(name, key, among: ["use"] + implementation.parameters.map(\.name))
            }
            let set = try self.value(value, name)
            if let problem = parameter.problem(of: set) {
                throw yaml.error(value, problem + ".", "It is for: \(parameter.help)")
            }
            plan.parameters[name] = set
        }
        return plan
    }

    private func implementation(
        _ plan: StagePlan, _ kind: StageKind, at node: Node
    ) throws(PlumbError) -> StageImplementation {
        do {
            return try PipelineBuilder().implementation(plan, of: kind)
        } catch {
            throw yaml.error(node, error.message + ".", error.suggestion)
        }
    }

    private func limits(_ node: Node) throws(PlumbError) -> Configuration.Limits {
        var limits = Configuration.Limits()
        for (key, value) in try yaml.entries(of: node, "`limits`") {
            switch try yaml.name(key) {
            case "seconds": limits.seconds = try number(value, "seconds", 0.001...86_400)
            case "rows": limits.rows = try integer(value, "rows", 1...Int.max)
            case "bytes": limits.bytes = try integer(value, "bytes", 1...Int.max)
            case let other: throw yaml.unknown(other, key, among: ["seconds", "rows", "bytes"])
            }
        }
        return limits
    }

    private func policy(_ node: Node) throws(PlumbError) -> Configuration.Policy {
        var policy = Configuration.Policy()
        for (key, value) in try yaml.entries(of: node, "`policy`") {
            switch try yaml.name(key) {
            case "allow": policy.allow = try names(value, "allow")
            case "deny": policy.deny = try names(value, "deny")
            case "rows":
                policy.rows = try named(value, "rows") { node, name throws(PlumbError) in
                    try condition(node, name)
                }
            case let other: throw yaml.unknown(other, key, among: ["allow", "deny", "rows"])
            }
        }
        return policy
    }

    private func names(_ node: Node, _ key: String) throws(PlumbError) -> [Configuration.Policy.Name] {
        var names: [Configuration.Policy.Name] = []
        for item in node.sequence.map(Array.init) ?? (yaml.isNull(node) ? [] : [node]) {
            names.append(.init(try yaml.string(item, key), line: yaml.place(of: item).line))
        }
        return names
    }

    /// A condition on rows, in which a variable of the environment is a string of SQL: its value can't be more.
    private func condition(_ node: Node, _ table: String) throws(PlumbError) -> String {
        let text = try substituting(node, table) { "'\($0.replacing("'", with: "''"))'" }
        guard !text.allSatisfy(\.isWhitespace) else {
            throw yaml.error(node, "The condition on \(table) is empty.", "Write one, such as customer_id = 3.")
        }
        // What a variable holds may be secret, and its length may be any.
        try check(substituting(node, table) { _ in "''" }, of: table, at: node)
        return text
    }

    /// Looks for mistakes in a condition, which some database is to understand: which one is not known yet.
    private func check(_ condition: String, of table: String, at node: Node) throws(PlumbError) {
        var problems: [SQLSyntaxError] = []
        var looksAtRows = false
        for dialect in SQLDialect.allCases {
            do {
                looksAtRows = try RowCondition(condition, dialect: dialect).looksAtRows || looksAtRows
            } catch {
                problems.append(error)
            }
        }
        let suggestion = "Write one condition over the table's columns, such as customer_id = 3."
        if problems.count == SQLDialect.allCases.count, let problem = problems.max(by: { $0.range < $1.range }) {
            throw yaml.problem(
                at: place(of: problem, in: condition, at: node),
                "The condition on \(table) can't be read: \(problem.message).", suggestion: suggestion)
        }
        guard looksAtRows else {
            throw yaml.error(
                node, "The condition on \(table) reads no column: it opens all rows or closes all of them.",
                "Write a condition over the table's columns, or FALSE to close all rows.")
        }
    }

    /// Where in the file a mistake is; the condition's begin where the file may spell it in another way.
    private func place(of problem: SQLSyntaxError, in condition: String, at node: Node) -> YAMLReader.Place {
        var place = yaml.place(of: node)
        guard let scalar = node.scalar, scalar.string == condition, problem.line == 1,
            !condition.contains(where: { "'\"\\\n".contains($0) })
        else { return place }
        switch scalar.style {
        case .plain: place.column += problem.column - 1
        case .singleQuoted, .doubleQuoted: place.column += problem.column
        default: break
        }
        return place
    }

    private func budget(_ node: Node) throws(PlumbError) -> ModelBudget {
        var budget = ModelBudget()
        for (key, value) in try yaml.entries(of: node, "`budget`") {
            switch try yaml.name(key) {
            case "calls": budget.calls = try integer(value, "calls", 0...Int.max)
            case "tokens": budget.tokens = try integer(value, "tokens", 0...Int.max)
            case "dollars": budget.dollars = try number(value, "dollars", 0...1_000_000)
            case "seconds": budget.seconds = try number(value, "seconds", 0...31_536_000)
            case let other: throw yaml.unknown(other, key, among: ["calls", "tokens", "dollars", "seconds"])
            }
        }
        return budget
    }

    // MARK: Whole

    /// Names that one part says of another must be there.
    private func check(_ found: Configuration, _ root: Node) throws(PlumbError) {
        for plan in found.pipelines {
            let builder = PipelineBuilder(plans: found.plans)
            do {
                _ = try builder.plan(named: plan.name)
            } catch {
                throw yaml.error(root["pipelines"]?[plan.name] ?? root, error.message + ".", error.suggestion)
            }
        }
        let names = found.models.keys.sorted()
        for (key, name) in [("model", found.model)] where name != nil && !names.contains(name ?? "") {
            throw yaml.error(
                root[key] ?? root, "There is no model '\(name ?? "")'.",
                NearestName.suggestion(for: name ?? "", among: names))
        }
        if let name = found.pipeline, !found.plans.contains(where: { $0.name == name }) {
            throw yaml.error(
                root["pipeline"] ?? root, "There is no pipeline '\(name)'.",
                NearestName.suggestion(for: name, among: found.plans.map(\.name)))
        }
    }

    // MARK: Values

    private func named<Value>(
        _ node: Node, _ key: String, _ read: (Node, String) throws(PlumbError) -> Value
    ) throws(PlumbError) -> [String: Value] {
        var found: [String: Value] = [:]
        for (key, value) in try yaml.entries(of: node, "`\(key)`") {
            let name = try yaml.name(key)
            found[name] = try read(value, name)
        }
        return found
    }

    /// A text, with `${NAME}` as the environment has it.
    func text(_ node: Node, _ key: String) throws(PlumbError) -> String {
        try substituting(node, key) { $0 }
    }

    /// A text, with what the environment has for each `${NAME}`, written as `form` says.
    private func substituting(
        _ node: Node, _ key: String, _ form: (String) -> String
    ) throws(PlumbError) -> String {
        let text = try yaml.string(node, key)
        var written = ""
        var rest = text[...]
        while let match = rest.firstMatch(of: /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/) {
            guard let value = environment[String(match.1)] else {
                throw yaml.error(
                    node, "The environment has no variable \(match.1).", "Set it, or write the value here.")
            }
            written += rest[..<match.range.lowerBound] + form(value)
            rest = rest[match.range.upperBound...]
        }
        return written + rest
    }

    func integer(_ node: Node, _ key: String, _ range: ClosedRange<Int>) throws(PlumbError) -> Int {
        guard let value = node.int, range.contains(value) else {
            let upper = range.upperBound == .max ? "on" : "to \(range.upperBound)"
            throw yaml.error(node, "`\(key)` must be a whole number from \(range.lowerBound) \(upper).")
        }
        return value
    }

    func number(_ node: Node, _ key: String, _ range: ClosedRange<Double>) throws(PlumbError) -> Double {
        guard let value = node.float, range.contains(value) else {
            throw yaml.error(node, "`\(key)` must be a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return value
    }

    private func value(_ node: Node, _ key: String) throws(PlumbError) -> ParameterValue {
        if node.sequence != nil { return .list(try yaml.strings(node, key)) }
        guard let scalar = node.scalar, !yaml.isNull(node) else {
            throw yaml.error(node, "`\(key)` must be a value or a list.")
        }
        if scalar.style == .plain {
            if let value = node.int { return .integer(value) }
            if let value = node.float { return .number(value) }
            if let value = node.bool { return .boolean(value) }
        }
        return .text(try text(node, key))
    }
}

extension StageKind {
    /// The kind as files name it.
    public var fileKey: String { title.replacing(" ", with: "_") }
}
