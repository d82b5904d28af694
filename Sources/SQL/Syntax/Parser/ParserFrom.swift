internal import PlumbCore

/// `FROM`: tables, functions and queries.
extension Parser {
    mutating func parseFromList() -> [FromItem] {
        var items = [parseFromItem()]
        while !isRecovering, take(.comma) { parseNextItem(&items) }
        return items
    }

    /// An item and what is joined to it.
    private mutating func parseFromItem() -> FromItem {
        guard enter() else { return .error }
        defer { leave() }
        var item = parseFromPrimary()
        while atJoin { item = parseJoin(item) }
        return item
    }

    /// An item behind a comma.
    ///
    /// To SQLite a comma is a join too, and may have a condition.
    private mutating func parseNextItem(_ items: inout [FromItem]) {
        guard enter() else { return }
        defer { leave() }
        var item = parseFromPrimary()
        if dialect == .sqlite, at(.on) || at(.using), let left = items.popLast() {
            grow()
            item = .join(Join(left: left, right: item, constraint: parseConstraint()))
        }
        while atJoin { item = parseJoin(item) }
        items.append(item)
    }

    mutating func parseFromPrimary() -> FromItem {
        let start = self.start
        if dialect == .postgres {
            if take(.lateral) { return parseLateral(start) }
            if at(.only) { return parseOnly(start) }
            if at(.rows), peek().keyword == .from { return parseRowsFrom(start, lateral: false) }
        }
        if at(.leftParenthesis) { return parseParenthesisedFrom() }
        guard atFunction || isName(current, .general) else {
            report(expected: "a table, a function or a query in parentheses")
            return .error
        }
        let name = parseRowSource(expected: "a table")
        if at(.leftParenthesis) { return parseTableFunction(name, start, lateral: false) }
        return parseTableReference(name, start, only: false)
    }

    private mutating func parseTableReference(_ name: QualifiedName, _ start: Int, only: Bool) -> FromItem {
        // `name *` says that rows of inheriting tables count, as they do anyway.
        if dialect == .postgres, !only { _ = take(.star) }
        let alias = parseAlias()
        let hint = dialect == .sqlite ? parseIndexHint() : nil
        let sample = dialect == .postgres && take(.tablesample) ? parseSample() : nil
        return .table(
            TableReference(
                name: name, alias: alias, only: only, indexHint: hint, sample: sample, range: range(from: start)))
    }

    private mutating func parseIndexHint() -> TableReference.IndexHint? {
        if take(.not, .indexed) { return .notIndexed }
        return take(.indexed, .by) ? .indexedBy(parseName(expected: "an index")) : nil
    }

    private mutating func parseSample() -> TableSample {
        let method = parseQualifiedName(expected: "a sampling method")
        let arguments = parseExpressionList()
        return TableSample(
            method: method, arguments: arguments, seed: take(.repeatable) ? parseExpressionList().first : nil)
    }

    private mutating func parseOnly(_ start: Int) -> FromItem {
        advance()
        let isWrapped = take(.leftParenthesis)
        let name = parseQualifiedName(expected: "a table")
        if isWrapped { expectClosing() }
        return parseTableReference(name, start, only: true)
    }

    private mutating func parseLateral(_ start: Int) -> FromItem {
        if at(.leftParenthesis) {
            advance()
            let query = parseQuery()
            expectClosing()
            let alias = parseAlias()
            return .query(DerivedTable(query: query, alias: alias, lateral: true, range: range(from: start)))
        }
        if at(.rows), peek().keyword == .from { return parseRowsFrom(start, lateral: true) }
        let name = parseRowSource(expected: "a function or a query in parentheses")
        return parseTableFunction(name, start, lateral: true)
    }

    // MARK: Functions

    /// Whether a function's name and its parenthesis are next; Postgres has some names for functions only.
    @inline(__always)
    private var atFunction: Bool {
        dialect == .postgres && isName(current, .function) && peek().kind == .leftParenthesis
    }

    private mutating func parseRowSource(expected: String) -> QualifiedName {
        atFunction ? QualifiedName(consumeName()) : parseQualifiedName(expected: expected)
    }

    private mutating func parseTableFunction(_ name: QualifiedName, _ start: Int, lateral: Bool) -> FromItem {
        var function = TableFunction(calls: [parseRowCall(name)], lateral: lateral)
        if dialect == .postgres, take(.with, .ordinality) { function.withOrdinality = true }
        function.alias = parseAlias(ofFunction: true)
        function.range = range(from: start)
        return .function(function)
    }

    /// Reads the call of a function that gives rows, which is no aggregate and has no window.
    mutating func parseRowCall(_ name: QualifiedName) -> FunctionCall {
        let start = self.start
        let call = parseCall(name)
        let isPlain = call.filter == nil && call.over == nil && call.withinGroup.isEmpty
        let isPlainInSQLite = !call.isStar && !call.distinct && call.orderBy.isEmpty
        if !isPlain || (dialect == .sqlite && !isPlainInSQLite) {
            reportNotPermitted("a function that gives rows takes arguments only", at: range(from: start))
        }
        return call
    }

    private mutating func parseRowsFrom(_ start: Int, lateral: Bool) -> FromItem {
        advance()
        advance()
        expect(.leftParenthesis, "(")
        var function = TableFunction(calls: [], isRowsFrom: true, lateral: lateral)
        repeat {
            let name = parseRowSource(expected: "a function")
            function.calls.append(parseRowCall(name))
        } while !isRecovering && take(.comma)
        expectClosing()
        if take(.with, .ordinality) { function.withOrdinality = true }
        function.alias = parseAlias(ofFunction: true)
        function.range = range(from: start)
        return .function(function)
    }

    // MARK: Parentheses

    /// A query, or items, in parentheses.
    private mutating func parseParenthesisedFrom() -> FromItem {
        let start = self.start
        guard enter() else { return .error }
        defer { leave() }
        advance()
        if !at(.leftParenthesis), startsQuery(at: 0) { return parseDerivedTable(start) }

        var item = parseFromItem()
        if case .query(let inner) = item, inner.alias == nil, !inner.lateral, continuesQuery {
            let first: QueryBody = inner.query.isBare ? inner.query.body : .nested(inner.query)
            if dialect == .sqlite {
                reportNotPermitted("SQLite takes no parentheses around a whole SELECT", at: inner.range)
            }
            return parseDerivedTable(start, first: first)
        }
        while dialect == .sqlite, !isRecovering, take(.comma) {
            grow()
            var items = [item]
            parseNextItem(&items)
            item = items.count == 1 ? items[0] : .join(Join(left: items[0], kind: .comma, right: items[1]))
        }
        expectClosing()
        if dialect == .postgres { refuseLoneItem(item, start) }
        guard let alias = parseAlias() else { return item }
        switch item {
        case .query(var inner) where inner.alias == nil:
            inner.alias = alias
            inner.range = range(from: start)
            return .query(inner)
        case .table(var inner) where inner.alias == nil:
            inner.alias = alias
            inner.range = range(from: start)
            return .table(inner)
        default: return .aliased(item, alias)
        }
    }

    /// Reports parentheses around a single table, which Postgres has for joins and queries only.
    private mutating func refuseLoneItem(_ item: FromItem, _ start: Int) {
        switch item {
        case .query(let inner) where inner.alias == nil: return
        case .table, .query, .function, .aliased:
            reportNotPermitted("only a join or a query stands in parentheses here", at: range(from: start))
        case .join, .error: return
        }
    }

    private mutating func parseDerivedTable(_ start: Int, first: QueryBody? = nil) -> FromItem {
        let query = parseQuery(from: first == nil ? nil : start + 1, first: first)
        expectClosing()
        let alias = parseAlias()
        return .query(DerivedTable(query: query, alias: alias, range: range(from: start)))
    }

    // MARK: Aliases

    /// `[AS] name`, and in Postgres names for the columns.
    private mutating func parseAlias(ofFunction: Bool = false) -> Alias? {
        let hasAs = take(.as)
        if hasAs, ofFunction, dialect == .postgres, at(.leftParenthesis) {
            return Alias(Name(""), columns: parseAliasColumns(.typed))
        }
        let columns: AliasColumns = ofFunction ? .either : .names
        if hasAs {
            var alias = Alias(parseName(expected: "an alias"))
            if dialect == .postgres, at(.leftParenthesis) { alias.columns = parseAliasColumns(columns) }
            return alias
        }
        let role: NameRole = dialect == .sqlite ? .tableAlias : .general
        guard isName(current, role), !atWindowClause else { return nil }
        var alias = Alias(consumeName())
        if dialect == .postgres, at(.leftParenthesis) { alias.columns = parseAliasColumns(columns) }
        return alias
    }

    /// What the columns of an alias are made of: of a table, names; of a function's rows, all with types or none.
    private enum AliasColumns {
        case names, typed, either
    }

    private mutating func parseAliasColumns(_ form: AliasColumns) -> [Alias.Column] {
        advance()
        var columns: [Alias.Column] = []
        var form = form
        repeat {
            var column = Alias.Column(parseName(expected: "a column's name"))
            if form == .either { form = at(.comma) || at(.rightParenthesis) ? .names : .typed }
            if form == .typed { column.type = parseType() }
            columns.append(column)
        } while !isRecovering && take(.comma)
        expectClosing()
        return columns
    }
}
