/// Reads a query with the benchmark's own small grammar, mistakes included.
///
/// It exists to give the published verdicts where somebody needs them: a query that this grammar can't read gets no exact
/// match, though a database may run it. The rules are those of `process_sql.py`, <https://github.com/taoyds/spider>; the
/// comments say what is odd about them.
struct PublishedGrammar {
    /// The query can't be read.
    struct Unreadable: Error {}

    private let words: [String]
    private let schema: SpiderSchema
    /// What the word behind every `as` stands for, and each table for itself.
    private let aliases: [String: String]
    private var depth = 0

    private static let clauses: Set<String> = [
        "select", "from", "where", "group", "order", "limit", "intersect", "union", "except",
    ]
    private static let joins: Set<String> = ["join", "on", "as"]
    private static let comparisons: Set<String> = [
        "not", "between", "=", ">", "<", ">=", "<=", "!=", "in", "like", "is", "exists",
    ]
    private static let arithmetic: Set<String> = ["none", "-", "+", "*", "/"]
    private static let deepest = 100

    /// Reads a query.
    ///
    /// - Throws: `Unreadable`.
    static func query(_ sql: String, schema: SpiderSchema) throws(Unreadable) -> SpiderQuery {
        var grammar = try PublishedGrammar(sql, schema: schema)
        // What follows the query is not looked at.
        return try grammar.query(from: 0).query
    }

    private init(_ sql: String, schema: SpiderSchema) throws(Unreadable) {
        guard let words = PublishedTokens.words(of: sql), !words.isEmpty else { throw Unreadable() }
        var aliases: [String: String] = [:]
        for (index, word) in words.enumerated() where word == "as" {
            guard index + 1 < words.count else { throw Unreadable() }
            aliases[words[index + 1]] = words[(index + words.count - 1) % words.count]
        }
        for table in schema.columns.keys {
            guard aliases[table] == nil else { throw Unreadable() }
            aliases[table] = table
        }
        self.words = words
        self.schema = schema
        self.aliases = aliases
    }

    private init(words: [String], of whole: PublishedGrammar) {
        self.words = words
        schema = whole.schema
        aliases = whole.aliases
        depth = whole.depth
    }

    private func word(_ index: Int) throws(Unreadable) -> String {
        guard words.indices.contains(index) else { throw Unreadable() }
        return words[index]
    }

    private func expect(_ text: String, at index: Int) throws(Unreadable) {
        guard try word(index) == text else { throw Unreadable() }
    }

    private func isEnd(_ index: Int) -> Bool {
        Self.clauses.contains(words[index]) || words[index] == ")" || words[index] == ";"
    }

    // MARK: Queries

    private mutating func query(from start: Int) throws(Unreadable) -> (index: Int, query: SpiderQuery) {
        guard depth < Self.deepest else { throw Unreadable() }
        depth += 1
        defer { depth -= 1 }
        var query = SpiderQuery()
        let isBlock = try word(start) == "("
        let select = isBlock ? start + 1 : start
        // FROM goes first, because it says which tables the columns of SELECT are looked for in; the first FROM that comes,
        // even one of a query in the select list.
        var tables: [String] = []
        var index = try from(start, &query, tables: &tables)
        try self.select(select, &query, tables)
        if index < words.count, words[index] == "where" {
            (index, query.filter) = try conditions(index + 1, tables)
        }
        if index < words.count, words[index] == "group" { index = try groupBy(index, &query, tables) }
        if index < words.count, words[index] == "having" {
            (index, query.having) = try conditions(index + 1, tables)
        }
        if index < words.count, words[index] == "order" { index = try orderBy(index, &query, tables) }
        if index < words.count, words[index] == "limit" {
            query.hasLimit = true
            index += 2
            // Where the number is missing the script fails.
            _ = try word(index - 1)
        }
        skipSemicolons(&index)
        if isBlock {
            try expect(")", at: index)
            index += 1
        }
        skipSemicolons(&index)
        if index < words.count, ["intersect", "union", "except"].contains(words[index]) {
            let operation = words[index]
            let rest = try self.query(from: index + 1)
            query.operation = .init(operation: operation, query: Indirect(rest.query))
            index = rest.index
        }
        return (index, query)
    }

    private func skipSemicolons(_ index: inout Int) {
        while index < words.count, words[index] == ";" { index += 1 }
    }

    private mutating func from(
        _ start: Int, _ query: inout SpiderQuery, tables: inout [String]
    ) throws(Unreadable) -> Int {
        guard let from = words[start...].firstIndex(of: "from") else { throw Unreadable() }
        var index = from + 1
        while index < words.count {
            let isBlock = words[index] == "("
            if isBlock { index += 1 }
            if try word(index) == "select" {
                let inner = try self.query(from: index)
                query.tables.append(.query(Indirect(inner.query)))
                index = inner.index
            } else {
                if words[index] == "join" { index += 1 }
                guard let table = aliases[try word(index)], schema.columns[table] != nil else { throw Unreadable() }
                index += index + 1 < words.count && words[index + 1] == "as" ? 3 : 1
                query.tables.append(.table(table))
                tables.append(table)
            }
            if index < words.count, words[index] == "on" {
                let read = try conditions(index + 1, tables)
                index = read.index
                if !query.joins.conditions.isEmpty { query.joins.joints.append("and") }
                query.joins.conditions += read.conditions.conditions
                query.joins.joints += read.conditions.joints
            }
            if isBlock {
                try expect(")", at: index)
                index += 1
            }
            if index < words.count, isEnd(index) { break }
        }
        return index
    }

    private mutating func select(
        _ start: Int, _ query: inout SpiderQuery, _ tables: [String]
    ) throws(Unreadable) {
        try expect("select", at: start)
        var index = start + 1
        if index < words.count, words[index] == "distinct" {
            query.isDistinct = true
            index += 1
        }
        while index < words.count, !Self.clauses.contains(words[index]) {
            var aggregate = SpiderQuery.Aggregate.none
            if let named = SpiderQuery.Aggregate(rawValue: words[index]) {
                aggregate = named
                index += 1
            }
            let read = try value(index, tables)
            query.select.append(.init(aggregate: aggregate, value: read.value))
            index = read.index
            if index < words.count, words[index] == "," { index += 1 }
        }
    }

    private mutating func groupBy(
        _ start: Int, _ query: inout SpiderQuery, _ tables: [String]
    ) throws(Unreadable) -> Int {
        try expect("by", at: start + 1)
        var index = start + 2
        while index < words.count, !isEnd(index) {
            let read = try column(index, tables)
            query.groupBy.append(read.column)
            index = read.index
            guard index < words.count, words[index] == "," else { break }
            index += 1
        }
        return index
    }

    private mutating func orderBy(
        _ start: Int, _ query: inout SpiderQuery, _ tables: [String]
    ) throws(Unreadable) -> Int {
        try expect("by", at: start + 1)
        var index = start + 2
        // One direction for all: the last that is written.
        var order = SpiderQuery.OrderPart(direction: "asc", values: [])
        while index < words.count, !isEnd(index) {
            let read = try value(index, tables)
            order.values.append(read.value)
            index = read.index
            if index < words.count, words[index] == "asc" || words[index] == "desc" {
                order.direction = words[index]
                index += 1
            }
            guard index < words.count, words[index] == "," else { break }
            index += 1
        }
        query.orderBy = order
        return index
    }

    // MARK: Conditions

    private mutating func conditions(
        _ start: Int, _ tables: [String]
    ) throws(Unreadable) -> (index: Int, conditions: SpiderQuery.Conditions) {
        var conditions = SpiderQuery.Conditions()
        var index = start
        while index < words.count {
            let left = try value(index, tables)
            index = left.index
            let isNegated = try word(index) == "not"
            if isNegated { index += 1 }
            let operation = try word(index)
            guard Self.comparisons.contains(operation) else { throw Unreadable() }
            let first = try operand(index + 1, tables)
            index = first.index
            var condition = SpiderQuery.Condition(
                isNegated: isNegated, operation: operation, left: left.value, first: first.operand)
            if operation == "between" {
                try expect("and", at: index)
                let second = try operand(index + 1, tables)
                condition.second = second.operand
                index = second.index
            }
            conditions.conditions.append(condition)
            guard index < words.count else { break }
            if isEnd(index) || Self.joins.contains(words[index]) { break }
            if words[index] == "and" || words[index] == "or" {
                conditions.joints.append(words[index])
                index += 1
            }
        }
        return (index, conditions)
    }

    private mutating func operand(
        _ start: Int, _ tables: [String]
    ) throws(Unreadable) -> (index: Int, operand: SpiderQuery.Operand) {
        var index = start
        let isBlock = try word(index) == "("
        if isBlock { index += 1 }
        let operand: SpiderQuery.Operand
        let text = try word(index)
        if text == "select" {
            let inner = try query(from: index)
            operand = .query(Indirect(inner.query))
            index = inner.index
        } else if text.contains("\"") {
            operand = .text(text)
            index += 1
        } else if let number = Self.number(text) {
            operand = .number(number)
            index += 1
        } else {
            // Everything up to the next word that can't belong to it is there, but only a column is read.
            let end = words[index...].firstIndex { word in
                word == "," || word == ")" || word == "and" || Self.clauses.contains(word) || Self.joins.contains(word)
            }
            var part = PublishedGrammar(words: Array(words[start..<(end ?? words.count)]), of: self)
            operand = .column(try part.column(0, tables).column)
            index = end ?? words.count
        }
        if isBlock {
            try expect(")", at: index)
            index += 1
        }
        return (index, operand)
    }

    /// A number as Python's `float` reads it.
    private static func number(_ text: String) -> Double? {
        guard !text.contains("x"), !text.contains("p") else { return nil }
        return Double(text) ?? (text.contains("_") ? Double(text.replacing("_", with: "")) : nil)
    }

    // MARK: Columns

    private mutating func value(
        _ start: Int, _ tables: [String]
    ) throws(Unreadable) -> (index: Int, value: SpiderQuery.ValuePart) {
        var index = start
        let isBlock = try word(index) == "("
        if isBlock { index += 1 }
        let left = try column(index, tables)
        index = left.index
        var value = SpiderQuery.ValuePart(left: left.column)
        if index < words.count, Self.arithmetic.contains(words[index]) {
            value.operation = words[index] == "none" ? nil : words[index]
            let right = try column(index + 1, tables)
            value.right = right.column
            index = right.index
        }
        if isBlock {
            try expect(")", at: index)
            index += 1
        }
        return (index, value)
    }

    private mutating func column(
        _ start: Int, _ tables: [String]
    ) throws(Unreadable) -> (index: Int, column: SpiderQuery.ColumnPart) {
        var index = start
        let isBlock = try word(index) == "("
        if isBlock { index += 1 }
        var part = SpiderQuery.ColumnPart(column: "", isDistinct: false)
        if let aggregate = SpiderQuery.Aggregate(rawValue: try word(index)) {
            part.aggregate = aggregate
            try expect("(", at: index + 1)
            index += 2
            if try word(index) == "distinct" {
                part.isDistinct = true
                index += 1
            }
            part.column = try name(index, tables)
            try expect(")", at: index + 1)
            // The parenthesis in front of an aggregate is never looked for again.
            return (index + 2, part)
        }
        if try word(index) == "distinct" {
            part.isDistinct = true
            index += 1
        }
        part.column = try name(index, tables)
        index += 1
        if isBlock {
            try expect(")", at: index)
            index += 1
        }
        return (index, part)
    }

    private func name(_ index: Int, _ tables: [String]) throws(Unreadable) -> String {
        let word = try word(index)
        if word == "*" { return word }
        if word.contains(".") {
            let parts = word.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, let table = aliases[parts[0]], schema.columns[table]?.contains(parts[1]) == true
            else { throw Unreadable() }
            return "\(table).\(parts[1])"
        }
        for table in tables {
            guard let columns = schema.columns[table] else { throw Unreadable() }
            if columns.contains(word) { return "\(table).\(word)" }
        }
        throw Unreadable()
    }
}
