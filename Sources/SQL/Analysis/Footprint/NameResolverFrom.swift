internal import PlumbCore

/// What the items of a `FROM` clause bring into sight.
extension NameResolver {
    func resolve(_ item: FromItem, outer: [NameScope], scope: inout NameScope) {
        switch item {
        case .table(let table): scope.sources.append(source(of: table))
        case .query(let derived):
            let seen = derived.lateral ? outer + [scope] : outer
            let columns = resolve(derived.query, outer: seen)
            var source = NameSource(name: derived.alias.map { key($0.name) }, columns: columns)
            rename(&source, derived.alias)
            scope.sources.append(source)
        case .function(let function): scope.sources.append(source(of: function, outer: outer + [scope]))
        case .join(let join):
            var joins = [join]
            while case .join(let inner) = joins[joins.count - 1].left { joins.append(inner) }
            resolve(joins[joins.count - 1].left, outer: outer, scope: &scope)
            for join in joins.reversed() { resolve(join, outer: outer, scope: &scope) }
        case .aliased(let inner, let alias):
            var within = NameScope()
            resolve(inner, outer: outer, scope: &within)
            resolveConditions(of: &within, outer: outer)
            var source = NameSource(name: key(alias.name), columns: within.sources.flatMap(\.columns))
            // What is read behind the new name can't be told from it: all of it counts.
            for table in within.sources.compactMap(\.table) { readAll(of: table) }
            rename(&source, alias)
            scope.sources.append(source)
        case .error: break
        }
    }

    /// Adds a join's right side to what its left side brings.
    private func resolve(_ join: Join, outer: [NameScope], scope: inout NameScope) {
        let count = scope.sources.count
        resolve(join.right, outer: outer, scope: &scope)
        let left = Set(scope.sources[..<count].flatMap(\.columns))
        let right = Set(scope.sources[count...].flatMap(\.columns))
        switch join.constraint {
        case .none: break
        case .on(let condition) where catalog.dialect == .sqlite: scope.conditions.append(condition)
        case .on(let condition): resolve(condition, in: outer + [scope])
        case .using(let names, _):
            for name in names { merge(key(name), &scope) }
        case .natural:
            for name in left.intersection(right) { merge(name, &scope) }
        }
    }

    /// Looks at the conditions of joins that had to wait for all items.
    func resolveConditions(of scope: inout NameScope, outer: [NameScope]) {
        let conditions = scope.conditions
        scope.conditions = []
        for condition in conditions { resolve(condition, in: outer + [scope]) }
    }

    /// Makes one column of all that have a name; comparing them reads each.
    private func merge(_ name: String, _ scope: inout NameScope) {
        scope.merged.insert(name)
        for source in scope.sources { read(name, of: source) }
    }

    private func source(of reference: TableReference) -> NameSource {
        let name = key(reference.name.name)
        let schema = reference.name.schema.map { key($0) }
        var source = NameSource(name: key(reference.visibleName), schema: schema, columns: [])
        if schema == nil, let common = commons[name] {
            let columns = columns(of: common)
            source.columns = columns ?? []
            source.isOpen = columns == nil
        } else if let table = table(name, schema) {
            footprint.tables.insert(table.name)
            source.table = table
            source.columns = table.columns.map { key($0.name) }
        } else if let columns = BuiltInTables.columns(of: name, in: catalog.dialect) {
            source.columns = columns
        } else {
            source.isOpen = true
            footprint.problems.append(
                NameProblem(
                    kind: .unknownTable, name: reference.name.description,
                    suggestions: NearNames.of(
                        reference.name.name.text, among: catalog.tables.map(\.name.name) + commons.keys),
                    range: reference.range))
        }
        rename(&source, reference.alias)
        return source
    }

    /// The table of a name; without a schema, the default one's goes first.
    private func table(_ name: String, _ schema: String?) -> Table? {
        let candidates = tables(named: name)
        let standard = catalog.dialect == .sqlite ? "main" : "public"
        if let schema { return candidates.first { key($0.name.schema ?? standard) == schema } }
        return candidates.first { $0.name.schema == nil || $0.name.schema == standard } ?? candidates.first
    }

    private func source(of function: TableFunction, outer: [NameScope]) -> NameSource {
        for call in function.calls { resolve(Expression(.call(call), range: function.range), in: outer) }
        let name = function.calls.first.map { key($0.name.name) } ?? ""
        var source = NameSource(name: function.alias.map { key($0.name) } ?? name, columns: [])
        if let columns = BuiltInTables.columns(of: name, in: catalog.dialect) {
            source.columns = columns
        } else {
            source.columns = [source.name ?? name]
            source.isOpen = true
        }
        rename(&source, function.alias)
        return source
    }

    /// Gives columns the names of an alias.
    ///
    /// Under other names, the columns of a table are read as a whole.
    private func rename(_ source: inout NameSource, _ alias: Alias?) {
        guard let alias, !alias.columns.isEmpty else { return }
        for (index, column) in alias.columns.enumerated() {
            if index < source.columns.count {
                source.columns[index] = key(column.name)
            } else {
                source.columns.append(key(column.name))
            }
        }
        if let table = source.table { readAll(of: table) }
        source.table = nil
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
