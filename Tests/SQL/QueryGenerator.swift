/// Makes queries that lean on scopes: joins by name, aliases, subqueries and common tables that hide each other.
///
/// Some names are drawn at random from few words, so that they mean several things or nothing.
struct QueryGenerator {
    private typealias Source = (name: String, columns: [String])

    private var state: UInt64

    /// What can be named, innermost last.
    private var scopes: [[Source]] = []

    /// Starts with a seed, so that every run makes the same queries.
    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 99 }

    /// Tables whose columns overlap.
    static let schema = """
        CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT, y INTEGER);
        CREATE TABLE b (id INTEGER, a_id INTEGER REFERENCES a (id), y REAL, z TEXT);
        CREATE TABLE c (x TEXT, z TEXT, PRIMARY KEY (x, z));
        CREATE TABLE d (k TEXT PRIMARY KEY, n REAL);
        INSERT INTO a VALUES (1, 'p', 3), (2, 'q', NULL), (3, NULL, 5);
        INSERT INTO b VALUES (1, 1, 1.5, 'z'), (2, 1, 2.0, NULL), (NULL, 3, NULL, 'q');
        INSERT INTO c VALUES ('p', 'z'), ('q', 'q');
        INSERT INTO d VALUES ('p', 1), ('r', 2.5);
        """

    private static let tables: [Source] = [
        ("a", ["id", "x", "y"]), ("b", ["id", "a_id", "y", "z"]), ("c", ["x", "z"]), ("d", ["k", "n"]),
    ]

    private mutating func next(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(truncatingIfNeeded: (state >> 33) % UInt64(bound))
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[next(below: elements.count)] }

    private mutating func chance(_ percent: Int) -> Bool { next(below: 100) < percent }

    /// The next query.
    mutating func query() -> String {
        scopes = []
        return query(depth: 2, commons: []).sql
    }

    private mutating func query(depth: Int, commons: [Source]) -> (sql: String, columns: [String]) {
        var sql = ""
        var commons = commons
        if depth > 0, chance(25) {
            let name = pick(["t", "a", "u", "w"])
            let inner = query(depth: depth - 1, commons: commons)
            let isRenamed = chance(30) && inner.columns.count == 1
            sql += "WITH \(name)\(isRenamed ? " (k)" : "") AS (\(inner.sql)) "
            commons.append((name, isRenamed ? ["k"] : inner.columns))
        }
        let first = select(depth: depth, commons: commons)
        sql += first.sql
        if chance(10), first.columns.count == 1 {
            let second = select(depth: depth - 1, commons: commons, width: 1)
            sql += " \(pick(["UNION", "UNION ALL", "EXCEPT", "INTERSECT"])) " + second.sql
            if chance(50) { sql += " ORDER BY " + pick(["1", first.columns[0], pick(second.columns + ["1"])]) }
        } else if chance(25) {
            scopes = [first.scope]
            sql += " ORDER BY " + (chance(30) ? pick(first.columns + ["1"]) : term())
        }
        if chance(10) { sql += " LIMIT 3" }
        return (sql, first.columns)
    }

    private mutating func select(
        depth: Int, commons: [Source], width: Int? = nil
    ) -> (sql: String, columns: [String], scope: [Source]) {
        let outer = scopes
        var scope: [Source] = []
        let from = chance(96) ? " FROM " + self.from(depth: depth, commons: commons, &scope) : ""
        scopes = outer + [scope]
        var items: [String] = []
        var columns: [String] = []
        for _ in 0..<(width ?? 1 + next(below: 2)) {
            let (item, names) = self.item(depth: depth, commons: commons, isPlain: width != nil)
            items.append(item)
            columns += names
        }
        var sql = "SELECT " + (chance(10) ? "DISTINCT " : "") + items.joined(separator: ", ") + from
        if chance(45) { sql += " WHERE " + condition(depth: depth, commons: commons) }
        if chance(15) {
            sql += " GROUP BY " + term()
            if chance(40) { sql += " HAVING " + condition(depth: 0, commons: commons) }
        }
        scopes = outer
        return (sql, columns, scope)
    }

    private mutating func item(depth: Int, commons: [Source], isPlain: Bool) -> (String, [String]) {
        switch next(below: 10) {
        case 0 where !isPlain: return ("*", scopes.last?.flatMap(\.columns) ?? [])
        case 1 where !isPlain:
            if let source = (scopes.last ?? []).randomless(at: next(below: 8)) {
                return (source.name + ".*", source.columns)
            }
            return ("t.*", [])
        case 2: return ("count(\(column()))", [])
        case 3:
            let alias = pick(["x", "n", "k"])
            return ("max(\(column())) AS \(alias)", [alias])
        case 4:
            let alias = pick(["x", "y", "id", "n"])
            return ("\(column()) AS \(alias)", [alias])
        case 5 where depth > 0: return ("(\(select(depth: depth - 1, commons: commons, width: 1).sql))", [])
        default:
            let name = column()
            return (name, [String(name.split(separator: ".").last ?? "x")])
        }
    }

    private mutating func term() -> String {
        switch next(below: 8) {
        case 0: "1"
        case 1: column() + " + 1"
        case 2: "lower(\(column()))"
        default: column()
        }
    }

    private mutating func column() -> String {
        let isOuter = chance(15)
        let visible = (isOuter ? scopes.flatMap { $0 } : scopes.last ?? []).filter { !$0.columns.isEmpty }
        guard !visible.isEmpty, chance(93) else {
            let name = pick(["id", "x", "y", "z", "k", "n", "a_id", "rowid", "q"])
            return chance(30) ? pick(["a", "b", "t", "u"]) + "." + name : name
        }
        let source = pick(visible)
        let name = chance(3) ? "rowid" : pick(source.columns)
        return chance(75) ? source.name + "." + name : name
    }

    private mutating func from(depth: Int, commons: [Source], _ scope: inout [Source]) -> String {
        var sql = source(depth: depth, commons: commons, &scope)
        for _ in 0..<next(below: 3) {
            let left = scope
            let right = source(depth: depth, commons: commons, &scope)
            let added = scope.last?.columns ?? []
            let shared = added.filter { name in left.contains { $0.columns.contains(name) } }
            // A condition may name what is on either side.
            let outer = scopes
            scopes = outer + [scope]
            let condition = condition(depth: 0, commons: commons)
            scopes = outer
            switch next(below: 8) {
            case 0: sql += ", " + right
            case 1: sql += " NATURAL JOIN " + right
            case 2, 3:
                let name = shared.isEmpty || chance(8) ? pick(["id", "x", "y", "z"]) : pick(shared)
                sql += " \(pick(["", "LEFT ", "RIGHT ", "FULL "]))JOIN \(right) USING (\(name))"
            case 4: sql += " LEFT JOIN \(right) ON \(condition)"
            case 5: sql += " \(pick(["RIGHT", "FULL"])) JOIN \(right) ON \(condition)"
            default: sql += " JOIN \(right) ON \(condition)"
            }
        }
        return sql
    }

    private mutating func source(depth: Int, commons: [Source], _ scope: inout [Source]) -> String {
        // Now and then two items have one name.
        let alias = chance(4) ? "t" : "t\(scope.count)"
        if depth > 0, chance(20) {
            let inner = query(depth: depth - 1, commons: commons)
            scope.append((alias, inner.columns))
            return "(\(inner.sql)) AS " + alias
        }
        guard chance(98) else { return "e" }
        let table = !commons.isEmpty && chance(50) ? pick(commons) : pick(Self.tables)
        let isAliased = chance(60)
        scope.append((isAliased ? alias : table.name, table.columns))
        return table.name + (isAliased ? " AS " + alias : "")
    }

    private mutating func condition(depth: Int, commons: [Source]) -> String {
        switch next(below: depth > 0 ? 10 : 6) {
        case 0: return "\(column()) = 'x'"
        case 1: return "\(column()) IN (1, 2)"
        case 2: return "\(column()) BETWEEN 1 AND \(column())"
        case 3: return "\(condition(depth: 0, commons: commons)) AND \(condition(depth: 0, commons: commons))"
        case 6: return "EXISTS (\(nested(depth, commons)))"
        case 7, 8: return "\(column()) IN (\(select(depth: depth - 1, commons: commons, width: 1).sql))"
        default: return "\(column()) = \(column())"
        }
    }

    private mutating func nested(_ depth: Int, _ commons: [Source]) -> String {
        let outer = scopes
        let inner = query(depth: depth - 1, commons: commons)
        scopes = outer
        return inner.sql
    }
}

extension Array {
    fileprivate func randomless(at index: Int) -> Element? { isEmpty ? nil : self[index % count] }
}
