internal import PlumbCore

/// What keeps a process from going on with a run: what it would do beside what the run began with.
///
/// Figures of a run that several processes or two sittings made are those of one only where all would have given the same.
struct RunDifferences {
    /// What the run began with.
    let run: RunMaking
    /// The same of this process.
    let here: RunMaking

    /// The differences, each a clause: `the time limit is 5.0 s here and 30.0 s in the run`.
    ///
    /// What an older run did not note is not compared.
    var clauses: [String] {
        var clauses = stages
        func compare(_ what: String, _ run: String?, _ here: String?) {
            guard let run, let here, run != here else { return }
            clauses.append("\(what) is \(here) here and \(run) in the run")
        }
        compare("the contract", run.contract, here.contract)
        compare("the time limit", run.seconds.map { "\($0) s" }, here.seconds.map { "\($0) s" })
        compare("the number of repairs", run.repairs.map(String.init), here.repairs.map(String.init))
        compare("the evaluators' version", run.evaluators.map(String.init), here.evaluators.map(String.init))
        for (what, run, here) in [
            ("--double-quoted-strings", run.allowsDoubleQuotedStrings, here.allowsDoubleQuotedStrings),
            ("--chained", run.isChained, here.isChained),
        ] {
            compare(what, run.map { $0 ? "on" : "off" }, here.map { $0 ? "on" : "off" })
        }
        for set in run.evalSets {
            guard let other = here.evalSets.first(where: { $0.name == set.name }), other.hash != set.hash else {
                continue
            }
            clauses.append("the eval set \(set.name) has changed since the run began")
        }
        for set in here.evalSets where !run.evalSets.contains(where: { $0.name == set.name }) {
            clauses.append("the eval set \(set.name) is none of the run's")
        }
        compare("the databases' SQL", run.dialect?.rawValue, here.dialect?.rawValue)
        let isOtherEngine = run.dialect != nil && here.dialect != nil && run.dialect != here.dialect
        for database in run.databases where !isOtherEngine && !here.databases.contains(database) {
            clauses.append("the database '\(database.name)' has changed since the run began")
        }
        return clauses
    }

    private var stages: [String] {
        run.stages.compactMap { stage in
            guard let other = here.stages.first(where: { $0.kind == stage.kind }) else { return nil }
            let (run, here) = (stage.implementation, other.implementation)
            if run == here { return nil }
            let what = stage.kind.title
            if run.name != here.name || run.version != here.version {
                return "\(what) is \(here.name), version \(here.version), here and \(run.name), "
                    + "version \(run.version), in the run"
            }
            let names = Set(run.parameters.keys).union(here.parameters.keys).sorted().filter {
                run.parameters[$0] != here.parameters[$0]
            }
            return "\(what) has other parameters than in the run: \(names.joined(separator: ", "))"
        }
    }

    /// Refuses where something differs.
    ///
    /// - Parameter name: the run's name.
    /// - Throws: `PlumbError` with `badInput`, which says all that differs.
    func refuse(_ name: String) throws(PlumbError) {
        let clauses = clauses
        guard !clauses.isEmpty else { return }
        throw PlumbError(
            .badInput, "this process can't go on with the run \(name): \(clauses.joined(separator: "; "))",
            suggestion: "Give the options, the pipeline and the databases that it began with, or start a new run.")
    }
}
