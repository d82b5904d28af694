extension FunctionCall {
    /// The same in functions that SQLite has, where Postgres writes words between the arguments; else the call as it is.
    var withoutWords: FunctionCall {
        guard name.schema == nil, labels.count == arguments.count else { return self }
        let words = labels.map { label in if case .keyword(let word) = label { word } else { "" } }
        switch (name.name.folded, words) {
        case ("substring", ["", "FROM"]), ("substring", ["", "FROM", "FOR"]): return plain("substr", arguments)
        case ("substring", ["", "FOR"]): return plain("substr", [arguments[0], .integer(1), arguments[1]])
        case ("substring", ["", "FOR", "FROM"]): return plain("substr", [arguments[0], arguments[2], arguments[1]])
        case ("position", ["", "IN"]): return plain("instr", [arguments[1], arguments[0]])
        case ("trim", ["BOTH"]): return plain("trim", arguments)
        case ("trim", ["LEADING"]): return plain("ltrim", arguments)
        case ("trim", ["TRAILING"]): return plain("rtrim", arguments)
        case ("trim", ["BOTH", "FROM"]), ("trim", ["", "FROM"]): return plain("trim", arguments.reversed())
        case ("trim", ["LEADING", "FROM"]): return plain("ltrim", arguments.reversed())
        case ("trim", ["TRAILING", "FROM"]): return plain("rtrim", arguments.reversed())
        default: return self
        }
    }

    private func plain(_ name: Name, _ arguments: [Expression]) -> FunctionCall {
        FunctionCall(name: QualifiedName(name), arguments: arguments)
    }
}
