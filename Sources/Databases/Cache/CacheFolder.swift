internal import Foundation
internal import PlumbCore

/// The folder that keeps what was read of databases: `$XDG_CACHE_HOME/plumb`, else `~/.cache/plumb`.
///
/// Values of a database lie in it, so it is the user's alone: folders have the mode 0700, files 0600.
struct CacheFolder: Sendable {
    let path: String

    /// The folder, made where it is missing; nil where there can be none.
    init?(named path: String? = nil) {
        if let path {
            self.path = path
        } else {
            let environment = ProcessInfo.processInfo.environment
            // A relative path is invalid there: https://specifications.freedesktop.org/basedir-spec/latest/
            let base = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
            guard let base = base ?? environment["HOME"].map({ "\($0)/.cache" }), base.hasPrefix("/") else {
                return nil
            }
            self.path = "\(base)/plumb"
        }
        guard prepare() else { return nil }
    }

    private func prepare() -> Bool {
        var information = stat()
        if stat(path, &information) != 0 {
            let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
            try? FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: attributes)
            guard stat(path, &information) == 0 else { return false }
        }
        // Somebody else's folder could be filled with a catalog that lies.
        return information.st_mode & S_IFMT == S_IFDIR && information.st_uid == geteuid()
            && access(path, R_OK | X_OK) == 0
    }

    /// The file for a database; the same for the same key.
    ///
    /// - Parameters:
    ///   - name: the database's name, for people who look into the folder.
    ///   - key: what tells it from others. No secrets: a hash of a password can be guessed.
    ///   - annotations: the path of its annotations file.
    ///   - policy: what may be read of it.
    /// - Returns: the file's path.
    func file(
        named name: String, key: [String], annotations: String?, policy: AccessPolicy
    ) -> String {
        var hash = StableHash()
        for part in key { hash.combine(part) }
        hash.combine(annotations ?? "")
        hash.combine(policy.stamp)
        let name = name.unicodeScalars.prefix(40).map { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                ? String(scalar) : "_"
        }
        return "\(path)/\(name.joined())-\(hash.text).plumb"
    }

    /// An empty file beside another, to be filled and then moved over it; nil where none can be made.
    func temporaryFile(beside file: String) -> String? {
        let name = "\(file).\(getpid())-\(UInt32.random(in: 0...UInt32.max)).tmp"
        let descriptor = open(name, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        close(descriptor)
        return name
    }

    /// Removes what crashed processes left an hour ago, and what nobody has renewed for half a year.
    func tidy() {
        let now = time(nil)
        for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
            let isTemporary = name.hasSuffix(".tmp") && name.contains(".plumb.")
            guard isTemporary || name.hasSuffix(".plumb") else { continue }
            var information = stat()
            guard lstat("\(path)/\(name)", &information) == 0 else { continue }
            let age = now - information.st_mtim.tv_sec
            if age > (isTemporary ? 3_600 : 180 * 86_400) { unlink("\(path)/\(name)") }
        }
    }
}
