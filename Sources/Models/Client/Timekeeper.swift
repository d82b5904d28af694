internal import Foundation

/// What time it is, and how to wait: so that tests of waiting take none.
package protocol Timekeeper: Sendable {
    /// Seconds since some moment; never goes back.
    var seconds: Double { get }
    /// The seconds since 1970, as other machines count them.
    var secondsSince1970: Double { get }
    /// Waits.
    ///
    /// - Throws: `CancellationError`.
    func sleep(_ seconds: Double) async throws
}

/// The time of this machine.
package struct SystemTime: Timekeeper {
    private let start = ContinuousClock.now

    package init() {}

    package var seconds: Double {
        let passed = start.duration(to: .now).components
        return Double(passed.seconds) + Double(passed.attoseconds) * 1e-18
    }

    package var secondsSince1970: Double { Date().timeIntervalSince1970 }

    package func sleep(_ seconds: Double) async throws { try await Task.sleep(for: .seconds(seconds)) }
}
