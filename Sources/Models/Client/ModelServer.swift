internal import PlumbCore
internal import Synchronization

/// A configured model, with what all its calls share: address, key, profile, turns and rates.
final class ModelServer: Sendable {
    let configuration: ModelConfiguration
    let provider: any Provider
    let address: ModelAddress
    let profile: ModelProfile
    let turns: TurnQueue
    let rate: RateLimit
    private let environment: Surroundings
    private let keySource: KeySource
    private let key = Mutex<Secret?>(nil)

    /// Prepares a model; no key is read and nothing is asked yet.
    ///
    /// - Throws: `PlumbError` with `badInput` for a configuration that can't be used.
    init(
        _ configuration: ModelConfiguration, _ profiles: ProfileTable, environment: Surroundings,
        time: any Timekeeper
    ) throws(PlumbError) {
        self.configuration = configuration
        self.environment = environment
        provider = try Providers.named(configuration.provider)
        address = try ModelAddress(configuration, provider)
        keySource = KeySource(configuration, provider, address)
        profile = profiles.profile(of: configuration.modelName, host: address.hostName)
            .changed(by: configuration.profile)
        turns = TurnQueue(places: configuration.maximumConcurrentCalls)
        rate = RateLimit(
            callsPerMinute: configuration.callsPerMinute, tokensPerMinute: configuration.tokensPerMinute, time: time)
        let secret = ["authorization", "x-api-key", "api-key", "cookie", "proxy-authorization"]
        if let name = configuration.headers.keys.sorted().first(where: { secret.contains($0.lowercased()) }) {
            throw PlumbError(
                .badInput, "The model \(configuration.name) has a header \(name), which would hold a key.",
                suggestion: "Name the environment variable that holds it: keyVariable, and keyHeader.")
        }
    }

    /// A request with the configuration's sampling where it says nothing itself.
    func completed(_ request: ChatRequest) -> ChatRequest {
        let usual = configuration.sampling
        var request = request
        request.sampling.temperature = request.sampling.temperature ?? usual.temperature
        request.sampling.topP = request.sampling.topP ?? usual.topP
        request.sampling.seed = request.sampling.seed ?? usual.seed
        request.sampling.maximumTokens = request.sampling.maximumTokens ?? usual.maximumTokens
        request.sampling.reasoningEffort = request.sampling.reasoningEffort ?? usual.reasoningEffort
        if request.sampling.stop.isEmpty { request.sampling.stop = usual.stop }
        return request
    }

    /// The HTTP request for a request.
    ///
    /// - Throws: `PlumbError` with `badInput`, also where the key is missing.
    func http(_ request: ChatRequest) throws(PlumbError) -> (request: HTTPRequest, key: Secret?) {
        let key = try readKey()
        var headers = [HTTPRequest.Header("Content-Type", "application/json")]
        headers.append(.init("Accept", profile.streaming ? "text/event-stream, application/json" : "application/json"))
        headers += configuration.headers.sorted { $0.key < $1.key }.map { HTTPRequest.Header($0.key, $0.value) }
        headers += provider.headers(key: key, host: address.host, header: configuration.keyHeader)
        let body = try provider.body(of: request, profile).jsonBytes
        return (HTTPRequest(url: address.url, headers: headers, body: body, limits: configuration.limits), key)
    }

    private func readKey() throws(PlumbError) -> Secret? {
        if let known = key.withLock({ $0 }) { return known }
        let read = try keySource.key(environment: environment, host: address.host)
        key.withLock { $0 = read }
        return read
    }

    /// What a reply cost; nil where that is not known.
    func price(of reply: ProviderReply) -> Double? {
        profile.price?.dollars(
            promptTokens: reply.promptTokens, cachedTokens: reply.cachedTokens, replyTokens: reply.replyTokens)
    }
}
