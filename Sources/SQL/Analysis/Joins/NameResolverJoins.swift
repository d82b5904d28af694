internal import PlumbCore

/// Notes how the items of a `FROM` clause are joined.
extension NameResolver {
    func noteJoins(of scope: NameScope) {
        guard !scope.joins.isEmpty else { return }
        let start = joins.count
        var byRight: [Int: [Int]] = [:]
        for (index, join) in scope.joins.enumerated() {
            for place in join.right { byRight[place, default: []].append(index) }
            joins.append(QueryJoin(kind: join.kind, left: [], right: join.right.map { table(at: $0, in: scope) }))
        }
        var seen: Set<[BoundColumn]> = []
        var members = [[(left: BoundColumn, right: BoundColumn)]](repeating: [], count: scope.joins.count)
        for (first, second) in scope.certainty.equalities {
            guard let firstPlace = scope.places[first.source], let secondPlace = scope.places[second.source],
                firstPlace != secondPlace
            else { continue }
            let (left, right) = firstPlace < secondPlace ? (first, second) : (second, first)
            let (leftPlace, rightPlace) = (min(firstPlace, secondPlace), max(firstPlace, secondPlace))
            guard let index = byRight[rightPlace]?.first(where: { scope.joins[$0].left.contains(leftPlace) }),
                seen.insert([left, right]).inserted
            else { continue }
            members[index].append((left, right))
        }
        let fixed = Set(scope.certainty.fixed)
        for (index, join) in scope.joins.enumerated() {
            finish(&joins[start + index], join, members[index], fixed, scope)
        }
    }

    private func finish(
        _ join: inout QueryJoin, _ place: JoinPlace, _ members: [(left: BoundColumn, right: BoundColumn)],
        _ fixed: Set<BoundColumn>, _ scope: NameScope
    ) {
        join.keys = members.map { QueryJoin.Key(left: column($0.left, in: scope), right: column($0.right, in: scope)) }
        let left = Set(members.compactMap { scope.places[$0.left.source] }).sorted()
        let right = Set(members.compactMap { scope.places[$0.right.source] }).sorted()
        let nearest = place.left.last.map { [$0] } ?? []
        join.left = (left.isEmpty ? nearest : left).map { table(at: $0, in: scope) }
        join.foreignKey = foreignKey(of: join)
        let known = fixed.union(members.flatMap { [$0.left, $0.right] })
        if left.count <= 1 { join.leftUniqueKey = uniqueKey(of: left.first ?? place.left.last, known, scope) }
        if place.right.count == 1 {
            join.rightUniqueKey = uniqueKey(of: right.first ?? place.right.first, known, scope)
        }
    }

    /// The columns of a unique key that are all among known ones.
    private func uniqueKey(of place: Int?, _ known: Set<BoundColumn>, _ scope: NameScope) -> [String]? {
        guard let place else { return nil }
        let source = scope.sources[place]
        let key = source.uniqueKeys.first { key in
            key.allSatisfy { known.contains(BoundColumn(source: source.id, position: $0)) }
        }
        return key?.map { source.columns[$0].name }
    }

    func table(at place: Int, in scope: NameScope) -> QueryJoin.Table {
        let source = scope.sources[place]
        return QueryJoin.Table(name: source.shownName, table: source.table?.table.name)
    }

    private func column(_ column: BoundColumn, in scope: NameScope) -> QueryJoin.Column {
        let place = scope.places[column.source] ?? 0
        let named = scope.sources[place].columns[column.position]
        return QueryJoin.Column(table: table(at: place, in: scope), name: named.name, source: named.source)
    }

    /// The foreign key of which all pairs of columns are among a join's.
    private func foreignKey(of join: QueryJoin) -> ForeignKey? {
        var pairs: Set<[ColumnReference]> = []
        for key in join.keys {
            guard let left = key.left.source, let right = key.right.source else { continue }
            pairs.insert([left, right])
            pairs.insert([right, left])
        }
        for key in join.keys {
            guard let left = key.left.source?.table, let right = key.right.source?.table else { continue }
            for found in index.keys(from: left, to: right) + index.keys(from: right, to: left) {
                let isFollowed = zip(found.columns, found.referencedColumns).allSatisfy { from, to in
                    pairs.contains([ColumnReference(found.table, from), ColumnReference(found.referencedTable, to)])
                }
                if isFollowed { return found }
            }
        }
        return nil
    }
}
