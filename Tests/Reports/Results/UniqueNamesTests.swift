import Testing

@testable import PlumbReports

struct UniqueNamesTests {
    @Test(arguments: [
        (["a", "b"], ["a", "b"]), (["a", "a", "a"], ["a", "a_2", "a_3"]), (["a", "a", "a_2"], ["a", "a_3", "a_2"]),
        (["", ""], ["", "_2"]), (["a_2", "a", "a", "a_2"], ["a_2", "a", "a_3", "a_2_2"]),
    ])
    func tellsNamesApart(names: [String], expected: [String]) {
        #expect(UniqueNames.of(names) == expected)
    }
}
