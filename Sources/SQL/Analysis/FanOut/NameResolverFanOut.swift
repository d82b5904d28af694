internal import PlumbCore

/// Notes what follows from a select as a whole.
extension NameResolver {
    /// Longer `FROM` clauses are not looked into; SQLite takes none.
    private static let mostItems = 64

    /// Notes a select's joins, and aggregates that they may mislead.
    ///
    /// - Parameters:
    ///   - select: the select.
    ///   - scope: what it sees.
    ///   - outputs: its columns.
    ///   - groups: what its rows are grouped by.
    /// - Returns: sets of its columns of which no two rows have the same values.
    func noteFacts(of select: Select, scope: NameScope, outputs: [SelectOutput], groups: [Group]) -> [[Int]] {
        noteJoins(of: scope)
        let isGrouped = !groups.isEmpty || !aggregates.isEmpty || select.having != nil
        guard scope.sources.count <= Self.mostItems else { return [] }
        if !aggregates.isEmpty, scope.sources.count > 1 {
            let closure = JoinClosure(of: scope, fixed: groups.compactMap(\.column))
            for aggregate in aggregates { note(aggregate, scope, closure) }
        }
        var keys: [[Int]] = []
        if isGrouped {
            let members = groups.compactMap(\.output)
            if members.count == groups.count { keys.append(members) }
        } else if case .on = select.distinct {
            return []
        } else {
            keys = rowKeys(of: scope, outputs)
        }
        if select.distinct == .distinct { keys.append(Array(outputs.indices)) }
        return keys
    }

    private func note(_ aggregate: AggregateUse, _ scope: NameScope, _ closure: JoinClosure) {
        let isUnaffected = aggregate.call.distinct || Aggregates.unaffectedByRepetition.contains(aggregate.name)
        let places = Set(aggregate.sources.compactMap { scope.places[$0] })
        guard !isUnaffected, !places.isEmpty else { return }
        let determined = closure.determined(by: places)
        let others = scope.sources.indices.filter { !determined.contains($0) }
        guard let first = others.first else { return }
        // The table that multiplies is one that is joined with the known ones, not one behind it.
        let multiplier = others.first { !closure.columns(at: $0, fixedBy: determined).isEmpty } ?? first
        let fixed = closure.columns(at: multiplier, fixedBy: determined)
        fanOuts.append(
            FanOut(
                aggregate: SQLPrinter(dialect: dialect).print(Expression(.call(aggregate.call))),
                tables: places.sorted().map { table(at: $0, in: scope) }, multiplier: table(at: multiplier, in: scope),
                fixedColumns: fixed.map { scope.sources[multiplier].columns[$0].name }, range: aggregate.range))
    }

    /// The keys of rows that are neither grouped nor made distinct.
    private func rowKeys(of scope: NameScope, _ outputs: [SelectOutput]) -> [[Int]] {
        if scope.sources.isEmpty { return [[]] }
        var positions: [BoundColumn: Int] = [:]
        for (index, output) in outputs.enumerated() {
            if let column = output.value.plainColumn, positions[column] == nil { positions[column] = index }
        }
        let closure = scope.sources.count > 1 ? JoinClosure(of: scope, fixed: []) : nil
        var keys: [[Int]] = []
        for (place, source) in scope.sources.enumerated() where !source.uniqueKeys.isEmpty {
            if let closure, closure.determined(by: [place]).count < scope.sources.count { continue }
            for key in source.uniqueKeys {
                let members = key.compactMap { positions[BoundColumn(source: source.id, position: $0)] }
                if members.count == key.count { keys.append(members) }
            }
        }
        return keys
    }
}
