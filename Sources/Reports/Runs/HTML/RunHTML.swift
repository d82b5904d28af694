public import PlumbCore

/// A run as one HTML file that needs nothing besides: figures, charts, and every failure to filter and open.
public struct RunHTML: Sendable {
    private let record: RunRecord
    private let prettySQL: @Sendable (String) -> String

    /// Makes a report.
    ///
    /// - Parameters:
    ///   - record: the run.
    ///   - prettySQL: lays a query out over several lines.
    public init(_ record: RunRecord, prettySQL: @escaping @Sendable (String) -> String = { $0 }) {
        self.record = record
        self.prettySQL = prettySQL
    }

    /// The file's content, UTF-8.
    public var text: String {
        let figures = RunFigures(record)
        let failures = failures(figures.failures + figures.unscored)
        return HTMLTemplates.render(
            PageView(figures, failures: failures.markup, leftOut: failures.leftOut), with: "page")
    }

    /// A page much larger than this is slow to open on a phone.
    private static let mostBytes = 2_200_000

    /// From all there is to what a line must say.
    private static let details: [(detail: ExampleView.Detail, leftOut: String?)] = [
        (.init(rows: 10, hasStages: true), nil),
        (.init(rows: 3, hasStages: true), "Results are cut to their first three rows, to keep this file small."),
        (.init(rows: 0, hasStages: true), "Results are left out, to keep this file small."),
        (.init(rows: 0, hasStages: false), "Results and stages are left out, to keep this file small."),
    ]

    /// The examples that are not right, in as much detail as a page has room for.
    private func failures(_ examples: [ExampleRecord]) -> (markup: String, leftOut: String?) {
        var markup = ""
        for (detail, leftOut) in Self.details {
            markup = ""
            for example in examples where markup.utf8.count <= Self.mostBytes {
                markup += HTMLTemplates.render(
                    ExampleView(example, detail: detail, prettySQL: prettySQL), with: "example")
            }
            if markup.utf8.count <= Self.mostBytes { return (markup, leftOut) }
        }
        return (markup, "Not all examples are listed, to keep this file small.")
    }
}
