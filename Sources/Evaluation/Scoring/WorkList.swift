internal import PlumbCore
internal import Synchronization

/// Work that waits, in stretches of one group: files stay open from one piece to the next.
final class WorkList: Sendable {
    private let chunks: [[Int]]
    private let place = Atomic<Int>(0)

    /// Few enough that all threads end at about the same time.
    private static let longest = 8

    /// Makes a list.
    ///
    /// - Parameter pieces: the pieces by number, each with the name of its group.
    init(_ pieces: [(index: Int, group: String)]) {
        var groups: [String: [Int]] = [:]
        var order: [String] = []
        for piece in pieces {
            if groups[piece.group] == nil { order.append(piece.group) }
            groups[piece.group, default: []].append(piece.index)
        }
        chunks = order.flatMap { name in
            let indices = groups[name] ?? []
            return stride(from: 0, to: indices.count, by: Self.longest).map {
                Array(indices[$0..<min($0 + Self.longest, indices.count)])
            }
        }
    }

    /// Makes a list of pieces numbered from 0, by the databases that they are about.
    convenience init(_ databases: [String]) {
        self.init(databases.enumerated().map { (index: $0, group: $1) })
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
