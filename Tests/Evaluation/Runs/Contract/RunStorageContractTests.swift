import PlumbCore
import TestSupport
import Testing

@testable import PlumbEvaluation

/// What every run storage must do, whatever keeps it.
@Suite(.serialized)
struct RunStorageContractTests {
    private let database: ScratchDatabase
    private let run = StoredRun(id: "r1", startedAt: "2026-11-25T09:15:02Z", making: "{}", examples: 3)

    init() throws {
        database = try ScratchDatabase()
    }

    private func begin(_ storage: any RunStorage, _ keys: [String] = ["k0", "k1", "k2"]) async throws {
        var run = run
        run.examples = keys.count
        try await storage.begin(run, examples: keys.map { #"{"id":"\#($0)"}"# }, keys: keys)
    }

    private func outcome(_ key: String, failure: String? = nil) -> StoredOutcome {
        let failed = failure.map { #","failure":"\#($0)""# } ?? ""
        return StoredOutcome(
            key: key, figures: #"{"id":"\#(key)"\#(failed)}"#, record: #"{"id":"\#(key)","whole":1\#(failed)}"#,
            failure: failure)
    }

    @Test(arguments: StorageUnderTest.available)
    func whatIsKeptIsReadBack(kind: StorageUnderTest) async throws {
        let store = try await kind.make(in: database.folder)
        let storage = try await store.open()
        #expect(try await storage.runs().isEmpty)
        try await begin(storage)
        let other = try await store.open()
        #expect(try await other.runs() == [run])
        #expect(try await other.examples(of: "r1") == [#"{"id":"k0"}"#, #"{"id":"k1"}"#, #"{"id":"k2"}"#])
        #expect(try await other.keys(of: "r1") == ["k0", "k1", "k2"])
        #expect(try await other.state(of: "r1") == WorkState(done: 0, open: 3))
        #expect(try await other.records(of: "r1", isWhole: true).isEmpty)
        #expect(try await other.output(of: "none") == nil)
        // Text that SQL, JSON and encodings could trip over.
        let text = #"{"a":"ü 猫 🐈 'quoted' \"x\" \\ \u0000 $1 ?1 %s"}"#
        let output = StoredOutput(key: "o", kind: "querySynthesis", implementation: "{}", input: text, output: text)
        try await storage.keep(output)
        try await storage.keep(output)
        #expect(try await other.output(of: "o") == text)
    }

    @Test(arguments: StorageUnderTest.available)
    func whoReadsMakesNothingAndSeesWhatIsThere(kind: StorageUnderTest) async throws {
        let store = try await kind.make(in: database.folder)
        for _ in 0..<2 { #expect(try await RunStore.openExisting(store.address)?.storage.name == nil) }
        let storage = try await store.open()
        let empty = try await RunStore.openExisting(store.address)
        #expect(try await empty?.runs().isEmpty == true)
        try await begin(storage)
        let reader = try #require(try await RunStore.openExisting(store.address)).storage
        #expect(try await reader.runs() == [run])
        let lease = try #require(try await storage.take("r1", owner: "a", seconds: 60))
        #expect(try await storage.keep(outcome("k0"), of: "r1", under: lease))
        #expect(try await reader.records(of: "r1", isWhole: false) == [#"{"id":"k0"}"#])
    }

    @Test(arguments: StorageUnderTest.available)
    func aRunIsWorkedOffPlaceByPlace(kind: StorageUnderTest) async throws {
        let storage = try await kind.make(in: database.folder).open()
        try await begin(storage)
        let first = try #require(try await storage.take("r1", owner: "a", seconds: 60))
        let second = try #require(try await storage.take("r1", owner: "b", seconds: 60))
        #expect(first == Lease(place: 0, number: 1) && second == Lease(place: 1, number: 1))
        #expect(try await storage.state(of: "r1") == WorkState(done: 0, open: 3, held: ["a": 1, "b": 1]))
        #expect(try await storage.keep(outcome("k0"), of: "r1", under: first))
        // The same once more: the lease has ended.
        #expect(try await !storage.keep(outcome("k0"), of: "r1", under: first))
        #expect(try await storage.finish("r1", at: "now") { _ in "{}" } == false)
        try await storage.giveBack([second], of: "r1")
        #expect(try await storage.state(of: "r1") == WorkState(done: 1, open: 2))
        let again = try #require(try await storage.take("r1", owner: "a", seconds: 60))
        #expect(again == Lease(place: 1, number: 2))
        #expect(try await storage.keep(outcome("k1"), of: "r1", under: again))
        let last = try #require(try await storage.take("r1", owner: "a", seconds: 60))
        #expect(try await storage.take("r1", owner: "b", seconds: 60) == nil)
        #expect(try await storage.keep(outcome("k2"), of: "r1", under: last))
        #expect(try await storage.take("r1", owner: "b", seconds: 60) == nil)
        #expect(try await storage.records(of: "r1", isWhole: false) == ["k0", "k1", "k2"].map { #"{"id":"\#($0)"}"# })
        #expect(try await storage.records(of: "r1", isWhole: true)[2].contains("whole"))
        #expect(try await storage.runs().map(\.done) == [3])
        #expect(try await storage.finish("r1", at: "now") { "{\"of\":\($0.count)}" })
        // It has ended: nothing is summed up again.
        #expect(try await storage.finish("r1", at: "later") { _ in throw PlumbError(.badInput, "twice") })
        #expect(try await storage.runs().map(\.summary) == ["{\"of\":3}"])
    }

    @Test(arguments: StorageUnderTest.available)
    func aLeaseThatWasTakenOverCountsNoMore(kind: StorageUnderTest) async throws {
        let storage = try await kind.make(in: database.folder).open()
        try await begin(storage, ["k0"])
        let lost = try #require(try await storage.take("r1", owner: "slow", seconds: 0.05))
        try await Task.sleep(for: .milliseconds(100))
        #expect(try await storage.state(of: "r1") == WorkState(done: 0, open: 1))
        // Nobody has taken it over yet: it may be renewed.
        try await storage.renew([lost], of: "r1", seconds: 0.05)
        #expect(try await storage.state(of: "r1").held == ["slow": 1])
        try await Task.sleep(for: .milliseconds(100))
        let taken = try #require(try await storage.take("r1", owner: "quick", seconds: 60))
        #expect(taken == Lease(place: 0, number: 2))
        try await storage.renew([lost], of: "r1", seconds: 600)
        try await storage.giveBack([lost], of: "r1")
        try await storage.release(["slow"], of: "r1")
        #expect(try await storage.state(of: "r1").held == ["quick": 1])
        #expect(try await !storage.keep(outcome("k0"), of: "r1", under: lost))
        #expect(try await storage.records(of: "r1", isWhole: false).isEmpty)
        #expect(try await storage.keep(outcome("k0"), of: "r1", under: taken))
        #expect(try await !storage.keep(outcome("k0"), of: "r1", under: lost))
    }

    @Test(arguments: StorageUnderTest.available)
    func ownersThatAreGoneAreReleased(kind: StorageUnderTest) async throws {
        let storage = try await kind.make(in: database.folder).open()
        try await begin(storage)
        _ = try await storage.take("r1", owner: "gone", seconds: 600)
        _ = try await storage.take("r1", owner: "here", seconds: 600)
        try await storage.release(["gone"], of: "r1")
        #expect(try await storage.state(of: "r1").held == ["here": 1])
        #expect(try await storage.take("r1", owner: "here", seconds: 600) == Lease(place: 0, number: 2))
    }

    @Test(arguments: StorageUnderTest.available)
    func outcomesOfOtherRunsAreAdopted(kind: StorageUnderTest) async throws {
        let storage = try await kind.make(in: database.folder).open()
        try await begin(storage)
        for key in ["k0", "k1"] {
            let lease = try #require(try await storage.take("r1", owner: "a", seconds: 60))
            let outcome = outcome(key, failure: key == "k1" ? "modelTimeout" : nil)
            #expect(try await storage.keep(outcome, of: "r1", under: lease))
        }
        var next = run
        next.id = "r2"
        next.startedAt = "2026-11-26T09:15:02Z"
        try await storage.begin(next, examples: ["{}", "{}", "{}"], keys: ["k1", "k0", "k2"])
        try await storage.adopt("r2")
        // A failure is not taken over.
        #expect(try await storage.state(of: "r2") == WorkState(done: 1, open: 2))
        #expect(try await storage.records(of: "r2", isWhole: false) == [#"{"id":"k0"}"#])
        #expect(try await storage.take("r2", owner: "a", seconds: 60)?.place == 0)
        #expect(try await storage.runs().map(\.id) == ["r2", "r1"])
    }

    @Test(arguments: StorageUnderTest.available)
    func failuresAreOpenedAgain(kind: StorageUnderTest) async throws {
        let storage = try await kind.make(in: database.folder).open()
        try await begin(storage, ["k0", "k1"])
        for (key, failure) in [("k0", "modelTimeout"), ("k1", nil)] {
            let lease = try #require(try await storage.take("r1", owner: "a", seconds: 60))
            #expect(try await storage.keep(outcome(key, failure: failure), of: "r1", under: lease))
        }
        #expect(try await storage.finish("r1", at: "now") { _ in "{}" })
        try await storage.reopenFailures(of: "r1")
        #expect(try await storage.state(of: "r1") == WorkState(done: 1, open: 1))
        #expect(try await storage.runs().map(\.summary) == [nil])
        let lease = try #require(try await storage.take("r1", owner: "a", seconds: 60))
        #expect(lease == Lease(place: 0, number: 2))
        #expect(try await storage.keep(outcome("k0"), of: "r1", under: lease))
        try await storage.reopenFailures(of: "r1")
        #expect(try await storage.finish("r1", at: "now") { "{\"of\":\($0.count)}" })
        #expect(try await storage.records(of: "r1", isWhole: false)[0] == #"{"id":"k0"}"#)
    }

    /// Every place goes to one taker, however many ask at the same time.
    @Test(arguments: StorageUnderTest.available)
    func manyTakeAtOnceAndNoneTwice(kind: StorageUnderTest) async throws {
        let store = try await kind.make(in: database.folder)
        let count = 200
        try await begin(try await store.open(), (0..<count).map { "k\($0)" })
        let taken = try await withThrowingTaskGroup(of: [Lease].self) { group in
            for owner in 0..<4 {
                let storage = try await store.open()
                group.addTask {
                    var leases: [Lease] = []
                    while let lease = try await storage.take("r1", owner: "\(owner)", seconds: 60) {
                        leases.append(lease)
                        let isKept = try await storage.keep(
                            outcome("k\(lease.place)"), of: "r1", under: lease)
                        #expect(isKept)
                    }
                    return leases
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(taken.map(\.place).sorted() == Array(0..<count))
        #expect(taken.allSatisfy { $0.number == 1 })
    }

    @Test(arguments: StorageUnderTest.available)
    func manyMakeOneStoreAtOnce(kind: StorageUnderTest) async throws {
        for _ in 0..<5 {
            let store = try await kind.make(in: database.folder)
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<6 { group.addTask { try await store.open().runs().count } }
                for try await count in group { #expect(count == 0) }
            }
        }
    }
}
