public import PlumbCore

/// Says whether a text is one query that only reads what it may read.
///
/// This is one of several layers: the connection must not be able to write either. It judges the text alone, so it
/// can't see through a view, or know that a function of the database's owner hides behind a built-in name.
public enum SafetyAnalysis {
    /// Checks a text.
    ///
    /// - Parameters:
    ///   - text: the SQL.
    ///   - dialect: whose SQL it is.
    ///   - allowedFunctions: functions that may be called, in lower case; nil for the dialect's built-in list.
    /// - Returns: the verdict, with a reason and a place for everything that is forbidden.
    public static func check(
        _ text: String, dialect: SQLDialect, allowedFunctions: Set<String>? = nil
    ) -> SafetyVerdict {
        check(text, dialect: dialect, rules: SafetyRules(dialect: dialect, allowedFunctions: allowedFunctions))
    }

    /// Checks a text.
    ///
    /// - Parameters:
    ///   - text: the SQL.
    ///   - dialect: whose SQL it is.
    ///   - rules: what it may do.
    ///   - limits: how much text is taken on.
    /// - Returns: the verdict, with a reason and a place for everything that is forbidden.
    public static func check(
        _ text: String, dialect: SQLDialect, rules: SafetyRules, limits: ParserLimits = .default
    ) -> SafetyVerdict {
        let result = SQLParser.parse(text, dialect: dialect, limits: limits)
        var found: [(SafetyViolation.Code, String, SourceRange)] = []
        var query: Query?
        for statement in result.statements {
            switch statement {
            case .query(let read):
                query = query ?? read
                var checker = SafetyChecker(dialect: dialect, rules: rules)
                checker.walk(read)
                found += checker.finish()
            // The parser has said already what it expected in place of such a word.
            case .other(.unknown, _) where !result.diagnostics.isEmpty: break
            case .other(let kind, let range):
                found.append((.notAQuery, "\(kind) is no query", range))
            }
        }
        if result.statements.count > 1 {
            found.append(
                (.severalStatements, "expected one statement, found \(result.statements.count)", .none))
        } else if result.statements.isEmpty {
            found.append((.notAQuery, "expected a query, found nothing", .none))
        }
        var violations = result.diagnostics.map { error in
            SafetyViolation(
                code: .notReadable, message: error.message, range: error.range, line: error.line,
                column: error.column)
        }
        var copy = text
        violations += copy.withUTF8 { bytes in
            found.sorted { $0.2 < $1.2 }.prefix(Self.maximumViolations).map { code, message, range in
                let place = SourcePlace(offset: range.isKnown ? range.start : 0, in: bytes)
                return SafetyViolation(
                    code: code, message: message, range: range, line: place.line, column: place.column)
            }
        }
        return SafetyVerdict(query: query, violations: violations)
    }

    /// Enough for a person, and a bound on the work for texts that are all violations.
    private static let maximumViolations = 50
}
