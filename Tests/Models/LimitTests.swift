import Foundation
import PlumbCore
import Synchronization
import TestSupport
import Testing

@testable import PlumbModels

/// Budgets, turns, rates, and what is asked once for all.
struct LimitTests {
    private func priced(_ configuration: inout ModelConfiguration) {
        configuration.profile.price = .init(prompt: 100_000, cached: 50_000, reply: 200_000)
    }

    // MARK: Budgets

    @Test func costsAreCounted() async throws {
        let server = try ScriptedServer(OpenAIReplies.stream("x", prompt: 10, cached: 4, reply: 5))
        let fixture = try ModelFixture(server, priced)
        let usage = try await fixture.ask().usage
        // 6 fresh tokens at 0.1, 4 known ones at 0.05, 5 of the reply at 0.2 dollars.
        #expect(abs((usage.price ?? 0) - 1.8) < 1e-9)
        #expect(usage.promptTokens == 10 && usage.cachedTokens == 4 && usage.replyTokens == 5 && usage.calls == 1)
        #expect(fixture.client.usage == usage)
    }

    @Test func anUnknownPriceStaysUnknown() async throws {
        let server = try ScriptedServer(OpenAIReplies.stream("x"))
        #expect(try await ModelFixture(server).ask().usage.price == nil)
        let fixture = try ModelFixture(server, options: .init(budget: ModelBudget(dollars: 1)))
        #expect(await fixture.code() == .badInput)
    }

    @Test(arguments: [
        ModelBudget(calls: 3), ModelBudget(tokens: 31), ModelBudget(dollars: 5), ModelBudget(seconds: 30),
    ]) func budgetsStopARun(_ budget: ModelBudget) async throws {
        let server = try ScriptedServer(OpenAIReplies.stream("x"))
        let fixture = try ModelFixture(server, options: .init(budget: budget), priced)
        for _ in 0..<3 {
            #expect(try await fixture.ask().text == "x")
            fixture.time.pass(10)
        }
        #expect(await fixture.code() == .budgetSpent)
        #expect(server.requests.count == 3 && fixture.client.usage.calls == 3)
        // Another run has a budget of its own.
        let other = fixture.client.run(budget: budget)
        #expect(try await other.reply(to: ModelFixture.request).text == "x")
        #expect(other.usage.calls == 1)
    }

    @Test func triesCountAsCalls() async throws {
        let server = try ScriptedServer(OpenAIReplies.error(500))
        let fixture = try ModelFixture(server, options: .init(budget: ModelBudget(calls: 2)))
        #expect(await fixture.code() == .budgetSpent)
        #expect(server.requests.count == 2)
    }

    // MARK: Turns

    @Test func onlySoManyAreAskedAtATime() async throws {
        let inside = Mutex((now: 0, most: 0))
        let server = try ScriptedServer { _ in
            inside.withLock {
                $0.now += 1
                $0.most = max($0.most, $0.now)
            }
            Thread.sleep(forTimeInterval: 0.005)
            inside.withLock { $0.now -= 1 }
            return OpenAIReplies.stream("x")
        }
        let fixture = try ModelFixture(server) { $0.maximumConcurrentCalls = 3 }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<60 { group.addTask { _ = try await fixture.ask() } }
            try await group.waitForAll()
        }
        #expect(inside.withLock { $0.most } == 3)
    }

    @Test func whoIsCancelledWhileWaitingLeavesTheQueue() async throws {
        let queue = TurnQueue(places: 1)
        let order = Order()
        let (isIn, sign) = AsyncStream<Void>.makeStream()
        let (mayGo, leave) = AsyncStream<Void>.makeStream()
        let first = Task {
            try await queue.turn {
                sign.yield()
                for await _ in mayGo { break }
            }
        }
        for await _ in isIn { break }
        var waiting: [Task<Void, any Error>] = []
        for number in 0..<4 {
            waiting.append(Task { try await queue.turn { order.note(number) } })
            try await Task.sleep(for: .milliseconds(20))
        }
        waiting[1].cancel()
        await #expect(throws: CancellationError.self) { try await waiting[1].value }
        leave.yield()
        try await first.value
        for number in [0, 2, 3] { try await waiting[number].value }
        #expect(order.numbers == [0, 2, 3])
        // The place is free again.
        try await queue.turn {}
    }

    private final class Order: Sendable {
        private let noted = Mutex<[Int]>([])
        var numbers: [Int] { noted.withLock { $0 } }
        func note(_ number: Int) { noted.withLock { $0.append(number) } }
    }

    // MARK: Rates

    @Test func callsAreSpreadOverTheMinute() async throws {
        let time = FakeTime()
        let limit = RateLimit(callsPerMinute: 60, tokensPerMinute: nil, time: time)
        for _ in 0..<60 { try await limit.wait(tokens: 1_000_000) }
        #expect(time.waits.isEmpty)
        for _ in 0..<10 { try await limit.wait(tokens: 0) }
        #expect(abs(time.seconds - 10) < 1e-6)
    }

    @Test func tokensAreSpreadOverTheMinute() async throws {
        let time = FakeTime()
        let limit = RateLimit(callsPerMinute: nil, tokensPerMinute: 6_000, time: time)
        try await limit.wait(tokens: 6_000)
        #expect(time.seconds == 0)
        // It took half of what it said: thirty seconds' worth is given back.
        limit.correct(by: -3_000)
        try await limit.wait(tokens: 4_000)
        #expect(abs(time.seconds - 10) < 1e-6)
        // More than there ever is waits for a full bucket, not for ever.
        try await limit.wait(tokens: 1_000_000)
        #expect(time.seconds < 71)
    }

    @Test func ratesAreSharedByAllTasks() async throws {
        let server = try ScriptedServer(OpenAIReplies.stream("x"))
        let fixture = try ModelFixture(server) { $0.callsPerMinute = 30 }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<40 { group.addTask { _ = try await fixture.ask() } }
            try await group.waitForAll()
        }
        #expect(fixture.time.seconds >= 19.9)
    }

    // MARK: Once for all

    @Test func theSameQuestionAtTheSameTimeIsAskedOnce() async throws {
        let server = try ScriptedServer { _ in [.wait(0.1)] + OpenAIReplies.stream("x") }
        let fixture = try ModelFixture(server)
        let replies = try await withThrowingTaskGroup(of: ChatReply.self) { group in
            for _ in 0..<10 { group.addTask { try await fixture.ask { $0.sampling.temperature = 0 } } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(server.requests.count == 1 && replies.allSatisfy { $0.text == "x" })
        #expect(replies.filter { $0.usage.replayedCalls == 0 }.count == 1)
        #expect(fixture.client.usage.calls == 10 && fixture.client.usage.replayedCalls == 9)
    }

    @Test func drawnRepliesAreAskedEach() async throws {
        let server = try ScriptedServer { _ in [.wait(0.05)] + OpenAIReplies.stream("x") }
        let fixture = try ModelFixture(server)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<5 { group.addTask { _ = try await fixture.ask() } }
            try await group.waitForAll()
        }
        #expect(server.requests.count == 5)
    }

    @Test func whoAskedFirstMayGiveUp() async throws {
        let server = try ScriptedServer { _ in [.wait(0.1)] + OpenAIReplies.stream("x") }
        let fixture = try ModelFixture(server)
        let tasks = (0..<3).map { _ in Task { try await fixture.ask { $0.sampling.temperature = 0 } } }
        try await Task.sleep(for: .milliseconds(50))
        tasks[0].cancel()
        var replies = 0
        for task in tasks where (try? await task.value.text) == "x" { replies += 1 }
        #expect(replies == 2)
    }
}
