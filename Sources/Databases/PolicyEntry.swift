public import PlumbCore
internal import PlumbLanguage

/// A name in a policy as somebody wrote it, and all that it may mean.
public struct PolicyEntry: Hashable, Sendable {
    /// What it does to what it names.
    public enum Effect: String, Sendable {
        /// It may be read.
        case allows
        /// It may not be read.
        case denies
    }

    /// What it does.
    public var effect: Effect

    /// The name, as it is written.
    public var name: String

    /// Where it is written, for a person; nil where that is not known.
    public var place: String?

    /// The tables that it may mean.
    public var tables: Set<TableName>

    /// The columns that it may mean.
    public var columns: Set<ColumnReference>

    /// Makes an entry.
    public init(
        _ effect: Effect, _ name: String, place: String? = nil, tables: Set<TableName> = [],
        columns: Set<ColumnReference> = []
    ) {
        self.effect = effect
        self.name = name
        self.place = place
        self.tables = tables
        self.columns = columns
    }

    /// A table or view of a database, and its columns.
    struct Relation {
        var schema: String?
        var name: String
        /// Whether its bare name means it.
        var isVisible = true
        var columns: [String] = []

        fileprivate func isNamed(_ table: TableName) -> Bool {
            name.asciiLowercased == table.name.asciiLowercased
                && (table.schema.map { $0.asciiLowercased == schema?.asciiLowercased } ?? true)
        }

        fileprivate func hasColumn(_ column: String) -> Bool {
            columns.contains { $0.asciiLowercased == column.asciiLowercased }
        }
    }

    /// The names of tables that it speaks of, in small letters.
    var tableNames: Set<String> { Set((tables.map(\.name) + columns.map(\.table.name)).map(\.asciiLowercased)) }

    /// Whether it names anything of a database.
    func matches(_ relations: [Relation]) -> Bool {
        relations.contains { relation in
            tables.contains { table in
                // What is allowed by a bare name is the table that the name finds.
                relation.isNamed(table) && (effect == .denies || table.schema != nil || relation.isVisible)
            } || columns.contains { relation.isNamed($0.table) && relation.hasColumn($0.column) }
        }
    }

    /// What to say of an entry that names nothing: on a typo, nothing is closed.
    ///
    /// - Parameters:
    ///   - database: the database's name.
    ///   - relations: its tables, with the columns of those that the entry speaks of.
    /// - Returns: a remark.
    func remark(on database: String, _ relations: [Relation]) -> String {
        let nearest = nearest(among: relations).map { " Did you mean \($0)?" } ?? ""
        return remark(where: "\(database) has no") + nearest
    }

    /// What to say of an entry that names nothing.
    ///
    /// - Parameter place: where it names nothing, such as `shop has no`.
    /// - Returns: a remark.
    package func remark(where place: String) -> String {
        let line = self.place.map { " (\($0))" } ?? ""
        let nothing = effect == .denies ? "nothing is closed by it" : "nothing is opened by it"
        return "The policy \(effect.rawValue) \(name)\(line), and \(place) such table or column: \(nothing)."
    }

    private func nearest(among relations: [Relation]) -> String? {
        func written(_ relation: Relation) -> String {
            relation.isVisible
                ? relation.name : [relation.schema, relation.name].compactMap(\.self).joined(separator: ".")
        }
        let same = relations.first { relation in
            tables.contains { relation.name.asciiLowercased == $0.name.asciiLowercased }
        }
        if let same { return written(same) }
        for column in columns.sorted(by: { $0.description < $1.description }) {
            guard let relation = relations.first(where: { $0.isNamed(column.table) }),
                let nearest = NearestName.of(column.column, among: relation.columns)
            else { continue }
            return "\(written(relation)).\(nearest)"
        }
        for table in (tables + columns.map(\.table)).sorted() {
            guard let nearest = NearestName.of(table.name, among: relations.map(\.name)),
                let relation = relations.first(where: { $0.name == nearest })
            else { continue }
            return written(relation)
        }
        return nil
    }
}

extension AccessPolicy {
    /// Its names, where nobody says how they were written.
    var entries: [PolicyEntry] {
        func entries(_ effect: PolicyEntry.Effect, _ tables: Set<TableName>, _ columns: Set<ColumnReference>)
            -> [PolicyEntry]
        {
            tables.sorted().map { PolicyEntry(effect, $0.description, tables: [$0]) }
                + columns.map { PolicyEntry(effect, $0.description, columns: [$0]) }.sorted { $0.name < $1.name }
        }
        return entries(.denies, deniedTables, deniedColumns) + entries(.allows, allowedTables ?? [], allowedColumns)
    }
}

extension DatabaseOptions {
    /// What to say of names of the policy that mean nothing in a database.
    ///
    /// - Parameters:
    ///   - database: the database's name.
    ///   - relations: gives the database's tables: those of some names in small letters, with their columns; or all, for
    ///     nil.
    /// - Returns: the entries, and remarks on them.
    /// - Throws: what `relations` throws.
    func unknownNames(
        on database: String, _ relations: (Set<String>?) async throws -> [PolicyEntry.Relation]
    ) async throws -> [(entry: PolicyEntry, remark: String)] {
        let entries = policyEntries ?? policy.entries
        guard !entries.isEmpty else { return [] }
        let known = try await relations(entries.reduce(into: []) { $0.formUnion($1.tableNames) })
        let unknown = entries.filter { !$0.matches(known) }
        guard !unknown.isEmpty else { return [] }
        let all = try await relations(nil)
        return unknown.map { ($0, $0.remark(on: database, known + all)) }
    }
}
