internal import PlumbCore
internal import PlumbSQL

/// Gold that can't be read or run.
struct GoldFails: LintRule {
    let name = "gold-fails"
    let level = LintLevel.error
    let summary = "a gold query can't be read, or the database can't run it"
    let needs = LintNeeds.rows

    func message(for gold: LintedGold, of example: LintedExample) -> String? {
        if let violation = gold.verdict.violations.first(where: { $0.code == .notReadable }) {
            return "can't be read: \(violation)"
        }
        guard case .failure(let error) = gold.rows, error.code != .limitExceeded, error.code != .databaseUnavailable
        else { return nil }
        return error.message.hasSuffix(".") ? String(error.message.dropLast()) : error.message
    }
}
