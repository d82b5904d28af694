import Foundation
import PlumbCore
import PlumbDatabases
import Testing

/// The private server that `Tests/Postgres/server run` has started, and servers of a test's own.
enum TestServer {
    /// Its address; nil where there is none, and tests that need one are skipped.
    static let address = ProcessInfo.processInfo.environment["PLUMB_TEST_POSTGRES"]

    /// Its address, with other keywords.
    static func location(_ changes: [String: String?] = [:]) throws -> PostgresLocation {
        let location = try DatabaseLocation(#require(address))
        return try #require(location.server).with(changes)
    }

    static func connect(_ changes: [String: String?] = [:]) async throws -> PostgresConnection {
        try await PostgresConnection.connect(to: location(changes))
    }
}

extension Trait where Self == ConditionTrait {
    /// Runs a test only where there is a Postgres server for it.
    static var needsPostgres: Self {
        .enabled(if: TestServer.address != nil, "no Postgres server: run the tests with Tests/Postgres/server run")
    }
}
