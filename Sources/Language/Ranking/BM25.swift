internal import Foundation

/// Ranks documents by the words that they share with a query.
///
/// Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", Foundations and Trends
/// in Information Retrieval 3(4), 2009, with k1 = 1.2 and b = 0.75.
public struct BM25: Sendable {
    private var counts: [[String: Int]] = []
    private var lengths: [Int] = []
    private var documentFrequency: [String: Int] = [:]

    /// Indexes documents, each given as its words' stems.
    public init(documents: [[String]]) {
        for document in documents {
            let counts = document.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
            self.counts.append(counts)
            lengths.append(document.count)
            for word in counts.keys { documentFrequency[word, default: 0] += 1 }
        }
    }

    /// The score of every document for a query, in the documents' order; 0 where no word is shared, unbounded above.
    public func scores(for query: [String]) -> [Double] {
        let total = Double(counts.count)
        let averageLength = max(Double(lengths.reduce(0, +)) / max(total, 1), 1)
        return counts.indices.map { index in
            Set(query).sorted().reduce(0.0) { score, word in
                guard let count = counts[index][word].map(Double.init) else { return score }
                let frequency = Double(documentFrequency[word] ?? 0)
                let rarity = log(1 + (total - frequency + 0.5) / (frequency + 0.5))
                let length = 1 - 0.75 + 0.75 * Double(lengths[index]) / averageLength
                return score + rarity * count * 2.2 / (count + 1.2 * length)
            }
        }
    }
}
