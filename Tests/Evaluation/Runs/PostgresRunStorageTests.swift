import Foundation
import PlumbCore
import PlumbDatabases
import TestSupport
import Testing

@testable import PlumbEvaluation

/// What only a store on a server can do, or suffer.
@Suite(.serialized, .needsPostgres)
struct PostgresRunStorageTests {
    private func refusal(_ address: String) async -> String {
        do {
            _ = try await RunStore.open(address)
            return ""
        } catch {
            return "\(error)"
        }
    }

    @Test func aNewerStoreIsRefused() async throws {
        let address = try await TestPostgres.makeDatabase()
        _ = try await RunStore.open(address)
        #expect(try await TestPostgres.run("SELECT version FROM plumb.store", on: address) == [["1"]])
        try await TestPostgres.run("UPDATE plumb.store SET version = 99", on: address)
        let message = await refusal(address)
        #expect(message.contains("made by a newer version of Plumb: its tables have version 99"), "\(message)")
        #expect(try await TestPostgres.run("SELECT version FROM plumb.store", on: address) == [["99"]])
    }

    @Test func aSchemaOfSomethingElseIsLeftAlone() async throws {
        let address = try await TestPostgres.makeDatabase()
        try await TestPostgres.run("CREATE SCHEMA plumb CREATE TABLE trees (fruit text)", on: address)
        let message = await refusal(address)
        #expect(message.contains("has a schema plumb that is no run store"), "\(message)")
        let tables = try await TestPostgres.run(
            "SELECT relname FROM pg_class WHERE relnamespace = 'plumb'::regnamespace", on: address)
        #expect(tables == [["trees"]])
    }

    /// A schema that an administrator has made, for a role that may make none.
    @Test func aRoleNeedsNoMoreThanTheSchema() async throws {
        let address = try await TestPostgres.makeDatabase()
        let role = "role_" + UUID().uuidString.lowercased().replacing("-", with: "")
        try await TestPostgres.run("CREATE ROLE \(role) LOGIN PASSWORD 'hush'", on: address)
        try await TestPostgres.run("CREATE SCHEMA plumb AUTHORIZATION \(role)", on: address)
        let location = try #require(try DatabaseLocation(address).server)
        let storage = try await PostgresRunStorage.open(location.with(["user": role, "password": "hush"]))
        #expect(try await storage.runs().isEmpty)
        #expect(storage.name.contains(role) && !storage.name.contains("hush"))
        // Who may only look, sees the views.
        let reader = "reader_" + UUID().uuidString.lowercased().replacing("-", with: "")
        try await TestPostgres.run("CREATE ROLE \(reader) LOGIN IN ROLE pg_read_all_data", on: address)
        let reading = try await PostgresRunStorage.openExisting(location.with(["user": reader]))
        #expect(try await reading?.runs().isEmpty == true)
    }

    @Test func passwordsAreNeverShown() async throws {
        for address in [
            "postgres://ada:hush@127.0.0.1:1/runs", "postgres:host=127.0.0.1 port=1 user=ada password=hush",
            "postgresql://ada:hush@127.0.0.1:99999/runs", "postgres://ada:hush@[::1/runs",
        ] {
            let message = await refusal(address)
            #expect(!message.isEmpty && !message.contains("hush"), "\(message)")
        }
    }

    /// A connection that the server ends is made anew.
    @Test func aLostConnectionIsMadeAgain() async throws {
        let address = try await TestPostgres.makeDatabase()
        let storage = try await RunStore.open(address).storage
        let run = StoredRun(id: "r", startedAt: "now", making: "{}", examples: 1)
        try await storage.begin(run, examples: ["{}"], keys: ["k"])
        for _ in 0..<3 {
            try await TestPostgres.run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
                    + "AND pid <> pg_backend_pid()", on: address)
            #expect(try await storage.runs() == [run])
        }
    }

    /// A session of ours that is frozen in a transaction is ended by the server, and its locks with it.
    @Test func aFrozenSessionHoldsNothingForLong() async throws {
        let storage = try await PostgresRunStorage.open(
            try #require(try DatabaseLocation(try await TestPostgres.makeDatabase()).server))
        let timeout = try await storage.link.rows("SHOW idle_in_transaction_session_timeout")
        #expect(timeout == [["10s"]])
    }

    /// A server that stays away is tried for a while, and then named; one that comes back is used again.
    @Test func aServerThatGoesAwayIsWaitedForWithinABound() async throws {
        let server = try OwnServer()
        let location = try server.location()
        let storage = try await PostgresRunStorage.open(location, patience: 1)
        let patient = try await PostgresRunStorage.open(location, patience: 30)
        let run = StoredRun(id: "r", startedAt: "now", making: "{}", examples: 1)
        try await storage.begin(run, examples: ["{}"], keys: ["k"])
        try server.stop()
        await #expect {
            _ = try await storage.runs()
        } throws: { error in
            let error = error as? PlumbError
            return error?.code == .databaseUnavailable
                && error?.message.contains("could not be reached for 1 seconds") == true
                && error?.suggestion?.contains("--resume") == true
        }
        async let runs = patient.runs()
        try await Task.sleep(for: .milliseconds(300))
        try server.start()
        #expect(try await runs == [run])
    }

    @Test func theViewsAreForPeople() async throws {
        let address = try await TestPostgres.makeDatabase()
        let storage = try await RunStore.open(address).storage
        try await storage.begin(
            StoredRun(id: "r", startedAt: "now", making: #"{"pipeline":"built-in"}"#, examples: 2),
            examples: ["{}", "{}"], keys: ["k", "l"])
        let lease = try #require(try await storage.take("r", owner: "me", seconds: 60))
        let figures = #"""
            {"id":"x","database":"shop","question":{"text":"How \u00fc?"},"expected":"answer","ending":"answered",\#
            "comparison":{"outcome":"right"},"sql":"SELECT 1","confidence":0.5,"seconds":1.5,\#
            "scores":{"tables":{"recall":1}}}
            """#
        #expect(
            try await storage.keep(
                StoredOutcome(key: "k", figures: figures, record: "{}"), of: "r", under: lease))
        _ = try await storage.take("r", owner: "me", seconds: 60)
        let results = try await TestPostgres.run(
            "SELECT example, question, comparison, table_recall, column_recall, seconds FROM plumb.example_results",
            on: address)
        #expect(results == [["x", "How ü?", "right", "1", nil, "1.5"]])
        let progress = try await TestPostgres.run(
            "SELECT id, pipeline, examples, done, finished_at FROM plumb.run_progress", on: address)
        #expect(progress == [["r", "built-in", "2", "1", nil]])
        let workers = try await TestPostgres.run("SELECT run, owner, examples FROM plumb.run_workers", on: address)
        #expect(workers == [["r", "me", "1"]])
    }
}
