import Foundation
import Testing

struct SchemaTests {
    private let workplace: Workplace

    init() throws { workplace = try Workplace() }

    private func schema(_ arguments: String...) throws -> PipedRun {
        try PipedRun(["schema", "-d", workplace.database] + arguments, in: workplace)
    }

    @Test func listsTheTables() throws {
        let run = try schema()
        #expect(run.code == 0)
        #expect(run.messages == "")
        for word in ["customers", "5 rows", "joined_on", "→ customers.id", "France"] {
            #expect(run.output.contains(word))
        }
    }

    @Test func showsOneTable() throws {
        let run = try schema("--table", "ORDERS")
        #expect(run.code == 0)
        #expect(run.output.hasPrefix("orders  300 rows"))
    }

    @Test func aNameMayStandInQuotes() throws {
        try SampleDatabase.run(#"CREATE TABLE "Order  Items" (id)"#, in: workplace.database)
        let name = #""Order  Items""#
        let run = try schema("--table", name)
        #expect(run.code == 0 && run.output.hasPrefix("Order  Items"), "\(run.messages)")
        let talk = try PipedRun(
            ["ask", "-d", workplace.database], input: Data("\\schema \(name) \n".utf8), in: workplace)
        #expect(talk.code == 0 && talk.output == run.output, "\(talk.messages)")
    }

    @Test func suggestsTablesForAnUnknownOne() throws {
        let run = try schema("--table", "custmers")
        #expect(run.code == 64)
        #expect(run.messages.contains("It has: customers"))
    }

    @Test func writesJSON() throws {
        let run = try schema("--format", "json")
        let catalog = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect((catalog["tables"] as? [Any])?.count == 3)
    }
}
