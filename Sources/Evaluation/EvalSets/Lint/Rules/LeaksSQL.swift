/// A question that says the query, or a column's exact name.
struct LeaksSQL: LintRule {
    let name = "leaks-sql"
    let level = LintLevel.warning
    let summary = "the question holds SQL, or a column as table.column"
    let needs = LintNeeds.schema

    private static let keywords: Set<String> = [
        "SELECT", "FROM", "WHERE", "GROUP", "ORDER", "HAVING", "JOIN", "LIMIT", "COUNT", "SUM", "AVG", "DISTINCT",
    ]

    func messages(for example: LintedExample) -> [String] {
        let question = example.example.question
        // In capitals, as nobody writes in a sentence.
        let shouted = question.split { !$0.isLetter }.map(String.init).filter(Self.keywords.contains)
        if Set(shouted).count > 1 { return ["SQL's words \(shouted[0]) and \(shouted[1]) stand in the question"] }
        if let call = question.firstMatch(of: /\b(count|sum|avg|min|max)\s?\(/.ignoresCase()) {
            return ["'\(call.output.0)' in the question is SQL"]
        }
        if question.contains(/\bselect\s.+\sfrom\s+\w+\s+(where|group by|order by|limit|join)\s/.ignoresCase()) {
            return ["the question reads as a query: select … from …"]
        }
        for name in question.matches(of: /\b[A-Za-z]\w*\.[A-Za-z]\w*\b/).map({ String($0.output) }) {
            let isColumn = example.columnNames?.contains(name.lowercased()) ?? name.contains("_")
            if isColumn { return ["the question names the column \(name)"] }
        }
        return []
    }
}
