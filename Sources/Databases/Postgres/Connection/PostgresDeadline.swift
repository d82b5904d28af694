extension ContinuousClock.Instant {
    /// The moment so many seconds from now; what is no number is now, and more than a century is a century.
    static func after(seconds: Double) -> ContinuousClock.Instant {
        .now + .seconds(seconds.isNaN ? 0 : min(max(seconds, 0), 4_000_000_000))
    }

    /// How many seconds are left until then; negative afterwards.
    var secondsLeft: Double { (self - .now) / .seconds(1) }
}
