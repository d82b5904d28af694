import Foundation
import Testing

/// The private server of `Tests/Postgres/server run`; nil where there is none.
private let server = ProcessInfo.processInfo.environment["PLUMB_TEST_POSTGRES"]

/// The folder of Postgres's programs.
private let programs = ProcessInfo.processInfo.environment["PLUMB_TEST_POSTGRES_BIN"]

/// What ends here ends on the server, too.
@Suite(.enabled(if: server != nil, "no Postgres server: run the tests with Tests/Postgres/server run"))
struct PostgresStopTests {
    /// A database of its own, with a view that takes longer than any test, and psql.
    private struct Slow {
        let workplace: Workplace
        let address: String
        private let name = "slow_\(UUID().uuidString.prefix(8).lowercased())"

        init() throws {
            workplace = try Workplace()
            let server = try #require(server)
            address = server.replacing("/postgres?", with: "/\(name)?")
            let script = """
                set -e
                "$PSQL" -X -q -d "$SERVER" -c "CREATE DATABASE \(name)"
                "$PSQL" -X -q -d "$ADDRESS" -c "CREATE VIEW slow AS SELECT count(*) AS n FROM \
                generate_series(1, 100000) a CROSS JOIN generate_series(1, 100000) b"
                """
            let made = try run(script)
            try #require(made.code == 0, "\(made.messages)")
        }

        func run(_ script: String) throws -> PipedRun {
            try PipedRun(
                script: """
                    PSQL='\(programs ?? "")/psql'; SERVER='\(server ?? "")'; ADDRESS='\(address)'
                    busy() {
                        "$PSQL" -X -q -A -t -d "$SERVER" -c "SELECT count(*) FROM pg_stat_activity
                            WHERE datname = '\(name)' AND state = 'active' AND query LIKE '%slow%'"
                    }
                    \(script)
                    """, in: workplace)
        }
    }

    @Test(arguments: [("INT", 130), ("TERM", 143), ("HUP", 129)])
    func aSignalEndsTheQuery(_ signal: String, _ code: Int) throws {
        let slow = try Slow()
        // Shells start what runs in the background with interrupts ignored, but for those of a job of its own.
        let run = try slow.run(
            """
            set -m
            "$PLUMB" ask "list slow" -d "$ADDRESS" --time-limit 30s -q &
            child=$!
            for try in $(seq 100); do [ "$(busy)" = 1 ] && break; sleep 0.1; done
            busy
            kill -\(signal) $child
            code=0; wait $child || code=$?
            echo "code $code"
            for try in $(seq 20); do [ "$(busy)" = 0 ] && break; sleep 0.1; done
            busy
            """)
        #expect(run.output.split(separator: "\n") == ["1", "code \(code)", "0"], "\(run.messages)")
    }

    @Test func aCommandStartedWithNohupOutlivesItsTerminal() throws {
        let slow = try Slow()
        let run = try slow.run(
            """
            set -m
            (trap "" HUP; exec "$PLUMB" ask "list slow" -d "$ADDRESS" --time-limit 2s -q) &
            child=$!
            for try in $(seq 100); do [ "$(busy)" = 1 ] && break; sleep 0.1; done
            kill -HUP $child
            code=0; wait $child || code=$?
            echo "code $code"
            """)
        #expect(run.output.split(separator: "\n") == ["code 3"], "\(run.messages)")
    }

    @Test func aTimeLimitEndsTheQuery() throws {
        let slow = try Slow()
        let run = try slow.run(
            """
            "$PLUMB" ask "list slow" -d "$ADDRESS" --time-limit 500ms -q || echo "code $?"
            sleep 0.2
            busy
            """)
        #expect(run.output.split(separator: "\n") == ["code 3", "0"], "\(run.messages)")
        #expect(run.messages.contains("time limit"))
    }

    @Test func aLockEndsTheQuery() throws {
        let slow = try Slow()
        let run = try slow.run(
            """
            "$PSQL" -X -q -d "$ADDRESS" -c "CREATE TABLE taken AS SELECT 1 AS n" -c "ANALYZE taken"
            "$PLUMB" schema -d "$ADDRESS" > /dev/null
            "$PSQL" -X -q -d "$ADDRESS" -c "BEGIN" -c "LOCK TABLE taken" -c "SELECT pg_sleep(30)" > /dev/null 2>&1 &
            for try in $(seq 100); do [ "$(busy)" = 1 ] && break; sleep 0.1; done
            "$PLUMB" ask "list taken" -d "$ADDRESS" --time-limit 20s -q || echo "code $?"
            "$PSQL" -X -q -d "$SERVER" -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE query LIKE '%pg_sleep(30)' AND state = 'active'" > /dev/null
            wait
            """)
        #expect(run.output.split(separator: "\n") == ["code 3"], "\(run.messages)")
    }
}
