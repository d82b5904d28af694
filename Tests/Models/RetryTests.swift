import Foundation
import PlumbCore
import TestSupport
import Testing

@testable import PlumbModels

/// What is tried again, when, and what is not.
struct RetryTests {
    @Test(arguments: [
        (OpenAIReplies.error(408), "modelOverloaded"), (OpenAIReplies.error(409), "modelOverloaded"),
        (OpenAIReplies.error(429), "modelRateLimited"), (OpenAIReplies.error(500), "modelOverloaded"),
        (OpenAIReplies.error(502), "modelOverloaded"), (OpenAIReplies.error(503), "modelOverloaded"),
        ([.reset], "modelUnreachable"), ([.close], "modelUnreachable"), ([.hang], "modelTimeout"),
        ([.streamHead(), .piece("data: {"), .reset], "modelCutShort"),
        ([.streamHead(), .piece("data: {\"choices\":[]}\n\n"), .hang], "modelTimeout"),
        (OpenAIReplies.stream("SELECT 1", ending: nil, mark: false), "modelCutShort"),
        (ScriptedStep.response("<html>", type: "text/html"), "modelUnreadable"),
        (ScriptedStep.stream(["{no json"]), "modelUnreadable"),
        (ScriptedStep.stream([#"{"error":{"message":"crashed"}}"#]), "modelOverloaded"),
        ([.send("garbage\r\n\r\n"), .close], "modelUnreadable"),
    ]) func whatMayPassIsTriedAgain(_ fault: [ScriptedStep], _ code: String) async throws {
        let server = try ScriptedServer(fault, fault, OpenAIReplies.stream("SELECT 1"))
        let fixture = try ModelFixture(server) {
            $0.limits.firstByteSeconds = 0.1
            $0.limits.idleSeconds = 0.1
        }
        let reply = try await fixture.ask()
        #expect(reply.text == "SELECT 1")
        #expect(reply.usage.failures == [code: 2] && reply.usage.calls == 1)
        #expect(fixture.client.usage.failures == [code: 2])
        // Half of 0.5 s, and half of 1 s: the fixture's chance is always 0.5.
        #expect(fixture.time.waits == [0.25, 0.5])
    }

    @Test(arguments: [
        (OpenAIReplies.error(400), PlumbError.Code.modelRefused), (OpenAIReplies.error(401), .modelRefused),
        (OpenAIReplies.error(403), .modelRefused), (OpenAIReplies.error(404), .modelRefused),
        (OpenAIReplies.error(501), .modelRefused),
        (OpenAIReplies.error(400, code: "exceed_context_size_error"), .modelContextExceeded),
        (ScriptedStep.response("", status: 301, headers: ["Location": "http://127.0.0.1:1/"]), .modelRefused),
    ]) func whatCannotPassIsNotTriedAgain(_ fault: [ScriptedStep], _ code: PlumbError.Code) async throws {
        let server = try ScriptedServer(fault)
        let fixture = try ModelFixture(server)
        #expect(await fixture.code() == code)
        #expect(server.requests.count == 1 && fixture.time.waits.isEmpty)
        #expect(fixture.client.usage.failures == [code.description: 1])
    }

    @Test func triesEnd() async throws {
        let server = try ScriptedServer(OpenAIReplies.error(500))
        let fixture = try ModelFixture(server) { $0.retries = 3 }
        #expect(await fixture.code() == .modelOverloaded)
        #expect(server.requests.count == 4 && fixture.time.waits == [0.25, 0.5, 1])
        #expect(fixture.client.usage.failures == ["modelOverloaded": 4])
    }

    @Test func theServersWishIsHeard() async throws {
        let server = try ScriptedServer(
            OpenAIReplies.error(429, headers: ["Retry-After": "7"]),
            OpenAIReplies.error(503, headers: ["Retry-After": "Tue, 14 Nov 2023 22:13:38 GMT"]),
            OpenAIReplies.error(503, headers: ["Retry-After": "86400"]), OpenAIReplies.stream("ok"))
        let fixture = try ModelFixture(server)
        #expect(try await fixture.ask().text == "ok")
        // The date is eleven seconds after 1,700,000,007; a day is more than anybody waits.
        #expect(fixture.time.waits == [7, 11, 60])
    }

    @Test func aWishOfOneCallHoldsForAll() async throws {
        let server = try ScriptedServer(
            OpenAIReplies.error(429, headers: ["Retry-After": "30"]), OpenAIReplies.stream("ok"))
        let fixture = try ModelFixture(server) { $0.retries = 0 }
        #expect(await fixture.code() == .modelRateLimited)
        #expect(try await fixture.ask().text == "ok")
        #expect(fixture.time.waits == [30])
    }

    @Test(arguments: [
        ("5", 5.0), ("0", 0), ("-3", 0), ("1.5", 1.5), ("Tue, 14 Nov 2023 22:13:30 GMT", 10),
        ("Tue, 14 Nov 2023 22:00:00 GMT", 0), ("soon", nil), ("", nil), ("inf", nil),
    ]) func retryAfterIsReadInBothForms(_ field: String, _ seconds: Double?) {
        #expect(RetryPolicy.seconds(field, now: 1_700_000_000) == seconds)
    }

    @Test func waitsGrowUpToABound() {
        let policy = RetryPolicy(retries: 99)
        #expect(
            (0..<10).map { policy.wait(attempt: $0, retryAfter: nil, random: 1) }
                == [0.5, 1, 2, 4, 8, 16, 32, 60, 60, 60])
        #expect(policy.wait(attempt: 1_000_000, retryAfter: nil, random: 0) == 0)
    }

    @Test func waitingForAnotherTryCanBeCancelled() async throws {
        let server = try ScriptedServer(OpenAIReplies.error(500))
        let configuration = ModelConfiguration(model: "test", baseURL: server.address)
        let client = try ModelClient([configuration], options: .init(), time: SystemTime(), random: { 1 })
        let time = try await fastestTime(below: .milliseconds(100)) {
            let task = Task { try await client.reply(to: ModelFixture.request) }
            try await Task.sleep(for: .milliseconds(100))
            let start = ContinuousClock.now
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            return start.duration(to: .now)
        }
        #expect(time < .milliseconds(100))
    }

    @Test func messagesSayWhoAndWhatToDo() async throws {
        let server = try ScriptedServer(OpenAIReplies.error(404, "The model `test` does not exist."))
        let fixture = try ModelFixture(server)
        let error = await #expect(throws: PlumbError.self) { try await fixture.ask() }
        let host = server.address.dropFirst("http://".count)
        #expect(
            error?.description
                == "\(host) does not take the call to test (status 404): The model `test` does not exist.\nAre the model's name and the base URL right?"
        )
    }
}
