internal import PlumbCore

/// One thing that is wrong with eval sets again and again.
///
/// A rule implements one of the three questions. What gold queries give is there only where it says that it needs it.
protocol LintRule: Sendable {
    /// The rule's name, in words joined by hyphens.
    var name: String { get }
    /// How bad a finding is.
    var level: LintLevel { get }
    /// What is found, in one sentence without its full stop.
    var summary: String { get }
    /// What must be known of gold queries.
    var needs: LintNeeds { get }

    /// What is wrong among the examples of a file: the example's place and what is wrong with it.
    func messages(among lines: [LintedLine]) -> [(place: Int, message: String)]

    /// What is wrong with an example.
    func messages(for example: LintedExample) -> [String]

    /// What is wrong with a gold query.
    func message(for gold: LintedGold, of example: LintedExample) -> String?
}

extension LintRule {
    var needs: LintNeeds { [] }

    func messages(among lines: [LintedLine]) -> [(place: Int, message: String)] { [] }

    func messages(for example: LintedExample) -> [String] {
        example.gold.enumerated().compactMap { place, gold in
            message(for: gold, of: example).map { example.gold.count > 1 ? "gold query \(place + 1): \($0)" : $0 }
        }
    }

    func message(for gold: LintedGold, of example: LintedExample) -> String? { nil }
}

/// What must be known of gold queries before a rule can say anything.
struct LintNeeds: OptionSet {
    let rawValue: Int

    /// The tables and columns of the database.
    static let schema = LintNeeds(rawValue: 1)
    /// The rows that a query gives.
    static let rows = LintNeeds(rawValue: 2)
    /// The rows that it gives when rows without an order come the other way round.
    static let reversedRows = LintNeeds(rawValue: 4)
    /// Rows with what they are ordered by, beyond the limit, and what groups leave open.
    static let ties = LintNeeds(rawValue: 8)
}
