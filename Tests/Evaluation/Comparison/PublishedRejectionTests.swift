import Testing

@testable import PlumbEvaluation

/// Numbers as Python's `repr` prints them.
struct PublishedRejectionTests {
    @Test(arguments: [
        (1.0, "1.0"), (1.5, "1.5"), (-2.25, "-2.25"), (0.1, "0.1"), (0.0001, "0.0001"), (0.00001, "1e-05"),
        (1e15, "1000000000000000.0"), (1e16, "1e+16"), (1.5e16, "1.5e+16"), (123_456_789.125, "123456789.125"),
        (1e22, "1e+22"), (1.2345e-7, "1.2345e-07"), (1e300, "1e+300"), (0, "0.0"), (-0.0, "-0.0"), (.infinity, "inf"),
        (.leastNonzeroMagnitude, "5e-324"), (9_007_199_254_740_992, "9007199254740992.0"), (100, "100.0"),
    ])
    func numbersPrintAsInPython(number: Double, text: String) {
        #expect(PublishedRejection.python(number) == text)
    }
}
