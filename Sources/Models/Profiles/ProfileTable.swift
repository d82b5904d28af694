internal import Foundation
public import PlumbCore
internal import Yams

/// What is known of models, by their names: the built-in table, and what a user's own adds or says otherwise.
///
/// All entries that fit a model count, a later one before an earlier one.
public struct ProfileTable: Sendable {
    private var entries: [ProfileEntry]

    /// The table that comes with Plumb, `Sources/Models/Profiles/models.yaml`.
    public static let builtIn: ProfileTable = {
        do {
            return try ProfileTable(yaml: String(decoding: PackageResources.models_yaml, as: UTF8.self), "models.yaml")
        } catch {
            preconditionFailure("The built-in table of models can't be read: \(error)")
        }
    }()

    /// Reads a table.
    ///
    /// - Parameter path: a YAML file like `Sources/Models/Profiles/models.yaml`.
    /// - Throws: `PlumbError` with `badInput`, naming line and column.
    public init(contentsOf path: String) throws(PlumbError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PlumbError(
                .badInput, "There is no file \(path).", suggestion: "Name a YAML file of models' profiles.")
        }
        try self.init(yaml: String(decoding: data, as: UTF8.self), path)
    }

    /// Reads a table.
    ///
    /// - Parameters:
    ///   - text: the YAML.
    ///   - file: what it is called, for errors.
    /// - Throws: `PlumbError` with `badInput`, naming line and column.
    init(yaml text: String, _ file: String) throws(PlumbError) {
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch {
            throw PlumbError(.badInput, "\(file) is no YAML.", detail: "\(error)")
        }
        guard let list = node?.sequence else {
            throw PlumbError(.badInput, "\(file) is no list of models.", suggestion: "Each begins with - model: NAME")
        }
        entries = try list.map { node throws(PlumbError) in try ProfileEntry(node, file) }
    }

    /// This table, and behind it another one, which has the last word.
    public func adding(_ other: ProfileTable) -> ProfileTable {
        var table = self
        table.entries += other.entries
        return table
    }

    /// What is known of a model.
    ///
    /// - Parameters:
    ///   - model: its name.
    ///   - host: the name of the host that serves it.
    /// - Returns: its profile; what servers mostly can, where nothing else is known.
    public func profile(of model: ModelName, host: String) -> ModelProfile {
        entries.filter { $0.fits(model, host: host) }.reduce(ModelProfile()) { $0.changed(by: $1.changes) }
    }
}
