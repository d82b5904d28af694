/// A `FROM` clause as a list: each item with how it is joined to those before it.
package struct FromChain: Hashable, Sendable {
    /// An item of the list.
    package struct Link: Hashable, Sendable {
        /// The item, which is no join.
        package var item: FromItem

        /// How it is joined to those before it; of no meaning for the first.
        package var kind: Join.Kind

        /// By what it is joined.
        package var constraint: Join.Constraint

        /// Makes a link.
        package init(_ item: FromItem, _ kind: Join.Kind = .inner, _ constraint: Join.Constraint = .none) {
            self.item = item
            self.kind = kind
            self.constraint = constraint
        }

        /// The condition, where it is one.
        package var condition: Expression? {
            if case .on(let condition) = constraint { condition } else { nil }
        }
    }

    /// The items, in the order of the text.
    package var links: [Link]

    /// Reads a clause; nil where a join's right side is a join itself, or columns are merged.
    package init?(_ from: [FromItem]) {
        links = []
        for item in from {
            var joins: [Join] = []
            var first = item
            while case .join(let join) = first {
                joins.append(join)
                first = join.left
            }
            guard Self.isLeaf(first) else { return nil }
            links.append(Link(first, .comma))
            for join in joins.reversed() {
                guard Self.isLeaf(join.right) else { return nil }
                switch join.constraint {
                case .none, .on: links.append(Link(join.right, join.kind, join.constraint))
                case .using, .natural: return nil
                }
            }
        }
    }

    private static func isLeaf(_ item: FromItem) -> Bool {
        switch item {
        case .table, .query, .function: true
        case .join, .aliased, .error: false
        }
    }

    /// The clause.
    package var from: [FromItem] {
        var items: [FromItem] = []
        for link in links {
            if let last = items.last, link.kind != .comma {
                let join = Join(left: last, kind: link.kind, right: link.item, constraint: link.constraint)
                items[items.count - 1] = .join(join)
            } else {
                items.append(link.item)
            }
        }
        return items
    }
}
