public import ArgumentParser
public import PlumbCore
public import PlumbEvaluation
public import PlumbModels
public import PlumbReports

#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

extension ResultFormat: ExpressibleByArgument {}

extension ComparisonContract: ExpressibleByArgument {}

extension ReplayMode: ExpressibleByArgument {}

extension ScoringOptions.Metric: ExpressibleByArgument {}

extension ImportFormat: ExpressibleByArgument {}

extension CalendarDate: ExpressibleByArgument {
    /// Reads `yyyy-mm-dd`.
    public init?(argument: String) {
        self.init(iso: argument)
    }

    /// Today, where this machine is.
    static var today: CalendarDate {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        return CalendarDate(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
    }
}
