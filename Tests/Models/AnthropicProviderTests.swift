import PlumbCore
import Testing

@testable import PlumbModels

/// What Anthropic's protocol is sent, and what is read from it.
struct AnthropicProviderTests {
    private let provider = AnthropicProvider()
    private static let schema = #"{"type":"object","properties":{"sql":{"type":"string"}}}"#

    private func body(
        model: String = "claude-3-x", _ change: (inout ChatRequest) -> Void = { _ in }
    ) throws -> String {
        var request = ChatRequest(
            model: ModelName(provider: "anthropic", model: model),
            messages: [ChatMessage(.system, "Be brief."), ChatMessage(.user, "Hi")],
            sampling: Sampling(temperature: 1.5, seed: 7, maximumTokens: 50, stop: [";"], reasoningEffort: "low"))
        change(&request)
        let profile = ProfileTable.builtIn.profile(of: request.model, host: "api.anthropic.com")
        return try provider.body(of: request, profile).json
    }

    @Test func requestsHaveTheirFields() throws {
        #expect(
            try body()
                == #"{"model":"claude-3-x","max_tokens":50,"system":"Be brief.","messages":[{"role":"user","content":"Hi"}],"#
                + #""stream":true,"temperature":1,"stop_sequences":[";"]}"#)
    }

    @Test func aBoundOnTheReplyIsAlwaysSaid() throws {
        #expect(try body { $0.sampling = Sampling() }.contains(#""max_tokens":4096,"#))
    }

    @Test func schemasGoAsTools() throws {
        let text = try body {
            $0.format = .json(name: "reply", schema: Self.schema)
            $0.messages.append(ChatMessage(.assistant, "{"))
        }
        #expect(
            text.hasSuffix(
                #","tools":[{"name":"reply","description":"Gives the reply.","input_schema":\#(Self.schema)}],"#
                    + #""tool_choice":{"type":"tool","name":"reply"}}"#))
        #expect(!text.contains("assistant"))
    }

    @Test func newestModelsTakeASchemaAndNoTemperature() throws {
        let text = try body(model: "claude-next") {
            $0.format = .json(name: "reply", schema: Self.schema)
            $0.messages.append(ChatMessage(.assistant, "{"))
        }
        let closed = Self.schema.dropLast() + #","additionalProperties":false}"#
        #expect(
            text.hasSuffix(
                #""output_config":{"effort":"low","format":{"type":"json_schema","schema":\#(closed)}}}"#))
        #expect(!text.contains("temperature") && !text.contains("tool") && !text.contains("assistant"))
    }

    @Test func pathsAndHeadersAreItsOwn() {
        #expect(provider.path(below: "") == "/v1/messages")
        #expect(provider.path(below: "/v1/") == "/v1/messages")
        #expect(provider.path(below: "/proxy") == "/proxy/v1/messages")
        let headers = provider.headers(key: Secret("k"), host: "h", header: nil).map {
            "\($0.name): \($0.value.exposed)"
        }
        #expect(headers == ["anthropic-version: 2023-06-01", "x-api-key: k"])
    }

    // MARK: Replies

    private func read(_ events: [String], prefill: String = "") throws -> (text: String, reply: ProviderReply?) {
        var reader = AnthropicReplyReader(prefill: prefill)
        let texts = try events.map { try reader.read(ServerSentEvent(name: "x", data: $0)) }
        return (texts.joined(), reader.reply)
    }

    private static let start =
        #"{"type":"message_start","message":{"usage":{"input_tokens":20,"cache_read_input_tokens":100,"cache_creation_input_tokens":3,"output_tokens":1}}}"#

    private static func text(_ text: String) -> String {
        #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"\#(text)"}}"#
    }

    private static func end(_ reason: String) -> [String] {
        [
            #"{"type":"message_delta","delta":{"stop_reason":"\#(reason)"},"usage":{"output_tokens":9}}"#,
            #"{"type":"message_stop"}"#,
        ]
    }

    @Test func streamsArePutTogether() throws {
        let events =
            [
                Self.start, #"{"type":"ping"}"#,
                #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#,
                #"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"hm"}}"#,
                Self.text(" 1"), Self.text(";"), #"{"type":"something_new"}"#,
            ] + Self.end("stop_sequence")
        let (text, reply) = try read(events, prefill: "SELECT")
        #expect(text == "SELECT 1;")
        #expect(reply == ProviderReply(text: "SELECT 1;", promptTokens: 123, cachedTokens: 100, replyTokens: 9))
    }

    @Test func aStreamWithoutItsEndIsNoReply() throws {
        #expect(try read([Self.start, Self.text("x"), Self.end("end_turn")[0]]).reply == nil)
    }

    @Test func toolsAndEndingsAreRead() throws {
        let piece =
            #"{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\"a\":1}"}}"#
        #expect(try read([piece] + Self.end("tool_use")).reply?.text == #"{"a":1}"#)
        #expect(try read(Self.end("max_tokens")).reply?.ending == .length)
        #expect(try read(Self.end("refusal")).reply?.ending == .filtered)
    }

    @Test func wholeRepliesAreRead() throws {
        var reader = AnthropicReplyReader(prefill: "")
        let body = try JSONReader.value(
            #"{"type":"message","content":[{"type":"text","text":"4"}],"stop_reason":"end_turn","usage":{"input_tokens":5,"output_tokens":1}}"#
        )
        #expect(try reader.read(whole: body) == "4")
        #expect(reader.reply == ProviderReply(text: "4", promptTokens: 5, replyTokens: 1))
    }

    @Test(arguments: [
        (529, "overloaded_error", "m", PlumbError.Code.modelOverloaded), (500, "api_error", "m", .modelOverloaded),
        (429, "rate_limit_error", "m", .modelRateLimited), (401, "authentication_error", "m", .modelRefused),
        (400, "invalid_request_error", "m", .modelRefused),
        (400, "invalid_request_error", "prompt is too long: 9 tokens > 8", .modelContextExceeded),
        (413, "request_too_large", "m", .modelContextExceeded), (200, "overloaded_error", "m", .modelOverloaded),
        (503, "unheard_of", "m", .modelOverloaded),
    ]) func errorsHaveAClass(_ status: Int, _ type: String, _ message: String, _ expected: PlumbError.Code) throws {
        let body = try JSONReader.value(#"{"type":"error","error":{"type":"\#(type)","message":"\#(message)"}}"#)
        #expect(provider.error(status: status, body) == ProviderError(expected, message))
    }
}
