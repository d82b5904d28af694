import PlumbCore
import PlumbSQL
import TestSupport
import Testing

/// SQLite and we find the same names sound, and read and give the same columns.
struct ResolutionOracleTests {
    private struct Tally {
        var sound = 0
        var unsound = 0
        var refused = 0
        var disagreements: [String] = []

        mutating func add(_ verdict: SQLiteOracle.NameVerdict, _ query: CorpusQuery) {
            switch verdict {
            case .agreed(true): sound += 1
            case .agreed(false): unsound += 1
            case .refusedOtherwise: refused += 1
            case .disagreed(let why): disagreements.append("\(query.id) over \(query.database): \(query.sql)\n  \(why)")
            }
        }
    }

    private func judge(_ queries: [CorpusQuery]) async throws -> Tally {
        var tally = Tally()
        for query in queries {
            let oracle = try await CorpusDatabases.shared.spider(query.database)
            tally.add(try await oracle.judgeNames(of: query.sql), query)
        }
        return tally
    }

    @Test(.enabled(if: Repository.spider != nil, "needs shared/data/spider-train; set PLUMB_SHARED"))
    func goldQueries() async throws {
        let tally = try await judge(CorpusQuery.gold)
        #expect(tally.disagreements.isEmpty)
        #expect(tally.sound >= 6_900)
    }

    @Test(.enabled(if: Repository.spider != nil, "needs shared/data/spider-train; set PLUMB_SHARED"))
    func predictions() async throws {
        let tally = try await judge(CorpusQuery.predictions)
        #expect(tally.disagreements.isEmpty)
        #expect(tally.sound >= 4_500)
        #expect(tally.unsound >= 140)
    }

    @Test(.enabled(if: Repository.spider != nil, "needs shared/data/spider-train; set PLUMB_SHARED"))
    func queriesWithChangedNames() async throws {
        var queries: [CorpusQuery] = []
        for (number, query) in CorpusQuery.gold.enumerated() {
            guard let tree = try? SQLParser.query(query.sql, dialect: .sqlite) else { continue }
            let oracle = try await CorpusDatabases.shared.spider(query.database)
            var mutation = NameMutation(seed: number, catalog: oracle.catalog)
            for round in 0..<3 {
                guard let sql = mutation.mutated(tree, query.sql) else { continue }
                queries.append(CorpusQuery(id: "\(query.id)/\(round)", database: query.database, sql: sql))
            }
        }
        let tally = try await judge(queries)
        #expect(tally.disagreements.isEmpty)
        #expect(tally.sound >= 7_000)
        #expect(tally.unsound >= 13_000)
    }

    @Test(arguments: Repository.sampleDatabases) func goldOverOurOwnDatabases(name: String) async throws {
        let oracle = try await CorpusDatabases.shared.sample(name)
        var tally = Tally()
        for query in try CorpusQuery.gold(ofSample: name) {
            tally.add(try await oracle.judgeNames(of: query.sql), query)
        }
        #expect(tally.disagreements.isEmpty)
        #expect(tally.sound >= 20)
    }

    @Test func generatedQueries() async throws {
        let database = try ScratchDatabase(QueryGenerator.schema)
        let oracle = try await SQLiteOracle(path: database.path, cache: database.folder + "/cache")
        var generator = QueryGenerator(seed: 1)
        var tally = Tally()
        for number in 0..<4_000 {
            let sql = generator.query()
            tally.add(try await oracle.judgeNames(of: sql), CorpusQuery(id: "\(number)", database: "scratch", sql: sql))
        }
        #expect(tally.disagreements.isEmpty)
        #expect(tally.sound >= 1_200)
        #expect(tally.unsound >= 2_200)
    }
}
