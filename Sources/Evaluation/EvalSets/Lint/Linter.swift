package import PlumbCore

/// Looks for what is wrong with eval sets, several examples at a time.
package struct Linter: Sendable {
    private let rules: [any LintRule]
    private let databases: DatabaseFolder?
    private let thousandsOfSteps: Int
    private let jobs: Int

    /// A rule as it is listed.
    package struct Rule: Codable, Hashable, Sendable {
        /// The name.
        package var name: String
        /// How bad its findings are.
        package var level: LintLevel
        /// What it finds.
        package var summary: String
    }

    /// All rules.
    package static let rules = LintRules.all.map { Rule(name: $0.name, level: $0.level, summary: $0.summary) }

    /// Makes a linter.
    ///
    /// - Parameters:
    ///   - names: the names of the rules that are applied; all where empty.
    ///   - databases: the databases; without them nothing is run, and no name is looked up.
    ///   - thousandsOfSteps: how many thousands of SQLite's instructions a gold query may run.
    ///   - jobs: how many examples are looked at at a time.
    /// - Throws: `PlumbError` with `badInput` for a rule that there isn't.
    package init(
        rules names: [String] = [], databases: DatabaseFolder?, thousandsOfSteps: Int, jobs: Int
    ) throws(PlumbError) {
        for name in names where !LintRules.all.contains(where: { $0.name == name }) {
            throw PlumbError(
                .badInput, "there is no rule '\(name)'", suggestion: "plumb evalset lint --list lists all.")
        }
        rules = LintRules.all.filter { names.isEmpty || names.contains($0.name) }
        self.databases = databases
        self.thousandsOfSteps = thousandsOfSteps
        self.jobs = jobs
    }

    /// Looks at files.
    ///
    /// - Parameters:
    ///   - files: the files.
    ///   - progress: called for each example that was looked at, from any thread.
    /// - Returns: the findings, by file, line and rule.
    /// - Throws: `PlumbError` with `cancelled`, or `CancellationError`.
    package func findings(
        in files: [EvalSetFile], progress: @escaping @Sendable () -> Void = {}
    ) async throws -> [LintFinding] {
        var findings: [LintFinding] = []
        for file in files { findings += try await self.findings(in: file, progress) }
        return findings
    }

    private func findings(
        in file: EvalSetFile, _ progress: @escaping @Sendable () -> Void
    ) async throws -> [LintFinding] {
        var found: [(rule: Int, finding: LintFinding)] = []
        func add(_ message: LintMessage, line: Int, id: String?) {
            let rule = rules[message.rule]
            let finding = LintFinding(
                file: file.path, line: line, id: id, rule: rule.name, level: rule.level, message: message.text)
            found.append((message.rule, finding))
        }
        var lines: [LintedLine] = []
        for line in file.lines {
            switch line.content {
            case .success(let example): lines.append(LintedLine(number: line.number, example: example))
            case .failure(let error):
                guard let rule = rules.firstIndex(where: { $0 is UnreadableLine }) else { continue }
                // The place stands in front of every finding.
                let text = error.message.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? error.message
                add(LintMessage(rule: rule, text: text), line: line.number, id: nil)
            }
        }
        for (rule, messages) in rules.map({ $0.messages(among: lines) }).enumerated() {
            for (place, text) in messages {
                add(LintMessage(rule: rule, text: text), line: lines[place].number, id: lines[place].example.id)
            }
        }
        let work = LintWork(rules: rules, databases: databases, thousandsOfSteps: thousandsOfSteps, jobs: jobs)
        for (line, messages) in zip(lines, try await work.messages(for: lines.map(\.example), progress)) {
            for message in messages { add(message, line: line.number, id: line.example.id) }
        }
        return found.sorted { ($0.finding.line, $0.rule) < ($1.finding.line, $1.rule) }.map(\.finding)
    }
}

/// A line of a file with the example that it holds.
struct LintedLine: Sendable {
    /// 1-based.
    var number: Int
    var example: Example
}

/// What a rule says.
struct LintMessage: Sendable {
    /// The rule's place in the list of those that are applied.
    var rule: Int
    var text: String
}
