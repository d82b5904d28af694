import Foundation
import PlumbCore
import PlumbSQL
import TestSupport
import Testing

/// The types that we claim for output columns are those of the values that come out.
struct OutputColumnOracleTests {
    private struct Tally {
        var columns = 0
        var typed = 0
        var checked = 0
        var strays: [String] = []
    }

    /// Runs a query and looks at the first values of each column.
    private func check(_ query: CorpusQuery, _ oracle: SQLiteOracle, _ tally: inout Tally) async throws {
        guard let tree = try? SQLParser.query(query.sql, dialect: .sqlite) else { return }
        let columns = QueryAnalysis(of: tree, in: oracle.index, text: query.sql).outputColumns
        let limits = ExecutionLimits(seconds: 0.5, rows: 200)
        guard let result = try? await oracle.database.result(of: query.sql, limits: limits) else { return }
        #expect(result.columns.map(\.name) == columns.map(\.name), "\(query.id)")
        tally.columns += columns.count
        for (index, column) in columns.enumerated() {
            if column.type != nil { tally.typed += 1 }
            let values = result.rows.map { $0[index] }
            if column.isNullable == false, values.contains(.null) {
                tally.strays.append("\(query.id) over \(query.database): NULL in \(column.name): \(query.sql)")
            }
            let present = values.filter { !$0.isNull }
            guard let type = column.type, !present.isEmpty else { continue }
            tally.checked += 1
            // A table's own values may stray from its column's type: that is the catalog's matter.
            if column.source != nil { continue }
            if !present.allSatisfy({ Self.fits($0, type) }) {
                let value = present.first { !Self.fits($0, type) } ?? .null
                tally.strays.append(
                    "\(query.id) over \(query.database): \(type) \(column.name) is \(value): \(query.sql)")
            }
        }
    }

    private static func fits(_ value: SQLValue, _ type: ColumnType) -> Bool {
        switch (type, value) {
        case (.integer, .integer), (.real, .integer), (.real, .real), (.text, .text), (.blob, .blob): true
        case (.integer, _), (.real, _), (.text, _), (.blob, _): false
        default: true
        }
    }

    @Test(.enabled(if: Repository.spider != nil, "needs shared/data/spider-train; set PLUMB_SHARED"))
    func typesOverSpider() async throws {
        var tally = Tally()
        for query in CorpusQuery.gold {
            try await check(query, try await CorpusDatabases.shared.spider(query.database), &tally)
        }
        #expect(tally.strays.isEmpty)
        #expect(tally.columns >= 10_000)
        #expect(tally.typed >= tally.columns * 99 / 100)
        #expect(tally.checked >= 9_500)
    }

    @Test(arguments: Repository.sampleDatabases) func typesOverOurOwnDatabases(name: String) async throws {
        let oracle = try await CorpusDatabases.shared.sample(name)
        var tally = Tally()
        for query in try CorpusQuery.gold(ofSample: name) { try await check(query, oracle, &tally) }
        #expect(tally.strays.isEmpty)
        #expect(tally.checked >= 20)
    }
}
