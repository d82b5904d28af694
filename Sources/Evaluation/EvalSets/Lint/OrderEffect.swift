internal import Foundation
internal import PlumbCore

/// What becomes of a query's rows when rows whose order is left open come the other way round.
enum OrderEffect: Sendable {
    /// Nothing, or the same rows in another order.
    case none
    /// Only the last digits of numbers.
    case digits
    /// Other rows.
    case rows

    init(_ first: GoldRows, _ second: GoldRows) {
        if Self.bag(first.rows) == Self.bag(second.rows) {
            self = .none
        } else {
            let rounded = [first, second].map { Self.bag($0.rows.map { $0.map(\.rounded) }) }
            self = rounded[0] == rounded[1] ? .digits : .rows
        }
    }

    private static func bag(_ rows: [[SQLValue]]) -> [[SQLValue]: Int] {
        rows.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}

extension SQLValue {
    /// A real in nine significant digits, which no order of adding changes; anything else as it is.
    fileprivate var rounded: SQLValue {
        guard case .real(let number) = self, number.isFinite else { return self }
        return .text(String(format: "%.8e", number))
    }
}
