/// The types that a query names, and those that they are made of: what a domain limits, what an array or a row holds.
enum PostgresNamedTypes {
    /// A common table `named_types (id)` of them, for WITH RECURSIVE.
    ///
    /// - Parameter parameter: the number of the parameter that holds the names, as an array.
    /// - Returns: the text of the common table.
    static func all(in parameter: Int) -> String {
        """
        named_types (id) AS (
          SELECT pg_catalog.to_regtype(n)::pg_catalog.oid FROM pg_catalog.unnest($\(parameter)::pg_catalog.text[]) n
          UNION
          SELECT more.id FROM named_types n JOIN pg_catalog.pg_type t ON t.oid = n.id CROSS JOIN LATERAL (
            SELECT t.typbasetype UNION ALL SELECT t.typelem
            UNION ALL SELECT a.atttypid FROM pg_catalog.pg_attribute a
            WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) more (id)
          WHERE more.id <> 0)
        """
    }
}
