/// The shortest time that a body took in some tries.
///
/// A busy machine is late now and then; what is late at every try is slow.
///
/// - Parameters:
///   - bound: no more tries are needed below it.
///   - tries: how many there are at most.
///   - body: does it once, and returns how long the part took that is measured.
/// - Returns: the shortest time.
/// - Throws: what the body throws.
public func fastestTime(
    below bound: Duration, tries: Int = 5, _ body: () async throws -> Duration
) async throws -> Duration {
    var fastest = try await body()
    for _ in 1..<tries where fastest >= bound { fastest = min(fastest, try await body()) }
    return fastest
}
