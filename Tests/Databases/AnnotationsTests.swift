import Foundation
import PlumbCore
import PlumbDatabases
import Testing

@Suite struct AnnotationsTests {
    static let schema = """
        CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT, weight REAL, password TEXT);
        CREATE TABLE audit (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customer, word TEXT);
        CREATE TABLE visit (id INTEGER PRIMARY KEY, audit_id INTEGER REFERENCES audit, customer_id REFERENCES customer);
        INSERT INTO customer VALUES (1, 'Ann', 60.5, 'hunter2');
        INSERT INTO audit VALUES (1, 1, 'classified');
        """

    static let yaml = """
        description: A small shop.
        tables:
          Customer:
            description: People who buy.
            synonyms: [client, buyer]
            columns:
              weight: {unit: kg, description: At the last visit}
              name: {synonyms: called}
              password: {hidden: true}
          audit: {hidden: yes}
        glossary:
          heavy: {means: weighs 100 kg or more, synonyms: [weighty], table: customer, where: weight >= 100}
          regular: comes often
          logged: {means: is in the log, table: audit}
        """

    @Test(arguments: ["shop.yaml", "shop.yml"]) func isApplied(_ name: String) async throws {
        let file = try TemporaryDatabase(Self.schema)
        try file.write(Self.yaml, to: name)
        let catalog = try await file.open().catalog
        #expect(catalog.description == "A small shop.")
        let customer = try #require(catalog.table("customer"))
        #expect(customer.description == "People who buy.")
        #expect(customer.synonyms == ["client", "buyer"])
        #expect(customer.column("weight")?.unit == "kg")
        #expect(customer.column("weight")?.description == "At the last visit")
        #expect(customer.column("name")?.synonyms == ["called"])
        #expect(
            catalog.glossary == [
                GlossaryEntry(
                    term: "heavy", synonyms: ["weighty"], meaning: "weighs 100 kg or more", table: "customer",
                    condition: "weight >= 100"),
                GlossaryEntry(term: "regular", meaning: "comes often"),
            ])
        #expect(try await file.open().catalog == catalog)
    }

    @Test func whatIsHiddenIsGone() async throws {
        let file = try TemporaryDatabase(Self.schema)
        try file.write(Self.yaml, to: "shop.yaml")
        for isCached in [false, true] {
            let database = try await file.open()
            #expect(database.isCatalogCached == isCached)
            #expect(database.catalog.tables.map(\.name) == ["customer", "visit"])
            #expect(database.catalog.table("customer")?.column("password") == nil)
            #expect(database.catalog.foreignKeys.map(\.referencedTable) == ["customer"])
            for sql in ["SELECT * FROM audit", "SELECT password FROM customer", "SELECT * FROM customer"] {
                #expect(await failure { try await database.executor.rows(sql) }?.code == .refused)
            }
            #expect(
                try await database.values.values(of: [["hunter2"], ["classifi"], ["ann"]]).map(\.count) == [0, 0, 1])
        }
    }

    @Test func anotherFileCanBeNamed() async throws {
        let file = try TemporaryDatabase(Self.schema)
        var options = file.options
        options.annotationsPath = try file.write("description: Other.", to: "other.yaml")
        #expect(try await file.open(options).catalog.description == "Other.")
        options.annotationsPath = file.folder + "/missing.yaml"
        #expect(await failure { try await file.open(options) }?.code == .badInput)
    }

    @Test(arguments: ["", "# nothing\n", "tables:\n", "tables: {customer: }\nglossary: null", "---\n...\n"])
    func anEmptyFileSaysNothing(_ yaml: String) async throws {
        let file = try TemporaryDatabase(Self.schema)
        try file.write(yaml, to: "shop.yaml")
        #expect(try await file.open().catalog.tables.count == 3)
    }

    @Test(arguments: [
        ("descripton: x", 1, 1, "Unknown key `descripton`", "Did you mean `description`?"),
        ("tables:\n  custmer: {}", 2, 3, "no table custmer", "Did you mean customer?"),
        ("tables:\n  zzzzzzzz: {}", 2, 3, "no table zzzzzzzz", "There are: customer, audit, visit."),
        (
            "tables:\n  customer:\n    columns:\n      wieght: {unit: kg}", 4, 7, "no column wieght",
            "Did you mean weight?"
        ),
        ("tables:\n  customer:\n    synonym: [x]", 3, 5, "Unknown key `synonym`", "Did you mean `synonyms`?"),
        ("tables:\n  customer:\n    hidden: maybe", 3, 13, "`hidden` must be true or false", nil),
        ("tables:\n  customer:\n    synonyms: {a: b}", 3, 15, "`synonyms` must be text", nil),
        ("tables:\n  customer:\n    description: [a]", 3, 18, "`description` must be text, not a list", nil),
        ("tables: [customer]", 1, 9, "must be a list of keys and values, not a list", nil),
        ("just text", 1, 1, "must be a list of keys and values", nil),
        ("glossary:\n  x: {table: custmer, means: y}", 2, 14, "no table custmer", "Did you mean customer?"),
        ("glossary:\n  x: {table: customer, where: wight > 1}", 2, 31, "condition of the term x does not work", nil),
        ("glossary:\n  x: {table: customer, where: '1); DROP TABLE customer; --'}", 2, 31, "does not work", nil),
        ("glossary:\n  x: {where: a > 1, means: y}", 2, 6, "`where` but no `table`", nil),
        ("glossary:\n  x: {synonyms: [y]}", 2, 6, "says nothing", nil),
        ("tables: {", 2, 1, "not valid", nil),
    ])
    func mistakesArePlaced(
        _ yaml: String, _ line: Int, _ column: Int, _ problem: String, _ suggestion: String?
    ) async throws {
        let file = try TemporaryDatabase(Self.schema)
        try file.write(yaml, to: "shop.yaml")
        let error = try #require(await failure { try await file.open() })
        #expect(error.code == .badInput)
        #expect(error.message.contains(problem))
        #expect(error.message.hasPrefix("shop.yaml, line \(line), column \(column): "))
        if let suggestion { #expect(error.suggestion == suggestion) }
    }

    @Test func aFileThatIsNotTextIsSaid() async throws {
        let file = try TemporaryDatabase(Self.schema)
        try Data([0xFF, 0xFE, 0x00]).write(to: URL(fileURLWithPath: file.folder + "/shop.yaml"))
        #expect(await failure { try await file.open() }?.message.contains("UTF-8") == true)
    }
}
