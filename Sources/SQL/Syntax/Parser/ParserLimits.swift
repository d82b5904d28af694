/// How much the parser takes on before it refuses, so that no text can exhaust the stack or the memory.
public struct ParserLimits: Hashable, Sendable {
    /// The longest text, in bytes; at most 1 GiB.
    public var maximumBytes: Int

    /// The most tokens in a text.
    public var maximumTokens: Int

    /// How deeply expressions and queries may be nested.
    ///
    /// It counts operands of tighter operators too, so a pair of
    /// parentheses may take several levels. The default needs up to 512 KB of stack, 2 MB in debug builds.
    public var maximumNesting: Int

    /// How tall a tree may become.
    ///
    /// A chain `a AND b AND c` is as tall as it has operators; others than signs, `AND` and `OR`, such as `IS`, count for
    /// eight. SQLite's own limit is 1000.
    public var maximumHeight: Int

    /// The most errors that are reported for one text.
    public var maximumDiagnostics: Int

    /// 8 MiB, a million tokens, 160 levels, 1000 links, 20 errors.
    public static let `default` = ParserLimits()

    /// Makes limits.
    public init(
        maximumBytes: Int = 8 << 20, maximumTokens: Int = 1_000_000, maximumNesting: Int = 160,
        maximumHeight: Int = 1000, maximumDiagnostics: Int = 20
    ) {
        self.maximumBytes = min(maximumBytes, 1 << 30)
        self.maximumTokens = maximumTokens
        self.maximumNesting = maximumNesting
        self.maximumHeight = maximumHeight
        self.maximumDiagnostics = maximumDiagnostics
    }
}
