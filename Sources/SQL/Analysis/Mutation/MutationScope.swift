internal import PlumbCore

/// What the names of a place in a query stand for, as far as a mutation needs it.
struct MutationScope {
    private struct Level {
        var tables: [(name: String, table: IndexedTable)] = []
        /// Whether there are rows of queries and functions, whose columns are not known here.
        var hasOthers = false
    }

    private let index: SchemaIndex
    private var commonTables: Set<String> = []
    /// The selects around the place, outermost first.
    private var levels: [Level] = []

    /// Whether it matters how often a row comes: not among the values of `IN`, nor in `EXISTS`.
    var countsRows = true

    init(_ index: SchemaIndex) {
        self.index = index
    }

    var dialect: SQLDialect { index.dialect }

    /// The scope inside of a query.
    func inside(_ query: Query) -> MutationScope {
        var scope = self
        for table in query.with?.tables ?? [] { scope.commonTables.insert(key(table.name)) }
        return scope
    }

    /// The scope inside of a query that stands for a value, or for values.
    var ofValue: MutationScope {
        var scope = self
        scope.countsRows = false
        return scope
    }

    /// The scope inside of a select.
    func inside(_ select: Select) -> MutationScope {
        var scope = self
        var level = Level()
        for item in select.from { add(item, to: &level) }
        scope.levels.append(level)
        return scope
    }

    private func add(_ item: FromItem, to level: inout Level) {
        switch item {
        case .table(let reference):
            let name = key(reference.name.name)
            let schema = reference.name.schema.map(key)
            if schema == nil && commonTables.contains(name) || reference.alias?.columns.isEmpty == false {
                level.hasOthers = true
            } else if let table = index.table(name, schema: schema) {
                level.tables.append((key(reference.visibleName), table))
            } else {
                level.hasOthers = true
            }
        case .join(let join):
            add(join.left, to: &level)
            add(join.right, to: &level)
        case .query, .function, .aliased, .error: level.hasOthers = true
        }
    }

    /// A name as the dialect compares it.
    func key(_ name: Name) -> String { SchemaIndex.key(name.text, dialect) }

    // MARK: Looking up

    /// A column of a table, as a query names it.
    struct Place {
        /// What the query calls the table.
        var table: String
        /// The column.
        var column: NamedColumn
        /// The other columns of the same table that hold the same type, in order.
        var likes: [NamedColumn]
    }

    /// The column that a name stands for; nil where it is of a query, or where that isn't clear.
    func place(of column: ColumnName) -> Place? {
        let name = key(column.name)
        let qualifier = column.table.map(key)
        for level in levels.reversed() {
            let holders = level.tables.filter {
                (qualifier == nil || $0.name == qualifier) && $0.table.positions[name] != nil
            }
            if let holder = holders.first {
                guard holders.count == 1, qualifier != nil || !level.hasOthers else { return nil }
                return place(of: name, in: holder)
            }
            guard !level.hasOthers else { return nil }
        }
        return nil
    }

    private func place(of name: String, in holder: (name: String, table: IndexedTable)) -> Place? {
        guard let position = holder.table.positions[name] else { return nil }
        let column = holder.table.columns[position]
        let likes = holder.table.columns.filter { $0.key != name && $0.type == column.type && $0.type != nil }
        return Place(table: holder.name, column: column, likes: likes)
    }

    /// The same column name with another column of the table.
    static func renamed(_ column: ColumnName, to other: NamedColumn) -> Expression {
        var column = column
        column.name = Name(other.name)
        return Expression(.column(column))
    }
}
