internal import Foundation
public import PlumbCore

/// What the names in a prompt stand for.
///
/// | name | stands for |
/// | --- | --- |
/// | `dialect` | `SQLite` or `PostgreSQL` |
/// | `dialectRules` | what models get wrong of that dialect, on one line; only where there is something to say |
/// | `schema` | the tables, in the format that was chosen |
/// | `joins` | a list of conditions that join tables, such as `singer.city_id = city.id` |
/// | `values` | a list with `words`, `column` and `value`: words of the question and values that they point at |
/// | `examples` | a list with `question` and `sql`, the likest last |
/// | `turns` | a list with `question` and `sql`: what was asked before in the same conversation |
/// | `feedback` | a list with `sql` and `problem`: what became of earlier tries |
/// | `question`, `evidence`, `today` | what is asked, a hint, and the day, as text |
/// | `sql`, `result` | for a judge: a query, and its first rows |
///
/// Every list has a twin such as `hasValues`, true where it is not empty.
public struct PromptContext {
    var fields: [String: Any] = [:]

    /// Makes the context of a question.
    public init(_ question: Question, schema: PromptSchema, format: SchemaFormat, detail: SchemaDetail) {
        fields["dialect"] = schema.dialect == .sqlite ? "SQLite" : "PostgreSQL"
        if let rules = DialectRules.text(schema.dialect) { fields["dialectRules"] = rules }
        fields["schema"] = format.text(of: schema, detail: detail)
        fields["question"] = question.text
        if let evidence = question.evidence { fields["evidence"] = evidence }
        if let day = question.askedOn { fields["today"] = day.description }
        set("joins", SchemaText(schema: schema, detail: detail).joins)
        set("turns", question.earlier.map { ["question": $0.question, "sql": $0.sql ?? "(no answer)"] })
    }

    /// Says which values words of the question point at.
    public mutating func set(values: [ValueLink]) {
        set(
            "values",
            values.map { link in
                [
                    "words": QuotedData.line(link.words, longest: 80), "column": link.column.description,
                    "value": QuotedData.constant(link.value),
                ]
            })
    }

    /// Shows questions of other databases with their queries.
    public mutating func set(examples: [PromptExample]) {
        set("examples", examples.map { ["question": $0.question, "sql": $0.sql] })
    }

    /// Says what became of earlier tries.
    public mutating func set(feedback: [RepairFeedback]) {
        set("feedback", feedback.map { ["sql": $0.sql, "problem": QuotedData.line($0.problem, longest: 400)] })
    }

    /// Shows a query and the first rows of its result; without rows where they may not be shown.
    public mutating func set(sql: String, result: QueryResult?) {
        fields["sql"] = sql
        guard let result else { return }
        var lines = [result.columns.map { QuotedData.line($0.name, longest: 40) }.joined(separator: " | ")]
        lines += result.rows.prefix(10).map { $0.map(QuotedData.constant).joined(separator: " | ") }
        if result.rows.isEmpty { lines.append("(no rows)") }
        if result.rows.count > 10 || !result.isComplete { lines.append("(more rows)") }
        fields["result"] = lines.joined(separator: "\n")
    }

    private mutating func set(_ name: String, _ list: [Any]) {
        fields[name] = list
        fields["has" + name.prefix(1).uppercased() + name.dropFirst()] = !list.isEmpty
    }
}
