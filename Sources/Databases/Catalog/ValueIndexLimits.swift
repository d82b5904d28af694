/// What the value index takes in at most.
enum ValueIndexLimits {
    /// The longest value, in bytes.
    static let bytes = 100

    /// Values of one column.
    static let perColumn = 20_000

    /// Values of the whole database.
    static let total = 300_000
}
