import PlumbCore
import Testing

@testable import PlumbModels

/// What OpenAI's protocol is sent, and what is read from it.
struct OpenAIProviderTests {
    private let provider = OpenAIProvider()
    private static let schema = #"{"type":"object","properties":{"sql":{"type":"string"}},"required":["sql"]}"#

    private var request: ChatRequest {
        ChatRequest(
            model: ModelName(provider: "openai", model: "m"),
            messages: [ChatMessage(.system, "Be \"brief\"."), ChatMessage(.user, "Hi\n")],
            sampling: Sampling(
                temperature: 0, topP: 0.9, seed: 7, maximumTokens: 50, stop: [";"], reasoningEffort: "low"))
    }

    private func body(
        _ change: (inout ChatRequest) -> Void = { _ in }, profile: (inout ModelProfile) -> Void = { _ in }
    ) throws -> String {
        var request = request
        change(&request)
        var known = ModelProfile()
        profile(&known)
        return try provider.body(of: request, known).json
    }

    private static let turns = #"[{"role":"system","content":"Be \"brief\"."},{"role":"user","content":"Hi\n"}]"#

    @Test func requestsHaveTheirFields() throws {
        #expect(
            try body()
                == #"{"model":"m","messages":\#(Self.turns),"stream":true,"stream_options":{"include_usage":true},"#
                + #""temperature":0,"top_p":0.9,"seed":7,"max_tokens":50,"stop":[";"]}"#)
    }

    @Test func whatAModelDoesNotTakeIsLeftOut() throws {
        let text = try body { request in
            request.messages.append(ChatMessage(.assistant, "SELECT "))
            request.format = .grammar("root ::= \"x\"")
        } profile: { profile in
            profile.streaming = false
            profile.temperature = false
            profile.seed = false
            profile.stop = false
            profile.reasoning = true
            profile.countsReasoning = true
            profile.systemMessages = false
        }
        #expect(
            text
                == #"{"model":"m","messages":[{"role":"user","content":"Be \"brief\".\n\nHi\n"}],"stream":false,"#
                + #""max_completion_tokens":50,"reasoning_effort":"low"}"#)
    }

    @Test func grammarAndPrefillAreForThoseWhoTakeThem() throws {
        let grammar = try body {
            $0.format = .grammar("root ::= \"x\"")
        } profile: {
            $0.grammar = true
        }
        #expect(grammar.hasSuffix(#","grammar":"root ::= \"x\""}"#))
        let prefill = try body {
            $0.messages.append(ChatMessage(.assistant, "SELECT "))
        } profile: {
            $0.prefill = true
        }
        #expect(prefill.contains(#",{"role":"assistant","content":"SELECT"}],"#))
    }

    @Test func schemasGoTheWayThatAModelTakes() throws {
        let format = ChatRequest.ReplyFormat.json(name: "reply", schema: Self.schema)
        #expect(
            try body { $0.format = format }.hasSuffix(
                #","response_format":{"type":"json_schema","json_schema":{"name":"reply","schema":\#(Self.schema)}}}"#))
        let strict = Self.schema.dropLast() + #","additionalProperties":false}"#
        #expect(
            try body { $0.format = .json(name: "reply", schema: String(strict)) }.contains(#""strict":true,"schema":"#))
        #expect(
            try body {
                $0.format = format
            } profile: {
                $0.jsonSchema = false
            }.hasSuffix(
                #","tools":[{"type":"function","function":{"name":"reply","description":"Gives the reply.","parameters":\#(Self.schema)}}],"#
                    + #""tool_choice":{"type":"function","function":{"name":"reply"}}}"#))
        let words = try body {
            $0.format = format
        } profile: {
            $0.jsonSchema = false
            $0.tools = false
        }
        #expect(words.contains(#"fits this JSON Schema, and nothing else:\n{\"type\":\"object\""#))
        #expect(!words.contains("response_format") && !words.contains("tool"))
    }

    @Test func aSchemaThatIsNoJSONIsTold() {
        let error = #expect(throws: PlumbError.self) { try body { $0.format = .json(name: "r", schema: "{") } }
        #expect(error?.code == .badInput)
    }

    @Test(arguments: [
        ("", "/v1/chat/completions"), ("/", "/v1/chat/completions"), ("/v1", "/v1/chat/completions"),
        ("/v1/", "/v1/chat/completions"), ("/api/v1", "/api/v1/chat/completions"),
        ("/openai/deployments/x", "/openai/deployments/x/chat/completions"),
        ("/v1/chat/completions", "/v1/chat/completions"),
    ]) func pathsAreCompleted(_ base: String, _ expected: String) {
        #expect(provider.path(below: base) == expected)
    }

    @Test func keysTravelInTheirHeader() {
        func header(_ host: String, _ name: String? = nil) -> [String] {
            provider.headers(key: Secret("k"), host: host, header: name).map { "\($0.name): \($0.value.exposed)" }
        }
        #expect(header("api.openai.com") == ["Authorization: Bearer k"])
        #expect(header("me.openai.azure.com") == ["api-key: k"])
        #expect(header("me.openai.azure.com:443") == ["api-key: k"])
        #expect(header("example.com", "X-Key") == ["X-Key: k"])
        #expect(provider.headers(key: nil, host: "h", header: nil).isEmpty)
    }

    // MARK: Replies

    private func read(_ events: [String], prefill: String = "") throws -> (text: [String], reply: ProviderReply?) {
        var reader = OpenAIReplyReader(prefill: prefill)
        let texts = try events.map { try reader.read(ServerSentEvent(name: "message", data: $0)) }
        return (texts, reader.reply)
    }

    private static func delta(_ text: String, _ reason: String = "null") -> String {
        #"{"choices":[{"delta":{"content":"\#(text)"},"finish_reason":\#(reason)}]}"#
    }

    @Test func streamsArePutTogether() throws {
        let (texts, reply) = try read([
            #"{"choices":[{"delta":{"role":"assistant","content":null}}]}"#, Self.delta("SELECT"), Self.delta(" 1"),
            Self.delta("", #""length""#),
            #"{"choices":[],"usage":{"prompt_tokens":31,"completion_tokens":8,"prompt_tokens_details":{"cached_tokens":3}}}"#,
            "[DONE]",
        ])
        #expect(texts == ["", "SELECT", " 1", "", "", ""])
        #expect(
            reply
                == ProviderReply(
                    text: "SELECT 1", ending: .length, promptTokens: 31, cachedTokens: 3, replyTokens: 8))
    }

    @Test func aStreamWithoutItsEndIsNoReply() throws {
        #expect(try read([Self.delta("SELECT")]).reply == nil)
        #expect(try read([]).reply == nil)
        #expect(try read([Self.delta("x", #""stop""#)]).reply?.text == "x")
        #expect(try read([Self.delta("x"), "[DONE]"]).reply?.text == "x")
    }

    @Test func toolCallsAndFiltersAreRead() throws {
        let call = #"{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"a\":"}}]}}]}"#
        let rest =
            #"{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"1}"}}]},"finish_reason":"tool_calls"}]}"#
        #expect(try read([call, rest]).reply == ProviderReply(text: #"{"a":1}"#))
        #expect(try read([Self.delta("x", #""content_filter""#)]).reply?.ending == .filtered)
    }

    @Test func theBeginningIsPartOfTheReply() throws {
        let goesOn = try read([Self.delta(" 1"), Self.delta(";", #""stop""#)], prefill: "SELECT")
        #expect(goesOn.text == ["SELECT 1", ";"] && goesOn.reply?.text == "SELECT 1;")
        let repeats = try read([Self.delta("SELECT 1"), Self.delta(";", #""stop""#)], prefill: "SELECT")
        #expect(repeats.text == ["SELECT 1", ";"] && repeats.reply?.text == "SELECT 1;")
    }

    @Test func wholeRepliesAreRead() throws {
        var reader = OpenAIReplyReader(prefill: "")
        let body = try JSONReader.value(
            #"{"choices":[{"message":{"content":"4"},"finish_reason":"stop"}],"usage":{"prompt_tokens":2,"completion_tokens":1}}"#
        )
        #expect(try reader.read(whole: body) == "4")
        #expect(reader.reply == ProviderReply(text: "4", promptTokens: 2, replyTokens: 1))
    }

    @Test(arguments: [
        (400, #"{"error":{"message":"m","type":"invalid_request_error"}}"#, PlumbError.Code.modelRefused),
        (401, "{}", .modelRefused), (404, #"{"error":"no such model"}"#, .modelRefused), (408, "{}", .modelOverloaded),
        (409, "{}", .modelOverloaded), (500, "{}", .modelOverloaded), (503, "[]", .modelOverloaded),
        (501, "{}", .modelRefused), (429, "{}", .modelRateLimited),
        (429, #"{"error":{"message":"m","code":"insufficient_quota"}}"#, .modelRefused),
        (400, #"{"error":{"message":"m","code":"context_length_exceeded"}}"#, .modelContextExceeded),
        (400, #"{"error":{"code":400,"message":"m","type":"exceed_context_size_error"}}"#, .modelContextExceeded),
        (400, #"{"error":{"message":"This model's maximum context length is 8192 tokens"}}"#, .modelContextExceeded),
        (413, "{}", .modelContextExceeded),
        (200, #"{"error":{"message":"busy","code":429}}"#, .modelRateLimited),
        (200, #"{"error":{"message":"oh"}}"#, .modelOverloaded),
    ]) func errorsHaveAClass(_ status: Int, _ body: String, _ expected: PlumbError.Code) throws {
        #expect(provider.error(status: status, try JSONReader.value(body)).code == expected)
    }

    @Test func errorsInsideAStreamAreErrors() {
        let error = #expect(throws: ProviderError.self) {
            try read([Self.delta("SEL"), #"{"error":{"message":"out of memory","code":500}}"#])
        }
        #expect(error == ProviderError(.modelOverloaded, "out of memory"))
    }
}
