/// A select with the order that goes with it: the names in both mean the same.
package struct SelectBlock: Hashable, Sendable {
    /// The select.
    package var select: Select

    /// The order of its query; empty where the select is one side of a set operation.
    package var orderBy: [OrderTerm]

    /// Where both were read.
    @Incidental package var range: SourceRange

    /// Makes a block.
    package init(select: Select, orderBy: [OrderTerm] = [], range: SourceRange = .none) {
        self.select = select
        self.orderBy = orderBy
        _range = Incidental(wrappedValue: range)
    }
}

extension SourceRange {
    /// Whether another range lies inside of this one.
    package func covers(_ other: SourceRange) -> Bool {
        isKnown && other.isKnown && start <= other.start && other.end <= end
    }
}
