internal import PlumbCore

/// What `pg_catalog` says of tables, put together row by row.
struct PostgresSchema {
    /// A table, and what has to be known of it besides.
    struct Relation {
        var table: Table
        /// The schema, also where a bare name is enough.
        var schema: String
        var kind: String
        /// How many rows there are by the statistics; nil where it was never analyzed.
        var analyzedRows: Int?
        /// How many rows the server has seen come and go.
        var liveRows: Int
        var hasPages: Bool
        /// Whether the server shows some of the rows only.
        var hasRowSecurity: Bool
        /// The condition that its rows must meet to be read: statistics, which are of all rows, are then not taken.
        var rowCondition: String?
        /// The place of each column by its number.
        var places: [Int: Int] = [:]
        var types: [PostgresColumnType] = []
        var samples: [Int: PostgresColumnSample] = [:]
        /// Columns of text of which statistics hold every value, or whose values nobody names.
        var settled: Set<Int> = []
        /// The texts of each column to be found by words.
        var texts: [Int: [TextCount]] = [:]
        /// The columns whose samples speak of all rows, those of tables that inherit from this one too.
        var inherited: Set<Int> = []

        /// Whether there are rows, and nothing is known of their values.
        var isUnknown: Bool {
            kind != "v" && rowCondition == nil && analyzedRows == nil && (liveRows > 0 || hasPages || kind == "f")
        }
    }

    private(set) var relations: [Relation] = []
    private(set) var places: [Int: Int] = [:]
    private var types: [TypeName: PostgresColumnType] = [:]
    private var labels: [Int: [String]] = [:]
    private let sampledRows: Double

    private struct TypeName: Hashable {
        var type: Int
        var modifier: Int
    }

    /// Makes an empty schema.
    ///
    /// - Parameter statisticsTarget: the server's setting; ANALYZE looks at 300 times as many rows.
    init(statisticsTarget: Int) {
        sampledRows = 300 * Double(statisticsTarget)
    }

    // MARK: Tables and columns

    mutating func addRelation(_ row: [String?], rules: PostgresReadRules) {
        var row = RowReader(row)
        let id = row.integer
        let schema = row.text
        let name = row.text
        let kind = row.text
        let rows = row.optionalInteger
        let live = row.integer
        let pages = row.integer
        let hasRowSecurity = row.flag
        let isVisible = row.flag
        let table = Table(
            name: TableName(name, schema: isVisible ? nil : schema), isView: kind == "v", columns: [],
            description: row.optionalText)
        guard rules.mayRead(table.name, in: schema) else { return }
        places[id] = relations.count
        relations.append(
            Relation(
                table: table, schema: schema, kind: kind, analyzedRows: rows, liveRows: live, hasPages: pages > 0,
                hasRowSecurity: hasRowSecurity, rowCondition: rules.rowCondition(of: table.name, in: schema)))
    }

    mutating func addPartitions(_ row: [String?]) {
        var row = RowReader(row)
        guard let place = places[row.integer] else { return }
        if (relations[place].analyzedRows ?? 0) == 0 { relations[place].analyzedRows = row.optionalInteger }
        relations[place].liveRows = row.integer
    }

    mutating func addLabel(_ row: [String?]) {
        var row = RowReader(row)
        labels[row.integer, default: []].append(row.text)
    }

    mutating func addType(_ row: [String?]) {
        var row = RowReader(row)
        let name = TypeName(type: row.integer, modifier: row.integer)
        let base = row.integer
        let modifier = row.integer
        let declared = row.text
        let isEnumeration = row.text == "e"
        types[name] = PostgresColumnType(
            base: base, modifier: modifier, declared: declared, category: row.text,
            labels: isEnumeration ? labels[base] ?? [] : nil, isRequired: row.flag, description: row.optionalText)
    }

    mutating func addColumn(_ row: [String?], rules: PostgresReadRules) {
        var row = RowReader(row)
        guard let place = places[row.integer] else { return }
        let number = row.integer
        let name = row.text
        guard let type = types[TypeName(type: row.integer, modifier: row.integer)] else { return }
        let isRequired = row.flag
        guard rules.mayRead(name, of: relations[place].table.name, in: relations[place].schema) else { return }
        relations[place].places[number] = relations[place].table.columns.count
        relations[place].types.append(type)
        relations[place].table.columns.append(
            Column(
                name: name, declaredType: type.declared, type: type.type, isNullable: !isRequired && !type.isRequired,
                description: row.optionalText ?? type.description))
    }

    // MARK: Keys

    mutating func addKey(_ row: [String?]) {
        var row = RowReader(row)
        guard let place = places[row.integer] else { return }
        let isPrimary = row.flag
        guard let columns = self.columns(row.text, of: place) else { return }
        if isPrimary {
            relations[place].table.primaryKey = columns
        } else if !relations[place].table.uniqueKeys.contains(columns) {
            relations[place].table.uniqueKeys.append(columns)
        }
    }

    /// A foreign key, those apart that speak of what may not be read.
    func foreignKey(_ row: [String?]) -> ForeignKey? {
        var row = RowReader(row)
        guard let child = places[row.integer], let columns = self.columns(row.text, of: child),
            let parent = places[row.integer], let referenced = self.columns(row.text, of: parent)
        else { return nil }
        return ForeignKey(
            table: relations[child].table.name, columns: columns, referencedTable: relations[parent].table.name,
            referencedColumns: referenced)
    }

    /// The names of columns by the text of an array of their numbers; nil where one may not be read.
    private func columns(_ numbers: String, of place: Int) -> [String]? {
        let numbers = PostgresArrayText.elements(of: numbers).elements.compactMap { Int($0) }
        let columns = numbers.compactMap { number in
            relations[place].places[number].map { relations[place].table.columns[$0].name }
        }
        return columns.count == numbers.count && !columns.isEmpty ? columns : nil
    }

    // MARK: Statistics

    mutating func addStatistics(_ row: [String?]) {
        var row = RowReader(row)
        guard let place = places[row.integer], relations[place].rowCondition == nil else { return }
        let name = row.text
        let isInherited = row.flag
        guard let column = relations[place].table.columns.firstIndex(where: { $0.name == name }) else { return }
        let rows = row.optionalInteger
        let nullShare = row.number
        let distinct = row.number
        let width = row.integer
        let common = row.optionalText.map { PostgresArrayText.elements(of: $0) }
        let shares = row.optionalText.map { PostgresArrayText.elements(of: $0).elements.compactMap { Double($0) } }
        let bounds = row.optionalText.map { PostgresArrayText.elements(of: $0) }
        let isPadded = relations[place].types[column].isPadded
        let part = PostgresColumnSample.Part(
            rows: Double(rows ?? relations[place].analyzedRows ?? 0), nullShare: nullShare, distinct: distinct,
            width: width, common: Self.values(common?.elements, isPadded), shares: shares ?? [],
            bounds: Self.values(bounds?.elements, isPadded),
            last: row.optionalText.flatMap { PostgresArrayText.last(of: $0) },
            isWhole: (common?.isWhole ?? true) && (bounds?.isWhole ?? true),
            isComplete: Double(rows ?? .max) <= sampledRows)
        add(part, to: column, of: place, isInherited: isInherited)
    }

    /// Takes in what is known of a column; what speaks of the parts of a table too outdoes what does not.
    private mutating func add(
        _ part: PostgresColumnSample.Part, to column: Int, of place: Int, isInherited: Bool
    ) {
        let isRenewed = isInherited && relations[place].inherited.insert(column).inserted
        guard isInherited || !relations[place].inherited.contains(column) else { return }
        guard relations[place].kind == "p" else {
            // Nothing more comes: values of 200,000 columns at the same time would take a gigabyte.
            var sample = PostgresColumnSample()
            sample.add(part)
            settle(column, of: place, sample)
            return
        }
        var sample = isRenewed ? PostgresColumnSample() : relations[place].samples[column] ?? PostgresColumnSample()
        sample.add(part)
        relations[place].samples[column] = sample
    }

    /// Puts what was found of values with the column.
    private mutating func settle(_ column: Int, of place: Int, _ sample: PostgresColumnSample) {
        let type = relations[place].types[column]
        relations[place].table.columns[column].statistics = sample.statistics(of: type.type, labels: type.labels)
        guard type.type == .text else { return }
        var texts = sample.texts
        if let labels = type.labels {
            let seen = Set(texts.map(\.text))
            texts += labels.filter { !seen.contains($0) }.map { TextCount(text: $0, count: 1) }
        }
        relations[place].texts[column] = texts.isEmpty ? nil : texts
        if sample.isProse || !sample.isPartial {
            relations[place].settled.insert(column)
        } else {
            relations[place].settled.remove(column)
        }
    }

    private static func values(_ values: [String]?, _ isPadded: Bool) -> [String] {
        guard isPadded, let values else { return values ?? [] }
        return values.map { value in String(value.reversed().drop { $0 == " " }.reversed()) }
    }

    /// Takes in values that were read from the table itself.
    mutating func set(_ statistics: ColumnStatistics, _ texts: [TextCount], ofColumn column: Int, at place: Int) {
        relations[place].table.columns[column].statistics = statistics
        relations[place].texts[column] = texts.isEmpty ? nil : texts
    }

    /// Ends the taking in of statistics.
    mutating func finish() {
        for place in relations.indices {
            let live = relations[place].liveRows > 0 ? relations[place].liveRows : nil
            if relations[place].rowCondition == nil, let rows = relations[place].analyzedRows ?? live {
                relations[place].table.rowCount = Table.RowCount(rows, isEstimate: true)
            }
            for (column, sample) in relations[place].samples { settle(column, of: place, sample) }
            relations[place].samples = [:]
            for (column, type) in relations[place].types.enumerated()
            where type.labels != nil && relations[place].table.columns[column].statistics == nil {
                settle(column, of: place, PostgresColumnSample())
            }
        }
    }

    /// The texts to be found by words.
    var values: [CatalogReading.ColumnValues] {
        relations.flatMap { relation in
            relation.texts.sorted { $0.key < $1.key }.map { column, texts in
                CatalogReading.ColumnValues(
                    column: ColumnReference(relation.table.name, relation.table.columns[column].name), texts: texts)
            }
        }
    }
}

/// Reads the fields of a row one after the other.
private struct RowReader {
    private let row: [String?]
    private var place = 0

    init(_ row: [String?]) {
        self.row = row
    }

    var optionalText: String? {
        mutating get {
            defer { place += 1 }
            return place < row.count ? row[place] : nil
        }
    }

    var text: String { mutating get { optionalText ?? "" } }

    var optionalInteger: Int? { mutating get { optionalText.flatMap { Int($0) } } }

    var integer: Int { mutating get { optionalInteger ?? 0 } }

    var number: Double { mutating get { optionalText.flatMap { Double($0) } ?? 0 } }

    var flag: Bool { mutating get { optionalText == "t" } }
}
