internal import PlumbCore
internal import PlumbSQL

/// The results of an example's gold queries, and the judgement of other queries beside them.
///
/// Results of one example share a pool of values, so that equal values are one number.
struct GoldResults: Sendable {
    /// The gold queries with the first rows of their results.
    private(set) var records: [GoldRecord] = []

    private let reader: any ResultReader
    private var pool = ValuePool()
    private var rounding = ValuePool(.init(roundsNumbers: true))
    private var results: [Gold] = []
    private var judgements: [String: Judgement] = [:]

    private struct Gold: Sendable {
        var sql: String
        var isOrdered: Bool
        var table: ResultTable
        var rounded: ResultTable
    }

    /// How many rows of a result a record keeps.
    private static let previewRows = 20

    /// Runs the gold queries that are in the database's SQL.
    ///
    /// - Throws: `PlumbError` with `cancelled`, or `CancellationError`.
    init(_ gold: [Example.Gold], from reader: any ResultReader) async throws {
        self.reader = reader
        for query in gold where query.dialect == nil || query.dialect == reader.dialect {
            var record = GoldRecord(sql: query.sql, source: query.source, reading: query.reading)
            switch try await reader.read(query.sql, as: .gold, into: pool) {
            case .table(let table, let columns, let pool):
                self.pool = pool
                record.result = preview(table, columns)
                let isOrdered = (try? SQLParser.query(query.sql, dialect: reader.dialect))?.isOrdered ?? false
                results.append(Gold(sql: query.sql, isOrdered: isOrdered, table: table, rounded: rounded(table)))
            case .problem(let problem, _): record.problem = problem
            }
            records.append(record)
        }
    }

    /// The SQL of the database.
    var dialect: SQLDialect { reader.dialect }

    /// Whether any gold query gives a result.
    var canJudge: Bool { !results.isEmpty }

    /// The plainest gold query that runs.
    var firstSQL: String? { results.first?.sql }

    // MARK: Judging

    /// What is known of a query.
    struct Judgement: Sendable {
        /// Whether the database compiles it.
        var prepares: Bool
        /// How its result compares with gold's, by contract; the best of several gold queries.
        var comparisons: [ComparisonContract: Comparison]
        /// The first rows of its result.
        var result: QueryResult?
        /// How much of gold's result it holds; the best of several.
        var softF1: SoftF1Score?
        /// A number that equal results have in common; nil where it gives none.
        var resultHash: UInt64?
    }

    /// Runs a query, once however often it is asked for, and compares its result with gold's.
    ///
    /// - Throws: `PlumbError` with `cancelled`, or `CancellationError`.
    mutating func judge(_ sql: String) async throws -> Judgement {
        if let known = judgements[sql] { return known }
        let judgement = judgement(of: try await reader.read(sql, as: .prediction, into: pool))
        judgements[sql] = judgement
        return judgement
    }

    /// Runs queries, and compares their results with gold's.
    ///
    /// - Throws: as for one.
    mutating func judge(_ queries: [String]) async throws -> [Judgement] {
        var judgements: [Judgement] = []
        for sql in queries { judgements.append(try await judge(sql)) }
        return judgements
    }

    private mutating func judgement(of result: ReadResult) -> Judgement {
        switch result {
        case .problem(let problem, let prepares):
            let comparison = Comparison(.predictionFailed, problem)
            return Judgement(
                prepares: prepares,
                comparisons: Dictionary(uniqueKeysWithValues: ComparisonContract.allCases.map { ($0, comparison) }))
        case .table(let table, let columns, let pool):
            self.pool = pool
            let roundedTable = rounded(table)
            var judgement = Judgement(
                prepares: true, comparisons: [:], result: preview(table, columns), resultHash: hash(table))
            for contract in ComparisonContract.allCases {
                judgement.comparisons[contract] = best(table, roundedTable, by: contract)
            }
            judgement.softF1 = results.map { SoftF1(gold: $0.table, prediction: table).score }
                .max { ($0.byContent, $0.byPosition) < ($1.byContent, $1.byPosition) }
            return judgement
        }
    }

    private func best(_ table: ResultTable, _ rounded: ResultTable, by contract: ComparisonContract) -> Comparison? {
        let comparisons = results.map { gold in
            let isRounded = contract == .strict
            let tables = TableComparison(
                gold: isRounded ? gold.rounded : gold.table, prediction: isRounded ? rounded : table,
                pool: isRounded ? rounding : pool)
            return tables.judged(by: contract, isOrdered: gold.isOrdered)
        }
        return comparisons.first { $0.outcome == .right } ?? comparisons.first
    }

    // MARK: Results

    private mutating func rounded(_ table: ResultTable) -> ResultTable {
        var numbers: [Int32: Int32] = [:]
        var copy = table
        copy.replaceValues { value in
            if let number = numbers[value] { return number }
            let number = pool.value(value).lend { rounding.number(of: $0) }
            numbers[value] = number
            return number
        }
        return copy
    }

    private func preview(_ table: ResultTable, _ columns: [String]) -> QueryResult {
        let rows = (0..<min(table.count, Self.previewRows)).map { row in
            (0..<table.width).map { pool.value(table.value(row, $0)) }
        }
        return QueryResult(
            columns: columns.map { ResultColumn(name: $0) }, rows: rows, isComplete: table.count <= Self.previewRows)
    }

    /// Rows in any order, columns in order.
    private func hash(_ table: ResultTable) -> UInt64 {
        (0..<table.count).reduce(UInt64(table.width)) { sum, row in
            let hash = (0..<table.width).reduce(UInt64(1)) {
                Hashing.mix($0, UInt64(bitPattern: Int64(table.value(row, $1)) &+ 1))
            }
            return sum &+ hash
        }
    }
}
