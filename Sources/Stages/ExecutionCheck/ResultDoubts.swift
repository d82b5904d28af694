internal import PlumbCore
internal import PlumbSQL

/// What a careful analyst would doubt in a result.
enum ResultDoubts {
    /// The doubts, a sentence each; none where the result looks right.
    static func find(in result: QueryResult, of query: Query, slice: SchemaSlice) -> [String] {
        var doubts: [String] = []
        if result.rows.isEmpty, result.isComplete, let value = slice.values.first(where: { $0.score >= 0.6 }) {
            doubts.append("no rows, though \(value.column) holds '\(value.words)'")
        }
        let values = result.rows.joined()
        if !values.isEmpty, values.allSatisfy(\.isNull) {
            doubts.append(result.rows.count == 1 ? "the result is empty (NULL)" : "every value of the result is NULL")
        }
        doubts += RepeatedRows.find(in: query, slice: slice)
        return doubts
    }
}
