internal import PlumbCore
internal import PlumbSQL

/// Says in Postgres's SQL what functions of SQLite and MySQL say of times.
struct MomentWriter {
    /// The tables of the database, for the types of columns.
    let tables: [Table]

    /// What stands in a call's place; nil for other functions, and for arguments that can't be read.
    func call(_ call: FunctionCall) -> Expression? {
        let values = call.arguments
        let name = call.name.name.folded
        if values.count == 1, let part = Self.parts[name] { return Self.part(part, of: moment(values[0])) }
        switch (name, values.count) {
        case ("strftime", 2...): return strftime(values)
        case ("date_format", 2):
            return Self.text(values[1]).flatMap { Self.pattern($0, Self.mysqlFields) }
                .map { .call(name: "to_char", arguments: [moment(values[0]), .string($0)]) }
        case ("datetime", 1...): return changed(values).map { .cast($0, "timestamp") }
        case ("date", 2...): return changed(values).map { .cast($0, "date") }
        case ("time", 2...): return changed(values).map { .cast($0, "time") }
        case ("julianday", 1...): return changed(values).map { Self.field("julian", of: $0) }
        case ("unixepoch", 1...): return changed(values).map { Self.field("epoch", of: $0) }
        case ("datediff", 2): return .binary(.cast(values[0], "date"), .minus, .cast(values[1], "date"))
        case ("curdate", 0): return .literal(.current(.date, precision: nil))
        case ("getdate", 0), ("sysdate", 0): return .literal(.current(.timestamp, precision: nil))
        default: return nil
        }
    }

    private static let parts = [
        "year": "year", "month": "month", "day": "day", "dayofmonth": "day", "hour": "hour", "minute": "minute",
        "second": "second", "quarter": "quarter", "week": "week", "dayofyear": "doy",
    ]

    private static func part(_ part: String, of value: Expression) -> Expression {
        let call = FunctionCall(
            name: "extract", arguments: [.string(part), value], labels: [.none, .keyword("FROM")])
        return Expression(.call(call))
    }

    private static func field(_ field: String, of value: Expression) -> Expression {
        .call(name: "date_part", arguments: [.string(field), value])
    }

    // MARK: Moments

    /// A value as a moment: what is no time to Postgres is made one.
    private func moment(_ value: Expression) -> Expression {
        switch value.kind {
        case .literal(.string(let text)):
            text.lowercased() == "now"
                ? .literal(.current(.timestamp, precision: nil)) : .literal(.typed("timestamp", text))
        case .literal(.current): value
        case .column(let column): isTime(column.name) ? value : .cast(value, "timestamp")
        case .cast(_, let type) where ["date", "timestamp"].contains(type.name.folded): value
        default: .cast(value, "timestamp")
        }
    }

    /// Whether all columns of a name hold times.
    private func isTime(_ name: Name) -> Bool {
        let types = tables.compactMap { $0.column(named: name)?.declaredType.lowercased() }
        return !types.isEmpty && types.allSatisfy { $0.hasPrefix("date") || $0.hasPrefix("timestamp") }
    }

    /// A moment with SQLite's modifiers: `date('now', 'start of month', '-1 day')`; nil where one can't be read.
    private func changed(_ values: [Expression]) -> Expression? {
        guard let first = values.first else { return nil }
        var result = moment(first)
        for modifier in values.dropFirst() {
            guard let text = Self.text(modifier)?.lowercased() else { return nil }
            if ["localtime", "utc", "auto", "unixepoch"].contains(text) {
                guard text != "unixepoch" else { return nil }
                continue
            }
            if let match = text.wholeMatch(of: /start of (year|month|day)/) {
                result = .call(name: "date_trunc", arguments: [.string(String(match.1)), result])
            } else if let match = text.wholeMatch(of: /([+-]?)\s*(\d+)\s*(second|minute|hour|day|month|year)s?/) {
                let interval = Expression.literal(.typed("interval", "\(match.2) \(match.3)"))
                result = .binary(result, match.1 == "-" ? .minus : .plus, interval)
            } else {
                return nil
            }
        }
        return result
    }

    // MARK: Formats

    private func strftime(_ values: [Expression]) -> Expression? {
        guard let format = Self.text(values[0]), let value = changed(Array(values.dropFirst())) else { return nil }
        switch format {
        case "%w": return .cast(Self.field("dow", of: value), "text")
        case "%s": return .cast(Self.field("epoch", of: value), "bigint")
        case "%J": return Self.field("julian", of: value)
        default:
            return Self.pattern(format, Self.sqliteFields)
                .map { .call(name: "to_char", arguments: [value, .string($0)]) }
        }
    }

    private static let sqliteFields: [Character: String] = [
        "Y": "YYYY", "m": "MM", "d": "DD", "H": "HH24", "M": "MI", "S": "SS", "j": "DDD", "f": "SS.MS",
    ]
    private static let mysqlFields: [Character: String] = [
        "Y": "YYYY", "y": "YY", "m": "MM", "c": "FMMM", "d": "DD", "e": "FMDD", "H": "HH24", "h": "HH12", "i": "MI",
        "s": "SS", "S": "SS", "M": "FMMonth", "b": "Mon", "W": "FMDay", "a": "Dy", "T": "HH24:MI:SS", "p": "AM",
    ]

    /// The pattern that `to_char` takes for a format; nil where a field has no counterpart.
    private static func pattern(_ format: String, _ fields: [Character: String]) -> String? {
        var pattern = ""
        var rest = format[...]
        while let character = rest.popFirst() {
            if character == "%" {
                guard let field = rest.popFirst() else { return nil }
                if field == "%" {
                    pattern += "%"
                } else {
                    guard let found = fields[field] else { return nil }
                    pattern += found
                }
            } else {
                pattern += character.isLetter ? "\"\(character)\"" : String(character)
            }
        }
        return pattern
    }

    private static func text(_ value: Expression) -> String? {
        if case .literal(.string(let text)) = value.kind { text } else { nil }
    }
}
