import PlumbCore

/// Catalogs that any implementation must cope with.
enum ContractCatalogs {
    /// Two tables and a key between them.
    static let music = catalog(
        "music",
        [
            table("singer", ["id", "name", "country", "age"]),
            table("song", ["id", "title", "singer_id", "released_on"]),
        ],
        keys: [key("song", "singer_id", "singer", "id")])

    /// No table at all.
    static let empty = catalog("empty", [])

    /// A table without columns beside one with.
    static let hollow = catalog("hollow", [table("nothing", []), table("singer", ["id", "name"])])

    /// A table with 2,000 columns.
    static let wide = catalog("wide", [table("readings", ["id"] + (1..<2_000).map { "sensor_\($0)_value" })])

    /// Names that need quoting.
    static let odd = catalog(
        "odd",
        [
            table("order details", ["order id", "unit \"price\"", "it's", "a.b", "[x]", "`y`", "semi;colon", "--"]),
            table("select", ["from", "where", "group", "order"]), table("клиенты", ["имя", "город"]),
            table("顧客", ["名前", "都市"]), table("😀", ["🎉"]), table("UPPER", ["Id", "NaMe"]), table("upper ", ["id"]),
            table("new\nline", ["tab\there", ""]),
        ],
        keys: [key("order details", "order id", "select", "from"), key("клиенты", "город", "顧客", "都市")])

    static let all = [music, empty, hollow, wide, odd]

    static let questions = [
        "the sensor 7 value over 3", "How many singers are from France?",
        "songs by each singer since 2020, newest first",
        "Which singers have no song?", "x", "order details with a unit price above 5", "select from where group order",
        "клиенты из города Москва", "顧客の名前", "😀🎉a", "'; DROP TABLE singer; --", "NULL", "\"", "a\u{0}b 'unclosed",
        String(repeating: "how many singers and ", count: 30),
    ]

    static func table(_ name: String, _ columns: [String]) -> Table {
        func type(_ column: String) -> ColumnType {
            if column.hasSuffix("id") || column == "age" { return .integer }
            if column.hasSuffix("value") { return .real }
            return column.hasSuffix("_on") ? .date : .text
        }
        return Table(
            name: TableName(name), columns: columns.map { Column(name: $0, type: type($0)) },
            primaryKey: columns.first == "id" ? ["id"] : [], rowCount: Table.RowCount(10))
    }

    private static func key(_ table: String, _ column: String, _ other: String, _ otherColumn: String) -> ForeignKey {
        ForeignKey(
            table: TableName(table), columns: [column], referencedTable: TableName(other),
            referencedColumns: [otherColumn])
    }

    private static func catalog(_ name: String, _ tables: [Table], keys: [ForeignKey] = []) -> Catalog {
        Catalog(database: name, dialect: .sqlite, fingerprint: name, tables: tables, foreignKeys: keys)
    }

    private static let followUp = Question(
        "and only in France?", evidence: "singers are artists",
        earlier: [.init(question: "How many singers are there?", sql: "SELECT 1")])

    /// Every question of every catalog; of the wide one only one, for time.
    static let cases: [(question: Question, catalog: Catalog)] = all.flatMap { catalog in
        let today = CalendarDate(year: 2024, month: 6, day: 30)
        let asked = questions.map { Question($0, askedOn: today) } + [followUp]
        let count = catalog.database == "wide" ? 1 : asked.count
        return asked.prefix(count).map { ($0, catalog) }
    }
}
