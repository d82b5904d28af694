/// What two results must have in common to say the same: a rule with a name and a version.
///
/// A figure means something only together with the contract behind it, so every report names it, as `spider/1`.
public enum ComparisonContract: String, Codable, Hashable, Sendable, CaseIterable, CodingKeyRepresentable {
    /// The same bag of rows under some order of the columns; in the same order where gold orders its outermost query.
    ///
    /// Two empty results say the same, and DISTINCT is taken out of both queries unless it is asked to stay. After
    /// Zhong, Yu and Klein, "Semantic Evaluation for Text-to-SQL with Distilled Test Suites", EMNLP 2020.
    case spider

    /// The same set of rows, columns in order: how often a row comes and in what order does not matter.
    ///
    /// After Li et al., "Can LLM Already Serve as A Database Interface?", NeurIPS 2023.
    case bird

    /// The same bag of rows, columns in order; in the same order where gold orders its outermost query.
    ///
    /// Numbers are the same where they agree in nine significant digits, or in four decimals where that is finer: the
    /// order in which a database adds floating-point numbers does not matter.
    case strict

    /// Changes whenever the same two results may get another verdict.
    public var version: Int { 1 }

    /// Name and version: `spider/1`.
    public var identifier: String { "\(rawValue)/\(version)" }

    /// The contract of an identifier, whatever its version; nil where there is none of that name.
    public init?(identifier: String) {
        self.init(rawValue: String(identifier.prefix { $0 != "/" }))
    }
}
