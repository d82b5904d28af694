internal import PlumbCore

/// What the columns that expressions name mean.
extension NameResolver {
    func resolve(_ name: ColumnName, at range: SourceRange, in scopes: [NameScope]) -> Value {
        if let table = name.table { return resolve(name, table: key(table), at: range, in: scopes) }
        return resolve(bare: name, at: range, in: scopes)
    }

    private func resolve(_ name: ColumnName, table: String, at range: SourceRange, in scopes: [NameScope]) -> Value {
        let column = key(name.name)
        let schema = name.schema.map { key($0) }
        var namesakes: [NameSource] = []
        for scope in scopes.reversed() {
            let places = scope.places(named: table).filter { place in
                let source = scope.sources[place]
                return schema == nil || source.schema == nil || source.schema == schema
            }
            let fitting = places.filter { has(scope.sources[$0], column) }
            if fitting.count > 1, fitting.allSatisfy({ !scope.sources[$0].isOpen }) {
                report(.ambiguousColumn, name.description, fitting.map { _ in name.description }, range)
            }
            if let place = fitting.first { return read(column, of: scope.sources[place]) }
            namesakes += places.map { scope.sources[$0] }
            // SQLite goes on to a table of the same name further out.
            if dialect == .postgres, !places.isEmpty { break }
        }
        guard namesakes.isEmpty else {
            report(unknown: name, among: namesakes.flatMap { $0.columns.map(\.name) }, range)
            return .unknown
        }
        let near = tables(near: table, having: column, in: scopes)
        report(.unknownColumn, name.description, near.map { "\($0).\(name.name.text)" }, range)
        return .unknown
    }

    /// What a table of an unknown name may have been meant for: one that has the column.
    private func tables(near name: String, having column: String, in scopes: [NameScope]) -> [String] {
        let fitting = scopes.flatMap(\.sources).filter { $0.positions[column] != nil }
        // An alias hides the table's own name.
        let hidden = fitting.filter { $0.table.map { key($0.table.name.name) } == name }
        if !hidden.isEmpty { return hidden.compactMap(\.shownName) }
        return NearNames.of(name, among: fitting.compactMap(\.shownName))
    }

    private func resolve(bare name: ColumnName, at range: SourceRange, in scopes: [NameScope]) -> Value {
        let column = key(name.name)
        for scope in scopes.reversed() {
            if scope.prefersAliases, let value = scope.aliases[column] { return value }
            var places = scope.places(having: column)
            if places.isEmpty, isRowName(column), scope.sources.count == 1, has(scope.sources[0], column) {
                places = [0]
            }
            if places.count > 1 {
                let merged = scope.merged[column] ?? []
                if !places.allSatisfy(merged.contains), !places.contains(where: { scope.sources[$0].isOpen }) {
                    let meanings = places.map { "\(scope.sources[$0].shownName ?? "?").\(name.name.text)" }
                    report(.ambiguousColumn, name.name.text, meanings, range)
                }
            }
            if !places.isEmpty { return read(column, of: places.map { scope.sources[$0] }) }
            if scope.seesAliases, let value = scope.aliases[column] { return value }
        }
        if allowsDoubleQuotedStrings, name.mayBeString {
            footprint.quotedStrings.append(name.name.text)
            var value = Value(.text, isNullable: false)
            value.constant = .text(name.name.text)
            return value
        }
        if dialect == .postgres, let row = readRow(column, in: scopes) { return row }
        report(unknown: name, among: scopes.flatMap { $0.sources.flatMap { $0.columns.map(\.name) } }, range)
        return .unknown
    }

    /// In Postgres, a table's name stands for its whole row.
    private func readRow(_ name: String, in scopes: [NameScope]) -> Value? {
        for scope in scopes.reversed() {
            guard let place = scope.places(named: name).first else { continue }
            readAll(of: scope.sources[place])
            return .unknown
        }
        return nil
    }

    func report(_ kind: NameProblem.Kind, _ name: String, _ suggestions: [String], _ range: SourceRange) {
        footprint.problems.append(NameProblem(kind: kind, name: name, suggestions: suggestions, range: range))
    }

    private func report(unknown name: ColumnName, among candidates: [String], _ range: SourceRange) {
        report(.unknownColumn, name.description, NearNames.of(name.name.text, among: candidates), range)
        if name.mayBeString { footprint.problems[footprint.problems.count - 1].mayBeString = true }
    }

    private func has(_ source: NameSource, _ column: String) -> Bool {
        source.positions[column] != nil || source.isOpen || (isRowName(column) && source.table?.table.isView == false)
    }

    /// Whether a name is one of SQLite's for a row's number.
    private func isRowName(_ name: String) -> Bool {
        dialect == .sqlite && ["rowid", "oid", "_rowid_"].contains(name)
    }

    // MARK: Reading

    /// Notes that a column of an item is read.
    func read(_ column: String, of source: NameSource) -> Value {
        guard let position = source.positions[column] ?? source.table?.rowNumber else {
            namedSources.append(source.id)
            let isRow = isRowName(column) && !source.isOpen
            return Value(isRow ? .integer : nil, isNullable: isRow ? false : nil)
        }
        return read(position, of: source)
    }

    func read(_ position: Int, of source: NameSource) -> Value {
        let column = source.columns[position]
        namedSources.append(source.id)
        if let reference = column.reads { footprint.columns[reference, default: []].insert(clause) }
        var value = Value(column.type, isNullable: source.isOptional ? true : column.isNullable)
        value.column = BoundColumn(source: source.id, position: position)
        value.isWideInteger = column.isWideInteger
        return value
    }

    /// Notes that a column which a join has made of several is read, with all of them.
    private func read(_ column: String, of sources: [NameSource]) -> Value {
        let values = sources.map { read(column, of: $0) }
        guard values.count > 1 else { return values.first ?? .unknown }
        // What it holds is the value of the side that always has one.
        if let kept = sources.firstIndex(where: { !$0.isOptional }) { return values[kept] }
        var value = Value(ValueTypes(dialect: dialect).common(values.map(\.type)))
        if values.contains(where: { $0.isNullable != true }) { value.isNullable = nil }
        return value
    }

    func readAll(of source: NameSource) {
        for position in source.columns.indices { _ = read(position, of: source) }
    }

    // MARK: Stars

    /// Reads what `*` stands for.
    ///
    /// - Parameters:
    ///   - table: the table in front of the star, if any.
    ///   - select: the select around it, for the place of an error.
    ///   - scope: what the select sees.
    /// - Returns: the columns.
    func readAll(of table: QualifiedName?, select: Select, scope: NameScope) -> [SelectOutput] {
        guard let table else { return readAll(of: scope) }
        let places = scope.places(named: key(table.name))
        if places.isEmpty {
            let near = NearNames.of(table.name.text, among: scope.sources.compactMap(\.shownName))
            report(.unknownTable, table.description, near, select.range)
        }
        return places.flatMap { place in
            scope.sources[place].columns.indices.map { output($0, of: scope.sources[place]) }
        }
    }

    /// Reads all columns that a scope shows: of those that joins have merged, one of each.
    func readAll(of scope: NameScope) -> [SelectOutput] {
        var outputs: [SelectOutput] = []
        var shown: Set<String> = []
        // Postgres shows them first, those of the last join before the others.
        if dialect == .postgres {
            for name in scope.mergedGroups.reversed().joined() where shown.insert(name).inserted {
                outputs += output(merged: name, in: scope)
            }
        }
        for (place, source) in scope.sources.enumerated() where !source.isHidden {
            for (position, column) in source.columns.enumerated() {
                if scope.merged[column.key]?.contains(place) == true {
                    if shown.insert(column.key).inserted {
                        outputs += output(merged: column.key, in: scope)
                    } else if dialect == .sqlite {
                        _ = read(position, of: source)
                    }
                } else {
                    outputs.append(output(position, of: source))
                }
            }
        }
        return outputs
    }

    private func output(_ position: Int, of source: NameSource) -> SelectOutput {
        let value = read(position, of: source)
        var column = source.columns[position]
        column.reads = nil
        column.isNullable = value.isNullable
        return SelectOutput(column: column, value: value)
    }

    private func output(merged name: String, in scope: NameScope) -> [SelectOutput] {
        let places = (scope.merged[name] ?? []).sorted()
        guard let first = places.first, let position = scope.sources[first].positions[name] else { return [] }
        let value = read(name, of: places.map { scope.sources[$0] })
        var column = scope.sources[first].columns[position]
        column.reads = nil
        column.type = value.type
        column.isNullable = value.isNullable
        column.source = value.plainColumn.flatMap(self.source)
        return [SelectOutput(column: column, value: value)]
    }
}
