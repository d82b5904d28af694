import PlumbExecutionCheck
import Testing

/// Functions that other engines have.
struct FunctionsTests {
    @Test(arguments: [
        ("strftime('%Y', came_at) = '2024'", "to_char(came_at, 'YYYY') = '2024'"),
        ("strftime('%Y-%m', day_text) = '2024-03'", "to_char(CAST(day_text AS timestamp), 'YYYY-MM') = '2024-03'"),
        ("CAST(strftime('%m', day) AS INTEGER) = 3", "CAST(to_char(day, 'MM') AS integer) = 3"),
        ("strftime('%Y', day) = 2024", "CAST(to_char(day, 'YYYY') AS integer) = 2024"),
        (
            "strftime('%Y', 'now') - strftime('%Y', day) > 1",
            "CAST(to_char(CURRENT_TIMESTAMP, 'YYYY') AS integer) - CAST(to_char(day, 'YYYY') AS integer) > 1"
        ),
        ("strftime('%H:%M', came_at) > '09:00'", "to_char(came_at, 'HH24:MI') > '09:00'"),
        ("strftime('%w', day) = '0'", "CAST(date_part('dow', day) AS text) = '0'"),
        ("strftime('%Y', came_at, '-1 year') = '2023'", "to_char(came_at - interval '1 year', 'YYYY') = '2023'"),
        (
            "came_at > datetime('now', 'start of month', '-3 days')",
            "came_at > CAST(date_trunc('month', CURRENT_TIMESTAMP) - interval '3 day' AS timestamp)"
        ),
        ("day > date('now', '-30 days')", "day > CAST(CURRENT_TIMESTAMP - interval '30 day' AS date)"),
        (
            "julianday('now') - julianday(day) > 3",
            "date_part('julian', CURRENT_TIMESTAMP) - date_part('julian', day) > 3"
        ),
        (
            "YEAR(day) = 2024 AND MONTH(came_at) = 3",
            "extract('year' FROM day) = 2024 AND extract('month' FROM came_at) = 3"
        ),
        ("DATE_FORMAT(day, '%Y-%m') = '2024-03'", "to_char(day, 'YYYY-MM') = '2024-03'"),
        ("DATEDIFF(CURDATE(), day) > 3", "CAST(CURRENT_DATE AS date) - CAST(day AS date) > 3"),
        ("IFNULL(note, '') = ''", "coalesce(note, '') = ''"),
        ("IIF(paid, 1, 0) = 1", "CASE WHEN paid THEN 1 ELSE 0 END = 1"),
        ("INSTR(note, 'x') > 0", "strpos(note, 'x') > 0"),
        ("LEN(note) > 3", "length(note) > 3"),
    ])
    func conditionIsSaidAsPostgresDoes(condition: String, expected: String) async throws {
        try await PostgresGallery.expectMend(
            "SELECT id FROM visit WHERE \(condition)", by: Functions(), gives: "SELECT id FROM visit WHERE \(expected)")
    }

    @Test(arguments: [
        ("GROUP_CONCAT(note)", "string_agg(CAST(note AS text), ',')"),
        ("GROUP_CONCAT(DISTINCT zip)", "string_agg(DISTINCT CAST(zip AS text), ',')"),
        ("GROUP_CONCAT(id, '; ')", "string_agg(CAST(id AS text), '; ')"),
        ("TOTAL(price)", "coalesce(sum(price), 0)"),
    ])
    func aggregateIsSaidAsPostgresDoes(call: String, expected: String) async throws {
        try await PostgresGallery.expectMend(
            "SELECT \(call) FROM visit", by: Functions(), gives: "SELECT \(expected) FROM visit")
    }

    @Test(arguments: [
        "SELECT strftime('%W', day) FROM visit", "SELECT strftime(note, day) FROM visit",
        "SELECT pg_sleep(strftime('%Y', day)) FROM visit",
        "SELECT date(day, 'weekday 0') FROM visit",
    ])
    func whatCannotBeSaidStays(sql: String) async throws {
        #expect(try await PostgresGallery.mend(sql, by: [Functions()]) == MendedQuery(sql: sql))
    }
}
