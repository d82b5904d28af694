internal import PlumbSQL

/// A string in double quotes, which only old SQLite reads as one.
struct GoldDoubleQuotedString: LintRule {
    let name = "gold-double-quoted-string"
    let level = LintLevel.warning
    let summary = "a gold query relies on \"double-quoted\" strings, which are names to every other database"
    let needs = LintNeeds.schema

    func message(for gold: LintedGold, of example: LintedExample) -> String? {
        guard let text = gold.analysis?.footprint.quotedStrings.first else { return nil }
        return "\"\(text)\" is read as a string; write it in single quotes"
    }
}
