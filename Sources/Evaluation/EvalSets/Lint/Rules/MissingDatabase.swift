/// A database that isn't there.
struct MissingDatabase: LintRule {
    let name = "missing-database"
    let level = LintLevel.error
    let summary = "the example's database can't be read"
    let needs = LintNeeds.schema

    func messages(for example: LintedExample) -> [String] { [example.databaseProblem].compactMap { $0 } }
}
