import Foundation
import PlumbCore
import PlumbDatabases
import TestSupport
import Testing

@testable import PlumbEvaluation

/// What a database on a server can hold in place of a run store, and what is said of it.
@Suite(.serialized, .needsPostgres)
struct FoundRunStoreTests {
    /// What is said where a store is opened; empty where nothing is wrong.
    private func refusal(_ address: String, as role: String? = nil, reading: Bool = false) async throws -> String {
        let location = try #require(try DatabaseLocation(address).server)
        let place = try role.map { try location.with(["user": $0]) } ?? location
        do {
            if reading {
                _ = try await PostgresRunStorage.openExisting(place)
            } else {
                _ = try await PostgresRunStorage.open(place)
            }
            return ""
        } catch let error as PlumbError {
            #expect(error.code == .databaseUnavailable)
            #expect(error.suggestion != nil)
            return "\(error)"
        }
    }

    private func makeRole() async throws -> String {
        let role = "role_" + UUID().uuidString.lowercased().replacing("-", with: "")
        try await TestPostgres.run("CREATE ROLE \(role) LOGIN", on: nil)
        return role
    }

    private func makeStore() async throws -> String {
        let address = try await TestPostgres.makeDatabase()
        #expect(try await refusal(address) == "")
        return address
    }

    @Test(arguments: ["LATIN1", "SQL_ASCII"])
    func anEncodingThatLosesTextIsRefused(encoding: String) async throws {
        let name = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
        try await TestPostgres.run("CREATE DATABASE \(name) ENCODING '\(encoding)' LOCALE 'C' TEMPLATE template0")
        let address = try TestPostgres.location(["dbname": name]).description
        for reading in [false, true] {
            let message = try await refusal(address, reading: reading)
            #expect(message.contains("has the encoding \(encoding)"), "\(message)")
            #expect(message.contains("ENCODING 'UTF8'"), "\(message)")
        }
        #expect(try await TestPostgres.run("SELECT to_regnamespace('plumb') IS NULL", on: address) == [["t"]])
    }

    /// The tables that are looked for are those that are made.
    @Test func everyTableAndColumnIsMissed() async throws {
        let address = try await makeStore()
        let made = try await TestPostgres.run(
            """
            SELECT c.relname || '.' || a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relnamespace = 'plumb'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
            """, on: address)
        let known = PostgresRunSchema.tables.flatMap { table in table.columns.map { "\(table.name).\($0)" } }
        #expect(Set(made.compactMap(\.[0])) == Set(known))
        try await TestPostgres.run("ALTER TABLE plumb.outcomes DROP COLUMN failure", on: address)
        let column = try await refusal(address)
        #expect(column.contains("is not whole: plumb.outcomes has no column failure"), "\(column)")
        for table in ["planned", "work", "stage_outputs"] {
            let address = try await makeStore()
            try await TestPostgres.run("DROP TABLE plumb.\(table) CASCADE", on: address)
            for reading in [false, true] {
                let message = try await refusal(address, reading: reading)
                #expect(message.contains("is not whole: the table plumb.\(table) is missing"), "\(message)")
                #expect(message.contains("DROP SCHEMA plumb CASCADE"), "\(message)")
            }
        }
    }

    @Test func aStoreWithoutAVersionIsNotWhole() async throws {
        for change in ["DELETE FROM plumb.store", "UPDATE plumb.store SET version = 0"] {
            let address = try await makeStore()
            try await TestPostgres.run(change, on: address)
            let message = try await refusal(address)
            #expect(message.contains("plumb.store holds no version of its tables"), "\(message)")
        }
        let address = try await TestPostgres.makeDatabase()
        try await TestPostgres.run("CREATE SCHEMA plumb CREATE TABLE store (shelf text)", on: address)
        for reading in [false, true] {
            let message = try await refusal(address, reading: reading)
            #expect(message.contains("has a schema plumb that is no run store"), "\(message)")
        }
    }

    @Test func aRoleIsToldWhatItLacks() async throws {
        let address = try await TestPostgres.makeDatabase()
        let role = try await makeRole()
        let none = try await refusal(address, as: role)
        #expect(none.contains("the role \(role) may not make a schema"), "\(none)")
        #expect(none.contains("CREATE SCHEMA plumb AUTHORIZATION \"\(role)\""), "\(none)")
        // Who reads needs no right to make anything.
        #expect(try await refusal(address, as: role, reading: true) == "")
        try await TestPostgres.run("CREATE SCHEMA plumb", on: address)
        let bare = try await refusal(address, as: role)
        #expect(bare.contains("may not make tables in the schema plumb"), "\(bare)")

        let made = try await makeStore()
        let outside = try await refusal(made, as: role)
        #expect(outside.contains("The role \(role) may not use the schema plumb"), "\(outside)")
        try await TestPostgres.run("GRANT USAGE ON SCHEMA plumb TO \(role)", on: made)
        let inside = try await refusal(made, as: role)
        #expect(inside.contains("lacks SELECT on plumb.store"), "\(inside)")
        try await TestPostgres.run("GRANT SELECT ON ALL TABLES IN SCHEMA plumb TO \(role)", on: made)
        #expect(try await refusal(made, as: role, reading: true) == "")
        let reader = try await refusal(made, as: role)
        #expect(reader.contains("lacks INSERT, UPDATE on plumb.runs"), "\(reader)")
        // What the message says is enough.
        let grant = try #require(reader.firstMatch(of: /GRANT USAGE.*; (GRANT .*? TO "\w+")/)).1
        try await TestPostgres.run(String(grant), on: made)
        #expect(try await refusal(made, as: role) == "")
    }

    @Test func aServerThatTakesNoWritesIsReadOnly() async throws {
        let address = try await makeStore()
        let name = try #require(try DatabaseLocation(address).server?.name)
        try await TestPostgres.run("ALTER DATABASE \(name) SET default_transaction_read_only = on")
        #expect(try await refusal(address, reading: true) == "")
        let message = try await refusal(address)
        #expect(message.contains("can only be read"), "\(message)")
    }
}
