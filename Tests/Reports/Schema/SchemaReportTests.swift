import Foundation
import PlumbCore
import Testing

@testable import PlumbReports

struct SchemaReportTests {
    private let report = SchemaReport(Samples.catalog)

    @Test(arguments: [100, 40])
    func listsTables(columns: Int) throws {
        let text = report.text(for: Screen(columns: columns))
        for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= columns) }
        try expectGolden(text, "schema-\(columns)")
    }

    @Test(arguments: [80, 40])
    func showsOneTable(columns: Int) throws {
        let text = try #require(report.text(ofTable: "CUSTOMERS", for: Screen(columns: columns)))
        try expectGolden(text, "schema-table-\(columns)")
    }

    @Test func quotedNamesAreUnderstood() throws {
        let plain = report.text(ofTable: "orders", for: Screen())
        #expect(plain != nil && report.text(ofTable: #""orders""#, for: Screen()) == plain)
        // SQLite takes quoted names in any case.
        #expect(report.text(ofTable: #""Orders""#, for: Screen()) == plain)
    }

    @Test func knowsWhichTablesAreMissing() throws {
        #expect(report.text(ofTable: "nothing", for: Screen()) == nil)
        #expect(try report.json(ofTable: "nothing") == nil)
        #expect(report.tableNames(near: "custmers").first == "customers")
    }

    @Test func jsonIsTheCatalog() throws {
        let bytes = try #require(try report.json())
        #expect(try JSONDecoder().decode(Catalog.self, from: Data(bytes)) == Samples.catalog)
        let table = try #require(try report.json(ofTable: "orders"))
        #expect(try JSONDecoder().decode(Table.self, from: Data(table)) == Samples.catalog.tables[1])
    }

    @Test func jsonDrivesNoTerminal() throws {
        var catalog = Samples.catalog
        catalog.tables[0].description = "\u{9B}2J \u{202E} \u{7F} \n 漢 \u{1B}"
        let bytes = try #require(try SchemaReport(catalog).json())
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains(#""\u009b2J \u202e \u007f \n 漢 \u001b""#))
        #expect(try JSONDecoder().decode(Catalog.self, from: Data(bytes)) == catalog)
    }
}
