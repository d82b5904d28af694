internal import Foundation

#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// Who holds leases: a process of a machine, by a name that no other has.
struct WorkOwner: Hashable, Sendable, CustomStringConvertible {
    /// `host/start/processes/process/chance`: the machine's start tells apart machines of one name, `processes` containers
    /// that share it.
    let description: String

    /// This process.
    init() {
        let chance = String(UInt32.random(in: 0x1000_0000...UInt32.max), radix: 16)
        description = Self.here + "\(getpid())/\(chance)"
    }

    /// The owner of a name.
    init(_ description: String) {
        self.description = description
    }

    /// Whether the owner was a process of this machine that has ended: its leases need not be waited for.
    ///
    /// A process with the same number may have begun since; then the lease ends by the clock.
    var isGone: Bool {
        guard description.hasPrefix(Self.here),
            let process = description.dropFirst(Self.here.count).split(separator: "/").first.flatMap({ pid_t($0) }),
            process > 0
        else { return false }
        return kill(process, 0) == -1 && errno == ESRCH
    }

    private static let here: String = {
        let host = ProcessInfo.processInfo.hostName.replacing("/", with: "-")
        let processes = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")) ?? "-"
        let start = (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)) ?? "-"
        let parts = [host, start.trimmingCharacters(in: .whitespacesAndNewlines), processes]
        return parts.map { $0.replacing("/", with: "-") + "/" }.joined()
    }()
}
