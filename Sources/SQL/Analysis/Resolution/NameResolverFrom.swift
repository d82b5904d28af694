internal import PlumbCore

/// What the items of a `FROM` clause bring into sight.
extension NameResolver {
    /// Looks at a whole clause: items with commas between them.
    func resolve(from items: [FromItem], outer: [NameScope], scope: inout NameScope) {
        for (index, item) in items.enumerated() {
            let start = scope.sources.count
            let (first, joins) = Self.chain(item)
            resolve(first, outer: outer, scope: &scope)
            // To SQLite a comma is a join like any other; in Postgres it binds weaker.
            if dialect == .sqlite, index > 0 { addComma(at: start, to: &scope) }
            for join in joins { resolve(join, from: dialect == .sqlite ? 0 : start, outer: outer, scope: &scope) }
            if dialect == .postgres, index > 0 { addComma(at: start, to: &scope) }
        }
    }

    private func addComma(at place: Int, to scope: inout NameScope) {
        scope.joins.append(JoinPlace(kind: .comma, left: 0..<place, right: place..<scope.sources.count))
    }

    /// An item as the leftmost one of its joins and the joins, from the left: many need no deep stack.
    private static func chain(_ item: FromItem) -> (first: FromItem, joins: [Join]) {
        var first = item
        var joins: [Join] = []
        while case .join(let join) = first {
            joins.append(join)
            first = join.left
        }
        return (first, joins.reversed())
    }

    func resolve(_ item: FromItem, outer: [NameScope], scope: inout NameScope) {
        switch item {
        case .table(let table):
            for expression in (table.sample?.arguments ?? []) + [table.sample?.seed].compactMap({ $0 }) {
                _ = resolve(expression, in: outer)
            }
            add(renamed(source(of: table, outer: outer), table.alias), to: &scope)
        case .query(let derived): resolve(derived, outer: outer, scope: &scope)
        case .function(let function): add(source(of: function, outer: outer + [scope]), to: &scope)
        case .join:
            let start = scope.sources.count
            let (first, joins) = Self.chain(item)
            resolve(first, outer: outer, scope: &scope)
            for join in joins { resolve(join, from: start, outer: outer, scope: &scope) }
        case .aliased(let inner, let alias): resolve(inner, named: alias, outer: outer, scope: &scope)
        case .error: break
        }
    }

    private func resolve(_ derived: DerivedTable, outer: [NameScope], scope: inout NameScope) {
        let seen = derived.lateral ? outer + [scope] : outer
        let relation = distinguish(resolve(derived.query, outer: seen))
        let alias = derived.alias?.name
        add(
            renamed(
                NameSource(name: alias.map { key($0) }, shownName: alias?.text, relation: relation), derived.alias),
            to: &scope)
    }

    /// A join in parentheses with a name of its own.
    private func resolve(_ inner: FromItem, named alias: Alias, outer: [NameScope], scope: inout NameScope) {
        var within = NameScope()
        resolve(inner, outer: outer, scope: &within)
        resolveConditions(of: &within, seenAs: within, outer: outer)
        noteJoins(of: within)
        // What is read behind the new name can't be told from it: all of it counts.
        let relation = Relation(columns: readAll(of: within).map(\.column))
        let source = NameSource(name: key(alias.name), shownName: alias.name.text, relation: distinguish(relation))
        add(renamed(source, alias), to: &scope)
    }

    // MARK: Joins

    /// Adds a join's right side to what its left side brings.
    private func resolve(_ join: Join, from start: Int, outer: [NameScope], scope: inout NameScope) {
        let middle = scope.sources.count
        resolve(join.right, outer: outer, scope: &scope)
        let left = start..<middle
        let right = middle..<scope.sources.count
        if [.left, .full].contains(join.kind) { scope.makeOptional(right) }
        if [.right, .full].contains(join.kind) { scope.makeOptional(left) }
        var place = JoinPlace(kind: join.kind, left: left, right: right)
        switch join.constraint {
        case .none, .on: break
        case .using(let names, _):
            place.merged = names.map { key($0) }
            for name in names { merge(key(name), shown: name, place, at: range(of: join), &scope) }
        case .natural:
            place.merged = commonNames(left, right, scope)
            for name in place.merged { merge(name, shown: nil, place, at: range(of: join), &scope) }
        }
        scope.joins.append(place)
        switch join.constraint {
        case .on(let condition):
            scope.conditions.append((condition, place))
            if dialect == .postgres { resolveConditions(of: &scope, seenAs: scope, outer: outer) }
        case .using(let names, let alias?): add(merged: names, as: alias, left, &scope)
        default: break
        }
    }

    /// Looks at the conditions of joins that had to wait for what they see.
    func resolveConditions(of scope: inout NameScope, seenAs seen: NameScope, outer: [NameScope]) {
        for (condition, join) in scope.conditions {
            guard let certainty = resolve(condition, in: outer + [seen]).certainty else { continue }
            scope.certainty.append(join.certainty(of: certainty, in: scope))
        }
        scope.conditions = []
    }

    /// The names that both sides have, in the left side's order.
    private func commonNames(_ left: Range<Int>, _ right: Range<Int>, _ scope: NameScope) -> [String] {
        var found: [String: (place: Int, position: Int)] = [:]
        for place in right {
            for name in scope.sources[place].positions.keys where found[name] == nil {
                let partner = scope.places(having: name).first { left.contains($0) && !scope.sources[$0].isOpen }
                guard let partner, let position = scope.sources[partner].positions[name] else { continue }
                found[name] = (partner, position)
            }
        }
        return found.sorted { ($0.value.place, $0.value.position) < ($1.value.place, $1.value.position) }.map(\.key)
    }

    /// Makes one column of those on both sides that have a name; comparing them reads both.
    private func merge(
        _ name: String, shown: Name?, _ join: JoinPlace, at range: SourceRange, _ scope: inout NameScope
    ) {
        let places = scope.places(having: name)
        let lefts = places.filter { join.left.contains($0) }
        let rights = places.filter { join.right.contains($0) }
        guard let left = lefts.first, let right = rights.first else {
            let missing = lefts.isEmpty ? join.left : join.right
            let near = NearNames.of(
                shown?.text ?? name, among: missing.flatMap { scope.sources[$0].columns.map(\.name) })
            report(.unknownColumn, shown?.text ?? name, near, range)
            return
        }
        // Of several on one side that no join has merged, SQLite takes the first.
        for side in [lefts, rights] where dialect == .postgres {
            let seen = side.filter { !scope.isMerged(name, at: $0) }
            guard seen.count > 1, !seen.contains(where: { scope.sources[$0].isOpen }) else { continue }
            let meanings = seen.map { "\(scope.sources[$0].shownName ?? "?").\(name)" }
            report(.ambiguousColumn, shown?.text ?? name, meanings, range)
        }
        for place in scope.read(name, at: lefts) + [right] { _ = read(name, of: scope.sources[place]) }
        scope.merged[name, default: [:]][right] = join.kind
        if let left = bound(name, scope.sources[left]), let right = bound(name, scope.sources[right]) {
            scope.certainty.equalities.append((left, right))
        }
    }

    private func bound(_ name: String, _ source: NameSource) -> BoundColumn? {
        source.positions[name].map { BoundColumn(source: source.id, position: $0) }
    }

    /// Postgres's name for the merged columns as a table.
    private func add(merged names: [Name], as alias: Name, _ left: Range<Int>, _ scope: inout NameScope) {
        let columns = names.compactMap { name -> NamedColumn? in
            guard let place = scope.places(having: key(name)).first(where: { left.contains($0) }),
                let position = scope.sources[place].positions[key(name)]
            else { return nil }
            return scope.sources[place].columns[position]
        }
        var source = NameSource(name: key(alias), shownName: alias.text, relation: Relation(columns: columns))
        source.isHidden = true
        source.hasRowNumber = false
        add(source, to: &scope)
    }

    private func range(of join: Join) -> SourceRange {
        switch join.right {
        case .table(let table): table.range
        case .query(let derived): derived.range
        case .function(let function): function.range
        default: .none
        }
    }

    // MARK: Tables

    private func source(of reference: TableReference, outer: [NameScope]) -> NameSource {
        let name = key(reference.name.name)
        let schema = reference.name.schema.map { key($0) }
        let visible = reference.visibleName
        var source: NameSource
        if schema == nil, let common = commons[name] {
            let relation = relation(of: common, outer: outer)
            source = NameSource(name: key(visible), shownName: visible.text, relation: relation ?? Relation())
            source.isOpen = relation == nil
            source.hasRowNumber = false
        } else if let table = index.table(name, schema: schema) {
            footprint.tables.insert(table.table.name)
            source = NameSource(name: key(visible), shownName: visible.text, table: table)
        } else {
            let columns = BuiltInTables.columns(of: name, in: dialect)
            let relation = Relation(columns: (columns ?? []).map { NamedColumn(key: $0, name: $0) })
            source = NameSource(name: key(visible), shownName: visible.text, relation: relation)
            source.isOpen = columns == nil
            if columns == nil {
                let near = NearNames.of(reference.name.name.text, among: index.tableNames + commons.keys)
                report(.unknownTable, reference.name.description, near, reference.range)
            }
        }
        // An alias hides the schema that stands before the table's own name.
        source.schema = reference.alias == nil ? schema : nil
        return source
    }

    private func source(of function: TableFunction, outer: [NameScope]) -> NameSource {
        for call in function.calls { _ = resolve(Expression(.call(call), range: function.range), in: outer) }
        let called = function.calls.first?.name.name ?? Name("")
        let visible = function.alias?.name ?? called
        let columns = BuiltInTables.columns(of: key(called), in: dialect)
        let relation = Relation(
            columns: (columns ?? [visible.text]).map { NamedColumn(key: key($0), name: $0) })
        var source = NameSource(name: key(visible), shownName: visible.text, relation: relation)
        source.isOpen = columns == nil
        return renamed(source, function.alias)
    }

    /// An item whose columns have the names of an alias.
    private func renamed(_ source: NameSource, _ alias: Alias?) -> NameSource {
        guard let alias, !alias.columns.isEmpty else { return source }
        var source = source
        source.update { columns in
            for (index, column) in alias.columns.enumerated() {
                if index >= columns.count { columns.append(NamedColumn(key: "", name: "")) }
                columns[index].key = key(column.name)
                columns[index].name = column.name.text
            }
        }
        return source
    }
}

/// Tables that a database brings along.
enum BuiltInTables {
    static func columns(of name: String, in dialect: SQLDialect) -> [String]? {
        guard dialect == .sqlite else { return nil }
        switch name {
        case "json_each", "json_tree", "jsonb_each", "jsonb_tree":
            return ["key", "value", "type", "atom", "id", "parent", "fullkey", "path", "json", "root"]
        case "generate_series": return ["value", "start", "stop", "step"]
        case "sqlite_master", "sqlite_schema": return ["type", "name", "tbl_name", "rootpage", "sql"]
        default: return nil
        }
    }
}
