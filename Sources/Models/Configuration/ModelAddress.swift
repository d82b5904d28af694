internal import Foundation
internal import PlumbCore

/// Where a model's server is asked, made from a base URL.
struct ModelAddress: Sendable {
    /// The whole address.
    let url: String
    /// The host and its port, for messages.
    let host: String
    /// The host alone.
    let hostName: String
    /// Whether it is the provider's own server, which its usual key is for.
    let isProvidersOwn: Bool

    /// Makes the address of a configuration.
    ///
    /// - Parameters:
    ///   - configuration: names the base URL, with or without version and path.
    ///   - provider: says what follows it.
    /// - Throws: `PlumbError` with `badInput` for what is no address.
    init(_ configuration: ModelConfiguration, _ provider: any Provider) throws(PlumbError) {
        let text = configuration.baseURL ?? provider.ownAddress
        guard var parts = URLComponents(string: text), let name = parts.host, !name.isEmpty,
            let scheme = parts.scheme?.lowercased(), scheme == "http" || scheme == "https"
        else {
            throw PlumbError(
                .badInput, "The base URL of the model \(configuration.name) is no address.",
                suggestion: "It reads like https://example.com/v1 or http://127.0.0.1:8080.")
        }
        hostName = name
        host = name + (parts.port.map { ":\($0)" } ?? "")
        guard parts.user == nil, parts.password == nil else {
            throw PlumbError(
                .badInput, "The base URL of the model \(configuration.name) holds a user or a password.",
                suggestion: "Name an environment variable that holds the key: keyVariable.")
        }
        isProvidersOwn = scheme == "https" && name.lowercased() == URLComponents(string: provider.ownAddress)?.host
        parts.fragment = nil
        parts.path = provider.path(below: parts.path)
        if let version = configuration.apiVersion {
            var items = (parts.queryItems ?? []).filter { $0.name != "api-version" }
            items.append(URLQueryItem(name: "api-version", value: version))
            parts.queryItems = items
        }
        guard let url = parts.string else {
            throw PlumbError(.badInput, "The base URL of the model \(configuration.name) is no address.")
        }
        self.url = url
    }
}
