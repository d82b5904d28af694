internal import PlumbCore

/// `WITH`.
extension Parser {
    mutating func parseWith() -> With {
        advance()
        // In Postgres, a common table may itself be called "recursive".
        let recursive =
            at(.recursive) && (dialect == .sqlite || (isName(peek(), .general) && peek().keyword != .as))
        if recursive { advance() }
        var tables: [CommonTable] = []
        repeat {
            tables.append(parseCommonTable())
        } while take(.comma)
        return With(recursive: recursive, tables)
    }

    private mutating func parseCommonTable() -> CommonTable {
        let start = self.start
        guard enter() else { return CommonTable(name: "", query: Query(body: .error)) }
        defer { leave() }
        let name = parseName(expected: "a name for the common table")
        let columns = at(.leftParenthesis) ? parseNameList(expected: "a column's name") : []
        expect(.as)
        var materialized: Bool?
        if take(.materialized) {
            materialized = true
        } else if take(.not, .materialized) {
            materialized = false
        }
        expect(.leftParenthesis, "(")
        let body = parseCommonBody()
        expectClosing()
        let traversal = dialect == .postgres ? parseTraversal() : nil
        return CommonTable(
            name: name, columns: columns, materialized: materialized, body: body, traversal: traversal,
            range: range(from: start))
    }

    private mutating func parseCommonBody() -> CommonTable.Body {
        let start = self.start
        let with = dialect == .postgres && at(.with) ? parseWith() : nil
        let kind: StatementKind
        switch current.keyword {
        case .insert where dialect == .postgres: kind = .insert
        case .update where dialect == .postgres: kind = .update
        case .delete where dialect == .postgres: kind = .delete
        case .merge where dialect == .postgres: kind = .merge
        default: return .query(parseQuery(with: with, from: start))
        }
        skip { _ in false }
        return .modification(kind, text: text(start, lastEnd))
    }

    /// `SEARCH … SET name` and `CYCLE … USING name`, kept as text.
    private mutating func parseTraversal() -> String? {
        guard at(.search) || at(.cycle) else { return nil }
        let start = self.start
        if take(.search) {
            if !take(.depth), !take(.breadth) { report(expected: "DEPTH or BREADTH") }
            expect(.first)
            expect(.by)
            parseTraversedColumns()
            expect(.set)
            _ = parseName(expected: "a column's name")
        }
        if take(.cycle) {
            parseTraversedColumns()
            expect(.set)
            _ = parseName(expected: "a column's name")
            if take(.to) {
                _ = parseExpression()
                expect(.default)
                _ = parseExpression()
            }
            expect(.using)
            _ = parseName(expected: "a column's name")
        }
        return text(start, lastEnd)
    }

    private mutating func parseTraversedColumns() {
        repeat { _ = parseName(expected: "a column's name") } while take(.comma)
    }
}
