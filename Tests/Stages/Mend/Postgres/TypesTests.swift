import PlumbExecutionCheck
import Testing

/// Values of two types where Postgres wants one.
struct TypesTests {
    @Test(arguments: [
        ("paid = 1", "paid = TRUE"), ("0 <> paid", "FALSE <> paid"), ("zip = 8001", "zip = '8001'"),
        ("zip IN (8001, 8002)", "zip IN ('8001', '8002')"), ("zip > 8000", "CAST(zip AS numeric) > 8000"),
        ("zip BETWEEN 8000 AND 8100", "CAST(zip AS numeric) BETWEEN 8000 AND 8100"),
        ("day LIKE '2024-%'", "CAST(day AS text) LIKE '2024-%'"), ("id ILIKE '1%'", "CAST(id AS text) ILIKE '1%'"),
        ("substr(day, 1, 4) = '2024'", "substr(CAST(day AS text), 1, 4) = '2024'"),
        ("extract(year FROM day_text) = 2024", "extract('year' FROM CAST(day_text AS timestamp)) = 2024"),
        ("museum_code = id", "museum_code = CAST(id AS text)"), ("zip * 2 > 3", "CAST(zip AS numeric) * 2 > 3"),
    ])
    func conditionIsOfOneType(condition: String, expected: String) async throws {
        try await PostgresGallery.expectMend(
            "SELECT id FROM visit WHERE \(condition)", by: Types(), gives: "SELECT id FROM visit WHERE \(expected)")
    }

    @Test(arguments: [
        ("round(price, 1)", "round(CAST(price AS numeric), 1)"), ("avg(paid)", "avg(CAST(paid AS integer))"),
        ("sum(zip)", "sum(CAST(zip AS numeric))"),
        ("sum(price > 10)", "sum(CASE WHEN price > 10 THEN 1 ELSE 0 END)"),
        ("sum(zip = 8001)", "sum(CASE WHEN zip = '8001' THEN 1 ELSE 0 END)"),
        ("coalesce(id, 'none')", "coalesce(CAST(id AS text), 'none')"),
    ])
    func valueIsOfOneType(value: String, expected: String) async throws {
        try await PostgresGallery.expectMend(
            "SELECT \(value) FROM visit", by: Types(), gives: "SELECT \(expected) FROM visit")
    }

    @Test func joinsAreOfOneType() async throws {
        try await PostgresGallery.expectMend(
            "SELECT c.label FROM visit AS v JOIN code_list AS c ON c.code = v.museum_code", by: Types(),
            gives: "SELECT c.label FROM visit AS v JOIN code_list AS c ON CAST(c.code AS text) = v.museum_code")
    }

    @Test(arguments: [
        (
            "SELECT code FROM code_list WHERE code NOT IN (SELECT museum_code FROM visit)",
            "SELECT code FROM code_list WHERE CAST(code AS text) NOT IN (SELECT museum_code FROM visit)"
        ),
        (
            "SELECT id FROM visit WHERE museum_code IN (SELECT code FROM code_list)",
            "SELECT id FROM visit WHERE museum_code IN (SELECT CAST(code AS text) FROM code_list)"
        ),
    ])
    func subqueryIsOfOneType(sql: String, expected: String) async throws {
        try await PostgresGallery.expectMend(sql, by: Types(), gives: expected)
    }

    /// Neither an array nor a range is what its elements are.
    @Test(arguments: ["seats = zip", "coalesce(marks, 'none')"])
    func severalValuesAreNoValue(value: String) async throws {
        let sql = "SELECT \(value) FROM visit"
        #expect(try await PostgresGallery.mend(sql, by: [Types()]) == MendedQuery(sql: sql))
    }

    @Test func whatFitsStays() async throws {
        let sql = "SELECT age, sum(age) FROM guest WHERE age = 1 AND name LIKE 'A%' AND city = 'x'"
        #expect(try await PostgresGallery.mend(sql, by: [Types()]) == MendedQuery(sql: sql))
    }
}
