public import PlumbCore

/// The rules that there are.
public enum MendRules {
    /// All rules, in the order in which they are tried.
    ///
    /// Those that look at failing queries come first, and of them what changes least: a column that another joined table
    /// has needs no new join, and a join that nothing reads need not be put right, so `rebind` and `prune` come before
    /// `reroute` and `rejoin`. Names that are only partly alike come late, for nearly every name is a little like another.
    /// What only Postgres minds comes around them: functions, schemas and the case of names before all other names, groups and
    /// types when all names are known.
    /// Of those that look at running queries, `ground` comes first: what it corrects others compare.
    public static let all: [any MendRule] = [
        Quotes(), Reread(), Functions(), SchemaOfTable(), Casing(), Rebind(), SpellingOfNames(), Prune(), Absent(),
        Retable(), Reroute(), Wording(), Rejoin(), Qualify(), Aliases(), Group(), Undistinct(), Ungrouped(), Types(),
        Ground(), Intersect(), Both(), GroupShown(), Trim(), Rekey(), Unjoin(),
    ]

    /// Raised whenever a rule may give another query than before: verdicts that were kept are then not read back.
    public static let version = 5

    /// The rules that were measured to put far more queries right than wrong, in the same order.
    public static let standard: [any MendRule] = all.filter { $0.name != "rekey" }

    /// The rules of some names, in the order of `all`.
    ///
    /// - Parameter names: the names.
    /// - Returns: the rules.
    /// - Throws: `PlumbError` with `badInput` for a name that no rule has.
    public static func named(_ names: some Sequence<String>) throws(PlumbError) -> [any MendRule] {
        let wanted = Set(names)
        if let unknown = wanted.subtracting(all.map(\.name)).min() {
            throw PlumbError(
                .badInput, "there is no rule '\(unknown)'",
                suggestion: "The rules are \(all.map(\.name).joined(separator: ", ")).")
        }
        return all.filter { wanted.contains($0.name) }
    }
}
