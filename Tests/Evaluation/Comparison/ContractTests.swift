import PlumbCore
import Testing

@testable import PlumbEvaluation

/// What each contract says of two results.
struct ContractTests {
    private func result(_ rows: [Row], width: Int? = nil) -> QueryResult {
        let columns = (0..<(width ?? rows.first?.count ?? 0)).map { _ in ResultColumn(name: "c") }
        return QueryResult(columns: columns, rows: rows)
    }

    private func compare(
        _ prediction: [Row], _ gold: [Row], _ contract: ComparisonContract = .spider, isOrdered: Bool = false
    ) -> Comparison {
        contract.compare(result(prediction), with: result(gold), isOrdered: isOrdered)
    }

    private func agrees(
        _ prediction: [Row], _ gold: [Row], _ contract: ComparisonContract = .spider, isOrdered: Bool = false
    ) -> Bool {
        compare(prediction, gold, contract, isOrdered: isOrdered).outcome == .right
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
        (SQLValue.integer(1), SQLValue.real(1)), (.real(0), .real(-0.0)), (.real(.infinity), .real(.infinity)),
        (.integer(.max), .integer(.max)), (.real(-2.5), .real(-2.5)), (.real(1e300), .real(1e300)),
        (.real(.nan), .real(.nan)), (.real(1e-9), .real(1e-9)), (.integer(1 << 53), .real(9_007_199_254_740_992)),
    ])
    func numbersThatAreTheSame(left: SQLValue, right: SQLValue) {
        for contract in ComparisonContract.allCases {
            #expect(agrees([[left]], [[right]], contract))
            #expect(agrees([[right]], [[left]], contract))
        }
    }

    @Test(arguments: [
        (SQLValue.real(0.1 + 0.2), SQLValue.real(0.3)), (.real(1234.567_890_000_1), .real(1234.56789)),
        (.real(123_456_789.000_01), .integer(123_456_789)), (.real(3.999_999_999_99), .integer(4)),
    ])
    func onlyStrictRounds(left: SQLValue, right: SQLValue) {
        #expect(agrees([[left]], [[right]], .strict))
        #expect(!agrees([[left]], [[right]], .spider))
        #expect(!agrees([[left]], [[right]], .bird))
    }

    @Test func strictTellsLargeNumbersApart() {
        for (left, right) in [(123_456_789.12, 123_456_789.13), (9_876_543_210.5, 9_876_543_210.6), (1e15, 1e15 + 1)] {
            #expect(!agrees([[.real(left)]], [[.real(right)]], .strict))
        }
        #expect(!agrees([[.integer(.max)]], [[.integer(.max - 1)]], .strict))
        #expect(!agrees([[.integer((1 << 53) + 1)]], [[.real(9_007_199_254_740_992)]], .strict))
    }

    @Test(arguments: [
        (SQLValue.integer(1), SQLValue.integer(2)), (.real(1.01), .real(1.02)), (.integer(1), .text("1")),
        (.real(0.000_01), .real(0.000_02)), (.integer(-1), .integer(1)), (.text("a"), .text("A")),
        (.text("a"), .text("a ")), (.blob([1]), .blob([2])), (.blob([97]), .text("a")),
        (.real(.infinity), .real(1e300)),
        (.real(1e-12), .real(0)),
    ])
    func valuesThatDiffer(left: SQLValue, right: SQLValue) {
        for contract in ComparisonContract.allCases {
            #expect(!agrees([[left]], [[right]], contract))
            #expect(!agrees([[right]], [[left]], contract))
        }
    }

    @Test func charactersAreComparedByTheirBytes() {
        // The same letter in two spellings, which Swift takes for equal and no database does.
        #expect(!agrees([[.text("e\u{301}")]], [[.text("\u{e9}")]]))
    }

    @Test func birdTakesRowsForASet() {
        #expect(agrees([people[1], people[0]], people, .bird, isOrdered: true))
        #expect(!agrees([people[0]], people, .bird))
        #expect(!agrees(people.map { $0.reversed() }, people, .bird))
        #expect(!agrees(people + [[.text("Cid"), .integer(1), .null]], people, .bird))
    }

    @Test func strictKeepsColumnsInOrderAndRowsABag() {
        #expect(agrees([people[1], people[0], people[2]], people, .strict))
        #expect(!agrees([people[1], people[0], people[2]], people, .strict, isOrdered: true))
        #expect(!agrees([people[1], people[0]], people, .strict))
        #expect(!agrees(people.map { [$0[1], $0[0], $0[2]] }, people, .strict))
    }

    @Test func emptyResultsOfOtherWidthsDifferOnlyToStrict() {
        for (contract, outcome) in [
            (ComparisonContract.spider, Comparison.Outcome.right), (.bird, .right), (.strict, .wrong),
        ] {
            let comparison = contract.compare(result([], width: 1), with: result([], width: 2), isOrdered: false)
            #expect(comparison.outcome == outcome)
            #expect(comparison.isEmpty == (outcome == .right))
        }
    }

    @Test(arguments: ComparisonContract.allCases)
    func everyDifferenceHasItsReason(contract: ComparisonContract) {
        let one: [Row] = [[.integer(1)], [.integer(2)]]
        #expect(
            compare([[.integer(1), .integer(1)], [.integer(2), .integer(2)]], one, contract).reason?.kind
                == .columnCount)
        #expect(compare([[.integer(1)], [.integer(3)]], one, contract).reason?.kind != nil)
        if contract != .bird {
            #expect(compare([[.integer(1)]], one, contract).reason?.kind == .rowCount)
            #expect(compare(one.reversed(), one, contract, isOrdered: true).reason?.kind == .order)
            let detail = compare(one.reversed(), one, contract, isOrdered: true).reason?.detail
            #expect(detail == "the same rows in another order, from row 1 on")
        } else {
            let detail = compare([[.integer(1)], [.text("x")]], one, contract).reason?.detail
            #expect(detail == "row 2 of the prediction, (x), is not in gold")
        }
    }

    @Test func aColumnWithoutACounterpartIsNamed() {
        let gold: [Row] = [[.integer(1), .text("a")], [.integer(2), .text("b")]]
        let comparison = compare([[.integer(1), .text("a")], [.integer(2), .text("c")]], gold)
        #expect(comparison.reason == .init(.columns, "no column of the prediction holds what column 2 of gold holds"))
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

    /// Columns that all hold as many ones as noughts: the order is found, or shown not to be there, by looking at pairs.
    @Test func columnsThatLookAlikeAreToldApart() {
        var random = SplitMix(seed: 7)
        let rows: [Row] = (0..<200).map { _ in (0..<14).map { _ in .integer(Int64(random.next() % 2)) } }
        let order = (0..<14).reversed()
        #expect(agrees(rows.map { row in order.map { row[$0] } }.reversed(), rows))
        var changed = rows.map { row in order.map { row[$0] } }
        (changed[0][3], changed[1][3]) = (changed[1][3], changed[0][3])
        #expect(agrees(changed, rows) == (changed[0][3] == changed[1][3]))
    }

    @Test func workGrowsNoFasterThanResults() {
        func seconds(_ count: Int) -> Double {
            let rows: [Row] = (0..<count).map { [.integer(Int64($0)), .text("name \($0)"), .real(Double($0) / 3)] }
            let start = ContinuousClock.now
            #expect(agrees(rows.reversed().map { [$0[1], $0[2], $0[0]] }, rows))
            return Double((ContinuousClock.now - start).components.attoseconds) * 1e-18
                + Double((ContinuousClock.now - start).components.seconds)
        }
        let small = seconds(2_000)
        // Sixteen times the rows in less than a hundred times the time: a square would take 256 times.
        #expect(seconds(32_000) < small * 100 + 1)
    }
}
