import Foundation
import TestSupport
import Testing

/// Tests that are there but not run.
struct TestTargetTests {
    @Test func everyFolderOfTestsIsInThePackage() throws {
        let package = try Repository.text("Package.swift")
        let declared = /tests\(\s*"([A-Za-z]+)"/
        let folders = try FileManager.default.contentsOfDirectory(
            at: Repository.root.appending(path: "Tests"), includingPropertiesForKeys: [.isDirectoryKey])
        for folder in folders where try folder.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true {
            let name = folder.lastPathComponent
            // Tests/Postgres holds the script that starts a server for the others.
            let isHelper = ["Fixtures", "Postgres"].contains(name) || package.contains("\"Tests/\(name)\"")
            #expect(isHelper || package.matches(of: declared).contains { $0.1 == name }, "\(name) is no target")
        }
    }
}
