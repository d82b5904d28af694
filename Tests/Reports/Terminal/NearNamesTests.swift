import Testing

@testable import PlumbReports

struct NearNamesTests {
    private let names = ["customers", "orders", "order_items", "suppliers"]

    @Test(arguments: [("ordres", "orders"), ("CUST", "customers"), ("supplier", "suppliers")])
    func findsTheNearest(name: String, expected: String) {
        #expect(NearNames.nearest(names, to: name) == expected)
    }

    @Test(arguments: ["weather", String(repeating: "x", count: 100_000), ""])
    func findsNothingFar(name: String) {
        #expect(NearNames.nearest(names, to: name) == nil)
    }
}
