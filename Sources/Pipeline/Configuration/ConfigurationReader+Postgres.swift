internal import PlumbCore
internal import PlumbYAML
internal import Yams

/// The `postgres:` part of a configuration file.
extension ConfigurationReader {
    /// The keys, with what they are for.
    static let postgresKeys: [(name: String, help: String)] = [
        ("role", "The role to read as; where missing, the one that logs in."),
        ("settings", "Settings of each query's transaction, for row-level security; their names have a dot."),
        ("functions", "Functions of the database's own that queries may call; immutable or stable ones."),
        ("maximum_cost", "The largest cost, in the planner's units, of a query that is run."),
    ]

    func postgres(_ node: Node) throws(PlumbError) -> Configuration.Postgres {
        var postgres = Configuration.Postgres()
        for (key, value) in try yaml.entries(of: node, "`postgres`") {
            let word = try yaml.name(key)
            switch word {
            case "role": postgres.role = try filled(value, word)
            case "settings": postgres.settings = try settings(value)
            case "functions":
                for item in value.sequence.map(Array.init) ?? (yaml.isNull(value) ? [] : [value]) {
                    postgres.functions.append(try filled(item, word))
                }
            case "maximum_cost": postgres.maximumCost = try number(value, word, 0...1e15)
            default: throw yaml.unknown(word, key, among: Self.postgresKeys.map(\.name))
            }
        }
        return postgres
    }

    private func settings(_ node: Node) throws(PlumbError) -> [String: String] {
        var settings: [String: String] = [:]
        for (key, value) in try yaml.entries(of: node, "`settings`") {
            let name = try yaml.name(key)
            guard SettingName.isPermitted(name) else {
                throw yaml.error(
                    key, "\(name) can't be set for a query: such a setting's name has a dot.",
                    "Write it like app.tenant.")
            }
            settings[name] = try text(value, name)
        }
        return settings
    }

    /// A text that is not empty, as it would be where a variable of the environment is.
    private func filled(_ node: Node, _ key: String) throws(PlumbError) -> String {
        let text = try text(node, key)
        guard !text.isEmpty else { throw yaml.error(node, "`\(key)` is empty.", "Write a name, or leave the key out.") }
        return text
    }
}
