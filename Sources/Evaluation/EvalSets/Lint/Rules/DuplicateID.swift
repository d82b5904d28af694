/// Two examples of one id: nobody could tell their scores apart.
struct DuplicateID: LintRule {
    let name = "duplicate-id"
    let level = LintLevel.error
    let summary = "two examples of a file have the same id"

    func messages(among lines: [LintedLine]) -> [(place: Int, message: String)] {
        var firsts: [String: Int] = [:]
        return lines.enumerated().compactMap { place, line in
            let id = line.example.id
            guard let first = firsts[id] else {
                firsts[id] = line.number
                return nil
            }
            return (place, "'\(id)' stands in line \(first) already")
        }
    }
}
