import Foundation
import PlumbCore
import Testing

@testable import PlumbModels

/// What is known of models, and how a configuration is written.
struct ProfileTests {
    private func profile(
        _ table: ProfileTable, _ model: String, provider: String = "openai", host: String = "api.openai.com"
    ) -> ModelProfile {
        table.profile(of: ModelName(provider: provider, model: model), host: host)
    }

    @Test func laterEntriesComeBeforeEarlierOnes() throws {
        let table = try ProfileTable(
            yaml: """
                - {model: "*", context-tokens: 1000, seed: false}
                - {model: "qwen*", grammar: true, context-tokens: 2000}
                - {model: "QWEN-*-big", provider: openai, host: "*.example.com", price: {prompt: 1, cached: 0.1, reply: 2}}
                """, "t.yaml")
        #expect(profile(table, "x").contextTokens == 1_000 && profile(table, "x").seed == false)
        #expect(profile(table, "qwen-2-big").contextTokens == 2_000 && profile(table, "qwen-2-big").price == nil)
        let priced = profile(table, "qwen-2-big", host: "a.example.com")
        #expect(priced.price == .init(prompt: 1, cached: 0.1, reply: 2) && priced.grammar && !priced.seed)
        #expect(profile(table, "qwen-2-big", provider: "anthropic", host: "a.example.com").price == nil)
        let own = try ProfileTable(yaml: "- {model: qwen-2-big, context-tokens: 7}", "own.yaml")
        #expect(profile(table.adding(own), "qwen-2-big").contextTokens == 7)
    }

    @Test(arguments: [
        ("- {model: x, colour: red}", "line 1, column 14: there is no 'colour'."),
        ("- model: x\n  seed: maybe", "line 2, column 9: seed is neither true nor false."),
        ("- model: x\n  context-tokens: -1", "line 2, column 19: context-tokens is no whole number."),
        ("- {seed: true}", "line 1, column 3: the entry names no model."),
        ("- {model: x, price: {prompt: 1}}", "line 1, column 21: a price is"),
        ("- {model: x, price: {prompt: free, reply: 1}}", "line 1, column 21: a price is"),
        ("model: x", "is no list of models"), ("- [", "is no YAML"), ("- x", "line 1, column 3: a model is expected."),
    ]) func mistakesAreToldWhereTheyAre(_ text: String, _ problem: String) {
        let error = #expect(throws: PlumbError.self) { try ProfileTable(yaml: text, "t.yaml") }
        #expect(error?.code == .badInput && error?.message.contains(problem) == true, "\(error?.message ?? "")")
    }

    @Test func patternsFitNames() {
        #expect(NamePattern("a*c").fits("abc") && NamePattern("a*c").fits("ac") && !NamePattern("a*c").fits("abcd"))
        #expect(NamePattern("*b*").fits("abc") && !NamePattern("*x*").fits("abc"))
        #expect(NamePattern("abc").fits("ABC") && !NamePattern("abc").fits("abcd"))
        #expect(!NamePattern("ab*ba").fits("aba"))
    }

    @Test func theBuiltInTableIsSound() {
        let local = profile(.builtIn, "qwen1.5b", host: "127.0.0.1")
        #expect(local.grammar && local.prefill && local.jsonSchema && local.price == nil)
        let hosted = profile(.builtIn, "gpt-4.1")
        #expect(!hosted.grammar && !hosted.prefill && hosted.contextTokens == 1_047_576)
        // The same name elsewhere has another price.
        #expect(profile(.builtIn, "gpt-4.1", host: "example.com").price == nil)
        let claude = profile(.builtIn, "claude-sonnet-4-5", provider: "anthropic", host: "api.anthropic.com")
        #expect(claude.jsonSchema && claude.prefill && claude.temperature && !claude.seed && claude.price == nil)
        let opus = profile(.builtIn, "claude-opus-4-6", provider: "anthropic", host: "api.anthropic.com")
        #expect(!opus.prefill && opus.price == .init(prompt: 5, cached: 0.5, reply: 25))
        #expect(profile(.builtIn, "gpt-5.4-mini").countsReasoning && !profile(.builtIn, "gpt-5.4-mini").temperature)
    }

    @Test func aConfigurationNeedsLittle() throws {
        let short = try JSONDecoder().decode(ModelConfiguration.self, from: Data(#"{"model": "m"}"#.utf8))
        #expect(short == ModelConfiguration(model: "m") && short.name == "m" && short.provider == "openai")
        var full = ModelConfiguration(name: "n", provider: "anthropic", model: "m", baseURL: "http://h")
        full.keyVariable = "K"
        full.keyFile = "f"
        full.keyHeader = "h"
        full.headers = ["a": "b"]
        full.apiVersion = "1"
        full.sampling = Sampling(temperature: 0, stop: [";"])
        full.limits.totalSeconds = 7
        full.maximumConcurrentCalls = 2
        full.callsPerMinute = 3
        full.tokensPerMinute = 4
        full.retries = 5
        full.profile.price = .init(prompt: 0, reply: 0)
        full.fallback = "x"
        #expect(try JSONDecoder().decode(ModelConfiguration.self, from: JSONEncoder().encode(full)) == full)
        let limits = try JSONDecoder().decode(HTTPLimits.self, from: Data(#"{"idleSeconds": 3}"#.utf8))
        #expect(limits.idleSeconds == 3 && limits.totalSeconds == HTTPLimits().totalSeconds)
    }

    @Test(
        arguments: [
            (nil, nil, "https://api.openai.com/v1/chat/completions", true),
            ("http://127.0.0.1:8081", nil, "http://127.0.0.1:8081/v1/chat/completions", false),
            ("http://127.0.0.1:8081/v1/", nil, "http://127.0.0.1:8081/v1/chat/completions", false),
            ("https://openrouter.ai/api/v1", nil, "https://openrouter.ai/api/v1/chat/completions", false),
            (
                "https://me.openai.azure.com/openai/deployments/d", "2024-10-21",
                "https://me.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21", false
            ),
            (
                "https://me.openai.azure.com/openai/deployments/d?api-version=1&x=2", nil,
                "https://me.openai.azure.com/openai/deployments/d/chat/completions?api-version=1&x=2", false
            ),
        ] as [(String?, String?, String, Bool)]) func addressesAreCompleted(
            _ base: String?, _ version: String?, _ expected: String, _ isOwn: Bool
        ) throws
    {
        var configuration = ModelConfiguration(model: "m", baseURL: base)
        configuration.apiVersion = version
        let address = try ModelAddress(configuration, OpenAIProvider())
        #expect(address.url == expected && address.isProvidersOwn == isOwn)
    }
}
