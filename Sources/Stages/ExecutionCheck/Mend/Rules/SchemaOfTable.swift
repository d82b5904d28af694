internal import PlumbCore
public import PlumbSQL

/// Says which schema a table is of, where Postgres does not look for it by itself.
public struct SchemaOfTable: MendRule {
    /// `schema`.
    public let name = "schema"

    /// For a list of rules.
    public let summary = "Postgres: say which schema a table is of, where it is on no search path"

    /// Makes the rule.
    public init() {}

    /// Names the schemas of the tables of one select.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        guard scope.dialect == .postgres else { return nil }
        var note = ""
        let changed = query.changingBlock(in: scope) { view in
            var chain = view.chain
            for place in chain.links.indices {
                // What has no table is a common table of that name, or another rule's.
                guard case .table(var reference) = chain.links[place].item, reference.name.schema == nil,
                    view.sources[place].table != nil, let table = only(reference.name.name, in: scope)
                else { continue }
                reference.name.schema = table.name.schema.map { Name($0) }
                chain.links[place].item = .table(reference)
                if note.isEmpty { note = "\(table.name) instead of \(table.name.name): no other schema has it" }
            }
            guard !note.isEmpty else { return nil }
            var block = view.block
            block.select.from = chain.from
            return block
        }
        return changed.map { ($0, note) }
    }

    /// The one table of a name that is on no search path; nil where one is on it, or several schemas have one.
    private func only(_ name: Name, in scope: MendScope) -> Table? {
        // Postgres reads names by every letter; where only their case is wrong, another rule names the schema as well.
        let tables = scope.tables.filter { $0.name.name == name.text }
        return tables.count == 1 && tables[0].name.schema != nil ? tables[0] : nil
    }
}
