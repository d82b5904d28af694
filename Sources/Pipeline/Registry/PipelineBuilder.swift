public import PlumbCore
internal import PlumbLanguage

/// Makes pipelines from what files say of them.
public struct PipelineBuilder: Sendable {
    /// The implementations that there are.
    public var registry: StageRegistry
    /// The pipelines that there are; of two with the same name the last counts.
    public var plans: [PipelinePlan]
    /// What stages are made with.
    public var surroundings: StageSurroundings

    /// Makes a builder.
    public init(
        registry: StageRegistry = .standard, plans: [PipelinePlan] = BuiltInPipelines.all,
        surroundings: StageSurroundings = .init()
    ) {
        self.registry = registry
        self.plans = plans
        self.surroundings = surroundings
    }

    /// Makes a pipeline.
    ///
    /// - Parameter name: its name.
    /// - Returns: the pipeline.
    /// - Throws: `PlumbError` with `badInput` where a pipeline, an implementation, a parameter or a model is unknown.
    public func pipeline(named name: String) throws(PlumbError) -> Pipeline {
        let plan = try plan(named: name)
        var surroundings = surroundings
        surroundings.standardModel = surroundings.standardModel ?? plan.model
        func stage(_ kind: StageKind) throws(PlumbError) -> AnyStage {
            guard let stage = plan.stages[kind] else {
                throw PlumbError(
                    .badInput, "the pipeline '\(name)' says nothing of \(kind.title)",
                    suggestion: "Name an implementation, or let it extend another pipeline.")
            }
            let implementation = try implementation(stage, of: kind)
            return try implementation.make(
                ParameterValues(stage.parameters, of: implementation.parameters), surroundings)
        }
        guard case .tableSelection(let tables) = try stage(.tableSelection),
            case .columnSelection(let columns) = try stage(.columnSelection),
            case .querySynthesis(let queries) = try stage(.querySynthesis),
            case .executionCheck(let check) = try stage(.executionCheck)
        else { throw PlumbError(.contractViolated, "a stage of the pipeline '\(name)' is of another kind") }
        return Pipeline(
            name: name, tableSelection: tables, columnSelection: columns, querySynthesis: queries,
            executionCheck: check, maximumRepairs: plan.maximumRepairs ?? 1)
    }

    /// The plan of a name, with all that it takes from others.
    ///
    /// - Throws: `PlumbError` with `badInput` for a name that there is not, or pipelines that extend each other.
    public func plan(named name: String) throws(PlumbError) -> PipelinePlan {
        var chain: [PipelinePlan] = []
        var next: String? = name
        while let current = next {
            guard let found = plans.last(where: { $0.name == current }) else {
                throw unknown(current, extendedBy: chain.last?.name)
            }
            guard !chain.contains(where: { $0.name == current }) else {
                throw PlumbError(
                    .badInput, "the pipeline '\(current)' extends itself",
                    suggestion: "Let one of \((chain.map(\.name) + [current]).joined(separator: " → ")) stand alone.")
            }
            chain.append(found)
            next = found.extends
        }
        var whole = PipelinePlan(name, chain.first?.summary ?? "")
        for plan in chain.reversed() {
            whole.stages.merge(plan.stages) { $1 }
            whole.model = plan.model ?? whole.model
            whole.maximumRepairs = plan.maximumRepairs ?? whole.maximumRepairs
        }
        return whole
    }

    /// The implementation that a stage uses, its parameters checked.
    func implementation(_ stage: StagePlan, of kind: StageKind) throws(PlumbError) -> StageImplementation {
        let name = stage.use.joined(separator: ", ")
        let composed = kind == .executionCheck && stage.use.count > 1 ? StageRegistry.check(steps: stage.use) : nil
        guard let found = composed ?? registry.implementation(name, of: kind) else {
            let names = registry.implementations(of: kind).map(\.name)
            throw PlumbError(
                .badInput, "there is no \(kind.title) '\(name)'",
                suggestion: NearestName.suggestion(for: name, among: names))
        }
        for (parameter, value) in stage.parameters.sorted(by: { $0.key < $1.key }) {
            guard let declared = found.parameters.first(where: { $0.name == parameter }) else {
                throw PlumbError(
                    .badInput, "\(kind.title) '\(name)' has no parameter `\(parameter)`",
                    suggestion: NearestName.suggestion(for: parameter, among: found.parameters.map(\.name)))
            }
            if let problem = declared.problem(of: value) {
                throw PlumbError(.badInput, problem, suggestion: "plumb stages show \(name) lists the parameters.")
            }
        }
        return found
    }

    private func unknown(_ name: String, extendedBy other: String?) -> PlumbError {
        var names: [String] = []
        for plan in plans where !names.contains(plan.name) { names.append(plan.name) }
        return PlumbError(
            .badInput, "there is no pipeline '\(name)'" + (other.map { ", which '\($0)' extends" } ?? ""),
            suggestion: NearestName.suggestion(for: name, among: names))
    }
}
