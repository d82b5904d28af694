import PlumbCore
import Synchronization
import TestSupport
import Testing

@testable import PlumbModels

/// Nearly every third call fails, in every way that there is; all questions are answered.
struct FaultStormTests {
    /// One fault of each kind; the ways a call can go wrong.
    private static let faults: [[ScriptedStep]] = [
        [.reset], [.close], [.hang], [.send("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{"), .close],
        [.streamHead(), .reset], [.streamHead(), .hang], [.streamHead(), .piece("data: {\"cho"), .close],
        [.streamHead(), .piece(": ping\n\n"), .wait(0.01), .reset],
        OpenAIReplies.stream("cut", ending: nil, mark: false), ScriptedStep.stream(["no json"]),
        ScriptedStep.stream([#"{"error":{"message":"out of memory"}}"#]), [.send("garbage\r\n"), .close],
        ScriptedStep.response("<html>Bad gateway</html>", type: "text/html"),
        ScriptedStep.response("<html>Bad gateway</html>", status: 502, type: "text/html"),
        ScriptedStep.response("{\"choices\":[]}"), ScriptedStep.response(""),
        [.streamHead(), .piece(String(repeating: "x", count: 300_000)), .streamEnd],
        OpenAIReplies.error(408), OpenAIReplies.error(409), OpenAIReplies.error(429),
        OpenAIReplies.error(429, headers: ["Retry-After": "2"]), OpenAIReplies.error(500), OpenAIReplies.error(503),
        OpenAIReplies.error(529),
    ]

    @Test func everyCallEndsWithAReply() async throws {
        let chance = Mutex((state: UInt64(20_251_125), next: 0, faults: 0))
        let server = try ScriptedServer { request in
            let fault = chance.withLock { chance -> [ScriptedStep]? in
                // SplitMix64: the same faults in every run.
                chance.state &+= 0x9E37_79B9_7F4A_7C15
                var mixed = (chance.state ^ chance.state >> 30) &* 0xBF58_476D_1CE4_E5B9
                mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
                guard (mixed ^ mixed >> 31) % 10 < 3 else { return nil }
                defer { chance.next += 1 }
                chance.faults += 1
                return Self.faults[chance.next % Self.faults.count]
            }
            let asked = (try? JSONReader.value(request.body))?["messages"]?.elements.last?["content"]?.text ?? ""
            return fault ?? OpenAIReplies.stream("reply to \(asked)")
        }
        let fixture = try ModelFixture(server) {
            $0.limits = HTTPLimits(firstByteSeconds: 0.2, idleSeconds: 0.2, totalSeconds: 2, responseBytes: 200_000)
            $0.maximumConcurrentCalls = 16
            $0.retries = 10
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<500 {
                group.addTask {
                    let reply = try await fixture.ask { $0.messages = [ChatMessage(.user, "question \(number)")] }
                    #expect(reply.text == "reply to question \(number)" && reply.usage.calls == 1)
                }
            }
            try await group.waitForAll()
        }
        let usage = fixture.client.usage
        let faults = chance.withLock { $0.faults }
        #expect(usage.calls == 500 && usage.tokens == 500 * 15)
        // Every fault is counted, under its class; but where a connection that was kept proves closed, libcurl itself asks
        // again on another: that is no failure.
        let failures = usage.failures.values.reduce(0, +)
        #expect(server.requests.count == 500 + faults)
        #expect(failures > 120 && failures <= faults && faults - failures <= faults / 8)
        let classes = ["modelTimeout", "modelRateLimited", "modelOverloaded", "modelCutShort", "modelUnreadable"]
        #expect(Set(usage.failures.keys).subtracting(["modelUnreachable"]) == Set(classes))
    }
}
