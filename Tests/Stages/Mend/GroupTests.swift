import PlumbExecutionCheck
import Testing

/// Aggregates where no groups are.
struct GroupTests {
    @Test func orderByACount() async throws {
        try await expectMend(
            "SELECT style FROM painting ORDER BY count(*) DESC LIMIT 1", by: Group(),
            gives: "SELECT style FROM painting GROUP BY style ORDER BY count(*) DESC LIMIT 1")
    }

    @Test func byTheKeyOfWhatIsCounted() async throws {
        try await expectMend(
            "SELECT T1.painter_name FROM painter AS T1 JOIN painting AS T2 ON T2.painter_id = T1.painter_id ORDER BY count(*)",
            by: Group(),
            gives:
                "SELECT T1.painter_name FROM painter AS T1 JOIN painting AS T2 ON T2.painter_id = T1.painter_id GROUP BY T1.painter_id ORDER BY count(*)"
        )
    }

    @Test func aggregateInWhere() async throws {
        try await expectMend(
            "SELECT style FROM painting WHERE price > 5 AND count(*) > 1", by: Group(),
            gives: "SELECT style FROM painting WHERE price > 5 GROUP BY style HAVING count(*) > 1")
        try await expectMend(
            "SELECT style FROM painting WHERE count(*) > 1 GROUP BY style", by: Group(),
            gives: "SELECT style FROM painting GROUP BY style HAVING count(*) > 1")
    }

    @Test(arguments: ["SELECT max(price) FROM painting ORDER BY count(*)", "SELECT * FROM painting WHERE count(*) > 1"])
    func stays(sql: String) async throws {
        try await expectNoMend(sql, by: Group())
    }
}
