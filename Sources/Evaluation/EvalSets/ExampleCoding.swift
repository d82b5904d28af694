internal import PlumbCore

/// An example as JSON.
extension Example: Codable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case id, database, question, evidence, turns, gold, tags, difficulty, expected, contract, group, reason, stages
    }

    /// Reads an example.
    ///
    /// - Throws: `DecodingError`, or `FieldProblem` for values of the right type that mean nothing.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.words(.id)
        database = try fields.words(.database)
        question = try fields.words(.question)
        evidence = try fields.decodeIfPresent(String.self, forKey: .evidence)
        turns = try fields.decodeIfPresent([Question.Turn].self, forKey: .turns) ?? []
        expected = try fields.choice(.expected, of: ExampleRecord.Expectation.self) ?? .answer
        // Gold may be missing only where there is nothing to answer.
        gold =
            expected == .answer
            ? try fields.decode([Gold].self, forKey: .gold)
            : try fields.decodeIfPresent([Gold].self, forKey: .gold) ?? []
        tags = try fields.decodeIfPresent([String].self, forKey: .tags) ?? []
        difficulty = try fields.choice(.difficulty, of: Difficulty.self)?.rawValue
        contract = try fields.choice(.contract, of: ComparisonContract.self)
        group = try fields.decodeIfPresent(String.self, forKey: .group)
        reason = try fields.decodeIfPresent(String.self, forKey: .reason)
        stages = try fields.decodeIfPresent(GoldStages.self, forKey: .stages)
        if expected == .answer, gold.isEmpty {
            throw FieldProblem(
                "gold", "'\(id)' has no gold query",
                suggestion: "Add one, or say in 'expected' that the question is to be clarified or refused.")
        }
    }

    /// Writes the fields that say something.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(id, forKey: .id)
        try fields.encode(database, forKey: .database)
        try fields.encode(question, forKey: .question)
        try fields.encodeIfPresent(evidence, forKey: .evidence)
        if !turns.isEmpty { try fields.encode(turns, forKey: .turns) }
        try fields.encode(gold, forKey: .gold)
        if !tags.isEmpty { try fields.encode(tags, forKey: .tags) }
        try fields.encodeIfPresent(difficulty, forKey: .difficulty)
        try fields.encode(expected, forKey: .expected)
        try fields.encodeIfPresent(contract, forKey: .contract)
        try fields.encodeIfPresent(group, forKey: .group)
        try fields.encodeIfPresent(reason, forKey: .reason)
        try fields.encodeIfPresent(stages, forKey: .stages)
    }
}

extension Example.Gold: Codable {
    private enum CodingKeys: String, CodingKey {
        case sql, source, reading, dialect
    }

    /// Reads an accepted query.
    ///
    /// - Throws: `DecodingError`, or `FieldProblem`.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            sql: try fields.decode(String.self, forKey: .sql),
            source: try fields.decodeIfPresent(String.self, forKey: .source),
            reading: try fields.decodeIfPresent(String.self, forKey: .reading),
            dialect: try fields.choice(.dialect, of: SQLDialect.self))
    }

    /// Writes the fields that say something.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(sql, forKey: .sql)
        try fields.encodeIfPresent(source, forKey: .source)
        try fields.encodeIfPresent(reading, forKey: .reading)
        try fields.encodeIfPresent(dialect, forKey: .dialect)
    }
}

/// How hard a question is.
enum Difficulty: String, CaseIterable {
    case easy, medium, hard
}
