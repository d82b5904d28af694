internal import PlumbCore

/// The types of what functions give.
struct FunctionTypes {
    let dialect: SQLDialect

    private var types: ValueTypes { ValueTypes(dialect: dialect) }

    /// What is known of a call's value.
    ///
    /// - Parameters:
    ///   - name: the function's name in lower case.
    ///   - call: the call.
    ///   - arguments: what is known of its arguments.
    ///   - isAggregate: whether it makes one value of many rows.
    /// - Returns: the value.
    func value(of name: String, call: FunctionCall, arguments: [Value], isAggregate: Bool) -> Value {
        var value = Value(type(of: name, arguments, isAggregate: isAggregate))
        value.isNullable = isNullable(name, call, arguments, isAggregate: isAggregate)
        if ["sum", "min", "max", "coalesce"].contains(name) {
            value.isWideInteger = name == "sum" || arguments.contains(where: \.isWideInteger)
        }
        if name == "count" { value.isWideInteger = true }
        return value
    }

    private func type(of name: String, _ arguments: [Value], isAggregate: Bool) -> ColumnType? {
        if let type = Self.fixed[name] { return type }
        switch name {
        case "coalesce", "ifnull", "greatest", "least": return types.common(of: arguments)
        case "min", "max":
            return arguments.count == 1 ? arguments[0].type : types.common(of: arguments)
        case "iif", "if": return types.common(of: Array(arguments.dropFirst()))
        case "nullif", "first_value", "last_value", "nth_value", "any_value", "likely", "unlikely", "likelihood":
            return arguments.first?.type
        case "lag", "lead":
            let values = arguments.count > 2 ? [arguments[0], arguments[2]] : Array(arguments.prefix(1))
            return types.common(of: values)
        case "sum": return arguments.first.flatMap(sum)
        case "abs", "mod": return types.type(of: arguments.first ?? .unknown, .times, arguments.last ?? .unknown)
        default: return dialect == .sqlite ? sqliteType(of: name, arguments) : postgresType(of: name, arguments)
        }
    }

    private func sum(_ value: Value) -> ColumnType? {
        switch (value.type, dialect) {
        case (.boolean, .sqlite): .integer
        case (.integer, .postgres): value.isWideInteger ? .real : .integer
        case (.integer, .sqlite), (.real, _): value.type
        default: nil
        }
    }

    /// Functions that give one type whatever they are given, in both dialects.
    private static let fixed: [String: ColumnType] = {
        let words: [(ColumnType, String)] = [
            (
                .integer,
                """
                count length octet_length row_number rank dense_rank ntile instr unicode strpos char_length
                character_length bit_length ascii cardinality array_length json_array_length jsonb_array_length
                regexp_count num_nulls num_nonnulls unixepoch width_bucket
                """
            ),
            (
                .real,
                """
                avg total percent_rank cume_dist sqrt exp ln log log10 log2 pow power pi degrees radians acos asin atan
                atan2 cos cot sin tan acosh asinh atanh cosh sinh tanh julianday stddev stddev_pop stddev_samp variance
                var_pop var_samp corr covar_pop covar_samp regr_slope regr_intercept regr_r2 date_part extract cbrt
                """
            ),
            (
                .text,
                """
                lower upper trim ltrim rtrim btrim replace printf format hex quote typeof char chr concat concat_ws
                strftime group_concat string_agg soundex to_char initcap left right md5 reverse repeat lpad rpad
                split_part translate regexp_replace quote_literal quote_ident array_to_string json_typeof jsonb_typeof
                json_type
                """
            ),
        ]
        var types: [String: ColumnType] = [:]
        for (type, names) in words {
            for name in names.split(whereSeparator: \.isWhitespace) { types[String(name)] = type }
        }
        return types
    }()

    private func sqliteType(of name: String, _ arguments: [Value]) -> ColumnType? {
        switch name {
        case "round": return .real
        case "sign", "glob", "like", "random": return .integer
        case "date", "current_date": return .date
        case "time", "current_time": return .time
        case "datetime", "current_timestamp": return .timestamp
        case "ceil", "ceiling", "floor", "trunc":
            let type = arguments.first?.type
            return type == .integer || type == .real ? type : nil
        case "substr", "substring":
            // Of bytes it gives bytes.
            let type = arguments.first?.type
            return type == nil || type == .blob || type == .other ? nil : .text
        case "zeroblob", "randomblob", "unhex": return .blob
        case "json", "json_array", "json_object", "json_group_array", "json_group_object", "json_set", "json_insert",
            "json_replace", "json_remove", "json_patch", "json_quote":
            return .text
        default: return nil
        }
    }

    private func postgresType(of name: String, _ arguments: [Value]) -> ColumnType? {
        switch name {
        case "round", "ceil", "ceiling", "floor", "trunc", "random", "to_number": return .real
        case "substr", "substring", "overlay": return arguments.first?.type == .blob ? .blob : .text
        case "current_date", "to_date", "make_date", "date": return .date
        case "now", "to_timestamp", "make_timestamp", "clock_timestamp", "statement_timestamp",
            "transaction_timestamp", "localtimestamp", "current_timestamp":
            return .timestamp
        case "date_trunc", "date_bin":
            let type = arguments.dropFirst().first?.type
            return type == .date || type == .timestamp ? .timestamp : nil
        case "age", "make_interval": return .other
        case "bool_and", "bool_or", "every", "starts_with", "isfinite", "regexp_like": return .boolean
        case "bit_and", "bit_or", "bit_xor", "sign", "mode": return nil
        default: return nil
        }
    }

    private func isNullable(_ name: String, _ call: FunctionCall, _ arguments: [Value], isAggregate: Bool) -> Bool? {
        switch name {
        case "count", "total", "row_number", "rank", "dense_rank", "percent_rank", "cume_dist", "ntile", "typeof",
            "quote", "pi":
            return false
        case "coalesce", "ifnull":
            if arguments.contains(where: { $0.isNullable == false }) { return false }
            return arguments.allSatisfy { $0.isNullable == true } ? true : nil
        case "lower", "upper", "length", "abs": return isAggregate ? nil : Value.anyNullable(arguments)
        case "nullif": return true
        default: return nil
        }
    }
}
