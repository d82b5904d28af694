import PlumbCore
import Testing

@testable import PlumbReports

struct RunJUnitTests {
    @Test func hasASuiteForEachDatabaseAndACaseForEachExample() throws {
        var record = RunSamples.small
        record.examples[0].comparison = Comparison(.goldFailed, "no such table: gone")
        record.examples[0].ending = .answered
        let xml = ParsedXML(RunJUnit(record).text)
        #expect(xml.error == nil)
        #expect(xml.elements("testsuite").map { $0.attributes["name"] } == ["shop", "campus", "transit"])
        #expect(xml.elements("testcase").count == record.examples.count)
        #expect(xml.elements("skipped").map { $0.attributes["message"] } == ["no such table: gone"])
        #expect(xml.elements("failure").count == record.examples.count { ![.right, .unscored].contains($0.outcome) })
        let suites = try #require(xml.elements("testsuites").first)
        #expect(suites.attributes["tests"] == "28")
        #expect(suites.attributes["failures"] == String(xml.elements("failure").count))
        #expect(suites.attributes["skipped"] == "1")
    }

    @Test func isWellFormedWhateverTheTexts() {
        let record = HostileTexts.run
        let xml = ParsedXML(RunJUnit(record).text)
        #expect(xml.error == nil)
        #expect(xml.elements("testcase").count == record.examples.count)
        #expect(Set(xml.elements.map(\.name)) == ["testsuites", "testsuite", "testcase", "failure"])
    }

    @Test func looksAsAlways() throws {
        try expectGolden(RunJUnit(RunSamples.run("shop-lexical-1", examples: 7)).text, "run-junit")
    }
}
