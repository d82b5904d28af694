import PlumbCore
import PlumbDatabases
import TestSupport
import Testing

/// A name in a policy that means nothing is heard of, because a mistyped one closes nothing.
@Suite struct PolicyEntryTests {
    private static let script = """
        CREATE TABLE customers (id integer, email text); CREATE TABLE people (id integer, salary integer);
        CREATE VIEW addresses AS SELECT email FROM customers;
        """

    private static let policy = AccessPolicy(
        allowedTables: ["Customers", "oders", "people"],
        deniedTables: ["custmers", "ADDRESSES"],
        deniedColumns: [
            ColumnReference("people", "salery"), ColumnReference("people", "ID"), ColumnReference("x", "y"),
        ])

    private func expect(_ remarks: [String], _ database: String) {
        let unknown = remarks.filter { $0.hasPrefix("The policy denies") || $0.hasPrefix("The policy allows") }
        #expect(
            unknown == [
                "The policy denies custmers, and \(database) has no such table or column: nothing is closed by it. Did you mean customers?",
                "The policy denies people.salery, and \(database) has no such table or column: nothing is closed by it. Did you mean people.salary?",
                "The policy denies x.y, and \(database) has no such table or column: nothing is closed by it.",
                "The policy allows oders, and \(database) has no such table or column: nothing is opened by it.",
            ])
    }

    @Test func whatNamesNothingInAFileIsRemarkedOn() async throws {
        let file = try TemporaryDatabase(Self.script)
        let open = try await OpenDatabase.open(file.path, options: .init(cache: .none, policy: Self.policy))
        expect(open.remarks, open.location.name)
    }

    @Test(.needsPostgres) func whatNamesNothingOnAServerIsRemarkedOn() async throws {
        let database = try await TestDatabase(Self.script)
        for _ in 0..<2 { expect(try await database.open { $0.policy = Self.policy }.remarks, database.name) }
    }

    /// With one dot a name may mean two things, of which one is enough.
    @Test(.needsPostgres) func aNameMayBeThatOfATableWithItsSchema() async throws {
        let database = try await TestDatabase(
            "CREATE SCHEMA app; CREATE TABLE app.u (a integer); CREATE TABLE t (a integer)")
        let entries =
            [("app.u", "app", "u"), ("t.a", "t", "a"), ("app.v", "app", "v"), ("t.b", "t", "b")].map {
                PolicyEntry(
                    .denies, $0, place: "plumb.yaml, line 3", tables: [TableName($2, schema: $1)],
                    columns: [ColumnReference(TableName($1), $2)])
            } + [PolicyEntry(.allows, "u", tables: ["u"])]
        let open = try await database.open { $0.policyEntries = entries }
        let told = open.remarks.filter { $0.hasPrefix("The policy") }
        #expect(
            told.map { $0.prefix { $0 != "," } } == [
                "The policy denies app.v (plumb.yaml", "The policy denies t.b (plumb.yaml", "The policy allows u",
            ])
        #expect(told.last?.hasSuffix("Did you mean app.u?") == true)
    }

    /// A mistyped name would leave all rows of the table open.
    @Test func aConditionOnATableThatIsNotThereIsRefusedWhateverIsAllowed() async throws {
        let file = try TemporaryDatabase(Self.script)
        let policy = AccessPolicy(allowedTables: ["customers"], rowFilters: ["custmers": "id = 1"])
        let error = await failure {
            try await OpenDatabase.open(file.path, options: .init(cache: .none, policy: policy))
        }
        #expect(error?.code == .badInput)
        #expect(error?.suggestion == "Did you mean customers?")
        #expect(await failure { try await file.connect(.init(policy: policy)) }?.code == .badInput)
        let twice = AccessPolicy(rowFilters: ["customers": "id = 1", "Customers": "id = 2"])
        #expect(await failure { try await file.connect(.init(policy: twice)) }?.code == .badInput)
    }
}
