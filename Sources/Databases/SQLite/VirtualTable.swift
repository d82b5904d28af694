/// What the statement that made a virtual table says of the tables that it shows.
struct VirtualTable {
    /// Its name, in small letters.
    let name: String

    /// Whether it is an index of words, which MATCH searches in all columns at once.
    let isFullText: Bool

    /// The tables and views whose content it shows or indexes, besides its own, in small letters.
    ///
    /// Nil where that can't be told.
    var sources: Set<String>?

    /// Reads the statement.
    init(name: String, sql: String) {
        self.name = name.asciiLowercased
        let tokens = StatementToken.tokens(of: sql)
        let call = tokens.drop { $0 != .word("using", isQuoted: false) }.dropFirst()
        guard case .word(let module, _)? = call.first else {
            isFullText = false
            return
        }
        isFullText = Self.fullTextModules.contains(module)
        let arguments = Self.arguments(call.dropFirst())
        switch module {
        // Sources: https://www.sqlite.org/fts5.html#the_fts5vocab_virtual_table_module and
        // https://www.sqlite.org/fts3.html#fts4aux, both with the name of the schema before all else, or without it.
        case "fts5vocab": sources = arguments.dropLast().last.flatMap(Self.name).map { [$0] }
        case "fts4aux": sources = arguments.last.flatMap(Self.name).map { [$0] }
        case _ where isFullText: sources = Self.content(arguments)
        case _ where Self.modulesOfTheirOwn.contains(module): sources = []
        default: break
        }
    }

    private static let fullTextModules: Set<String> = ["fts3", "fts4", "fts5"]
    private static let modulesOfTheirOwn: Set<String> = ["rtree", "rtree_i32", "geopoly", "fts3tokenize"]

    /// The tables that `content=` names; none where it is not there or names none.
    private static func content(_ arguments: [[StatementToken]]) -> Set<String>? {
        var sources: Set<String> = []
        for argument in arguments {
            guard argument.count > 1, case .word(let key, _) = argument[0], argument[1] == .symbol(UInt8(ascii: "="))
            else { continue }
            // FTS5 takes any beginning of an option's name for the option.
            guard !key.isEmpty, "content".hasPrefix(key), argument.count > 2 else { continue }
            guard let name = name(Array(argument.dropFirst(2))) else { return nil }
            if !name.isEmpty { sources.insert(name) }
        }
        return sources
    }

    /// The name that an argument is; nil where it is more than one.
    private static func name(_ argument: [StatementToken]) -> String? {
        guard argument.count == 1, case .word(let name, _) = argument[0] else { return nil }
        return name
    }

    /// What stands between the commas in the brackets.
    private static func arguments(_ tokens: ArraySlice<StatementToken>) -> [[StatementToken]] {
        guard tokens.first == .symbol(UInt8(ascii: "(")) else { return [] }
        var arguments: [[StatementToken]] = [[]]
        var depth = 0
        for token in tokens.dropFirst() {
            switch token {
            case .symbol(UInt8(ascii: ")")) where depth == 0: return arguments
            case .symbol(UInt8(ascii: ",")) where depth == 0:
                arguments.append([])
                continue
            case .symbol(UInt8(ascii: "(")): depth += 1
            case .symbol(UInt8(ascii: ")")): depth -= 1
            default: break
            }
            arguments[arguments.count - 1].append(token)
        }
        return arguments
    }
}
