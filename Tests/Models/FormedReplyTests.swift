import PlumbCore
import Synchronization
import TestSupport
import Testing

@testable import PlumbModels

/// Replies that must be JSON.
struct FormedReplyTests {
    private static let format = ChatRequest.ReplyFormat.json(
        name: "reply", schema: #"{"type":"object","properties":{"sql":{"type":"string"}},"required":["sql"]}"#)

    @Test func almostJSONIsMended() async throws {
        let server = try ScriptedServer(OpenAIReplies.stream("Sure:\n```json\n{'sql': 'SELECT 1',}\n```"))
        let reply = try await ModelFixture(server).ask { $0.format = Self.format }
        #expect(reply.text == #"{"sql":"SELECT 1"}"# && reply.usage.askedAgain == 0)
    }

    @Test func otherFormsAreLeftAsTheyAre() async throws {
        let server = try ScriptedServer(OpenAIReplies.stream("Sure: {'sql': 1,}"))
        #expect(try await ModelFixture(server).ask().text == "Sure: {'sql': 1,}")
    }

    @Test func whatCannotBeMendedIsAskedAgain() async throws {
        let server = try ScriptedServer(
            OpenAIReplies.stream("I can't."), OpenAIReplies.stream(#"{"query": "SELECT 1"}"#),
            OpenAIReplies.stream(#"{"sql": "SELECT 1"}"#))
        let fixture = try ModelFixture(server)
        let reply = try await fixture.ask { $0.format = Self.format }
        #expect(reply.text == #"{"sql":"SELECT 1"}"#)
        #expect(reply.usage.askedAgain == 2 && reply.usage.calls == 3 && reply.usage.promptTokens == 30)
        #expect(fixture.client.usage == reply.usage)
        let body = try #require(server.requests.last?.body)
        // The last reply alone is held up to the model: the prompt does not grow with each.
        #expect(
            body.contains(#"{"role":"assistant","content":"{\"query\": \"SELECT 1\"}"}"#) && !body.contains("can't"))
        #expect(body.contains("That is not the JSON that was asked for: the object has no sql."))
    }

    @Test func askingAgainEnds() async throws {
        let server = try ScriptedServer(OpenAIReplies.stream("I can't."))
        let fixture = try ModelFixture(server)
        #expect(await fixture.code { $0.format = Self.format } == .modelUnreadable)
        #expect(server.requests.count == 3 && fixture.client.usage.askedAgain == 2)
        #expect(fixture.client.usage.failures == ["modelUnreadable": 1])
    }

    @Test func aReplyThatReachedItsBoundIsNotClosedByHand() async throws {
        let cut = #"{"sql": "SELECT 1", "why": ["because""#
        let server = try ScriptedServer(
            OpenAIReplies.stream(cut, ending: "length"), OpenAIReplies.stream(#"{"sql": "SELECT 2"}"#))
        #expect(try await ModelFixture(server).ask { $0.format = Self.format }.text == #"{"sql":"SELECT 2"}"#)
        let complete = try ScriptedServer(OpenAIReplies.stream(cut))
        #expect(
            try await ModelFixture(complete).ask { $0.format = Self.format }.text
                == #"{"sql":"SELECT 1","why":["because"]}"#)
    }

    @Test func whatIsKeptIsTheReplyInForm() async throws {
        let server = try ScriptedServer(OpenAIReplies.stream("no"), OpenAIReplies.stream(#"{"sql": "x"}"#))
        let fixture = try ModelFixture(server)
        _ = try await fixture.ask { $0.format = Self.format }
        let replayed = try ModelFixture(server, options: .init(replay: .only, stores: [fixture.client.recording]))
        let reply = try await replayed.ask { $0.format = Self.format }
        #expect(reply.text == #"{"sql":"x"}"# && reply.usage.replayedCalls == 2 && reply.usage.askedAgain == 1)
    }

    @Test func aReplyThatWasNotStreamedIsRead() async throws {
        let pieces = Mutex<[String]>([])
        let server = try ScriptedServer(
            ScriptedStep.response(#"{"choices":[{"message":{"content":"SELECT 1"},"finish_reason":"stop"}]}"#))
        let fixture = try ModelFixture(server) { $0.profile.streaming = false }
        let reply = try await fixture.client.reply(to: ModelFixture.request) { piece in
            pieces.withLock { $0.append(piece) }
        }
        #expect(reply.text == "SELECT 1" && pieces.withLock { $0 } == ["SELECT 1"])
        #expect(server.requests.first?.body.contains(#""stream":false"#) == true)
    }

    @Test func piecesAreTheReply() async throws {
        let pieces = Mutex<[String]>([])
        let server = try ScriptedServer(OpenAIReplies.stream("SELECT name FROM singer"))
        let reply = try await ModelFixture(server).client.reply(to: ModelFixture.request) { piece in
            pieces.withLock { $0.append(piece) }
        }
        #expect(pieces.withLock { $0 } == ["SELECT", " name", " FROM", " singer"])
        #expect(reply.text == "SELECT name FROM singer" && reply.ending == .complete)
    }
}
