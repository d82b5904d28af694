package import PlumbCore
internal import PlumbDatabases
internal import PlumbSQL
internal import Synchronization

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

    private func findings(in file: EvalSetFile, _ progress: @escaping @Sendable () -> Void) async throws
        -> [LintFinding]
    {
        var found: [(line: Int, rule: Int, finding: LintFinding)] = []
        func add(_ message: String, _ rule: Int, line: Int, id: String?) {
            let rule = (rules[rule], rule)
            found.append(
                (
                    line, rule.1,
                    LintFinding(
                        file: file.path, line: line, id: id, rule: rule.0.name, level: rule.0.level, message: message)
                ))
        }
        var examples: [LintedExample] = []
        for line in file.lines {
            switch line.content {
            case .success(let example):
                examples.append(
                    LintedExample(line: line.number, example: example, gold: example.gold.map(LintedGold.init)))
            case .failure(let error):
                guard let rule = rules.firstIndex(where: { $0 is UnreadableLine }) else { continue }
                // The place stands in front of every finding.
                let message = error.message.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? error.message
                add(message, rule, line: line.number, id: nil)
            }
        }
        examples = try await lookedUp(examples, progress)
        for (place, rule) in rules.enumerated() {
            for (example, message) in rule.messages(among: examples) {
                add(message, place, line: examples[example].line, id: examples[example].example.id)
            }
            for example in examples {
                for message in rule.messages(for: example) {
                    add(message, place, line: example.line, id: example.example.id)
                }
            }
        }
        return found.sorted { ($0.line, $0.rule) < ($1.line, $1.rule) }.map(\.finding)
    }

    // MARK: What databases say

    private var needs: LintNeeds { rules.reduce(into: []) { $0.formUnion($1.needs) } }

    private func lookedUp(
        _ examples: [LintedExample], _ progress: @escaping @Sendable () -> Void
    ) async throws -> [LintedExample] {
        let needs = needs
        guard let databases, needs.needsDatabase else { return examples }
        let work = WorkList(examples.map(\.example.database))
        let shelf = ExampleShelf(examples)
        let lookup = GoldLookup(databases: databases, needs: needs)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<max(1, min(jobs, work.count)) {
                group.addTask {
                    let thread = ReadingThread(options: databaseOptions(reversed: false))
                    let reversed = ReadingThread(options: databaseOptions(reversed: true))
                    while let chunk = work.next() {
                        try Task.checkCancellation()
                        let waiting = chunk.map { examples[$0] }
                        var linted = try await thread.perform { connections in
                            try waiting.map { example in try lookup.read(example, connections) }
                        }
                        if needs.contains(.reversedRows) {
                            let first = linted
                            linted = try await reversed.perform { connections in
                                try first.map { example in try lookup.readReversed(example, connections) }
                            }
                        }
                        shelf.put(linted, at: chunk)
                        for _ in chunk { progress() }
                    }
                }
            }
            try await group.waitForAll()
        }
        return shelf.all
    }

    private func databaseOptions(reversed: Bool) -> SQLiteDatabase.Options {
        var options = SQLiteDatabase.Options(allowsDoubleQuotedStrings: true)
        options.thousandsOfSteps = thousandsOfSteps
        options.reversesUnorderedRows = reversed
        return options
    }
}

/// Examples that come back in any order.
private final class ExampleShelf: Sendable {
    private let examples: Mutex<[LintedExample]>

    init(_ examples: [LintedExample]) {
        self.examples = Mutex(examples)
    }

    func put(_ linted: [LintedExample], at places: [Int]) {
        examples.withLock { examples in
            for (place, example) in zip(places, linted) { examples[place] = example }
        }
    }

    var all: [LintedExample] { examples.withLock { $0 } }
}
