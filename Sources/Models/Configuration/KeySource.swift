internal import Foundation
internal import PlumbCore

/// Where the key of a model comes from.
enum KeySource: Hashable, Sendable {
    case none
    case variable(String)
    case file(String)

    /// The source that a configuration names; else the provider's usual variable, for its own server alone.
    init(_ configuration: ModelConfiguration, _ provider: any Provider, _ address: ModelAddress) {
        if let file = configuration.keyFile {
            self = .file(file)
        } else if let variable = configuration.keyVariable {
            self = .variable(variable)
        } else {
            self = address.isProvidersOwn ? .variable(provider.keyVariable) : .none
        }
    }

    /// Reads the key.
    ///
    /// - Throws: `PlumbError` with `badInput` where there is none.
    func key(environment: Surroundings, host: String) throws(PlumbError) -> Secret? {
        switch self {
        case .none: return nil
        case .variable(let name):
            return try Self.checked(
                environment[name],
                PlumbError(
                    .badInput, "The environment variable \(name), which holds the key for \(host), is not set.",
                    suggestion: "Set it, or name another one: keyVariable."))
        case .file(let path):
            let expanded = path.hasPrefix("~/") ? (environment["HOME"] ?? "~") + path.dropFirst() : path
            return try Self.checked(
                try? String(contentsOfFile: expanded, encoding: .utf8),
                PlumbError(
                    .badInput, "The file \(path), which holds the key for \(host), can't be read, or is empty.",
                    suggestion: "It holds the key and nothing else."))
        }
    }

    private static func checked(_ text: String?, _ error: PlumbError) throws(PlumbError) -> Secret {
        let key = text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        guard !key.isEmpty, !key.contains(where: \.isNewline) else { throw error }
        return Secret(key)
    }
}
