internal import PlumbCore

/// Finds what every name of a query means.
///
/// A class, because the visitors that it sends into expressions come back to it.
final class NameResolver {
    let catalog: Catalog
    var footprint = Footprint()

    /// The clause that is being read.
    var clause = Footprint.Clause.select

    /// Common tables that can be named here.
    var commons: [String: CommonScope] = [:]

    private let tablesByName: [String: [Table]]

    init(catalog: Catalog) {
        self.catalog = catalog
        let folds = catalog.dialect == .sqlite
        tablesByName = Dictionary(grouping: catalog.tables) { folds ? Name.folded($0.name.name) : $0.name.name }
    }

    /// A name as names are compared.
    func key(_ name: String) -> String { catalog.dialect == .sqlite ? Name.folded(name) : name }

    func key(_ name: Name) -> String { key(name.text) }

    // MARK: Queries

    /// Looks at a query.
    ///
    /// - Parameters:
    ///   - query: the query.
    ///   - outer: what the selects around it see, innermost last.
    ///   - common: the common table that it makes.
    /// - Returns: the names of its columns.
    func resolve(_ query: Query, outer: [NameScope], for common: CommonScope? = nil) -> [String] {
        let outerCommons = commons
        let outerClause = clause
        defer {
            commons = outerCommons
            clause = outerClause
        }
        if let with = query.with { declare(with, outer: outer) }
        var inner = NameScope()
        let columns = resolve(query.body, outer: outer, orderBy: query.orderBy, inner: &inner, for: common)
        clause = .limit
        for expression in [query.limit, query.offset] {
            if let expression { resolve(expression, in: outer) }
        }
        return columns
    }

    private func declare(_ with: With, outer: [NameScope]) {
        let isRecursive = with.recursive || catalog.dialect == .sqlite
        let scopes = with.tables.map { CommonScope($0, recursive: isRecursive) }
        for scope in scopes {
            if !isRecursive { scope.visible = commons }
            commons[key(scope.table.name)] = scope
        }
        if isRecursive { for scope in scopes { scope.visible = commons } }
        if catalog.dialect == .postgres { for scope in scopes { _ = columns(of: scope) } }
    }

    /// The columns of a common table, whose query is looked at when it is first named.
    func columns(of common: CommonScope) -> [String]? {
        if let columns = common.columns { return columns }
        let declared = common.table.columns.map { key($0) }
        guard !common.isBusy else { return declared.isEmpty ? nil : declared }
        guard let query = common.table.query else { return declared.isEmpty ? nil : declared }
        common.isBusy = true
        let outer = commons
        commons = common.visible
        var columns = resolve(query, outer: [], for: common)
        for (index, name) in declared.enumerated() where index < columns.count { columns[index] = name }
        commons = outer
        common.columns = columns
        common.isBusy = false
        return columns
    }

    private func resolve(
        _ body: QueryBody, outer: [NameScope], orderBy: [OrderTerm], inner: inout NameScope,
        for common: CommonScope? = nil
    ) -> [String] {
        switch body {
        case .select(let select): return resolve(select, outer: outer, orderBy: orderBy, scope: &inner)
        case .setOperation:
            var first = body
            var rest: [QueryBody] = []
            while case .setOperation(let operation) = first {
                rest.append(operation.right)
                first = operation.left
            }
            let columns = resolve(first, outer: outer, orderBy: [], inner: &inner)
            // A recursive part sees what the part before it gives.
            if let common, common.recursive, common.table.columns.isEmpty { common.columns = columns }
            for operand in rest.reversed() {
                var scope = NameScope()
                _ = resolve(operand, outer: outer, orderBy: [], inner: &scope)
            }
            inner.aliases = Set(columns)
            resolve(orderBy, outer: outer, scope: inner)
            return columns
        case .values(let rows):
            clause = .select
            for row in rows { for value in row { resolve(value, in: outer) } }
            return (1...max(1, rows.first?.count ?? 1)).map { "column\($0)" }
        case .table(let name):
            let item = FromItem.table(TableReference(name: name))
            let select = Select(items: [.allColumns()], from: [item])
            return resolve(select, outer: outer, orderBy: orderBy, scope: &inner)
        case .nested(let query): return resolve(query, outer: outer)
        case .error: return []
        }
    }

    // MARK: Selects

    private func resolve(
        _ select: Select, outer: [NameScope], orderBy: [OrderTerm], scope: inout NameScope
    ) -> [String] {
        clause = .from
        for item in select.from { resolve(item, outer: outer, scope: &scope) }
        resolveConditions(of: &scope, outer: outer)
        clause = .select
        if case .on(let expressions) = select.distinct {
            for expression in expressions { resolve(expression, in: outer + [scope]) }
        }
        var columns: [String] = []
        for item in select.items {
            switch item {
            case .expression(let expression, let alias):
                resolve(expression, in: outer + [scope])
                columns.append(alias.map { key($0) } ?? outputName(of: expression))
                if let alias { scope.aliases.insert(key(alias)) }
            case .allColumns(let table): columns += readAll(of: table, select: select, scope: scope)
            }
        }
        var filtered = scope
        filtered.seesAliases = catalog.dialect == .sqlite
        resolve(select.where, .where, outer + [filtered])
        var grouped = scope
        grouped.seesAliases = true
        for element in select.groupBy { resolve(element, in: outer + [grouped]) }
        resolve(select.having, .having, outer + [filtered])
        clause = .select
        for window in select.windows { resolve(window.specification, in: outer + [scope]) }
        resolve(orderBy, outer: outer, scope: scope)
        return columns
    }

    private func resolve(
        _ expression: Expression?, _ clause: Footprint.Clause, _ scopes: [NameScope]
    ) {
        self.clause = clause
        if let expression { resolve(expression, in: scopes) }
    }

    private func resolve(_ terms: [OrderTerm], outer: [NameScope], scope: NameScope) {
        clause = .orderBy
        for term in terms {
            var scope = scope
            scope.seesAliases = catalog.dialect == .sqlite
            // The whole term may be a name of the select list; within a larger one, columns go first.
            if case .column(let name) = term.expression.kind, name.table == nil { scope.prefersAliases = true }
            resolve(term.expression, in: outer + [scope])
        }
    }

    private func resolve(_ element: GroupingElement, in scopes: [NameScope]) {
        clause = .groupBy
        switch element {
        case .expression(let expression): resolve(expression, in: scopes)
        case .rollup(let expressions), .cube(let expressions):
            for expression in expressions { resolve(expression, in: scopes) }
        case .sets(let elements): for element in elements { resolve(element, in: scopes) }
        case .empty: break
        }
    }

    private func resolve(_ window: WindowSpecification, in scopes: [NameScope]) {
        for expression in window.partitionBy + window.orderBy.map(\.expression) {
            resolve(expression, in: scopes)
        }
    }

    /// The name that a select gives to an item without an alias.
    private func outputName(of expression: Expression) -> String {
        switch (expression.kind, catalog.dialect) {
        case (.column(let name), _): key(name.name)
        case (_, .sqlite): key(SQLPrinter(dialect: .sqlite).print(expression))
        case (.call(let call), _): call.name.name.text
        case (.cast(let value, _), _): outputName(of: value)
        case (.caseWhen, _): "case"
        default: "?column?"
        }
    }

    func tables(named name: String) -> [Table] { tablesByName[name] ?? [] }
}
