import Foundation
import PlumbCore
import Testing

@testable import PlumbReports

struct RunHTMLTests {
    @Test func isWellFormed() throws {
        let page = ParsedXML(RunHTML(RunSamples.small).text)
        #expect(page.error == nil)
        let failed = RunSamples.small.examples.count { $0.outcome != .right }
        #expect(page.elements("details").count { $0.attributes["class"]?.hasPrefix("example") == true } == failed)
        for table in page.elements("table") { #expect(table.caption != nil) }
        for image in page.elements("svg") {
            #expect(image.attributes["aria-label"] != nil || image.attributes["aria-hidden"] == "true")
        }
        for label in page.elements("select") { #expect(label.attributes["aria-label"] != nil) }
        #expect(page.elements("h1").map(\.text) == [RunFigures(RunSamples.small).headline + "."])
    }

    @Test func asksNothingOfTheNetwork() {
        let text = RunHTML(RunSamples.small).text
        #expect(!text.contains("http://") && !text.contains("https://") && !text.contains("url("))
        let page = ParsedXML(text)
        #expect(page.elements.allSatisfy { $0.attributes["src"] == nil })
        #expect(page.elements.allSatisfy { $0.attributes["href"]?.hasPrefix("#") ?? true })
    }

    @Test func takesNoTextForMarkup() throws {
        let text = RunHTML(HostileTexts.run).text
        let page = ParsedXML(text)
        #expect(page.error == nil)
        #expect(page.elements("script").count == 1)
        #expect(page.elements("style").count == 1)
        #expect(page.elements("img").isEmpty)
        #expect(page.elements.allSatisfy { $0.attributes.keys.allSatisfy { !$0.hasPrefix("on") && $0 != "style" } })
        #expect(!text.unicodeScalars.contains { VisibleText.isUnsafe($0) && $0 != "\n" && $0 != "\t" })
        #expect(page.elements("title").first?.text.contains("</script><script>alert(1)</script>") == true)
        #expect(page.elements("td").contains { $0.text == "{{name}} {{{name}}} {{#list}}" })
    }

    @Test func aQuoteBeforeACombiningMarkIsAQuote() {
        var record = RunSamples.small
        for index in record.examples.indices { record.examples[index].database = "\"\u{301} onload=\"\u{301}alert(1)" }
        let page = ParsedXML(RunHTML(record).text)
        #expect(page.error == nil)
        #expect(page.elements("details").allSatisfy { $0.attributes["onload"] == nil })
    }

    @Test func staysSmallForAThousandExamples() {
        let text = RunHTML(RunSamples.run("thousand", examples: 1_000)).text
        #expect(text.utf8.count < 3_000_000)
        #expect(!text.contains("to keep this file small"))
    }

    @Test func cutsResultsWhereAllFailWithLargeOnes() {
        var record = RunSamples.run("large", examples: 1_000)
        let result = QueryResult(
            columns: (0..<8).map { ResultColumn(name: "column \($0)") },
            rows: (0..<50).map { row in (0..<8).map { .text("value \(row) of column \($0), and more") } })
        for index in record.examples.indices {
            record.examples[index].comparison = Comparison(.rows, "Row 1 differs")
            record.examples[index].result = result
            for gold in record.examples[index].gold.indices { record.examples[index].gold[gold].result = result }
        }
        let text = RunHTML(record).text
        #expect(text.utf8.count < 3_000_000)
        #expect(text.contains("to keep this file small"))
    }

    @Test func showsARunWithoutExamples() {
        let empty = RunRecord(
            id: "empty", startedAt: "", isComplete: false, making: RunSamples.small.making, examples: [],
            summary: RunSummary())
        let page = ParsedXML(RunHTML(empty).text)
        #expect(page.error == nil)
        #expect(page.elements("table").isEmpty)
    }

    @Test func looksAsAlways() throws {
        var text = RunHTML(RunSamples.run("shop-lexical-1", examples: 7)).text
        for own in [HTMLStyle.text, HTMLStyle.hash, HTMLScript.text, HTMLScript.hash] {
            text = text.replacing(own, with: "")
        }
        try expectGolden(text, "run-html")
    }
}

struct HTMLPolicyTests {
    /// A browser runs only the script, and applies only the style, whose hashes the page's policy names.
    @Test(arguments: [(HTMLStyle.text, HTMLStyle.hash), (HTMLScript.text, HTMLScript.hash)])
    func namesTheHash(text: String, hash: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["sha256sum"]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try input.fileHandleForWriting.close()
        let digits = Array(
            String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self).prefix(64))
        let bytes = stride(from: 0, to: digits.count, by: 2).map { UInt8(String(digits[$0..<$0 + 2]), radix: 16) ?? 0 }
        #expect(hash == "sha256-" + Data(bytes).base64EncodedString())
    }

    @Test(arguments: [HTMLStyle.text, HTMLScript.text])
    func holdsNoMarkup(text: String) {
        #expect(!text.contains("<") && !text.contains("&"))
    }
}
