internal import PlumbCore
internal import PlumbDatabases
internal import PlumbSQL

/// Rows that a query's order does not tell apart.
struct Ties: Sendable {
    /// Whether different rows of equal rank stand on both sides of where the limit or the offset cuts.
    var atCut = false
    /// Whether different rows of equal rank are among those that come out.
    var within = false
}

/// A query with what it orders by in its rows, and without its limit.
struct TieProbe {
    private let sql: String
    /// Which columns hold the keys.
    private let keys: [Int]
    /// How many columns the query itself has.
    private let width: Int
    private let offset: Int
    private let limit: Int?

    /// Makes a probe; nil for a query that neither orders nor cuts, or whose keys can't be shown.
    init?(_ query: Query, _ analysis: QueryAnalysis) {
        guard let limit = Self.number(query.limit), let offset = Self.number(query.offset),
            limit != nil || !query.orderBy.isEmpty, analysis.order.count == query.orderBy.count
        else { return nil }
        self.limit = limit
        self.offset = offset ?? 0
        width = analysis.outputColumns.count
        var probe = query
        probe.limit = nil
        probe.offset = nil
        var keys: [Int] = []
        for key in analysis.order {
            if let column = key.outputColumn {
                keys.append(column)
                continue
            }
            guard case .select(var select) = probe.body, select.distinct == .all else { return nil }
            keys.append(width + select.items.count - Self.itemCount(query))
            select.items.append(.expression(key.expression))
            probe.body = .select(select)
        }
        self.keys = keys
        sql = SQLPrinter(dialect: .sqlite).print(probe)
    }

    /// A number of rows; nil within for none that is written, nil for one that is no plain number.
    private static func number(_ expression: PlumbSQL.Expression?) -> Int?? {
        guard let expression else { return .some(nil) }
        guard case .literal(.integer(let digits)) = expression.kind, let number = Int(digits) else { return nil }
        return .some(number)
    }

    private static func itemCount(_ query: Query) -> Int {
        if case .select(let select) = query.body { select.items.count } else { 0 }
    }

    /// Looks for ties.
    ///
    /// - Throws: `PlumbError`.
    func ties(on reader: SQLiteReader) throws(PlumbError) -> Ties? {
        let rows = try GoldRows(sql, on: reader)
        guard !rows.isCut, rows.columns >= (keys.max() ?? -1) + 1 else { return nil }
        var ties = Ties()
        let cuts = [offset, limit.map { offset + $0 }].compactMap { $0 }.filter { $0 > 0 && $0 < rows.rows.count }
        var start = 0
        while start < rows.rows.count {
            let rank = keys.map { rows.rows[start][$0] }
            var end = start + 1
            while end < rows.rows.count, keys.map({ rows.rows[end][$0] }) == rank { end += 1 }
            if end - start > 1, Set(rows.rows[start..<end].map { $0.prefix(width) }).count > 1 {
                if cuts.contains(where: { start < $0 && $0 < end }) { ties.atCut = true }
                let last = limit.map { offset + $0 } ?? Int.max
                if !keys.isEmpty, max(start, offset) + 1 < min(end, last) { ties.within = true }
            }
            start = end
        }
        return ties
    }
}
