internal import PlumbCore

/// Function calls, windows, and what is ordered by.
extension SQLWriter {
    mutating func write(_ call: FunctionCall) {
        let call = dialect == .sqlite ? call.withoutWords : call
        write(function: call.name)
        write("(")
        if call.isStar { write("*") }
        if call.distinct { write("DISTINCT ") }
        writeArguments(call)
        if !call.orderBy.isEmpty {
            write(" ORDER BY ")
            write(call.orderBy)
        }
        write(")")
        if !call.withinGroup.isEmpty {
            write(" WITHIN GROUP (ORDER BY ")
            write(call.withinGroup)
            write(")")
        }
        if let filter = call.filter {
            write(" FILTER (WHERE ")
            write(filter)
            write(")")
        }
        switch call.over {
        case .named(let name):
            write(" OVER ")
            write(name)
        case .specification(let window):
            write(" OVER ")
            write(window)
        case nil: break
        }
    }

    private mutating func writeArguments(_ call: FunctionCall) {
        for (index, argument) in call.arguments.enumerated() {
            switch index < call.labels.count ? call.labels[index] : .none {
            case .none: if index > 0 { write(", ") }
            case .named(let name):
                if index > 0 { write(", ") }
                write(parameter: name)
                write(" => ")
            case .variadic: write(index > 0 ? ", VARIADIC " : "VARIADIC ")
            case .keyword(let word):
                if index > 0 { write(" ") }
                write(word + " ")
            }
            let own = index < call.labels.count ? call.labels[index] : .none
            let next = index + 1 < call.labels.count ? call.labels[index + 1] : .none
            // `position(a IN b)` and `substring(a SIMILAR b ESCAPE c)`: such words of the arguments' own need parentheses.
            if [own, next].contains(.keyword("IN")) {
                write(bare: argument)
            } else if [own, next].contains(.keyword("SIMILAR")) {
                write(argument, minimum: strengths.pattern + 1)
            } else {
                write(argument)
            }
        }
    }

    mutating func write(_ terms: [OrderTerm]) {
        write(terms) { writer, term in
            writer.write(term.expression)
            switch term.direction {
            case .ascending: break
            case .descending: writer.write(" DESC")
            case .using(let operation): writer.write(" USING " + operation)
            }
            switch term.nulls {
            case .first: writer.write(" NULLS FIRST")
            case .last: writer.write(" NULLS LAST")
            case nil: break
            }
        }
    }

    // MARK: Windows

    mutating func write(_ window: WindowSpecification) {
        var isFirst = true
        func separator() -> String {
            defer { isFirst = false }
            return isFirst ? "" : " "
        }
        write("(")
        if let base = window.base {
            write(separator())
            // Without quotes, these would begin what else a window holds.
            switch KeywordTable.shared.keyword(base.text) {
            case .partition, .range, .rows, .groups: write(quoted: base.text)
            default: write(base)
            }
        }
        if !window.partitionBy.isEmpty {
            write(separator() + "PARTITION BY ")
            write(window.partitionBy)
        }
        if !window.orderBy.isEmpty {
            write(separator() + "ORDER BY ")
            write(window.orderBy)
        }
        if let frame = window.frame {
            write(separator() + frame.unit.rawValue + " ")
            if let end = frame.end {
                write("BETWEEN ")
                write(frame.start)
                write(" AND ")
                write(end)
            } else {
                write(frame.start)
            }
            if let exclusion = frame.exclusion { write(" EXCLUDE " + exclusion.rawValue) }
        }
        write(")")
    }

    private mutating func write(_ bound: WindowSpecification.Bound) {
        switch bound {
        case .unboundedPreceding: write("UNBOUNDED PRECEDING")
        case .unboundedFollowing: write("UNBOUNDED FOLLOWING")
        case .currentRow: write("CURRENT ROW")
        case .preceding(let distance):
            write(distance: distance)
            write(" PRECEDING")
        case .following(let distance):
            write(distance: distance)
            write(" FOLLOWING")
        }
    }

    /// A distance; a column that is called `unbounded` is in parentheses.
    private mutating func write(distance: Expression) {
        guard case .column(let name) = distance.kind, name.table == nil, name.name.folded == "unbounded" else {
            write(distance, minimum: strengths.isTest + 1)
            return
        }
        write("(")
        write(distance)
        write(")")
    }
}
