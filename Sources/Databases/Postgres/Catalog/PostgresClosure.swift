internal import PlumbCore

/// What a policy closes without naming it, as `PostgresPolicyCheck` and `PostgresRowViews` refuse it: views that read what is closed or open in
/// part, tables that inherit from what is denied or open in part, those that hand down to what is denied, those that share
/// a part with another that is denied or open in part, and the columns that those have which hand down to what is open in
/// part.
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

    /// The tables that are open in part and have rows that are read with another's, whose columns `columns` needs.
    func parts(under policy: AccessPolicy) -> [Int] {
        let parts = Set(edges.filter(\.isChild).map(\.reader))
        return limited(under: policy).intersection(parts).sorted()
    }

    /// The columns that are closed because a part's columns of the same names are.
    ///
    /// - Parameters:
    ///   - policy: what is closed.
    ///   - rows: the columns of `parts`.
    /// - Returns: columns of the tables that they are parts of.
    func columns(under policy: AccessPolicy, _ rows: [[String?]]) -> Set<ColumnReference> {
        let rules = PostgresReadRules(policy)
        let up = edges.filter(\.isChild).map { ($0.reader, $0.source) }
        var closed: [Int: [String]] = [:]
        for row in rows {
            guard row.count == 2, let part = row[0].flatMap({ Int($0) }), let column = row[1], let table = names[part],
                !rules.mayRead(column, of: table.name, in: table.schema)
            else { continue }
            closed[part, default: []].append(column)
        }
        var columns: Set<ColumnReference> = []
        for (part, names) in closed {
            for whole in Self.reached(from: [part], along: up).compactMap({ self.names[$0] }) {
                let table = TableName(whole.name.name, schema: whole.schema)
                columns.formUnion(names.map { ColumnReference(table, $0) })
            }
        }
        return columns
    }

    private func limited(under policy: AccessPolicy) -> Set<Int> {
        let rules = PostgresReadRules(policy)
        return Set(names.filter { rules.limitsColumns(of: $0.value.name, in: $0.value.schema) }.keys)
    }

    /// The tables that are closed besides those that the policy names.
    func tables(under policy: AccessPolicy) -> Set<TableName> {
        let rules = PostgresReadRules(policy)
        let denied = Set(names.filter { rules.isDenied($0.value.name, in: $0.value.schema) }.keys)
        let closed = Set(names.filter { !rules.mayRead($0.value.name, in: $0.value.schema) }.keys)
        let limited = limited(under: policy)
        let filtered = Set(names.filter { rules.rowCondition(of: $0.value.name, in: $0.value.schema) != nil }.keys)
        let children = edges.filter(\.isChild)
        let up = children.map { ($0.reader, $0.source) }
        let inherited = Self.reached(
            from: denied.union(limited).union(filtered), along: children.map { ($0.source, $0.reader) }
        ).union(Self.reached(from: denied.union(filtered), along: up))
            .union(sharing(partsOf: denied.union(limited).union(filtered)))
        let partly = limited.union(Self.reached(from: limited, along: up)).union(filtered)
        let views = edges.filter { !$0.isChild }.map { ($0.source, $0.reader) }
        let read = Self.reached(from: closed.union(inherited).union(partly), along: views)
        return Set(inherited.union(read).compactMap { names[$0] }.map { TableName($0.name.name, schema: $0.schema) })
    }

    /// The tables that show rows of some others, since a part of theirs is a part of one of those besides.
    private func sharing(partsOf wholes: Set<Int>) -> Set<Int> {
        let children = edges.filter(\.isChild)
        let up = children.map { ($0.reader, $0.source) }
        let down = children.map { ($0.source, $0.reader) }
        let shared = Set(Dictionary(grouping: children, by: \.reader).filter { $0.value.count > 1 }.keys)
        guard !shared.isEmpty else { return [] }
        return wholes.intersection(Self.reached(from: shared, along: up)).reduce(into: []) { tables, whole in
            let others = Self.reached(from: Self.reached(from: [whole], along: down), along: up)
            tables.formUnion(others.subtracting(Self.reached(from: [whole], along: up)).subtracting([whole]))
        }
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
