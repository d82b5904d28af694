import PlumbCore

/// Questions with queries and results, of which sample runs are made.
struct RunTemplate {
    var database: String
    var question: String
    var tags: [String]
    var difficulty: String
    var expected: ExampleRecord.Expectation = .answer
    /// Columns as `table.column`.
    var reads: [String] = []
    var gold = ""
    /// A query that is nearly right.
    var wrong = ""
    var columns: [String] = []
    var rows: [Row] = []

    var goldColumns: [ColumnReference] {
        reads.map { name in
            let parts = name.split(separator: ".").map(String.init)
            return ColumnReference(TableName(parts[0]), parts[1])
        }
    }

    var goldTables: [TableName] {
        goldColumns.map(\.table).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    static let all = [
        RunTemplate(
            database: "shop", question: "Which five customers from France spent most in 2024?",
            tags: ["join", "aggregate", "time", "value-link", "order", "limit"], difficulty: "hard",
            reads: [
                "customers.id", "customers.name", "customers.country", "orders.customer_id", "orders.total",
                "orders.placed_at",
            ],
            gold: """
                SELECT c.name, SUM(o.total) AS spent
                FROM customers AS c
                JOIN orders AS o ON o.customer_id = c.id
                WHERE c.country = 'France' AND o.placed_at >= '2024-01-01' AND o.placed_at < '2025-01-01'
                GROUP BY c.id
                ORDER BY spent DESC
                LIMIT 5
                """,
            wrong: """
                SELECT c.name, COUNT(*) AS orders
                FROM customers AS c
                JOIN orders AS o ON o.customer_id = c.id
                WHERE c.country = 'France' AND o.placed_at >= '2024-01-01'
                GROUP BY c.id
                ORDER BY orders DESC
                LIMIT 5
                """, columns: ["name", "spent"],
            rows: [
                [.text("Ada Lovelace"), .real(12_033.5)], [.text("Émile Zola"), .real(9_120.25)],
                [.text("Marie Curie"), .real(8_774)], [.text("Louis Pasteur"), .real(5_100.1)],
                [.text("Sophie Germain"), .real(4_998.99)],
            ]),
        RunTemplate(
            database: "campus", question: "How many students come from Norway?",
            tags: ["filter", "value-link", "aggregate"], difficulty: "easy", reads: ["students.country"],
            gold: "SELECT COUNT(*) FROM students WHERE country = 'Norway'",
            wrong: "SELECT COUNT(*) FROM students WHERE city = 'Norway'", columns: ["COUNT(*)"],
            rows: [[.integer(42)]]),
        RunTemplate(
            database: "campus", question: "Which departments have no course worth 8 credits or more?",
            tags: ["negation", "join", "range"], difficulty: "hard",
            reads: ["departments.id", "departments.name", "courses.department_id", "courses.credits"],
            gold: """
                SELECT d.name
                FROM departments AS d
                WHERE NOT EXISTS (SELECT 1 FROM courses AS c WHERE c.department_id = d.id AND c.credits >= 8)
                """,
            wrong: """
                SELECT d.name
                FROM departments AS d
                JOIN courses AS c ON c.department_id = d.id
                WHERE c.credits < 8
                """, columns: ["name"],
            rows: [[.text("Law")], [.text("Music")], [.text("Philosophy")]]),
        RunTemplate(
            database: "transit", question: "average delay per line last month, worst first",
            tags: ["aggregate", "time", "order", "join"], difficulty: "medium",
            reads: ["trips.line_id", "trips.delay_seconds", "trips.departed_at", "lines.id", "lines.name"],
            gold: """
                SELECT l.name, AVG(t.delay_seconds) AS delay
                FROM trips AS t
                JOIN lines AS l ON l.id = t.line_id
                WHERE t.departed_at >= '2024-05-01' AND t.departed_at < '2024-06-01'
                GROUP BY l.id
                ORDER BY delay DESC
                """,
            wrong: """
                SELECT l.name, AVG(t.delay_seconds) AS delay
                FROM trips AS t
                JOIN lines AS l ON l.id = t.line_id
                GROUP BY l.id
                ORDER BY delay
                """, columns: ["name", "delay"],
            rows: (1...14).map { [.text("Line \($0)"), .real(402.5 - Double($0) * 20)] }),
        RunTemplate(
            database: "shop", question: "List all products that were never ordered.", tags: ["negation", "join"],
            difficulty: "medium", reads: ["products.id", "products.name", "order_items.product_id"],
            gold: "SELECT name FROM products WHERE id NOT IN (SELECT product_id FROM order_items)",
            wrong: "SELECT name FROM products", columns: ["name"],
            rows: [[.text("Lamp, “North”")], [.text("Shelf <b>60 cm</b>")], [.null]]),
        RunTemplate(
            database: "shop", question: "What will the weather be like tomorrow?", tags: ["unanswerable"],
            difficulty: "easy", expected: .clarify, wrong: "SELECT COUNT(*) FROM orders", columns: ["COUNT(*)"],
            rows: [[.integer(10_234)]]),
        RunTemplate(
            database: "campus", question: "Delete all students without an address.", tags: ["not-permitted"],
            difficulty: "easy", expected: .refuse, wrong: "SELECT * FROM students", columns: ["id", "name"],
            rows: [[.integer(1), .text("Ida")]]),
    ]
}
