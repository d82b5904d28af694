import PlumbCore
import Testing

/// What query synthesis gets to see.
struct SchemaSliceTests {
    private static func table(_ name: TableName, _ columns: [String]) -> Table {
        Table(name: name, columns: columns.map { Column(name: $0, type: .text) }, primaryKey: ["id"])
    }

    private let catalog = Catalog(
        database: "music", dialect: .sqlite, fingerprint: "1",
        tables: [
            table("singer", ["id", "name", "age"]), table("concert", ["id", "title"]),
            table("sings", ["singer_id", "concert_id"]),
        ],
        foreignKeys: [
            ForeignKey(
                table: "sings", columns: ["singer_id"], referencedTable: "singer", referencedColumns: ["id"]),
            ForeignKey(
                table: "sings", columns: ["concert_id"], referencedTable: "concert", referencedColumns: ["id"]),
        ],
        glossary: [
            GlossaryEntry(term: "star", meaning: "famous", table: "singer"),
            GlossaryEntry(term: "gig", meaning: "a concert", table: "concert"),
            GlossaryEntry(term: "season", meaning: "a year"),
        ])

    private var slice: SchemaSlice {
        func scored(_ table: TableName, _ column: String, _ score: Double) -> ScoredColumn {
            ScoredColumn(column: ColumnReference(table, column), score: score, evidence: [])
        }
        let tables = TableSelection.Output(
            ranked: [
                ScoredTable(table: "sings", score: 2, evidence: []),
                ScoredTable(table: "concert", score: 1.5, evidence: []),
                ScoredTable(table: "singer", score: 1, evidence: []),
            ], kept: ["singer", "sings"])
        let columns = ColumnSelection.Output(
            ranked: [
                scored("singer", "name", 1), scored("singer", "age", 0.5), scored("singer", "id", 0),
                scored("sings", "singer_id", 0),
            ],
            kept: [
                ColumnReference("singer", "id"), ColumnReference("singer", "name"),
                ColumnReference("sings", "singer_id"),
            ],
            values: [
                ValueLink(
                    words: "Adele", span: 0..<1, column: ColumnReference("singer", "name"), value: .text("Adele"),
                    match: .same, score: 1)
            ])
        return SchemaSlice(catalog: catalog, tables: tables, columns: columns)
    }

    @Test func onlyKeptTablesAndColumnsAreThere() {
        #expect(slice.tables.map(\.name) == ["singer", "sings"])
        #expect(slice.tables.map { $0.columns.map(\.name) } == [["id", "name"], ["singer_id"]])
        #expect(slice.leftOut == ["concert"])
        #expect(slice.dialect == .sqlite)
    }

    @Test func onlyKeysBetweenKeptTablesAreThere() {
        #expect(slice.foreignKeys.map(\.referencedTable) == ["singer"])
    }

    @Test func evidenceIsThatOfWhatIsKeptInItsOrder() {
        #expect(slice.tableEvidence.map(\.table) == ["sings", "singer"])
        #expect(slice.columnEvidence.map(\.column.column) == ["name", "id", "singer_id"])
        #expect(slice.values.count == 1)
    }

    @Test func wordsOfTablesThatAreLeftOutAreToo() {
        #expect(slice.glossary.map(\.term) == ["star", "season"])
    }

    @Test func keptThingsAreFoundByName() {
        #expect(slice.table("singer") != nil && slice.table("concert") == nil)
        #expect(slice.column(ColumnReference("singer", "name")) != nil)
        #expect(slice.column(ColumnReference("singer", "age")) == nil)
        #expect(slice.column(ColumnReference("concert", "title")) == nil)
    }

    @Test func aCatalogFindsNamesInAnyCase() {
        #expect(catalog.table("SINGER")?.name == "singer")
        #expect(catalog.column(ColumnReference("Singer", "NAME"))?.name == "name")
        #expect(catalog.table("singers") == nil)
    }
}
