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
        var numberedCount = 0
        for scope in scopes.reversed() {
            let places = scope.places(named: table).filter { place in
                let source = scope.sources[place]
                return schema == nil || source.schema == nil || source.schema == schema
            }
            var fitting = places.filter { scope.sources[$0].has(column) }
            let numbered = places.filter { scope.sources[$0].hasRowNumber }
            numberedCount += numbered.count
            if fitting.isEmpty, numberedCount == 1, isRowName(column) { fitting = numbered }
            let seen = scope.seen(column, at: fitting)
            if seen.count > 1 {
                report(.ambiguousColumn, name.description, seen.map { _ in name.description }, range)
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
        var numberedCount = 0
        for scope in scopes.reversed() {
            if scope.prefersAliases, let value = scope.aliases[column] { return value }
            var places = scope.places(having: column)
            if isRowName(column) {
                let numbered = scope.sources.indices.filter { scope.sources[$0].hasRowNumber }
                numberedCount += numbered.count
                if places.isEmpty, numberedCount == 1 { places = numbered }
            }
            let seen = scope.seen(column, at: places)
            if seen.count > 1 { report(ambiguous: column, name.name.text, seen, scope, range) }
            if !places.isEmpty { return read(column, of: scope.read(column, at: places).map { scope.sources[$0] }) }
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

    private func report(
        ambiguous column: String, _ name: String, _ places: [Int], _ scope: NameScope, _ range: SourceRange
    ) {
        report(.ambiguousColumn, name, places.map { "\(scope.sources[$0].shownName ?? "?").\(name)" }, range)
    }

    /// Whether a name is one of SQLite's for a row's number.
    ///
    /// It is looked up where one numbered item in all has been passed on the way outwards.
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
        guard let table else { return readAll(of: scope, select) }
        let places = scope.places(named: key(table.name))
        if places.isEmpty {
            let near = NearNames.of(table.name.text, among: scope.sources.compactMap(\.shownName))
            report(.unknownTable, table.description, near, select.range)
        }
        return places.flatMap { place in
            checkNamesakes(at: place, in: scope, select)
            return scope.sources[place].columns.enumerated().map { position, column in
                checkShared(column, at: place, in: scope, select)
                return output(position, of: scope.sources[place])
            }
        }
    }

    /// SQLite reads a star as the names that it stands for: two items of one name make them ambiguous.
    private func checkNamesakes(at place: Int, in scope: NameScope, _ select: Select) {
        let source = scope.sources[place]
        guard dialect == .sqlite, let name = source.name else { return }
        let namesakes = scope.places(named: name)
        guard namesakes.count > 1 else { return }
        for column in source.columns {
            let fitting = namesakes.filter { scope.sources[$0].positions[column.key] != nil }
            let seen = scope.seen(column.key, at: fitting)
            guard seen.count > 1 else { continue }
            let shown = "\(source.shownName ?? name).\(column.name)"
            report(.ambiguousColumn, shown, seen.map { _ in shown }, select.range)
            return
        }
    }

    /// Left of a right or full join, SQLite reads what a star stands for as bare names where `USING` has them.
    private func checkShared(_ column: NamedColumn, at place: Int, in scope: NameScope, _ select: Select) {
        guard dialect == .sqlite, scope.merged[column.key]?.keys.contains(where: { $0 > place }) == true,
            scope.joins.contains(where: { [.right, .full].contains($0.kind) && $0.left.contains(place) })
        else { return }
        let seen = scope.seen(column.key, at: scope.places(having: column.key))
        if seen.count > 1 { report(ambiguous: column.key, column.name, seen, scope, select.range) }
    }

    /// Reads all columns that a scope shows: of those that joins have merged, one of each.
    func readAll(of scope: NameScope, _ select: Select? = nil) -> [SelectOutput] {
        if dialect == .postgres, scope.joins.contains(where: { !$0.merged.isEmpty }) { return readJoined(scope) }
        var outputs: [SelectOutput] = []
        for (place, source) in scope.sources.enumerated() where !source.isHidden {
            if let select { checkNamesakes(at: place, in: scope, select) }
            for (position, column) in source.columns.enumerated() where !scope.isMerged(column.key, at: place) {
                if let select { checkShared(column, at: place, in: scope, select) }
                let isShared = scope.merged[column.key] != nil
                outputs.append(
                    isShared ? output(shared: column, at: place, in: scope) : output(position, of: source))
            }
        }
        return outputs
    }

    /// Postgres shows the merged columns of a join before all others of its two sides.
    private func readJoined(_ scope: NameScope) -> [SelectOutput] {
        var shown: [Int: [(place: Int, position: Int)]] = [:]
        for (place, source) in scope.sources.enumerated() where !source.isHidden {
            shown[place] = source.columns.indices.map { (place, $0) }
        }
        for join in scope.joins {
            let sides = (shown[join.left.lowerBound] ?? []) + (shown.removeValue(forKey: join.right.lowerBound) ?? [])
            func key(_ column: (place: Int, position: Int)) -> String {
                scope.sources[column.place].columns[column.position].key
            }
            let merged = join.merged.compactMap { name in sides.first { key($0) == name } }
            let names = Set(join.merged)
            shown[join.left.lowerBound] = names.isEmpty ? sides : merged + sides.filter { !names.contains(key($0)) }
        }
        return shown.sorted { $0.key < $1.key }.flatMap { _, columns in
            columns.map { place, position in
                output(shared: scope.sources[place].columns[position], at: place, in: scope)
            }
        }
    }

    private func output(_ position: Int, of source: NameSource) -> SelectOutput {
        output(source.columns[position], read(position, of: source))
    }

    private func output(shared column: NamedColumn, at place: Int, in scope: NameScope) -> SelectOutput {
        let places = [place] + (scope.merged[column.key]?.keys.filter { $0 > place }.sorted() ?? [])
        let read = scope.read(column.key, at: places)
        return output(column, self.read(column.key, of: read.map { scope.sources[$0] }))
    }

    private func output(_ column: NamedColumn, _ value: Value) -> SelectOutput {
        var column = column
        column.reads = nil
        column.type = value.type
        column.isNullable = value.isNullable
        column.source = value.plainColumn.flatMap(source)
        return SelectOutput(column: column, value: value)
    }
}
