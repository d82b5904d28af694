/// How hard a query is, by what it is made of: the classes of the Spider benchmark.
public enum Hardness: String, Codable, Hashable, Sendable, CaseIterable, CodingKeyRepresentable {
    case easy, medium, hard, extra
}
