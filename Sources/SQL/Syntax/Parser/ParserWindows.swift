internal import PlumbCore

/// Windows and their frames.
extension Parser {
    mutating func parseWindowSpecification() -> WindowSpecification {
        expect(.leftParenthesis, "(")
        var window = WindowSpecification()
        switch current.keyword {
        case .partition, .order, .rows, .range, .groups: break
        default: if isName(current, .general) { window.base = consumeName() }
        }
        if take(.partition) {
            expect(.by)
            window.partitionBy = parseExpressions()
        }
        if at(.order) { window.orderBy = parseOrderBy() }
        window.frame = parseFrame()
        expectClosing()
        return window
    }

    private mutating func parseFrame() -> WindowSpecification.Frame? {
        let start = self.start
        let unit: WindowSpecification.Frame.Unit
        switch current.keyword {
        case .rows: unit = .rows
        case .range: unit = .range
        case .groups: unit = .groups
        default: return nil
        }
        advance()
        var frame: WindowSpecification.Frame
        if take(.between) {
            let from = parseBound()
            expect(.and)
            frame = WindowSpecification.Frame(unit, from: from, to: parseBound())
        } else {
            frame = WindowSpecification.Frame(unit, from: parseBound())
        }
        if !frame.runsForward {
            reportNotPermitted("a frame can't end before it starts", at: range(from: start))
        }
        guard take(.exclude) else { return frame }
        if take(.no) {
            expect(.others)
            frame.exclusion = .noOthers
        } else if take(.current) {
            expect(.row)
            frame.exclusion = .currentRow
        } else if take(.group) {
            frame.exclusion = .group
        } else {
            expect(.ties)
            frame.exclusion = .ties
        }
        return frame
    }

    private mutating func parseBound() -> WindowSpecification.Bound {
        if take(.unbounded, .preceding) { return .unboundedPreceding }
        if take(.unbounded, .following) { return .unboundedFollowing }
        if take(.current, .row) { return .currentRow }
        let distance = parseExpression()
        if take(.following) { return .following(distance) }
        expect(.preceding)
        return .preceding(distance)
    }
}
