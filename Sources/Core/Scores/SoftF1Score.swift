/// How much of gold's result a prediction's result holds, 0...1 each: two measures, which are not the same.
public struct SoftF1Score: Codable, Hashable, Sendable {
    /// Rows paired by their place, as BIRD's mini-dev pairs them.
    ///
    /// Equal rows count once, in the order in which they first come. The published script lists a set of rows instead, whose
    /// order changes from one process to the next where rows hold text.
    public var byPosition: Double

    /// Rows paired by what they hold, whatever their order; equal rows count as often as they come.
    public var byContent: Double

    /// Makes a score.
    public init(byPosition: Double, byContent: Double) {
        self.byPosition = byPosition
        self.byContent = byContent
    }
}
