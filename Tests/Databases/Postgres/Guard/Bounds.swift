import Foundation
import PlumbCore
import PlumbDatabases
import TestSupport
import Testing

extension PostgresGuardTests {
    /// What takes too much, or holds others up.
    @Suite struct Bounds {
        @Test func whatCostsTooMuchIsNotRun() async throws {
            let location = DatabaseLocation(server: try TestPostgres.location())
            let database = try await PostgresDatabase.open(location, options: .init(maximumCost: 1_000))
            #expect(try await database.rows("SELECT 1") == [[.integer(1)]])
            let error = await failure {
                try await database.rows(
                    "SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 100000) b")
            }
            #expect(error?.code == .limitExceeded)
            #expect(error?.message.contains("1000 are allowed") == true)
            let series = "generate_series(1, 1000000)"
            let beyond = await failure {
                try await database.rows("SELECT count(*) FROM \(series) a, \(series) b, \(series) c, \(series) d")
            }
            #expect(beyond?.code == .limitExceeded)
            #expect(beyond?.message.contains("e+") == true)
        }

        @Test(arguments: [Double.infinity, .nan, -1, 1e300])
        func aBoundThatIsNoneIsRefused(_ seconds: Double) async throws {
            let location = DatabaseLocation(server: try TestPostgres.location())
            let lock = await failure { try await PostgresDatabase.open(location, options: .init(lockSeconds: seconds)) }
            #expect(lock?.code == .badInput)
            let cost = await failure { try await PostgresDatabase.open(location, options: .init(maximumCost: .nan)) }
            #expect(cost?.code == .badInput)
        }

        @Test func preparingCountsAgainstTheTimeLimit() async throws {
            let victim = try await GuardVictim()
            let database = try await PostgresDatabase.open(victim.location, options: .init(maximumCost: 1e9))
            try await victim.owner.run(script: "BEGIN; LOCK TABLE t")
            let clock = ContinuousClock()
            let start = clock.now
            let error = await failure { try await database.rows("SELECT * FROM t", seconds: 0.5) }
            #expect(clock.now - start < .seconds(2))
            let running = await failure {
                try await database.rows("SELECT count(*) FROM \(Self.endless)", seconds: 0.5)
            }
            #expect(error?.code == .limitExceeded)
            #expect(error == running)
        }

        private static let endless =
            "generate_series(1, 1000) a, generate_series(1, 1000) b, generate_series(1, 1000) c"

        @Test func aHugeRowEndsTheConnection() async throws {
            let location = DatabaseLocation(server: try TestPostgres.location())
            let database = try await PostgresDatabase.open(location)
            let error = await failure { try await database.rows("SELECT repeat('x', 100000000)", seconds: 60) }
            #expect(error?.code == .limitExceeded)
            #expect(error?.message.contains("64 MB") == true)
            #expect(try await database.rows("SELECT length(repeat('x', 10000000)), repeat('x', 10000000)").count == 1)
        }

        @Test func temporaryFilesAreBounded() async throws {
            let location = DatabaseLocation(server: try TestPostgres.location())
            let database = try await PostgresDatabase.open(location, options: .init(workMemory: 1, temporaryFiles: 1))
            let error = await failure {
                try await database.rows("SELECT i FROM generate_series(1, 1000000) i ORDER BY i DESC", seconds: 30)
            }
            #expect(error?.code == .limitExceeded)
            #expect(error?.postgresState == "53400")
            #expect(try await database.rows("SELECT 1") == [[.integer(1)]])
        }

        @Test func everyQueryLeavesTheConnectionIdle() async throws {
            let location = DatabaseLocation(server: try TestPostgres.location(["application_name": "plumb-idle"]))
            let database = try await PostgresDatabase.open(location, options: .init(connections: 2))
            let watcher = try await TestPostgres.connect()
            _ = await failure { try await database.rows("SELECT 1 / 0") }
            _ = await failure { try await database.rows("SELECT missing") }
            let cursor = try await database.execute(
                "SELECT * FROM generate_series(1, 1000000)", limits: ExecutionLimits())
            _ = try await cursor.next()
            await cursor.close()
            let clock = ContinuousClock()
            let start = clock.now
            let states = "SELECT DISTINCT state FROM pg_stat_activity WHERE application_name = 'plumb-idle'"
            while try await watcher.rows(states) != [["idle"]], clock.now - start < .seconds(5) {}
            #expect(clock.now - start < .seconds(1))
        }

        @Test func aLockedTableIsNotWaitedForForever() async throws {
            let victim = try await GuardVictim()
            let database = try await PostgresDatabase.open(victim.location, options: .init(lockSeconds: 0.2))
            try await victim.owner.run(script: "BEGIN; LOCK TABLE t")
            let error = await failure { try await database.rows("SELECT * FROM t") }
            #expect(error?.code == .limitExceeded)
            #expect(error?.message.contains("locked") == true)
        }
    }
}
