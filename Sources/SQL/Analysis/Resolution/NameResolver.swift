internal import PlumbCore

/// Finds what every name of a query means, once, and notes whatever follows from it.
///
/// A class, because what is inside of expressions comes back to it.
final class NameResolver {
    let index: SchemaIndex

    /// The text that the query was read from, for the names that SQLite makes of it.
    let text: String?

    /// Whether a name in double quotes that no column has is a string.
    let allowsDoubleQuotedStrings: Bool

    var footprint = Footprint()
    var joins: [QueryJoin] = []
    var comparisons: [ColumnComparison] = []
    var fanOuts: [FanOut] = []

    /// What the outermost query orders by.
    var order: [OrderKey] = []

    /// The clause that is being read.
    var clause = Footprint.Clause.select

    /// Common tables that can be named here.
    var commons: [String: CommonScope] = [:]

    /// All items of all `FROM` clauses, by their numbers.
    private(set) var sources: [NameSource] = []

    /// The item that each column that was named belongs to, in the order in which they were named.
    var namedSources: [Int] = []

    /// The aggregates of the select that is being read.
    var aggregates: [AggregateUse] = []

    /// How many queries are open around what is being read.
    private(set) var depth = 0

    /// Whether an odd number of `NOT` stands around what is being read.
    var isNegated = false

    var dialect: SQLDialect { index.dialect }

    init(_ index: SchemaIndex, text: String? = nil, allowsDoubleQuotedStrings: Bool = true) {
        self.index = index
        self.text = text
        self.allowsDoubleQuotedStrings = allowsDoubleQuotedStrings && index.dialect == .sqlite
    }

    /// A name as names are compared.
    func key(_ name: String) -> String { SchemaIndex.key(name, index.dialect) }

    func key(_ name: Name) -> String { key(name.text) }

    /// Gives an item its number and brings it into sight.
    func add(_ source: NameSource, to scope: inout NameScope) {
        var source = source
        source.id = sources.count
        sources.append(source)
        scope.append(source)
    }

    // MARK: Queries

    /// Looks at a query.
    ///
    /// - Parameters:
    ///   - query: the query.
    ///   - outer: what the selects around it see, innermost last.
    ///   - common: the common table that it makes.
    ///   - isOutermost: whether its order is that of the rows that come out.
    /// - Returns: what it gives.
    func resolve(
        _ query: Query, outer: [NameScope], for common: CommonScope? = nil, isOutermost: Bool = false
    ) -> Relation {
        let outerCommons = commons
        let outerClause = clause
        let outerNegation = isNegated
        isNegated = false
        depth += 1
        defer {
            depth -= 1
            commons = outerCommons
            clause = outerClause
            isNegated = outerNegation
        }
        if let with = query.with { declare(with, outer: outer) }
        var inner = NameScope()
        let ordering = Ordering(terms: query.orderBy, isOutermost: isOutermost)
        var relation = resolve(query.body, outer: outer, ordering: ordering, inner: &inner, for: common)
        clause = .limit
        for expression in [query.limit, query.offset] {
            if let expression { _ = resolve(expression, in: dialect == .sqlite ? [] : outer) }
        }
        if case .literal(.integer(let digits)) = query.limit?.kind, ["0", "1"].contains(digits), !query.withTies {
            relation.uniqueKeys = [[]]
        }
        return relation
    }

    private func declare(_ with: With, outer: [NameScope]) {
        let isRecursive = with.recursive || dialect == .sqlite
        let scopes = with.tables.map { CommonScope($0, recursive: isRecursive, outer: outer) }
        for scope in scopes {
            if !isRecursive { scope.visible = commons }
            commons[key(scope.table.name)] = scope
        }
        if isRecursive { for scope in scopes { scope.visible = commons } }
        if dialect == .postgres { for scope in scopes { _ = relation(of: scope, outer: outer) } }
    }

    /// What a common table gives; its query is looked at when it is first named.
    ///
    /// - Parameters:
    ///   - common: the common table.
    ///   - outer: what the selects around the place see that names it: SQLite lets the table see that too.
    /// - Returns: nil where its columns can't be known.
    func relation(of common: CommonScope, outer: [NameScope]) -> Relation? {
        if let relation = common.relation { return relation }
        let declared = common.table.columns.map { NamedColumn(key: key($0), name: $0.text) }
        let unread = declared.isEmpty ? nil : Relation(columns: declared)
        guard !common.isBusy, let query = common.table.query else { return unread }
        common.isBusy = true
        let enclosing = commons
        commons = common.visible
        var relation = distinguish(resolve(query, outer: dialect == .sqlite ? outer : common.outer, for: common))
        for (index, column) in declared.enumerated() where index < relation.columns.count {
            relation.columns[index].key = column.key
            relation.columns[index].name = column.name
        }
        commons = enclosing
        common.relation = relation
        common.isBusy = false
        return relation
    }

    private func resolve(
        _ body: QueryBody, outer: [NameScope], ordering: Ordering, inner: inout NameScope,
        for common: CommonScope? = nil
    ) -> Relation {
        switch body {
        case .select(let select): return resolve(select, outer: outer, ordering: ordering, scope: &inner)
        case .setOperation: return resolve(chain: body, outer: outer, ordering: ordering, inner: &inner, for: common)
        case .values(let rows): return resolve(rows: rows, outer: outer, ordering: ordering)
        case .table(let name):
            let item = FromItem.table(TableReference(name: name))
            let select = Select(items: [.allColumns()], from: [item])
            return resolve(select, outer: outer, ordering: ordering, scope: &inner)
        case .nested(let query):
            let isOutermost = ordering.isOutermost && ordering.terms.isEmpty
            let relation = resolve(query, outer: outer, isOutermost: isOutermost)
            order(relation, by: ordering, outer: outer)
            return relation
        case .error: return Relation()
        }
    }

    /// Looks at set operations, from the left.
    private func resolve(
        chain: QueryBody, outer: [NameScope], ordering: Ordering, inner: inout NameScope, for common: CommonScope?
    ) -> Relation {
        var first = chain
        var rest: [SetOperation] = []
        while case .setOperation(let operation) = first {
            rest.append(operation)
            first = operation.left
        }
        var relation = resolve(first, outer: outer, ordering: .none, inner: &inner)
        // A recursive part sees what the part before it gives.
        if let common, common.recursive {
            var known = distinguish(relation)
            for (index, name) in common.table.columns.enumerated() where index < known.columns.count {
                known.columns[index].key = key(name)
                known.columns[index].name = name.text
            }
            // What a row of the recursive part holds isn't known before that part is read.
            for index in known.columns.indices {
                known.columns[index].type = nil
                known.columns[index].isNullable = nil
                known.columns[index].source = nil
            }
            known.uniqueKeys = []
            common.relation = known
        }
        var names: [String: Int] = [:]
        for operation in rest.reversed() {
            var scope = NameScope()
            let operand = resolve(operation.right, outer: outer, ordering: .none, inner: &scope)
            relation.merge(operand, dialect: dialect)
            // SQLite orders by the names of any part.
            if dialect == .sqlite, !ordering.terms.isEmpty {
                for (index, column) in operand.columns.enumerated() where names[column.key] == nil {
                    names[column.key] = index
                }
            }
            relation.uniqueKeys = operation.all ? [] : [Array(relation.columns.indices)]
        }
        if let common, common.recursive { common.relation = nil }
        order(relation, by: ordering, names: names, outer: outer, scope: inner)
        return relation
    }

    private func resolve(rows: [[Expression]], outer: [NameScope], ordering: Ordering) -> Relation {
        clause = .select
        var relation = Relation(uniqueKeys: rows.count == 1 ? [[]] : [])
        for (number, row) in rows.enumerated() {
            let values = row.map { resolve($0, in: outer) }
            let columns = values.enumerated().map { index, value in
                let name = "column\(index + 1)"
                return NamedColumn(key: name, name: name, type: value.type, isNullable: value.isNullable)
            }
            if number == 0 {
                relation.columns = columns
            } else {
                relation.merge(Relation(columns: columns), dialect: dialect)
            }
        }
        order(relation, by: ordering, outer: outer)
        return relation
    }

    /// SQLite tells columns of a table apart by numbers where a query gives several the same name.
    func distinguish(_ relation: Relation) -> Relation {
        guard dialect == .sqlite else { return relation }
        var relation = relation
        var taken: Set<String> = []
        for index in relation.columns.indices {
            var name = relation.columns[index].name
            var count = 0
            while taken.contains(key(name)) {
                if let colon = name.lastIndex(of: ":"), name[colon...].dropFirst().allSatisfy(\.isNumber) {
                    name = String(name[..<colon])
                }
                count += 1
                name += ":\(count)"
            }
            taken.insert(key(name))
            relation.columns[index].name = name
            relation.columns[index].key = key(name)
        }
        return relation
    }
}

extension Relation {
    /// Adds the rows of another, as a set operation does.
    mutating func merge(_ other: Relation, dialect: SQLDialect) {
        for index in columns.indices where index < other.columns.count {
            let column = other.columns[index]
            columns[index].type = ValueTypes(dialect: dialect).common([columns[index].type, column.type])
            if columns[index].source != column.source { columns[index].source = nil }
            switch (columns[index].isNullable, column.isNullable) {
            case (true, _), (_, true): columns[index].isNullable = true
            case (false, false): break
            default: columns[index].isNullable = nil
            }
        }
    }
}
