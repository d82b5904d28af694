import PlumbCore
import PlumbSQL
import Testing

/// Expects that a query is read without an error, and that both ways of printing it read back to the same tree.
func expectRoundTrip(
    _ text: String, _ dialect: SQLDialect, comment: String = "", location: SourceLocation = #_sourceLocation
) {
    let query: Query
    do {
        query = try SQLParser.query(text, dialect: dialect)
    } catch {
        Issue.record("\(comment) \(error)", sourceLocation: location)
        return
    }
    for style in [SQLPrinter.Style.line, .pretty] {
        let printed = SQLPrinter(dialect: dialect, style: style).print(query)
        do {
            let again = try SQLParser.query(printed, dialect: dialect)
            #expect(again == query, "\(comment) \(text)\nwas printed as\n\(printed)", sourceLocation: location)
        } catch {
            Issue.record("\(comment) \(text)\nwas printed as\n\(printed)\n\(error)", sourceLocation: location)
        }
    }
}
