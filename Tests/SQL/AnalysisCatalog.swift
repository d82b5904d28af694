import PlumbCore
import PlumbSQL

/// A small shop, whose names, types and keys the tests of the analysis rest on.
enum AnalysisCatalog {
    static func catalog(_ dialect: SQLDialect) -> Catalog {
        func column(_ name: String, _ type: ColumnType, required: Bool = false) -> Column {
            Column(name: name, declaredType: type.rawValue, type: type, isNullable: !required)
        }
        return Catalog(
            database: "shop", dialect: dialect, fingerprint: "",
            tables: [
                Table(
                    name: "customers",
                    columns: [
                        column("id", .integer, required: true), column("name", .text, required: true),
                        column("country", .text), column("born", .date),
                    ], primaryKey: ["id"]),
                Table(
                    name: "orders",
                    columns: [
                        column("id", .integer, required: true), column("customer_id", .integer),
                        column("total", .real), column("placed", .timestamp),
                    ], primaryKey: ["id"]),
                Table(
                    name: "items",
                    columns: [
                        column("order_id", .integer, required: true), column("product_id", .integer, required: true),
                        column("quantity", .integer),
                    ], primaryKey: ["order_id", "product_id"]),
                Table(
                    name: "products",
                    columns: [
                        column("id", .integer, required: true), column("code", .text), column("price", .real),
                        column("active", .boolean),
                    ], primaryKey: ["id"], uniqueKeys: [["code"]]),
                Table(name: "top", isView: true, columns: [column("name", .text), column("spent", .real)]),
            ],
            foreignKeys: [
                ForeignKey(
                    table: "orders", columns: ["customer_id"], referencedTable: "customers",
                    referencedColumns: ["id"]),
                ForeignKey(
                    table: "items", columns: ["order_id"], referencedTable: "orders", referencedColumns: ["id"]),
                ForeignKey(
                    table: "items", columns: ["product_id"], referencedTable: "products", referencedColumns: ["id"]),
            ])
    }

    static let sqlite = SchemaIndex(catalog(.sqlite))
    static let postgres = SchemaIndex(catalog(.postgres))

    /// What a query says over the shop.
    static func analyze(_ sql: String, _ dialect: SQLDialect = .sqlite) throws -> QueryAnalysis {
        QueryAnalysis(
            of: try SQLParser.query(sql, dialect: dialect), in: dialect == .sqlite ? sqlite : postgres, text: sql)
    }
}
