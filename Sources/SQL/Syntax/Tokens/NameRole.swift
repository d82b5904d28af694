internal import PlumbCore

/// Where a name stands, which decides the keywords that it may be.
enum NameRole {
    /// A column, table or alias behind `AS`'s absence of doubt: SQLite's `nm`, Postgres's `ColId`.
    case general
    /// Behind `AS` or a dot: Postgres takes any keyword there.
    case label
    /// An alias without `AS`.
    case bareAlias
    /// A table's alias without `AS`.
    case tableAlias
    /// A function in front of its parenthesis.
    case function
}

/// Which tokens each dialect takes for names, and where.
extension SQLDialect {
    /// Whether a token may be a name in a role.
    func isName(_ token: Token, _ role: NameRole) -> Bool {
        switch token.kind {
        case .word:
            token.keyword == .none || isName(token.keyword, role)
        case .quotedName, .bracketName, .backtickName, .unicodeName: true
        case .string: self == .sqlite && role != .function
        default: false
        }
    }

    private func isName(_ keyword: Keyword, _ role: NameRole) -> Bool {
        switch self {
        case .sqlite:
            if KeywordSet.sqliteReserved.contains(keyword) { return false }
            switch role {
            case .bareAlias: return !KeywordSet.sqliteJoin.contains(keyword) && !continuesExpression(keyword)
            case .tableAlias: return !KeywordSet.sqliteJoin.contains(keyword)
            default: return true
            }
        case .postgres:
            switch role {
            case .label: return true
            case .bareAlias: return !KeywordSet.postgresNeedsAs.contains(keyword)
            case .general, .tableAlias:
                return !KeywordSet.postgresReserved.contains(keyword)
                    && !KeywordSet.postgresFunction.contains(keyword)
            case .function:
                return !KeywordSet.postgresReserved.contains(keyword)
                    && (!KeywordSet.postgresColumn.contains(keyword) || KeywordSet.postgresCalls.contains(keyword))
            }
        }
    }

    /// Keywords that SQLite lets be names, but reads as operators behind an expression.
    private func continuesExpression(_ keyword: Keyword) -> Bool {
        switch keyword {
        case .like, .glob, .regexp, .match: true
        default: false
        }
    }

    /// Whether a keyword that may be a column may also be a function.
    func isFunctionName(_ keyword: Keyword) -> Bool {
        guard keyword != .none else { return true }
        return switch self {
        case .sqlite: keyword == .indexed || !KeywordSet.sqliteJoin.contains(keyword)
        case .postgres: !KeywordSet.postgresColumn.contains(keyword) || KeywordSet.postgresCalls.contains(keyword)
        }
    }
}
