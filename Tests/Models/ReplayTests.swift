import Foundation
import PlumbCore
import TestSupport
import Testing

@testable import PlumbModels

/// Replies that are kept, and read back.
struct ReplayTests {
    private let scratch: ScratchDatabase

    init() throws { scratch = try ScratchDatabase() }

    private var path: String { "\(scratch.folder)/new/replies.sqlite" }

    /// A server whose replies are numbered.
    private func counting() throws -> ScriptedServer {
        let scripts = Scripts((1...50).map { OpenAIReplies.stream("reply \($0)") })
        return try ScriptedServer { _ in scripts.next() }
    }

    @Test func repliesAreReadBack() async throws {
        let server = try counting()
        let cache = try await ReplyCache.open(path)
        let fixture = try ModelFixture(server, options: .init(stores: [cache])) {
            $0.profile.price = .init(prompt: 1, reply: 1)
        }
        let first = try await fixture.ask()
        let second = try await fixture.ask()
        #expect(first.text == "reply 1" && second.text == "reply 1" && server.requests.count == 1)
        #expect(first.usage.replayedCalls == 0 && second.usage.replayedCalls == 1 && second.usage.calls == 1)
        #expect(second.usage.tokens == first.usage.tokens && second.usage.price == first.usage.price)
        #expect(try await cache.count() == 1)
    }

    @Test func eachModeDoesItsPart() async throws {
        let server = try counting()
        let cache = try await ReplyCache.open(path)
        func ask(_ mode: ReplayMode) async throws -> String {
            try await ModelFixture(server, options: .init(replay: mode, stores: [cache])).ask().text
        }
        #expect(try await ask(.off) == "reply 1")
        #expect(try await cache.count() == 0)
        #expect(try await ask(.use) == "reply 2")
        #expect(try await ask(.off) == "reply 3")
        #expect(try await ask(.only) == "reply 2")
        #expect(try await ask(.refresh) == "reply 4")
        #expect(try await ask(.use) == "reply 4")
        #expect(server.requests.count == 4)
    }

    @Test func aMissNeverTouchesTheNetwork() async throws {
        let server = try counting()
        let other = try counting()
        // Its key is missing too, which must not be noticed.
        let fixture = try ModelFixture(
            server, others: [ModelConfiguration(model: "other", baseURL: other.address)],
            options: .init(replay: .only, stores: [try await ReplyCache.open(path)], environment: [:])
        ) {
            $0.keyVariable = "NO_SUCH_KEY"
            $0.fallback = "other"
        }
        let error = await #expect(throws: PlumbError.self) { try await fixture.ask() }
        #expect(error?.code == .replayMissing)
        #expect(
            error?.description
                == "There is no recorded reply of openai/test to the prompt that ends with “How many singers are there?”, and only recorded replies may be used.\nRecord it: run the same once with --replay use, where the model can be asked."
        )
        #expect(server.acceptCount == 0 && other.acceptCount == 0)
    }

    @Test func everythingThatAReplyDependsOnIsInItsKey() async throws {
        let cache = try await ReplyCache.open(path)
        let changes: [(inout ChatRequest) -> Void] = [
            { _ in }, { $0.model.model = "x" }, { $0.model.provider = "anthropic" }, { $0.sampling.temperature = 0.7 },
            { $0.sampling.temperature = nil }, { $0.sampling.seed = 2 }, { $0.sampling.topP = 0.5 },
            { $0.sampling.maximumTokens = 99 }, { $0.sampling.stop = [";"] }, { $0.sampling.stop = [";", "x"] },
            { $0.sampling.reasoningEffort = "low" }, { $0.messages[1].text += " " },
            { $0.messages[1].role = .assistant },
            { $0.messages.removeFirst() }, { $0.format = .grammar("g") }, { $0.format = .grammar("h") },
            { $0.format = .json(name: "n", schema: "{}") }, { $0.format = .json(name: "n", schema: "{ }") },
            { $0.format = .json(name: "m", schema: "{}") },
        ]
        var recording = Recording()
        for (index, change) in changes.enumerated() {
            var request = ModelFixture.request
            change(&request)
            #expect(try await cache.reply(to: request) == nil, "change \(index)")
            let reply = ChatReply(text: "\(index)", ending: .length, usage: ModelUsage(calls: 1, seconds: 0.125))
            try await cache.keep(reply, to: request)
            recording.add(reply, to: request)
            #expect(try await cache.reply(to: request) == reply, "change \(index)")
        }
        // A recording that was written and read is the same.
        let file = "\(scratch.folder)/all.jsonl"
        try recording.write(to: file)
        let read = try Recording(contentsOf: file)
        #expect(read.count == changes.count && read.text == recording.text)
    }

    @Test func theAddressIsNotPartOfTheKey() async throws {
        let cache = try await ReplyCache.open(path)
        let (first, second) = (try counting(), try counting())
        _ = try await ModelFixture(first, options: .init(stores: [cache])).ask()
        #expect(try await ModelFixture(second, options: .init(stores: [cache])).ask().text == "reply 1")
        #expect(second.acceptCount == 0)
    }

    @Test func samplesAreToldApartByTheirSeeds() async throws {
        let server = try counting()
        let fixture = try ModelFixture(server, options: .init(stores: [try await ReplyCache.open(path)]))
        for _ in 0..<2 {
            var texts: [String] = []
            for seed in 1...3 { texts.append(try await fixture.ask { $0.sampling.seed = seed }.text) }
            #expect(texts == ["reply 1", "reply 2", "reply 3"])
        }
        #expect(server.requests.count == 3)
    }

    @Test func configuredSamplingIsPartOfTheRequest() async throws {
        let server = try counting()
        let fixture = try ModelFixture(server) { $0.sampling = Sampling(temperature: 0.1, topP: 0.2, stop: ["##"]) }
        _ = try await fixture.ask()
        let body = try #require(server.requests.first?.body)
        #expect(body.contains(#""temperature":0.8,"top_p":0.2,"seed":1"#) && body.contains(###""stop":["##"]"###))
        #expect(fixture.client.recording.text.contains(#""top-p":0.2"#))
    }

    @Test func aRunIsRecordedAndPlayedBack() async throws {
        let server = try counting()
        let fixture = try ModelFixture(server)
        for seed in 1...3 { _ = try await fixture.ask { $0.sampling.seed = seed } }
        let file = "\(scratch.folder)/recording.jsonl"
        try fixture.client.recording.write(to: file)
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 3 && lines == lines.sorted())
        #expect(
            lines[0].hasPrefix(#"{"reply":{"ending":"complete","text":"reply 1","usage":"#)
                || lines[0].hasPrefix(#"{"request":"#))
        let recording = try Recording(contentsOf: file)
        let replayed = try ModelFixture(server, options: .init(replay: .only, stores: [recording]))
        #expect(try await replayed.ask { $0.sampling.seed = 2 }.text == "reply 2")
        #expect(await replayed.code { $0.sampling.seed = 4 } == .replayMissing)
        #expect(server.requests.count == 3)
        #expect(replayed.client.recording.count == 1)
    }

    @Test func aFallbacksReplyIsPlayedBackAsItsOwn() async throws {
        let broken = try ScriptedServer(OpenAIReplies.error(404))
        let sound = try counting()
        func fixture(_ options: ModelClient.Options) throws -> ModelFixture {
            try ModelFixture(
                broken, others: [ModelConfiguration(model: "other", baseURL: sound.address)], options: options
            ) { $0.fallback = "other" }
        }
        let recorded = try fixture(.init())
        #expect(try await recorded.ask().text == "reply 1")
        let replayed = try fixture(.init(replay: .only, stores: [recorded.client.recording]))
        #expect(try await replayed.ask().text == "reply 1")
        #expect(sound.requests.count == 1)
    }

    @Test func manyMayWriteOneCache() async throws {
        let caches = try await (0..<4).asyncMap { _ in try await ReplyCache.open(path) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, cache) in caches.enumerated() {
                group.addTask {
                    for seed in 0..<50 {
                        var request = ModelFixture.request
                        request.sampling.seed = number * 25 + seed
                        try await cache.keep(ChatReply(text: "\(seed)"), to: request)
                        _ = try await cache.reply(to: request)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await caches[0].count() == 125)
    }

    @Test func filesOfAnotherKindAreLeftAlone() async throws {
        try scratch.run("CREATE TABLE theirs (x)")
        let bytes = try scratch.bytes
        let error = await #expect(throws: PlumbError.self) { try await ReplyCache.open(scratch.path) }
        #expect(error?.code == .databaseUnavailable)
        #expect(try scratch.bytes == bytes)
        let file = "\(scratch.folder)/bad.jsonl"
        try "\n{\"request\": 1}\n".write(toFile: file, atomically: true, encoding: .utf8)
        let bad = #expect(throws: PlumbError.self) { try Recording(contentsOf: file) }
        #expect(bad?.message.contains("line 2") == true)
        #expect(throws: PlumbError.self) { try Recording(contentsOf: "/nowhere/at/all") }
    }
}

extension Sequence {
    fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
