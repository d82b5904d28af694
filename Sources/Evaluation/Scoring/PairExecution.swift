internal import PlumbCore
internal import PlumbDatabases
internal import PlumbSQL

/// Runs both queries of a pair over one file, and compares their results.
struct PairExecution {
    let options: ScoringOptions
    let file: String

    /// More values than this are not held, whatever the limit on rows.
    private static let mostValues = 200_000_000

    /// What the pair comes to.
    struct Outcome {
        var comparison: Comparison
        var softF1: SoftF1Score?
    }

    private var limits: ExecutionLimits { ExecutionLimits(seconds: options.seconds) }

    /// Runs the pair.
    ///
    /// - Throws: `PlumbError` with `cancelled`.
    func run(_ pair: QueryPair, _ connections: ReadingConnections) throws(PlumbError) -> Outcome {
        let text = PairText(pair, options: options)
        guard text.prediction.utf8.contains(where: { $0 > 32 }) else {
            return Outcome(comparison: Comparison(.noPrediction, "there is no prediction"))
        }
        if text.isRefused { return Outcome(comparison: Comparison(.predictionRefused, "a second statement follows")) }
        var pool = ValuePool(
            .init(
                roundsNumbers: options.contract == .strict,
                dropsInvalidText: options.asPublished && options.contract == .spider))
        let gold: ResultTable
        do {
            gold = try goldTable(text.gold, &pool, connections)
        } catch {
            return Outcome(comparison: try Self.goldFailure(error, options: options))
        }
        if let excess = excess(of: gold, bytes: pool.byteCount) {
            return Outcome(comparison: Comparison(.goldRows, "gold gives more than \(excess)"))
        }
        do {
            return try compare(text, gold, &pool, connections)
        } catch {
            return Outcome(comparison: try Self.predictionFailure(error))
        }
    }

    private func goldTable(
        _ sql: String, _ pool: inout ValuePool, _ connections: ReadingConnections
    ) throws(PlumbError) -> ResultTable {
        var table = ResultTable()
        try connections.reader(of: file, for: "gold").read(sql, limits: limits) { head in
            table.width = head.width
            return true
        } row: { row in
            table.append(to: &pool, isThorough: options.asPublished, value: row.value)
            return excess(of: table, bytes: pool.byteCount) == nil
        }
        return table
    }

    /// What a result has more of than is held; nil where it fits.
    private func excess(of table: ResultTable, bytes: Int) -> String? {
        if table.count > options.rows { return "\(options.rows) rows" }
        if table.values.count > Self.mostValues { return "\(Self.mostValues) values" }
        return bytes > options.bytes ? "\(options.bytes >> 20) MiB of values" : nil
    }

    private func compare(
        _ text: PairText, _ gold: ResultTable, _ pool: inout ValuePool, _ connections: ReadingConnections
    ) throws(PlumbError) -> Outcome {
        var table = ResultTable()
        let needsAll = options.metrics.contains(.softF1)
        let (known, knownBytes) = (pool.count, pool.byteCount)
        // What settles the verdict ends the query: nobody needs the rows behind it.
        var early: Comparison?
        try connections.reader(of: file, for: "prediction").read(text.prediction, limits: limits) { head in
            let width = head.width
            table.width = width
            if gold.count > 0, width != gold.width {
                early = Comparison(.columnCount, "\(TableComparison.count(width, "column")), gold has \(gold.width)")
            }
            return early == nil || needsAll
        } row: { row in
            table.append(to: &pool, isThorough: options.asPublished, value: row.value)
            if early == nil { early = difference(table, gold, pool, known: known) }
            if let excess = excess(of: table, bytes: pool.byteCount - knownBytes) {
                early = early ?? Comparison(.predictionRows, "the prediction gives more than \(excess)")
                return false
            }
            return early == nil || needsAll
        }
        let softF1 = needsAll ? SoftF1(gold: gold, prediction: table).score : nil
        if let early { return Outcome(comparison: early, softF1: softF1) }
        let tables = TableComparison(gold: gold, prediction: table, pool: pool)
        return Outcome(comparison: judge(tables, text), softF1: softF1)
    }

    /// What the last row that was read shows by itself.
    private func difference(
        _ table: ResultTable, _ gold: ResultTable, _ pool: ValuePool, known: Int
    ) -> Comparison? {
        if options.contract != .bird || gold.count == 0, table.count > gold.count {
            return Comparison(.rowCount, "more rows than gold, which has \(gold.count)")
        }
        guard gold.count > 0, pool.count > known else { return nil }
        return Comparison(
            .rows,
            "row \(table.count) of the prediction, \(table.text(ofRow: table.count - 1, in: pool)), "
                + "holds a value that gold nowhere has")
    }

    private func judge(_ tables: TableComparison, _ text: PairText) -> Comparison {
        if options.asPublished, options.contract == .bird,
            tables.gold.hasInvalidText || tables.prediction.hasInvalidText
        {
            return Comparison(.predictionFailed, "Python can't decode some text")
        }
        let isOrdered = options.contract != .bird && self.isOrdered(text.gold)
        let comparison = tables.judged(by: options.contract, isOrdered: isOrdered)
        guard options.asPublished, options.contract == .spider, comparison.outcome == .right, !comparison.isEmpty,
            PublishedRejection(comparison: tables, isOrdered: isOrdered).rejects
        else { return comparison }
        return Comparison(.rows, "the same rows, but their values sort differently as Python prints them")
    }

    /// Whether the rows' order counts.
    private func isOrdered(_ gold: String) -> Bool {
        // The script looks for the words anywhere, subqueries included.
        if options.asPublished { return gold.lowercased().contains("order by") }
        guard let query = try? SQLParser.query(gold, dialect: .sqlite) else { return false }
        return query.isOrdered
    }

    // MARK: Failures

    private static func goldFailure(_ error: PlumbError, options: ScoringOptions) throws(PlumbError) -> Comparison {
        switch error.code {
        case .cancelled: throw error
        case .limitExceeded: return Comparison(.goldLimit, error.message)
        case .databaseUnavailable: return Comparison(.databaseUnavailable, error.message)
        default:
            // BIRD's script counts what it can't score as wrong.
            let isWrong = options.asPublished && options.contract == .bird
            let reason = Comparison.Reason(.goldFailed, error.message)
            return Comparison(isWrong ? .wrong : .unscored, reason: reason)
        }
    }

    private static func predictionFailure(_ error: PlumbError) throws(PlumbError) -> Comparison {
        switch error.code {
        case .cancelled: throw error
        case .refused: return Comparison(.predictionRefused, error.message)
        case .limitExceeded: return Comparison(.predictionLimit, error.message)
        case .databaseUnavailable: return Comparison(.databaseUnavailable, error.message)
        default: return Comparison(.predictionFailed, error.message)
        }
    }
}

extension Query {
    /// Whether the outermost query orders its rows, also where it stands in parentheses.
    var isOrdered: Bool {
        if !orderBy.isEmpty { return true }
        guard case .nested(let inner) = body else { return false }
        return inner.isOrdered
    }
}
