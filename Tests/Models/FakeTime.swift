import PlumbModels
import Synchronization

/// A time in which waiting takes none: it notes how long was waited.
final class FakeTime: Timekeeper {
    private let state = Mutex((now: 0.0, waits: [Double]()))

    var seconds: Double { state.withLock { $0.now } }

    var secondsSince1970: Double { 1_700_000_000 + seconds }

    /// All waits, in seconds.
    var waits: [Double] { state.withLock { $0.waits } }

    func sleep(_ seconds: Double) async throws {
        try Task.checkCancellation()
        state.withLock { state in
            state.now += seconds
            state.waits.append(seconds)
        }
        await Task.yield()
    }

    /// Lets time pass.
    func pass(_ seconds: Double) { state.withLock { $0.now += seconds } }
}
