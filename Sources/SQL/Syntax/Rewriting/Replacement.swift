extension Query {
    /// The query with other expressions at some places.
    ///
    /// - Parameter expressions: what stands where an expression was read.
    /// - Returns: the changed query.
    package func replacing(_ expressions: [SourceRange: Expression]) -> Query {
        var rewriter = Replacement(expressions: expressions)
        return rewriter.walk(self)
    }
}

/// Puts expressions in the places where others were read.
private struct Replacement: SyntaxRewriter {
    let expressions: [SourceRange: Expression]

    mutating func rewrite(_ expression: Expression) -> Expression {
        guard expression.range.isKnown, let other = expressions[expression.range] else { return expression }
        return other
    }
}
