import Testing

@testable import PlumbReports

struct TableLayoutTests {
    private func text(_ name: Int, _ value: Int) -> TableLayout.Column {
        .init(nameWidth: name, valueWidth: value, isNumeric: false)
    }

    private func number(_ name: Int, _ value: Int) -> TableLayout.Column {
        .init(nameWidth: name, valueWidth: value, isNumeric: true)
    }

    @Test func givesNaturalWidthsWhereTheyFit() {
        #expect(TableLayout.widths(of: [text(4, 10), number(5, 3)], in: 80) == [10, 5])
    }

    @Test func cutsTheWidestFirst() {
        #expect(TableLayout.widths(of: [text(4, 10), text(4, 200), number(2, 8)], in: 60) == [10, 38, 8])
        #expect(TableLayout.widths(of: [text(4, 200), text(4, 200)], in: 43) == [21, 20])
    }

    @Test func neverCutsNumbers() {
        #expect(TableLayout.widths(of: [number(30, 12), number(3, 12)], in: 30) == [16, 12])
        #expect(TableLayout.widths(of: [number(3, 18), number(3, 18)], in: 30) == nil)
    }

    @Test func givesUpOnTooManyColumns() {
        #expect(TableLayout.widths(of: Array(repeating: text(8, 40), count: 2_000), in: 80) == nil)
        #expect(TableLayout.widths(of: [], in: 80) == [])
    }
}
