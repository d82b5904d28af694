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
            // A folder of scripts holds no tests.
            let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            guard files.contains(where: { $0.hasSuffix(".swift") }) else { continue }
            let isHelper = name == "Fixtures" || package.contains("\"Tests/\(name)\"")
            #expect(isHelper || package.matches(of: declared).contains { $0.1 == name }, "\(name) is no target")
        }
    }
}
