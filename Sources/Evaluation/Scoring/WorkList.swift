internal import PlumbCore
internal import Synchronization

/// Work that waits, in stretches of one database: files stay open from one pair to the next.
final class WorkList: Sendable {
    private let chunks: [[Int]]
    private let place = Atomic<Int>(0)

    /// Few enough that all threads end at about the same time.
    private static let longest = 8

    /// Makes a list of the databases that pieces of work are about, in order.
    init(_ databases: [String]) {
        var byDatabase: [String: [Int]] = [:]
        var order: [String] = []
        for (index, database) in databases.enumerated() {
            if byDatabase[database] == nil { order.append(database) }
            byDatabase[database, default: []].append(index)
        }
        chunks = order.flatMap { name in
            let indices = byDatabase[name] ?? []
            return stride(from: 0, to: indices.count, by: Self.longest).map {
                Array(indices[$0..<min($0 + Self.longest, indices.count)])
            }
        }
    }

    var count: Int { chunks.count }

    func next() -> [Int]? {
        let index = place.wrappingAdd(1, ordering: .relaxed).oldValue
        return index < chunks.count ? chunks[index] : nil
    }
}

/// Scores that come in any order.
final class ScoreList: Sendable {
    private let scores: Mutex<[PairScore?]>

    init(count: Int) {
        scores = Mutex([PairScore?](repeating: nil, count: count))
    }

    func keep(_ score: PairScore, at index: Int) {
        scores.withLock { $0[index] = score }
    }

    /// Those that are there, in order.
    var all: [PairScore] { scores.withLock { $0.compactMap { $0 } } }
}
