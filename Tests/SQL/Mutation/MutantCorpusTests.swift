import PlumbCore
import PlumbDatabases
import PlumbSQL
import TestSupport
import Testing

/// Mutants of gold queries, which SQLite must take as well.
struct MutantCorpusTests {
    @Test(arguments: Repository.sampleDatabases) func everyMutantOfOurGoldIsPrepared(name: String) async throws {
        let oracle = try await CorpusDatabases.shared.sample(name)
        var rules: Set<String> = []
        for query in try CorpusQuery.gold(ofSample: name) {
            rules.formUnion(try await check(query, oracle, limit: 200).map(\.name))
        }
        #expect(rules.count >= 12)
    }

    @Test(.enabled(if: Repository.spider != nil, "needs shared/data/spider-train; set PLUMB_SHARED"))
    func mutantsOfSpidersGoldArePrepared() async throws {
        for (number, query) in CorpusQuery.gold.enumerated() where number.isMultiple(of: 20) {
            _ = try await check(query, try await CorpusDatabases.shared.spider(query.database), limit: 40)
        }
    }

    private func check(_ query: CorpusQuery, _ oracle: SQLiteOracle, limit: Int) async throws -> [Mutant] {
        guard let tree = try? SQLParser.query(query.sql, dialect: .sqlite) else { return [] }
        let mutants = Mutations.of(tree, in: oracle.index, limit: limit)
        #expect(mutants == Mutations.of(tree, in: oracle.index, limit: limit))
        let original = SQLPrinter(dialect: .sqlite).print(tree)
        #expect(Set(mutants.map(\.sql) + [original]).count == mutants.count + 1, "\(query.sql)")
        for mutant in mutants {
            do {
                _ = try await oracle.database.reads(of: mutant.sql)
                #expect(try SQLParser.query(mutant.sql, dialect: .sqlite) == mutant.query)
            } catch {
                Issue.record("\(mutant.name): \(mutant.sql): \(error)")
            }
        }
        return mutants
    }

    @Test func theLimitTakesTheFirstOfEachRuleFirst() throws {
        let query = try SQLParser.query(
            "SELECT name FROM customers WHERE country = 'FR' AND born > '2000' ORDER BY name LIMIT 3", dialect: .sqlite)
        let all = Mutations.of(query, in: AnalysisCatalog.sqlite, limit: 1_000)
        let some = Mutations.of(query, in: AnalysisCatalog.sqlite, limit: 5)
        #expect(some == Array(all.prefix(5)))
        #expect(Set(some.map(\.name)).count == 5)
        #expect(Mutations.of(query, in: AnalysisCatalog.sqlite, limit: 0).isEmpty)
    }

    @Test func aLongChainNeedsNoDeepStack() throws {
        let conditions = (0..<900).map { "total <> \($0)" }.joined(separator: " AND ")
        let query = try SQLParser.query("SELECT id FROM orders WHERE \(conditions)", dialect: .sqlite)
        #expect(Mutations.of(query, in: AnalysisCatalog.sqlite, limit: 50).count == 50)
    }
}
