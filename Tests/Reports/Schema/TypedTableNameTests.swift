import PlumbCore
import Testing

@testable import PlumbReports

struct TypedTableNameTests {
    private static let items = TableName("Order Items", schema: "My Sales")

    @Test(arguments: [
        ("Order Items", items), (#""Order Items""#, items), ("`Order Items`", items),
        (#""My Sales"."Order Items""#, items), (#"My Sales."Order Items""#, items), ("My Sales.Order Items", items),
        (#""orders""#, TableName("orders")), (#"sales."orders""#, TableName("orders", schema: "sales")),
        (#""a ""b"" c""#, TableName(#"a "b" c"#)), (#"a.b"#, TableName("a.b")), (#""a.b""#, TableName("a.b")),
        (#""odd""#, TableName(#""odd""#)),
    ])
    func namesATable(text: String, table: TableName) {
        #expect(TypedTableName(text).means(table, ignoringCase: false))
        #expect(TypedTableName(text.uppercased()).means(table, ignoringCase: true))
    }

    @Test(arguments: [
        (#""Order"#, items), (#""Order Items"#, items), (#""My Sales".Orders"#, items),
        (#""Hers"."Order Items""#, items),
        (#""My Sales"."Order Items"."#, TableName("x")), (#""orders""#, TableName("Orders")), ("", items),
        (#""""#, items),
        (#"sales."orders""#, TableName("orders")), (#"a."b"c"#, TableName("bc", schema: "a")),
    ])
    func namesNoOther(text: String, table: TableName) {
        #expect(!TypedTableName(text).means(table, ignoringCase: false))
    }
}
