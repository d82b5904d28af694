internal import Foundation
public import PlumbCore
internal import PlumbYAML

extension Configuration {
    /// The name of a file that is found without being named.
    public static let fileName = "plumb.yaml"

    /// The largest file that is read, in bytes.
    private static let largest = 4 << 20

    /// Reads a configuration file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - environment: what `${NAME}` stands for; nil for the environment of this process.
    /// - Throws: `PlumbError` with `badInput`: what is wrong, in which line and column.
    public init(
        contentsOf path: String, environment: [String: String]? = nil
    ) throws(PlumbError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PlumbError(
                .badInput, "the configuration \(path) can't be read", suggestion: "Name a file with --config.")
        }
        guard data.count <= Self.largest, let text = String(data: data, encoding: .utf8) else {
            throw PlumbError(
                .badInput, "\(path) is no configuration: it is larger than 4 MiB, or not UTF-8",
                suggestion: "Name a YAML file with --config.")
        }
        self = try ConfigurationReader(
            yaml: YAMLReader(file: path), environment: environment ?? ProcessInfo.processInfo.environment
        )
        .configuration(in: text)
    }

    /// The configuration file nearest to a folder: in it, or in one that it lies in.
    ///
    /// - Parameter folder: where to begin; nil for the working directory.
    /// - Returns: the file's path; nil where there is none.
    /// - Throws: `PlumbError` with `badInput` where the file is a stranger's: it says where questions and data are sent.
    public static func nearestFile(to folder: String? = nil) throws(PlumbError) -> String? {
        let start = URL(fileURLWithPath: folder ?? FileManager.default.currentDirectoryPath).standardizedFileURL.path
        let trusted: Set<uid_t?> = [0, geteuid(), owner(of: start)]
        var folder = start
        while true {
            let path = (folder == "/" ? "" : folder) + "/" + fileName
            if FileManager.default.fileExists(atPath: path) {
                guard trusted.contains(owner(of: path)) else {
                    throw PlumbError(
                        .badInput, "the configuration \(path) belongs to somebody else",
                        suggestion: "If you trust it, name it: --config \(path)")
                }
                return path
            }
            guard folder != "/", !folder.isEmpty else { return nil }
            folder = URL(fileURLWithPath: folder).deletingLastPathComponent().path
        }
    }

    /// Who owns a file or folder.
    private static func owner(of path: String) -> uid_t? {
        var information = stat()
        return stat(path, &information) == 0 ? information.st_uid : nil
    }
}
