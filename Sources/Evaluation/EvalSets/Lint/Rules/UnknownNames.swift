internal import PlumbSQL

/// Names of tables and columns that aren't there, or that may be several.
struct UnknownNames: LintRule {
    let name = "unknown-names"
    let level = LintLevel.error
    let summary = "a gold query names a table or column that isn't there, or isn't clear"
    let needs = LintNeeds.schema

    func message(for gold: LintedGold, of example: LintedExample) -> String? {
        let problems = gold.analysis?.problems ?? []
        return problems.isEmpty ? nil : problems.prefix(3).map(\.description).joined(separator: "; ")
    }
}
