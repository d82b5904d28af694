import Foundation
import PlumbCore
import PlumbDatabases
import Testing

@Suite struct DatabaseLocationTests {
    @Test(arguments: [
        ("sqlite:/a/shop.sqlite", "/a/shop.sqlite"), ("sqlite:///a/shop.sqlite", "/a/shop.sqlite"),
        ("SQLite:/a/b", "/a/b"), ("/a/shop.sqlite", "/a/shop.sqlite"), ("/a/file:x?mode=rwc", "/a/file:x?mode=rwc"),
    ])
    func isRead(_ text: String, _ path: String) throws {
        #expect(try DatabaseLocation(text).path == path)
    }

    @Test func relativePathsAreMadeAbsolute() throws {
        let folder = FileManager.default.currentDirectoryPath
        #expect(try DatabaseLocation("shop.sqlite").path == folder + "/shop.sqlite")
        #expect(try DatabaseLocation("sqlite:shop.sqlite").path == folder + "/shop.sqlite")
        #expect(try DatabaseLocation(":memory:").path == folder + "/:memory:")
        #expect(try DatabaseLocation("~/shop.sqlite").path == NSHomeDirectory() + "/shop.sqlite")
    }

    @Test(arguments: [
        ("/a/shop.sqlite", "shop"), ("/a/shop.v2.db", "shop.v2"), ("/a/shop", "shop"), ("/a/.hidden", ".hidden"),
    ])
    func hasAName(_ path: String, _ name: String) throws {
        #expect(try DatabaseLocation(path).name == name)
    }

    @Test(arguments: [
        ("mysql://x/y", "mysql"), ("http://example.com", "http"), ("duckdb:shop", "duckdb"),
    ])
    func otherDatabasesAreNamedInTheError(_ text: String, _ word: String) async throws {
        let error = try #require(await failure { try DatabaseLocation(text) })
        #expect(error.code == .databaseUnavailable)
        #expect(error.message.contains(word))
        #expect(error.suggestion?.contains("sqlite:") == true)
    }

    @Test(arguments: ["", "sqlite:", "sqlite://", "a\0b"]) func badTextIsRefused(_ text: String) async throws {
        #expect(await failure { try DatabaseLocation(text) }?.code == .badInput)
    }
}
