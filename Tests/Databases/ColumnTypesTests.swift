import PlumbCore
import PlumbDatabases
import Testing

/// Declared types and values, and what they mean together.
@Suite struct ColumnTypesTests {
    @Test(arguments: [
        ("INTEGER", "1, 2", ColumnType.integer), ("", "1, 2", .integer), ("", "1.5", .real), ("", "'x'", .text),
        ("", "NULL", .other), ("TEXT", "NULL", .text), ("VARCHAR(10)", "'1', '2'", .text), ("DATE", "NULL", .date),
        ("TEXT", "'2024-01-31', '1999-12-01', ''", .date), ("DATE", "'31/12/2024'", .text),
        ("DATETIME", "'2024-01-31'", .date), ("TEXT", "'2024-01-31 10:00', '2024-01-31T10:00:00.5Z'", .timestamp),
        ("TEXT", "'2024-01-31', '2024-01-31 10:00:00+02:00'", .timestamp), ("TEXT", "'10:00', '23:59:59'", .time),
        ("TIMESTAMP", "1700000000", .integer), ("DATE", "1999", .integer), ("BOOLEAN", "0, 1", .boolean),
        ("BOOL", "1", .boolean), ("BOOLEAN", "0, 5", .integer), ("BOOLEAN", "'T', 'F'", .text),
        ("TINYINT", "0, 1", .integer), ("DECIMAL(10,2)", "1, 2", .real), ("NUMERIC", "1, 2", .integer),
        ("NUMBER(10)", "7", .integer), ("NUMERIC(8,0)", "7", .integer), ("DOUBLE", "1", .real), ("MONEY", "1.5", .real),
        ("REAL", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 'N/A'", .real), ("INTEGER", "'a', 'b', 3", .text),
        ("BLOB", "x'00'", .blob), ("TEXT", "'2024-13-45'", .text), ("TEXT", "'2024-01-31 noon'", .text),
        ("TEXT", "'12345'", .text), ("YEAR", "1999", .integer), ("POINT", "'3,4'", .text),
    ])
    func areTold(_ declared: String, _ values: String, _ type: ColumnType) async throws {
        let rows = values.split(separator: ", ").map { "(\($0))" }.joined(separator: ", ")
        let file = try TemporaryDatabase("CREATE TABLE t (c \(declared)); INSERT INTO t VALUES \(rows)")
        #expect(try await file.open().catalog.tables.first?.columns.first?.type == type)
    }
}
