internal import PlumbCore

/// Which tables a policy closes without naming them, as `PostgresPolicyCheck` refuses them: views that read what is
/// closed or open in part, tables that inherit what is denied, and those that hand down to such a table.
struct PostgresClosure {
    private var names: [Int: (name: TableName, schema: String)] = [:]
    private var edges: [Edge] = []

    /// A relation whose rows come from another's.
    private struct Edge {
        var reader: Int
        var source: Int
        /// Whether the reader inherits from the source, as a part does from its table.
        var isChild: Bool
    }

    mutating func addRelation(_ row: [String?]) {
        guard row.count == 4, let id = row[0].flatMap({ Int($0) }), let schema = row[1], let name = row[2] else {
            return
        }
        names[id] = (TableName(name, schema: row[3] == "t" ? nil : schema), schema)
    }

    mutating func addEdge(_ row: [String?]) {
        guard row.count == 3, let reader = row[0].flatMap({ Int($0) }), let source = row[1].flatMap({ Int($0) }) else {
            return
        }
        edges.append(Edge(reader: reader, source: source, isChild: row[2] == "t"))
    }

    /// The tables that are closed besides those that the policy names.
    func tables(under policy: AccessPolicy) -> Set<TableName> {
        let rules = PostgresReadRules(policy)
        let denied = Set(names.filter { rules.isDenied($0.value.name, in: $0.value.schema) }.keys)
        let closedToViews = Set(
            names.filter { _, table in
                !rules.mayRead(table.name, in: table.schema) || rules.limitsColumns(of: table.name, in: table.schema)
            }.keys)
        let children = edges.filter(\.isChild)
        let down = Self.reached(from: denied, along: children.map { ($0.source, $0.reader) })
        let up = Self.reached(from: denied, along: children.map { ($0.reader, $0.source) })
        let inherited = down.union(up)
        let views = edges.filter { !$0.isChild }.map { ($0.source, $0.reader) }
        let read = Self.reached(from: closedToViews.union(inherited), along: views)
        return Set(inherited.union(read).compactMap { names[$0] }.map { TableName($0.name.name, schema: $0.schema) })
    }

    /// What can be reached, the starts apart.
    private static func reached(from starts: Set<Int>, along edges: [(from: Int, to: Int)]) -> Set<Int> {
        let next = Dictionary(grouping: edges, by: \.from)
        var found: Set<Int> = []
        var open = Array(starts)
        while let place = open.popLast() {
            for edge in next[place] ?? [] where found.insert(edge.to).inserted { open.append(edge.to) }
        }
        return found
    }
}
