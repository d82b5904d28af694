internal import ArgumentParser
internal import PlumbCore
internal import PlumbPipeline

/// Which configuration holds, for every command that asks a database or a model.
struct ConfigurationOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The configuration; default: the nearest plumb.yaml, from the working directory upwards.", valueName: "file"
        ),
        completion: .file(extensions: ["yaml", "yml"]))
    var config: String?

    /// What the file says; nothing where there is none.
    ///
    /// - Throws: `PlumbError` with `badInput`.
    func read() throws(PlumbError) -> Configuration {
        let path = config == nil ? try Configuration.nearestFile() : config
        return try path.map { path throws(PlumbError) in try Configuration(contentsOf: path) } ?? Configuration()
    }
}
