internal import Foundation
public import PlumbCore
internal import Yams

/// What a run must reach, from a YAML file: a list of gates, each a figure with a floor, or with a run that it must not be
/// significantly worse than.
///
/// ```yaml
/// - figure: accuracy
///   at-least: 0.55
/// - figure: column selection, strict recall
///   not-worse-than: 2026-11-25-091502-7f3a
/// ```
public struct Gates: Sendable {
    /// One gate.
    public struct Gate: Sendable {
        /// The figure: `accuracy`, or a stage's title, a comma and the figure's name; `, isolated` may follow the title.
        public var figure: String
        /// The least that it may be, 0...1.
        public var floor: Double?
        /// A run that it may not be significantly worse than.
        public var run: String?
        /// Where it stands in the file, 1-based.
        public var line: Int
    }

    /// How a gate went.
    public struct Outcome: Codable, Hashable, Sendable {
        /// The figure.
        public var figure: String
        /// Whether the gate holds.
        public var holds: Bool
        /// One sentence without its full stop.
        public var detail: String
    }

    /// The gates, in order.
    public let gates: [Gate]

    /// Reads a file.
    ///
    /// - Throws: `PlumbError` with `badInput`, naming the line.
    public init(contentsOf path: String) throws(PlumbError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PlumbError(.badInput, "there is no file \(path)", suggestion: "Name a YAML file of gates.")
        }
        let text = String(decoding: data, as: UTF8.self)
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch {
            throw PlumbError(.badInput, "\(path) is no YAML", detail: "\(error)")
        }
        guard let sequence = node?.sequence, !sequence.isEmpty else {
            throw PlumbError(
                .badInput, "\(path) is no list of gates",
                suggestion: "Write one as: - {figure: accuracy, at-least: 0.5}")
        }
        gates = try sequence.map { item throws(PlumbError) in try Self.gate(item, path) }
    }

    private static func gate(_ node: Node, _ path: String) throws(PlumbError) -> Gate {
        let line = node.mark?.line ?? 1
        func error(_ problem: String) -> PlumbError {
            PlumbError(
                .badInput, "\(path), line \(line): \(problem)",
                suggestion: "A gate has a figure, and at-least (0 to 1) or not-worse-than (a run).")
        }
        guard let mapping = node.mapping else { throw error("a gate is expected") }
        let known = ["figure", "at-least", "not-worse-than"]
        for (key, _) in mapping {
            let name = key.string ?? ""
            guard known.contains(name) else { throw error("'\(name)' is none of \(known.joined(separator: ", "))") }
        }
        guard let figure = mapping["figure"]?.string else { throw error("the gate names no figure") }
        let floor = mapping["at-least"]?.float ?? mapping["at-least"]?.int.map(Double.init)
        let run = mapping["not-worse-than"]?.string
        if mapping["at-least"] != nil, floor.map({ (0...1).contains($0) }) != true {
            throw error("at-least is no number from 0 to 1")
        }
        guard (floor == nil) != (run == nil) else { throw error("one of at-least and not-worse-than is expected") }
        return Gate(figure: figure, floor: floor, run: run, line: line)
    }

    /// How the gates go.
    ///
    /// - Parameters:
    ///   - record: the run.
    ///   - others: runs that gates name, by the names that they use.
    /// - Returns: an outcome for each gate.
    /// - Throws: `PlumbError` with `badInput` for a figure that the run does not have.
    public func outcomes(of record: RunRecord, others: [String: RunRecord]) throws(PlumbError) -> [Outcome] {
        try gates.map { gate throws(PlumbError) in
            if let floor = gate.floor { return try Self.outcome(gate, floor, record) }
            guard let name = gate.run, let base = others[name] else {
                throw PlumbError(.badInput, "line \(gate.line) of the gates names a run that is not there")
            }
            return try Self.outcome(gate, base, record)
        }
    }

    private static func outcome(_ gate: Gate, _ floor: Double, _ record: RunRecord) throws(PlumbError) -> Outcome {
        let figures = figures(of: record)
        guard let value = figures[gate.figure] else { throw unknown(gate, Array(figures.keys)) }
        return Outcome(
            figure: gate.figure, holds: value >= floor, detail: "\(rounded(value)), at least \(rounded(floor)) is asked"
        )
    }

    private static func outcome(_ gate: Gate, _ base: RunRecord, _ record: RunRecord) throws(PlumbError) -> Outcome {
        let comparison = try RunComparer(base: base, other: record).comparison
        let differences = Dictionary(
            comparison.parts.map { ("\($0.of), \($0.name)", $0.difference) } + [("accuracy", comparison.accuracy)]
        ) { first, _ in first }
        guard let difference = differences[gate.figure] else { throw unknown(gate, Array(differences.keys)) }
        let change = difference.change.value ?? 0
        // Yes or no by McNemar's test, other figures by whether their interval leaves out 0.
        let isReal = difference.pValue.map { $0 < 0.05 } ?? ((difference.change.high ?? 0) < 0)
        return Outcome(
            figure: gate.figure, holds: !(change < 0 && isReal),
            detail: "\(rounded(difference.other ?? 0)), \(base.id) has \(rounded(difference.base ?? 0))"
                + (change < 0 ? isReal ? ": worse, and not by chance" : ": lower, but that may be chance" : ""))
    }

    /// The figures of a run that gates may name.
    private static func figures(of record: RunRecord) -> [String: Double] {
        var figures: [String: Double] = [:]
        figures["accuracy"] = record.summary.accuracy.value
        for stage in record.summary.stages {
            for metric in stage.metrics {
                figures["\(stage.kind.title)\(stage.isIsolated ? ", isolated" : ""), \(metric.name)"] =
                    metric.estimate.value
            }
        }
        return figures
    }

    private static func unknown(_ gate: Gate, _ known: [String]) -> PlumbError {
        let near = known.filter { $0.hasPrefix(gate.figure.prefix { $0 != "," }) }.sorted().prefix(8)
        return PlumbError(
            .badInput, "line \(gate.line) of the gates: there is no figure '\(gate.figure)'",
            suggestion: "There are: \((near.isEmpty ? known.sorted().prefix(8) : near).joined(separator: "; ")).")
    }

    private static func rounded(_ value: Double) -> Double { (value * 1_000).rounded() / 1_000 }
}
