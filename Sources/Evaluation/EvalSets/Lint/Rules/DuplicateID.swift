/// Two examples of one id: nobody could tell their scores apart.
struct DuplicateID: LintRule {
    let name = "duplicate-id"
    let level = LintLevel.error
    let summary = "two examples of a file have the same id"

    func messages(among examples: [LintedExample]) -> [(place: Int, message: String)] {
        var lines: [String: Int] = [:]
        return examples.enumerated().compactMap { place, linted in
            let id = linted.example.id
            guard let line = lines[id] else {
                lines[id] = linted.line
                return nil
            }
            return (place, "'\(id)' stands in line \(line) already")
        }
    }
}
