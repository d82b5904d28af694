internal import PlumbCore
internal import Synchronization

/// Pairs that wait, in stretches of one database: files stay open from one pair to the next.
final class WorkList: Sendable {
    private let chunks: [[Int]]
    private let place = Atomic<Int>(0)

    /// Few enough that all threads end at about the same time.
    private static let longest = 8

    init(_ pairs: [QueryPair]) {
        var byDatabase: [String: [Int]] = [:]
        var order: [String] = []
        for (index, pair) in pairs.enumerated() {
            if byDatabase[pair.database] == nil { order.append(pair.database) }
            byDatabase[pair.database, default: []].append(index)
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
