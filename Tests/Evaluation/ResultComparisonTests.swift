import PlumbCore
import PlumbEvaluation
import Testing

/// Whether two results say the same.
struct ResultComparisonTests {
    private func agrees(_ prediction: [Row], _ gold: [Row], isOrdered: Bool = false) -> Bool {
        func result(_ rows: [Row]) -> QueryResult {
            QueryResult(columns: (rows.first ?? []).map { _ in ResultColumn(name: "c") }, rows: rows)
        }
        return ResultComparison.agrees(result(prediction), with: result(gold), isOrdered: isOrdered)
    }

    private let people: [Row] = [
        [.text("Ada"), .integer(36), .null], [.text("Bob"), .integer(40), .text("x")],
        [.text("Ada"), .integer(36), .null],
    ]

    @Test func columnsMayStandInAnyOrder() {
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            let permuted = people.map { row in order.map { row[$0] } }
            #expect(agrees(permuted, people))
            #expect(agrees(permuted, people, isOrdered: true))
        }
    }

    @Test func rowsAreABag() {
        #expect(agrees([people[1], people[0], people[2]], people))
        #expect(!agrees([people[0], people[1]], people))
        #expect(!agrees([people[1], people[1], people[0]], people))
        #expect(!agrees(people + [people[0]], people))
    }

    @Test func orderCountsOnlyWhereGoldOrders() {
        let left: [Row] = [[.integer(1)], [.integer(2)]]
        let right: [Row] = [[.integer(2)], [.integer(1)]]
        #expect(agrees(left, right))
        #expect(!agrees(left, right, isOrdered: true))
        #expect(agrees(left, left, isOrdered: true))
    }

    @Test func columnsThatHoldTheSameBagAreTriedBothWays() {
        let gold: [Row] = [[.integer(1), .integer(2)], [.integer(2), .integer(1)], [.integer(3), .integer(3)]]
        #expect(agrees(gold.map { $0.reversed() }, gold))
        #expect(!agrees([[.integer(1), .integer(1)], [.integer(2), .integer(2)], [.integer(3), .integer(3)]], gold))
    }

    @Test func nullIsOnlyNull() {
        #expect(agrees([[.null]], [[.null]]))
        #expect(!agrees([[.null]], [[.integer(0)]]))
        #expect(!agrees([[.null]], [[.text("")]]))
        #expect(!agrees([[.text("NULL")]], [[.null]]))
    }

    @Test(arguments: [
        (SQLValue.integer(1), SQLValue.real(1)), (.real(0.1 + 0.2), .real(0.3)), (.real(0), .real(-0.0)),
        (.real(1234.567_890_000_1), .real(1234.56789)), (.real(.infinity), .real(.infinity)),
        (.integer(.max), .integer(.max)), (.real(-2.5), .real(-2.5)), (.real(1e300), .real(1e300)),
        (.real(.nan), .real(.nan)), (.real(1e-9), .real(1e-9)),
    ])
    func numbersThatAreTheSame(left: SQLValue, right: SQLValue) {
        #expect(agrees([[left]], [[right]]))
        #expect(agrees([[right]], [[left]]))
    }

    @Test(arguments: [
        (SQLValue.integer(1), SQLValue.integer(2)), (.real(1.01), .real(1.02)), (.integer(1), .text("1")),
        (.real(0.000_01), .real(0.000_02)), (.integer(-1), .integer(1)), (.text("a"), .text("A")),
        (.text("a"), .text("a ")), (.blob([1]), .blob([2])), (.blob([97]), .text("a")),
        (.real(.infinity), .real(1e300)),
        (.real(1e-12), .real(0)),
    ])
    func valuesThatDiffer(left: SQLValue, right: SQLValue) {
        #expect(!agrees([[left]], [[right]]))
        #expect(!agrees([[right]], [[left]]))
    }

    @Test func otherWidthsDiffer() {
        #expect(!agrees([[.integer(1), .integer(1)]], [[.integer(1)]]))
        #expect(!agrees([[.integer(1)]], [[.integer(1), .integer(1)]]))
    }

    @Test func emptyResultsAreTheSame() {
        #expect(agrees([], []))
        #expect(!agrees([], [[.integer(1)]]))
        #expect(!agrees([[.null]], []))
    }

    @Test func manyEqualColumnsAreComparedInTime() {
        let start = ContinuousClock.now
        let row: Row = (0..<12).map { _ in .integer(1) }
        let other: Row = row.dropLast() + [.integer(1)]
        #expect(agrees(Array(repeating: row, count: 50), Array(repeating: other, count: 50)))
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    @Test(arguments: [2, 4, 6, 7])
    func columnsThatNoOrderMakesAgreeDiffer(width: Int) {
        func rows(_ ones: Int) -> [Row] {
            [
                (0..<width).map { .integer($0 < ones ? 1 : 0) }, (0..<width).map { .integer($0 < ones ? 0 : 1) },
            ]
        }
        let start = ContinuousClock.now
        #expect(!agrees(rows(width / 2), rows(width)))
        #expect(ContinuousClock.now - start < .seconds(20))
    }
}
