/// The SQL that a database speaks.
public enum SQLDialect: String, Codable, Hashable, Sendable, CaseIterable {
    case sqlite, postgres
}
