import Foundation
import PlumbCore
import TestSupport
import Testing

@testable import PlumbModels

/// Keys go to their server, and nowhere else.
struct SecretTests {
    private static let key = "sk-very-secret-1234567890"

    @Test func descriptionsShowNothing() {
        let secret = Secret(Self.key)
        var dumped = ""
        dump(secret, to: &dumped)
        dump(HTTPRequest.Header("Authorization", "Bearer \(Self.key)"), to: &dumped)
        dump(HTTPRequest(url: "http://h", headers: [.init("x-api-key", Self.key)]), to: &dumped)
        let all = "\(secret) \(String(reflecting: secret)) \([secret]) \(Optional(secret) as Any) \(dumped)"
        #expect(!all.contains("very-secret"))
    }

    @Test func theKeyIsInNoErrorStoreOrRecording() async throws {
        let scratch = try ScratchDatabase()
        // A server that tells all that it was sent, in every way that there is.
        let scripts = Scripts([
            OpenAIReplies.error(401, "Incorrect API key provided: \(Self.key)."),
            OpenAIReplies.error(400, "Authorization: Bearer \(Self.key)\nsk-very*******7890"),
            ScriptedStep.stream([#"{"error":{"message":"\#(Self.key)"}}"#]), OpenAIReplies.stream("fine"),
        ])
        let server = try ScriptedServer { _ in scripts.next() }
        let cache = try await ReplyCache.open("\(scratch.folder)/replies.sqlite")
        let fixture = try ModelFixture(
            server, options: .init(stores: [cache], environment: ["MY_KEY": " \(Self.key)\n"])
        ) {
            $0.keyVariable = "MY_KEY"
            $0.retries = 0
        }
        var told = "\(fixture.configuration) \(fixture.client)"
        dump(fixture.client, to: &told)
        for _ in 0..<3 {
            do { _ = try await fixture.ask() } catch { told += "\(error) \(String(reflecting: error))" }
        }
        #expect(try await fixture.ask().text == "fine")
        dump(fixture.client, to: &told)
        told += fixture.client.recording.text
        told += "\(String(decoding: try JSONEncoder().encode(fixture.configuration), as: UTF8.self))"
        for file in try FileManager.default.contentsOfDirectory(atPath: scratch.folder) {
            let bytes = FileManager.default.contents(atPath: "\(scratch.folder)/\(file)") ?? Data()
            told += String(decoding: bytes, as: UTF8.self)
        }
        #expect(told.contains("fine") && told.contains("•••"))
        #expect(!told.contains("very-secret") && !told.contains("sk-very") && !told.contains("7890"))
        // The test must be able to fail: the key did travel.
        #expect(server.requests.allSatisfy { $0.headers["authorization"] == "Bearer \(Self.key)" })
    }

    @Test(arguments: [
        ("sk-proj-abc_DEF-12", nil), ("Bearer abcdef123", "Bearer •••"), ("api_key=abc, x", "api_key= •••, x"),
        ("AIza-12345678", nil), (String(repeating: "a1", count: 20), nil), ("plain words stay.", "plain words stay"),
        ("two\nlines\u{1B}[31m", "two lines[31m"),
    ]) func whatLooksLikeAKeyIsTakenOut(_ text: String, _ expected: String?) {
        #expect(CleanText.short(text, without: nil) == expected ?? "•••")
    }

    // MARK: Where keys come from

    private func source(_ change: (inout ModelConfiguration) -> Void) throws -> KeySource {
        var configuration = ModelConfiguration(model: "m")
        change(&configuration)
        let provider = try Providers.named(configuration.provider)
        return KeySource(configuration, provider, try ModelAddress(configuration, provider))
    }

    @Test func theUsualKeyIsForTheProvidersOwnServer() throws {
        #expect(try source { _ in } == .variable("OPENAI_API_KEY"))
        #expect(try source { $0.provider = "anthropic" } == .variable("ANTHROPIC_API_KEY"))
        #expect(try source { $0.baseURL = "https://api.openai.com" } == .variable("OPENAI_API_KEY"))
        for address in [
            "http://127.0.0.1:8080/v1", "https://api.openai.com.evil.com/v1", "http://api.openai.com/v1",
            "https://openrouter.ai/api/v1", "https://api.anthropic.com",
        ] {
            #expect(try source { $0.baseURL = address } == .none, "\(address)")
        }
        #expect(
            try source {
                $0.baseURL = "https://openrouter.ai/api/v1"
                $0.keyVariable = "OPENROUTER_API_KEY"
            } == .variable("OPENROUTER_API_KEY"))
    }

    @Test func noUsualKeyGoesToAnotherServer() async throws {
        let server = try ScriptedServer(OpenAIReplies.stream("x"))
        let fixture = try ModelFixture(server, options: .init(environment: ["OPENAI_API_KEY": Self.key]))
        _ = try await fixture.ask()
        #expect(server.requests.first?.headers["authorization"] == nil)
    }

    @Test func keysComeFromFilesToo() async throws {
        let scratch = try ScratchDatabase()
        try "\(Self.key)\n".write(toFile: "\(scratch.folder)/key", atomically: true, encoding: .utf8)
        let server = try ScriptedServer(OpenAIReplies.stream("x"))
        let fixture = try ModelFixture(server, options: .init(environment: ["HOME": scratch.folder])) {
            $0.keyFile = "~/key"
            $0.keyHeader = "X-Key"
        }
        _ = try await fixture.ask()
        #expect(server.requests.first?.headers["x-key"] == Self.key)
    }

    @Test func aMissingKeyIsToldBeforeAnythingIsSent() async throws {
        let server = try ScriptedServer(OpenAIReplies.stream("x"))
        for environment in [[:], ["MY_KEY": "  "]] {
            let fixture = try ModelFixture(server, options: .init(environment: environment)) {
                $0.keyVariable = "MY_KEY"
            }
            let error = await #expect(throws: PlumbError.self) { try await fixture.ask() }
            #expect(error?.code == .badInput && error?.message.contains("MY_KEY") == true)
        }
        let file = try ModelFixture(server) { $0.keyFile = "/nowhere/key" }
        #expect(await file.code() == .badInput)
        #expect(server.acceptCount == 0)
    }
}
