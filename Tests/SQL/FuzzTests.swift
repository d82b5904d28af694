import SQLFuzzing
import Testing

/// A short run of what `make fuzz` does for as long as is wished.
struct FuzzTests {
    @Test func randomTreesAndTextsAreReadAndPrintedBack() throws {
        let seeds = try FuzzCase.Seeds.ofRepository()
        for number in 0..<6_000 {
            let input = FuzzCase(number: UInt64(number), seed: 1, seeds: seeds)
            let again = "swift run fuzz --seed 1 --input \(number)"
            #expect(input.failure == nil, "\(input.dialect), \(input.kind.rawValue): \(input.text)\nagain: \(again)")
        }
    }

    @Test func timeGrowsNoFasterThanTheText() {
        #expect(GrowingTexts.tooSlow(bytes: 1 << 16) == [])
    }
}
