import Foundation
import TestSupport
import Testing

@testable import PlumbEvaluation

/// A kind of run storage, as the contract's tests make it.
enum StorageUnderTest: String, CaseIterable, CustomTestStringConvertible, Sendable {
    case file, postgres

    /// The kinds that can be made here: without a server for tests, files alone.
    static let available = allCases.filter { $0 == .file || TestPostgres.address != nil }

    var testDescription: String { rawValue }

    /// Makes an empty store.
    ///
    /// - Parameter folder: where files go; it is removed after the test.
    /// - Returns: the store.
    /// - Throws: where it can't be made.
    func make(in folder: String) async throws -> StoreForTest {
        switch self {
        case .file: StoreForTest(address: "\(folder)/\(UUID().uuidString).sqlite")
        case .postgres: StoreForTest(address: try await TestPostgres.makeDatabase())
        }
    }
}

/// A store of one test.
struct StoreForTest: Sendable {
    /// What `--store` would be.
    let address: String

    /// Opens it, as another process would.
    func open() async throws -> any RunStorage { try await RunStore.open(address).storage }
}
