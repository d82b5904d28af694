internal import PlumbCore
internal import PlumbSQL

/// A grammar of queries that name only the tables and columns of a slice, in GBNF, the form that llama.cpp takes:
/// <https://github.com/ggml-org/llama.cpp/blob/master/grammars/README.md>.
///
/// It knows the queries that questions lead to, not all of SQL; keywords are in capitals, names of one's own in small
/// letters. Which table a column belongs to is left open: a grammar without context can't say it.
struct SelectGrammar {
    /// The grammar.
    let text: String

    /// Makes the grammar of a slice.
    init(_ slice: SchemaSlice) {
        let printer = SQLPrinter(dialect: slice.dialect)
        let tables = slice.tables.map { table in
            (table.name.schema.map { printer.quoted(Name($0)) + "." } ?? "") + printer.quoted(Name(table.name.name))
        }
        let columns = slice.tables.flatMap(\.columns).map { printer.quoted(Name($0.name)) }
        let names = [("table", tables), ("columnname", columns)].map { rule, names in
            "\(rule) ::= " + (names.isEmpty ? "\"?\"" : Self.alternatives(names))
        }
        text = (Self.rules(of: slice.dialect) + names).joined(separator: "\n") + "\n"
    }

    private static func alternatives(_ names: [String]) -> String {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }.map(literal).joined(separator: " | ")
    }

    /// A text as a constant of the grammar.
    private static func literal(_ text: String) -> String {
        let escaped = text.map { character in
            switch character {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            case "\r": "\\r"
            default: String(character)
            }
        }
        return "\"\(escaped.joined())\""
    }

    private static func rules(of dialect: SQLDialect) -> [String] {
        switch dialect {
        case .sqlite: return rules
        case .postgres:
            var own = postgresRules
            let changed = rules.map { rule in own.removeValue(forKey: name(of: rule)) ?? rule }
            return changed + own.sorted { $0.key < $1.key }.map(\.value)
        }
    }

    private static func name(of rule: String) -> String { String(rule.prefix { $0 != " " }) }

    private static let rules = [
        #"root ::= query ";"?"#,
        #"query ::= select (ws ("UNION" (ws "ALL")? | "INTERSECT" | "EXCEPT") ws select)* order? limit?"#,
        #"select ::= "SELECT" ws ("DISTINCT" ws)? item (comma item)* ws "FROM" ws source join* where? group?"#,
        #"item ::= "*" | name ".*" | table ".*" | expression (ws "AS" ws name)?"#,
        #"source ::= (table | "(" query ")") (ws ("AS" ws)? name)?"#,
        #"join ::= ws (("LEFT" | "INNER" | "CROSS") ws)? "JOIN" ws source (ws "ON" ws condition)?"#,
        #"where ::= ws "WHERE" ws condition"#,
        #"group ::= ws "GROUP BY" ws expression (comma expression)* (ws "HAVING" ws condition)?"#,
        #"order ::= ws "ORDER BY" ws key (comma key)*"#,
        #"key ::= (expression | name) (ws ("ASC" | "DESC"))?"#,
        #"limit ::= ws "LIMIT" ws integer (ws "OFFSET" ws integer)?"#,
        #"condition ::= predicate (ws ("AND" | "OR") ws predicate)*"#,
        #"predicate ::= ("NOT" ws)? ("(" condition ")" | "EXISTS" ws? "(" query ")" | test)"#,
        #"test ::= expression (ws? compare ws? expression | ws ("NOT" ws)? member | ws "IS" ws ("NOT" ws)? "NULL")"#,
        #"compare ::= "=" | "<>" | "!=" | "<" | "<=" | ">" | ">=""#,
        #"member ::= "IN" ws? "(" (query | expression (comma expression)*) ")" | "LIKE" ws string | between"#,
        #"between ::= "BETWEEN" ws expression ws "AND" ws expression"#,
        #"expression ::= term (ws? ("+" | "-" | "*" | "/" | "%" | "||") ws? term)*"#,
        #"term ::= number | string | "NULL" | call | column | "(" (query | expression) ")" | case | cast"#,
        #"case ::= "CASE" (ws "WHEN" ws condition ws "THEN" ws expression)+ (ws "ELSE" ws expression)? ws "END""#,
        #"cast ::= "CAST" ws? "(" expression ws "AS" ws ("REAL" | "INTEGER" | "TEXT" | "NUMERIC" | "DATE") ")""#,
        #"call ::= function ws? "(" ("DISTINCT" ws)? ("*" | expression (comma expression)*)? ")""#,
        #"function ::= "COUNT" | "SUM" | "AVG" | "MIN" | "MAX" | "ABS" | "ROUND" | "LENGTH" | "LOWER" | "UPPER" "#
            + #"| "SUBSTR" | "COALESCE" | "NULLIF" | "DATE" | "STRFTIME" | "JULIANDAY" | "EXTRACT" | "DATE_TRUNC""#,
        #"column ::= ((name | table) ".")? columnname"#,
        #"name ::= ([a-z] | "T" [0-9]) [a-z0-9_]*"#,
        #"number ::= "-"? integer ("." [0-9]+)?"#,
        #"integer ::= [0-9]+"#,
        #"string ::= "'" ([^'\n] | "''")* "'""#,
        #"comma ::= ws? "," ws?"#,
        #"ws ::= [ \n] [ \n]? [ \n]?"#,
    ]
    /// What Postgres says otherwise, by the rules' names: times, types, and booleans that need no comparison.
    private static let postgresRules = Dictionary(
        uniqueKeysWithValues: [
            #"source ::= table (ws ("AS" ws)? name)? | "(" query ")" ws ("AS" ws)? name"#,
            #"join ::= ws (("LEFT" | "INNER") ws)? "JOIN" ws source ws "ON" ws condition | ws "CROSS JOIN" ws source"#,
            #"key ::= (expression | name) (ws ("ASC" | "DESC"))? (ws "NULLS" ws ("FIRST" | "LAST"))?"#,
            #"test ::= expression (ws? compare ws? expression | ws ("NOT" ws)? member | ws "IS" ws ("NOT" ws)? isword)?"#,
            #"isword ::= "NULL" | "TRUE" | "FALSE""#,
            #"member ::= "IN" ws? "(" (query | expression (comma expression)*) ")" | ("LIKE" | "ILIKE") ws string | between"#,
            // Two minus signs in a row would begin a comment.
            #"expression ::= term (ws? ("+" | "-" ws | "*" | "/" | "%" | "||") ws? term)*"#,
            #"term ::= primary ("::" type)*"#,
            #"primary ::= number | string | constant | call | extract | column | "(" (query | expression) ")" | case | cast"#,
            #"constant ::= "NULL" | "TRUE" | "FALSE" | "CURRENT_DATE" | ("DATE" | "TIMESTAMP" | "INTERVAL") ws string"#,
            #"cast ::= "CAST" ws? "(" expression ws "AS" ws type ")""#,
            #"type ::= "NUMERIC" | "INTEGER" | "BIGINT" | "DOUBLE PRECISION" | "TEXT" | "DATE" | "TIMESTAMP" | "BOOLEAN""#,
            #"call ::= "COUNT" ws? "(" "*" ")" | aggregate ws? "(" ("DISTINCT" ws)? expression ")" "#
                + #"| "NULLIF" ws? "(" expression comma expression ")" "#
                + #"| function ws? "(" expression (comma expression)* ")""#,
            #"aggregate ::= "COUNT" | "SUM" | "AVG" | "MIN" | "MAX""#,
            #"extract ::= "EXTRACT" ws? "(" field ws "FROM" ws expression ")""#,
            #"field ::= "YEAR" | "QUARTER" | "MONTH" | "WEEK" | "DAY" | "DOW" | "HOUR" | "MINUTE" | "EPOCH""#,
            #"function ::= "ABS" | "ROUND" | "LENGTH" | "LOWER" | "UPPER" | "SUBSTR" | "COALESCE" | "CONCAT" "#
                + #"| "STRING_AGG" | "DATE_TRUNC" | "TO_CHAR" | "AGE""#,
        ].map { (name(of: $0), $0) })
}
