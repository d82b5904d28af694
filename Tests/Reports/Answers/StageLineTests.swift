import PlumbCore
import Testing

@testable import PlumbReports

struct StageLineTests {
    private let records = [
        Samples.tables, Samples.columns, Samples.queries, Samples.check(Samples.accepted),
        Samples.check(Samples.clarify), Samples.check(.refuse(reason: "It writes.")),
        Samples.check(.repair(RepairFeedback(sql: "SELECT 1", problem: "It finds no row."))),
    ]

    @Test(arguments: [80, 40, 20])
    func isOneLine(columns: Int) throws {
        let lines = records.map { StageLine($0).text(for: Screen(columns: columns)) }
        for line in lines { #expect(DisplayWidth.of(line) <= columns) }
        try expectGolden(lines.joined(separator: "\n") + "\n", "stages-\(columns)")
    }
}
