public import PlumbCore
internal import PlumbLanguage
public import PlumbSQL

/// What is known while a query is mended: the tables, the question, and ways to look at the data.
public struct MendScope: Sendable {
    /// The tables that a query may name.
    public let tables: [Table]

    /// The keys between them.
    public let foreignKeys: [ForeignKey]

    /// The same tables, to look names up in.
    public let index: SchemaIndex

    /// The question that the query is to answer; nil where it isn't known.
    public let question: Question?

    /// Values in the data that words of the question point at.
    public let values: [ValueLink]

    /// The database, and its values by words.
    public let services: StageServices

    /// Whether the query ran as it was proposed.
    public var ran = false

    private let graph: JoinGraph
    private let questionStems: Set<String>

    /// Makes the scope of a query over some tables.
    ///
    /// - Parameters:
    ///   - catalog: the tables and their keys.
    ///   - question: the question; nil where it isn't known.
    ///   - values: values that words of the question point at.
    ///   - services: the database. Without one, rules that look at data do nothing.
    public init(
        catalog: Catalog, question: Question? = nil, values: [ValueLink] = [], services: StageServices = .init()
    ) {
        tables = catalog.tables
        foreignKeys = catalog.foreignKeys
        index = SchemaIndex(catalog)
        graph = JoinGraph(catalog.foreignKeys + Self.impliedKeys(catalog))
        self.question = question
        self.values = values
        self.services = services
        questionStems = Set(Words.stems(of: String((question?.text ?? "").prefix(QuestionText.maximumLength))))
    }

    /// Makes the scope of a query over what synthesis could see.
    ///
    /// - Parameters:
    ///   - slice: the part of the catalog.
    ///   - question: the question.
    ///   - services: the database.
    public init(slice: SchemaSlice, question: Question, services: StageServices) {
        self.init(
            catalog: Catalog(
                database: "", dialect: slice.dialect, fingerprint: "", tables: slice.tables,
                foreignKeys: slice.foreignKeys),
            question: question, values: slice.values, services: services)
    }

    /// Columns named as another table's whole primary key, between tables with no key of their own.
    ///
    /// Databases declare wrong keys, and an inferred one needs values that fit.
    private static func impliedKeys(_ catalog: Catalog) -> [ForeignKey] {
        let joined = Set(catalog.foreignKeys.map { Set([$0.table, $0.referencedTable]) })
        var owners: [String: [Table]] = [:]
        for table in catalog.tables where table.primaryKey.count == 1 && NameWords.of(table.primaryKey[0]).count > 1 {
            owners[Name.folded(table.primaryKey[0]), default: []].append(table)
        }
        return catalog.tables.flatMap { table in
            table.columns.flatMap { column -> [ForeignKey] in
                (owners[Name.folded(column.name)] ?? []).filter { owner in
                    owner.name != table.name && !joined.contains([owner.name, table.name])
                }.map { owner in
                    ForeignKey(
                        table: table.name, columns: [column.name], referencedTable: owner.name,
                        referencedColumns: owner.primaryKey, origin: .inferred)
                }
            }
        }
    }

    /// The SQL that queries are written in.
    public var dialect: SQLDialect { index.dialect }

    /// The table of a name as a query writes it.
    func table(_ name: Name) -> Table? {
        tables.first { Name.folded($0.name.name) == name.folded }
    }

    /// Names that mean nothing or several things; a name in double quotes that no column has is one of them.
    func problems(of query: Query) -> [NameProblem] {
        QueryAnalysis(of: query, in: index, allowsDoubleQuotedStrings: false).problems
    }

    /// A shortest way along foreign keys, of keys between the same tables those that the question speaks of.
    func path(from starts: Set<TableName>, to end: TableName) -> [ForeignKey]? {
        graph.path(from: starts, to: end)?.map { key in self.key(between: key.table, key.referencedTable) ?? key }
    }

    /// The key between two tables, of several the one that the question speaks of.
    func key(between table: TableName, _ other: TableName) -> ForeignKey? {
        let keys = graph.keys(between: table, and: other)
        let shares = keys.map { key in key.columns.map { askedShare(of: $0) }.max() ?? 0 }
        guard let best = shares.max() else { return nil }
        return zip(keys, shares).first { $0.1 == best }?.0
    }

    /// Whether the question speaks of all words of a name.
    func isAsked(_ name: String) -> Bool {
        let words = NameWords.expanded(name).map(Stemmer.stem)
        return !words.isEmpty && words.allSatisfy(questionStems.contains)
    }

    /// Whether the question speaks of what tells a name from others: of `hosting_city` beside `city`, of hosting.
    func isAsked(_ name: String, apartFrom others: [String]) -> Bool {
        let shared = Set(others.flatMap { NameWords.expanded($0).map(Stemmer.stem) })
        let own = NameWords.expanded(name).map(Stemmer.stem).filter { !shared.contains($0) }
        return own.isEmpty || own.contains(where: questionStems.contains)
    }

    /// How many of a name's words the question speaks of, as a share, 0...1.
    func askedShare(of name: String) -> Double {
        let words = NameWords.expanded(name).map(Stemmer.stem)
        guard !words.isEmpty else { return 0 }
        return Double(words.count { questionStems.contains($0) }) / Double(words.count)
    }
}

extension Table {
    /// Its column of a name, in any case.
    func column(named name: Name) -> Column? { columns.first { Name.folded($0.name) == name.folded } }
}
