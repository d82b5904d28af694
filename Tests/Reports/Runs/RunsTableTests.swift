import PlumbCore
import Testing

@testable import PlumbReports

struct RunsTableTests {
    @Test(arguments: [40, 80, 100, 160])
    func fitsTheScreen(columns: Int) throws {
        var unfinished = RunSamples.run("shop-lexical-2", examples: 14, seed: 2)
        unfinished.isComplete = false
        unfinished.summary.stages = []
        let text = RunsTable([RunSamples.small, unfinished], on: Screen(columns: columns)).text
        for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= columns) }
        try expectGolden(text, "runs-\(columns)")
    }

    @Test func saysThatThereAreNone() {
        #expect(RunsTable([], on: Screen()).text == "no runs\n")
    }
}
