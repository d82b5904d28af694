internal import PlumbCore
internal import PlumbDatabases
internal import Synchronization

/// Looks at examples one by one, on several threads; what gold gives is held for one example of each at a time.
struct LintWork: Sendable {
    let rules: [any LintRule]
    let databases: DatabaseFolder?
    let thousandsOfSteps: Int
    let jobs: Int

    /// What the rules say of each example.
    ///
    /// - Parameters:
    ///   - examples: the examples.
    ///   - progress: called for each example, from any thread.
    /// - Returns: the messages, in the order of the examples.
    /// - Throws: `PlumbError` with `cancelled`, or `CancellationError`.
    func messages(
        for examples: [Example], _ progress: @escaping @Sendable () -> Void
    ) async throws -> [[LintMessage]] {
        let work = WorkList(examples.map(\.database))
        let shelf = MessageShelf(count: examples.count)
        let lookup = lookup
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<max(1, min(jobs, work.count)) {
                group.addTask {
                    let thread = ReadingThread(options: databaseOptions(reversed: false))
                    let reversed = ReadingThread(options: databaseOptions(reversed: true))
                    while let chunk = work.next() {
                        for place in chunk {
                            try Task.checkCancellation()
                            let linted = try await look(at: examples[place], lookup, thread, reversed)
                            shelf.put(messages(for: linted), at: place)
                            progress()
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        return shelf.all
    }

    private var lookup: GoldLookup? {
        let needs = rules.reduce(into: LintNeeds()) { $0.formUnion($1.needs) }
        return needs.isEmpty ? nil : databases.map { GoldLookup(databases: $0, needs: needs) }
    }

    private func look(
        at example: Example, _ lookup: GoldLookup?, _ thread: ReadingThread, _ reversed: ReadingThread
    ) async throws -> LintedExample {
        let linted = LintedExample(example: example, gold: example.gold.map(LintedGold.init))
        guard let lookup else { return linted }
        let read = try await thread.perform { connections in try lookup.read(linted, connections) }
        guard lookup.needs.contains(.reversedRows) else { return read }
        return try await reversed.perform { connections in try lookup.readReversed(read, connections) }
    }

    private func messages(for linted: LintedExample) -> [LintMessage] {
        rules.enumerated().flatMap { place, rule in
            rule.messages(for: linted).map { LintMessage(rule: place, text: $0) }
        }
    }

    private func databaseOptions(reversed: Bool) -> SQLiteDatabase.Options {
        var options = SQLiteDatabase.Options(allowsDoubleQuotedStrings: true)
        options.thousandsOfSteps = thousandsOfSteps
        options.reversesUnorderedRows = reversed
        return options
    }
}

/// Messages that come in any order.
private final class MessageShelf: Sendable {
    private let messages: Mutex<[[LintMessage]]>

    init(count: Int) {
        messages = Mutex([[LintMessage]](repeating: [], count: count))
    }

    func put(_ found: [LintMessage], at place: Int) { messages.withLock { $0[place] = found } }

    var all: [[LintMessage]] { messages.withLock { $0 } }
}
