@testable import PlumbQuerySynthesis
import Testing

struct CalibrationTests {
    @Test func aBetterFitIsNeverLessLikely() {
        let likelihoods = (0...100).map { Calibration.probability(ofFit: Double($0) / 100) }
        #expect(zip(likelihoods, likelihoods.dropFirst()).allSatisfy { $0 < $1 })
        #expect(likelihoods.first == 0)
        #expect(likelihoods.last == 0.75)
    }

    @Test(arguments: [(-1.0, 0.0), (2.0, 0.75), (0.5, 0.25), (0.4, 0.175)])
    func isReadOffTheSteps(fit: Double, likelihood: Double) {
        #expect(abs(Calibration.probability(ofFit: fit) - likelihood) < 1e-9)
    }
}
