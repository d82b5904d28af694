import Foundation
import Testing

extension RecordedTests {
    /// The README's library snippet is a program: exactly its text is compiled against the modules that were built, linked
    /// and run, and prints what the README says.
    @Suite struct SnippetTests {
        @Test func readmeSnippetCompilesAndPrintsWhatIsShown() throws {
            var readme = try Document("README.md")
            let blocks = readme.blocks
            let place = try #require(
                blocks.firstIndex { $0.language == "swift" && readme.text(of: $0).contains("import Plumb") })
            let expected = try #require(blocks.indices.contains(place + 1) ? blocks[place + 1] : nil)
            #expect(expected.language == "text")

            let workshop = try Workshop()
            let source = readme.text(of: blocks[place]).joined(separator: "\n") + "\n"
            try source.write(to: workshop.folder.appending(path: "main.swift"), atomically: true, encoding: .utf8)
            let compiled = try workshop.run(
                "swiftc -swift-version 6 -warnings-as-errors main.swift -o snippet " + Self.flags.joined(separator: " ")
                    // Debian keeps libpq's headers in a folder of their own.
                    + " $(pkg-config --cflags-only-I libpq | sed 's/-I/-Xcc -I/g')"
            )
            #expect(compiled.code == 0, "\(compiled.output)")
            let run = try workshop.run("./snippet")
            #expect(run.code == 0, "\(run.output)")
            let printed = RecordedTests.TranscriptTests.lines(run.output)
            guard printed != readme.text(of: expected) else { return }
            if Document.isRecording { try readme.replace(expected, with: printed) }
            Issue.record("the README's snippet prints: \(printed.joined(separator: "\n"))")
        }

        /// What SwiftPM would pass to a package that depends on the product `Plumb`.
        private static var flags: [String] {
            get throws {
                let files = FileManager.default
                let root = Document.root.path
                let modules = try files.subpathsOfDirectory(atPath: "\(root)/Sources/C").map {
                    "\(root)/Sources/C/\($0)"
                }
                let yaml = "\(root)/.build/checkouts/Yams/Sources/CYaml/include/module.modulemap"
                let maps = (modules + [yaml]).filter { $0.hasSuffix(".modulemap") }.flatMap {
                    ["-Xcc", "-fmodule-map-file=\($0)"]
                }
                let products = Workshop.products.path
                let builds = try files.contentsOfDirectory(atPath: products).filter(isLinked)
                let objects = try builds.flatMap { build in
                    try files.subpathsOfDirectory(atPath: "\(products)/\(build)").filter { $0.hasSuffix(".o") }
                        .map { "\(products)/\(build)/\($0)" }
                }
                return (["-I", "\(products)/Modules"] + maps + objects).map { "'\($0)'" }
            }
        }

        /// Whether what was built there belongs to the library.
        private static func isLinked(_ build: String) -> Bool {
            guard build.hasSuffix(".build") else { return false }
            let module = build.dropLast(6)
            let others = ["PlumbCommand", "PlumbReports", "PlumbEvaluation"]
            return ["Yams", "CYaml", "Mustache"].contains(module)
                || module.hasPrefix("Plumb") && !module.hasSuffix("Tests") && !others.contains(String(module))
        }
    }
}
