internal import PlumbCore

/// What all clients of one process share: the models, their connections, the time.
final class SharedModels: Sendable {
    let configurations: [ModelConfiguration]
    let transport: HTTPTransport
    let time: any Timekeeper
    /// Gives 0...1.
    let random: @Sendable () -> Double
    private let servers: [ModelServer]

    init(
        _ models: [ModelConfiguration], _ options: ModelClient.Options, time: any Timekeeper,
        random: @escaping @Sendable () -> Double
    ) throws(PlumbError) {
        configurations = models
        transport = HTTPTransport(environment: options.environment)
        self.time = time
        self.random = random
        servers = try models.map { configuration throws(PlumbError) in
            try ModelServer(configuration, options.profiles, environment: options.environment, time: time)
        }
        for (index, model) in models.enumerated() {
            if models[..<index].contains(where: { $0.name == model.name }) {
                throw PlumbError(.badInput, "Two models are called \(model.name).", suggestion: "Rename one.")
            }
            if let other = models[..<index].first(where: { $0.modelName == model.modelName }) {
                throw PlumbError(
                    .badInput, "\(other.name) and \(model.name) are the same model, \(model.modelName).",
                    suggestion: "Remove one; how replies are drawn can be said by each stage.")
            }
        }
        for server in servers { _ = try fallback(of: server) }
    }

    /// The server of a model.
    ///
    /// - Throws: `PlumbError` with `badInput` for an unknown one.
    func server(of model: ModelName) throws(PlumbError) -> ModelServer {
        if let server = servers.first(where: { $0.configuration.modelName == model }) { return server }
        throw unknown("\(model)")
    }

    /// The server of a configuration's name, or of its model's.
    ///
    /// - Throws: `PlumbError` with `badInput` for an unknown one.
    func server(named name: String) throws(PlumbError) -> ModelServer {
        if let server = servers.first(where: { $0.configuration.name == name })
            ?? servers.first(where: { $0.configuration.model == name || "\($0.configuration.modelName)" == name })
        {
            return server
        }
        throw unknown(name)
    }

    /// The server to fall back to; nil for none.
    ///
    /// - Throws: `PlumbError` with `badInput` for an unknown one.
    func fallback(of server: ModelServer) throws(PlumbError) -> ModelServer? {
        guard let name = server.configuration.fallback else { return nil }
        return try self.server(named: name)
    }

    private func unknown(_ name: String) -> PlumbError {
        let known = configurations.map(\.name).joined(separator: ", ")
        return PlumbError(
            .badInput, "There is no model \(name).",
            suggestion: known.isEmpty ? "No model is configured." : "There are: \(known).")
    }
}
