/// The SQL functions that a query may call: they compute from their arguments and touch nothing else.
///
/// Source: <https://www.sqlite.org/lang_corefunc.html> and the pages beside it. Left out are functions that load code,
/// reach files or tell of the connection (`load_extension`, `fts3_tokenizer`, `changes`, `last_insert_rowid`, …).
enum AllowedFunctions {
    static func contains(_ name: String) -> Bool {
        names.contains(name.asciiLowercased)
    }

    private static let names: Set<String> = Set([core, aggregate, window, mathematics, time, json, text].joined())

    private static let core = [
        "abs", "char", "coalesce", "concat", "concat_ws", "format", "glob", "hex", "if", "ifnull", "iif", "instr",
        "length", "like", "likelihood", "likely", "lower", "ltrim", "max", "min", "nullif", "octet_length", "printf",
        "quote", "random", "randomblob", "replace", "round", "rtrim", "sign", "soundex", "substr", "substring",
        "trim", "typeof", "unhex", "unicode", "unistr", "unlikely", "upper", "zeroblob", "regexp",
        // What an expression becomes in the tree that SQLite compiles.
        "->", "->>", "match",
    ]

    private static let aggregate = [
        "avg", "count", "group_concat", "string_agg", "sum", "total", "median", "percentile", "percentile_cont",
        "percentile_disc",
    ]

    private static let window = [
        "row_number", "rank", "dense_rank", "percent_rank", "cume_dist", "ntile", "lag", "lead", "first_value",
        "last_value", "nth_value",
    ]

    private static let mathematics = [
        "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "ceil", "ceiling", "cos", "cosh", "degrees",
        "exp", "floor", "ln", "log", "log10", "log2", "mod", "pi", "pow", "power", "radians", "sin", "sinh", "sqrt",
        "tan", "tanh", "trunc",
    ]

    private static let time = [
        "date", "time", "datetime", "julianday", "unixepoch", "strftime", "timediff", "current_date", "current_time",
        "current_timestamp",
    ]

    private static let json = [
        "json", "json_array", "json_array_length", "json_error_position", "json_extract", "json_group_array",
        "json_group_object", "json_insert", "json_object", "json_patch", "json_pretty", "json_quote", "json_remove",
        "json_replace", "json_set", "json_type", "json_valid",
    ]

    /// Functions of the full-text tables that only read.
    private static let text = ["bm25", "highlight", "snippet", "offsets", "matchinfo"]
}

extension String {
    /// The text with A...Z in lower case: SQLite compares names so, and leaves other letters alone.
    var asciiLowercased: String {
        guard utf8.contains(where: { 65...90 ~= $0 }) else { return self }
        return String(decoding: utf8.map { 65...90 ~= $0 ? $0 + 32 : $0 }, as: UTF8.self)
    }
}
