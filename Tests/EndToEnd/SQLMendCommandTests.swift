import Foundation
import Testing

/// `plumb sql mend`, as people call it.
struct SQLMendCommandTests {
    private let workplace: Workplace

    init() throws { workplace = try Workplace() }

    private func mend(_ arguments: String..., input: String = "") throws -> PipedRun {
        try PipedRun(["sql", "mend"] + arguments, input: Data(input.utf8), in: workplace)
    }

    private let wrong = "SELECT o.name FROM customers AS c JOIN orders AS o ON o.customer_id = c.id WHERE total > 400"
    private let right =
        "SELECT c.name FROM customers AS c JOIN orders AS o ON o.customer_id = c.id WHERE total > 400"

    @Test func queryGoesOutAndNotesBeside() throws {
        let run = try mend(wrong, "-d", workplace.database)
        #expect(run.code == 0)
        #expect(run.output == right + "\n")
        #expect(run.messages.contains("c.name instead of o.name"))
    }

    @Test func soundQueryComesOutAsItWas() throws {
        let run = try mend(right, "-d", workplace.database)
        #expect(run.code == 0)
        #expect(run.output == right + "\n")
        #expect(run.messages == "")
    }

    @Test func whatCannotBeMendedComesOutAsItWasAndFails() throws {
        let run = try mend("SELECT shoe_size FROM customers", "-d", workplace.database)
        #expect(run.code == 1)
        #expect(run.output == "SELECT shoe_size FROM customers\n")
        #expect(run.messages.contains("shoe_size"))
    }

    @Test func linesOfJSON() throws {
        let lines = """
            {"id": 1, "sql": "SELECT contry FROM customers", "database": "shop"}
            {"id": 2, "sql": "SELECT name FROM customers WHERE country = 'france'", "database": "shop"}
            {"id": 3, "sql": "SELECT name FROM customers", "database": "shop", "question": "who?"}
            {"id": 4, "sql": "SELECT 1", "database": "nowhere"}
            """
        let run = try mend("--file", "-", "--databases", workplace.folder.path, input: lines)
        let objects = try run.output.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        #expect(objects.count == 4)
        #expect(objects[0]["sql"] as? String == "SELECT country FROM customers")
        #expect(objects[0]["mended"] as? Bool == true)
        let mends = try #require(objects[0]["mends"] as? [[String: String]])
        #expect(mends.map { $0["rule"] } == ["spelling"])
        #expect(objects[1]["sql"] as? String == "SELECT name FROM customers WHERE country = 'France'")
        #expect(objects[2]["mended"] as? Bool == false)
        #expect(objects[3]["error"] != nil)
    }

    @Test func rulesCanBeChosen() throws {
        let run = try mend(wrong, "--rules", "spelling,ground", "-d", workplace.database)
        #expect(run.code == 1)
        #expect(run.output == wrong + "\n")
        let unknown = try mend(wrong, "--rules", "magic", "-d", workplace.database)
        #expect(unknown.code != 0)
        #expect(unknown.messages.contains("magic"))
        #expect(unknown.messages.contains("rebind"))
    }

    @Test func rulesAreListed() throws {
        let run = try mend("--list")
        #expect(run.code == 0)
        #expect(run.output.contains("* rebind"))
        #expect(run.output.contains("  rekey"))
    }

    @Test func withoutADatabase() throws {
        let run = try mend(wrong)
        #expect(run.code != 0)
        #expect(run.messages.contains("--database"))
    }
}
