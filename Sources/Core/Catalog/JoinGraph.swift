/// Tables as places and foreign keys as roads between them.
public struct JoinGraph: Sendable {
    /// A foreign key walked in one direction.
    private struct Road {
        var key: Int
        var to: TableName
        var length: Double
    }

    private let keys: [ForeignKey]
    private var roads: [TableName: [Road]] = [:]

    /// An inferred key is a little longer, so that a declared way is preferred.
    private static let inferredLength = 1.3

    /// Makes the graph of some foreign keys.
    public init(_ keys: [ForeignKey]) {
        self.keys = keys
        for (index, key) in keys.enumerated() where key.table != key.referencedTable {
            let length = key.origin == .declared ? 1 : Self.inferredLength
            roads[key.table, default: []].append(Road(key: index, to: key.referencedTable, length: length))
            roads[key.referencedTable, default: []].append(Road(key: index, to: key.table, length: length))
        }
    }

    /// The keys of a shortest way from any of some tables to another; nil where there is none.
    ///
    /// - Parameters:
    ///   - starts: where the way may start.
    ///   - end: where it ends.
    ///   - avoiding: tables that the way may not pass through.
    /// - Returns: the keys in walking order; empty where `end` is among the starts.
    public func path(from starts: Set<TableName>, to end: TableName, avoiding: Set<TableName> = []) -> [ForeignKey]? {
        var distances: [TableName: Double] = [:]
        var arrivals: [TableName: (from: TableName, key: Int)] = [:]
        var open = starts.sorted()
        for start in starts { distances[start] = 0 }
        while let position = open.indices.min(by: { left, right in
            (distances[open[left]] ?? .infinity, open[left]) < (distances[open[right]] ?? .infinity, open[right])
        }) {
            let place = open.remove(at: position)
            if place == end { break }
            guard !avoiding.contains(place) || starts.contains(place) else { continue }
            for road in roads[place] ?? [] {
                let distance = (distances[place] ?? .infinity) + road.length
                if distance < distances[road.to] ?? .infinity {
                    if distances[road.to] == nil { open.append(road.to) }
                    distances[road.to] = distance
                    arrivals[road.to] = (place, road.key)
                }
            }
        }
        guard distances[end] != nil else { return nil }
        var path: [ForeignKey] = []
        var place = end
        while !starts.contains(place), let arrival = arrivals[place] {
            path.insert(keys[arrival.key], at: 0)
            place = arrival.from
        }
        return path
    }

    /// The keys that join some tables, through others where needed: each table is reached from what is joined so far
    /// by a shortest way (a heuristic for the Steiner tree problem by Takahashi and Matsuyama, 1980).
    ///
    /// - Parameter tables: the tables, the most important first.
    /// - Returns: the keys, each touching what the keys before it joined, and the tables that can't be reached.
    public func joining(_ tables: [TableName]) -> (keys: [ForeignKey], unreachable: [TableName]) {
        guard let first = tables.first else { return ([], []) }
        var joined: Set<TableName> = [first]
        var keys: [ForeignKey] = []
        var waiting = Array(tables.dropFirst())
        var unreachable: [TableName] = []
        while !waiting.isEmpty {
            let paths = waiting.map { path(from: joined, to: $0) }
            guard
                let nearest = waiting.indices.filter({ paths[$0] != nil }).min(by: {
                    (paths[$0]?.count ?? 0, $0) < (paths[$1]?.count ?? 0, $1)
                })
            else {
                unreachable = waiting
                break
            }
            for key in paths[nearest] ?? [] {
                keys.append(key)
                joined.formUnion([key.table, key.referencedTable])
            }
            waiting.removeAll { joined.contains($0) }
        }
        return (keys, unreachable)
    }

    /// Keys that join two tables directly.
    public func keys(between left: TableName, and right: TableName) -> [ForeignKey] {
        keys.filter {
            ($0.table == left && $0.referencedTable == right) || ($0.table == right && $0.referencedTable == left)
        }
    }
}
