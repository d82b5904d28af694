import PlumbCore
import PlumbDatabases
import TestSupport
import Testing

/// What is closed of a table is closed under the names of its partitions and of the tables that inherit from it.
@Suite(.needsPostgres) struct PostgresPartsTests {
    private static let script = """
        CREATE TABLE employees (id int, name text, salary int, day date) PARTITION BY RANGE (day);
        CREATE TABLE employees_2024 PARTITION OF employees FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')
          PARTITION BY RANGE (day);
        CREATE TABLE employees_may PARTITION OF employees_2024 FOR VALUES FROM ('2024-05-01') TO ('2024-06-01');
        CREATE TABLE people (id int, name text, salary int); CREATE TABLE managers (bonus int) INHERITS (people);
        INSERT INTO employees VALUES (1, 'Ada', 42, '2024-05-05'); INSERT INTO managers VALUES (1, 'Ada', 42, 7);
        CREATE VIEW of_may AS SELECT salary FROM employees_may; CREATE VIEW of_managers AS SELECT id FROM managers;
        CREATE VIEW of_people AS SELECT id FROM people; CREATE TABLE others (id int); ANALYZE;
        """

    @Test(arguments: [
        AccessPolicy(deniedColumns: [ColumnReference("employees", "salary"), ColumnReference("People", "Salary")]),
        AccessPolicy(
            allowedColumns: [
                ColumnReference(TableName("employees", schema: "public"), "id"), ColumnReference("employees", "name"),
                ColumnReference("people", "id"), ColumnReference("people", "name"),
            ]),
    ])
    func columnsOfTheWholeAreClosedInItsParts(_ policy: AccessPolicy) async throws {
        let database = try await TestDatabase(Self.script)
        let open = try await database.open { $0.policy = policy }
        for query in [
            "SELECT salary FROM employees", "SELECT salary FROM employees_2024", "SELECT salary FROM employees_may",
            "SELECT * FROM employees_may", "SELECT m FROM employees_may m", "SELECT name FROM employees_may",
            "SELECT m FROM employees_may m, employees e", "SELECT salary FROM of_may", "SELECT salary FROM people",
            "SELECT salary FROM managers", "SELECT bonus FROM managers", "SELECT m FROM managers m, people p",
            "SELECT id FROM of_managers", "SELECT id FROM of_people", "SELECT salary FROM public.employees_may",
            "SELECT id FROM employees WHERE EXISTS (SELECT FROM managers WHERE salary > 5)",
        ] {
            #expect(await failure { try await open.executor.rows(query) }?.code == .refused, "\(query)")
        }
        for query in ["SELECT id, name FROM employees", "SELECT id, name FROM people"] {
            #expect(try await open.executor.rows(query) == [[.integer(1), .text("Ada")]])
        }
        #expect(open.catalog.tables.map(\.name.name) == ["employees", "others", "people"])
        #expect(open.catalog.table("people")?.columns.map(\.name) == ["id", "name"])
        #expect(open.catalog.table("employees")?.columns.map(\.name).contains("salary") == false)
    }

    @Test(arguments: [
        AccessPolicy(deniedColumns: [ColumnReference("managers", "salary"), ColumnReference("employees_may", "salary")]
        ),
        AccessPolicy(
            allowedColumns: [
                ColumnReference("managers", "id"), ColumnReference("managers", "name"),
                ColumnReference("managers", "bonus"), ColumnReference("employees_may", "id"),
                ColumnReference("employees_may", "name"),
            ]),
    ])
    func columnsOfAPartAreClosedInTheWhole(_ policy: AccessPolicy) async throws {
        let database = try await TestDatabase(Self.script)
        let open = try await database.open { $0.policy = policy }
        for query in [
            "SELECT salary FROM people", "SELECT p FROM people p", "SELECT salary FROM managers",
            "SELECT id FROM of_people", "SELECT id FROM of_managers", "SELECT * FROM employees",
            "SELECT salary FROM employees_2024", "SELECT sum(salary) FROM employees_may", "SELECT salary FROM of_may",
        ] {
            #expect(await failure { try await open.executor.rows(query) }?.code == .refused, "\(query)")
        }
        for query in [
            "SELECT name FROM people", "SELECT name FROM managers WHERE bonus = 7", "SELECT name FROM employees",
            "SELECT name FROM employees_may",
        ] {
            #expect(try await open.executor.rows(query) == [[.text("Ada")]], "\(query)")
        }
        #expect(open.catalog.tables.map(\.name.name) == ["employees", "managers", "others", "people"])
        #expect(open.catalog.table("people")?.columns.map(\.name) == ["id", "name"])
        #expect(open.catalog.table("employees")?.columns.map(\.name).contains("salary") == false)
    }

    @Test func whatNobodyLimitsIsReadInAllItsParts() async throws {
        let database = try await TestDatabase(Self.script)
        let open = try await database.open {
            $0.policy = AccessPolicy(deniedColumns: [ColumnReference("others", "id")])
        }
        for query in ["SELECT salary FROM employees_may", "SELECT salary FROM of_may", "SELECT salary FROM managers"] {
            #expect(try await open.executor.rows(query) == [[.integer(42)]], "\(query)")
        }
    }

    /// A table that inherits from two is read with each, and what is closed of one is not open by way of the other.
    @Test(arguments: [
        AccessPolicy(rowFilters: ["pa": "tenant_id = 4"]), AccessPolicy(deniedTables: ["pa"]),
        AccessPolicy(deniedColumns: [ColumnReference("pa", "tenant_id")]),
    ])
    func whatIsClosedOfAWholeIsClosedInTheOtherWholesOfItsParts(_ policy: AccessPolicy) async throws {
        let database = try await TestDatabase(Self.heirs)
        let open = try await database.open { $0.policy = policy }
        for query in [
            "SELECT x FROM pb", "SELECT count(*) FROM pb", "SELECT x FROM public.pb", "SELECT x FROM over_pb",
            "SELECT x FROM above", "SELECT p.x FROM pa p, pb", "SELECT x FROM pc", "SELECT x FROM pd",
        ] {
            let error = await failure { try await open.executor.rows(query) }
            #expect(error?.code == .refused, "\(query): \(String(describing: error))")
        }
        #expect(try await open.executor.rows("SELECT x FROM pe") == [[.integer(8)]])
        if policy.deniedTables.isEmpty {
            let rows = try await open.executor.rows("SELECT x FROM pa ORDER BY x").map { $0[0].description }
            #expect(rows == (policy.rowFilters.isEmpty ? ["1", "2", "3", "666", "667"] : ["1", "3"]))
        }
        let names = open.catalog.tables.map(\.name.name)
        #expect(names == (policy.deniedTables.isEmpty ? ["pa", "pe"] : ["pe"]))
    }

    /// A part of a part is no part of another whole, however many tables are between.
    @Test(arguments: [
        AccessPolicy(rowFilters: ["employees": "id = 1", "people": "id = 1"]),
        AccessPolicy(deniedColumns: [ColumnReference("employees_2024", "salary"), ColumnReference("crossed", "x")]),
    ])
    func aTreeOfPartsIsReadFromItsTop(_ policy: AccessPolicy) async throws {
        let database = try await TestDatabase(
            Self.script + """
                CREATE TABLE crossed (x int); CREATE TABLE left_part () INHERITS (crossed);
                CREATE TABLE right_part () INHERITS (crossed);
                CREATE TABLE both_parts () INHERITS (left_part, right_part);
                """)
        let open = try await database.open { $0.policy = policy }
        for query in ["SELECT name FROM employees", "SELECT name FROM people"] {
            #expect(try await open.executor.rows(query) == [[.text("Ada")]], "\(query)")
        }
        #expect(try await open.executor.rows("SELECT count(*) FROM others") == [[.integer(0)]])
        #expect(open.catalog.tables.map(\.name.name).filter { ["employees", "people"].contains($0) }.count == 2)
        let limited = try await database.open { $0.policy = AccessPolicy(rowFilters: ["crossed": "x > 1"]) }
        #expect(try await limited.executor.rows("SELECT count(*) FROM crossed") == [[.integer(0)]])
        #expect(limited.catalog.tables.map(\.name.name).contains("crossed"))
    }

    private static let heirs = """
        CREATE TABLE pa (x int, tenant_id int); CREATE TABLE above (x int); CREATE TABLE pb () INHERITS (above);
        CREATE TABLE pc () INHERITS (pa, pb); CREATE TABLE pd () INHERITS (pc); CREATE TABLE pe () INHERITS (above);
        CREATE VIEW over_pb AS SELECT x FROM pb;
        INSERT INTO pa VALUES (1, 4), (2, 5); INSERT INTO pc (x, tenant_id) VALUES (3, 4), (666, 5);
        INSERT INTO pd (x, tenant_id) VALUES (667, 5); INSERT INTO pb VALUES (9); INSERT INTO pe VALUES (8); ANALYZE;
        """
}
