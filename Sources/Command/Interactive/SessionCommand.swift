internal import PlumbReports

/// What can be typed in a conversation besides questions.
enum SessionCommand: Hashable {
    case schema(table: String?)
    case sql(String?)
    case explain
    case guess
    case format(ResultFormat?)
    case limit(RowLimit?)
    case forget
    case help
    case quit

    /// A line that begins like a command but is none.
    struct Problem: Error {
        let message: String
    }

    /// The commands' names, in the order of the help.
    static let names = usages.map { String($0.usage.prefix { $0 != " " }) }

    /// The formats' names.
    static let formats = ResultFormat.allCases.map(\.rawValue)

    private static let usages: [(usage: String, meaning: String)] = [
        ("\\schema [table]", "the tables, or one"),
        ("\\sql [query]", "last SQL, or run one"),
        ("\\explain", "how it was found"),
        ("\\guess", "answer with the guess"),
        ("\\format [name]", "how rows are written"),
        ("\\limit [rows]", "rows to show, or all"),
        ("\\new", "forget what was asked"),
        ("\\help", "this list"),
        ("\\quit", "end, as does Ctrl-D"),
    ]

    /// The commands and their meanings.
    static func helpText(for screen: Screen) -> String {
        let width = usages.reduce(0) { max($0, $1.usage.count) } + 2
        let commands = usages.map { entry in
            let padding = String(repeating: " ", count: width - entry.usage.count)
            return "  " + screen.coloring(.name, entry.usage) + padding + screen.coloring(.faint, entry.meaning) + "\n"
        }
        return "Anything else is a question, which may\nfollow up the one before.\n"
            + commands.joined()
    }

    /// Reads a line; nil where it is a question.
    ///
    /// - Parameter line: what was typed.
    /// - Throws: `Problem` with what to say.
    init?(_ line: String) throws(Problem) {
        guard line.hasPrefix("\\") else { return nil }
        let name = String(line.prefix { !$0.isWhitespace })
        let words = line.dropFirst(name.count).split { $0.isWhitespace }
        let argument: String? = words.isEmpty ? nil : words.joined(separator: " ")
        switch try Self.fullName(of: name) {
        // In quotes white space counts.
        case "\\schema":
            let rest = line.dropFirst(name.count).drop { $0.isWhitespace }
            let end = rest.lastIndex { !$0.isWhitespace }
            self = .schema(table: end.map { String(rest[...$0]) })
        case "\\sql": self = .sql(argument == nil ? nil : String(line.dropFirst(name.count + 1)))
        case "\\explain": self = .explain
        case "\\guess": self = .guess
        case "\\format":
            guard let argument else { self = .format(nil); return }
            guard let format = ResultFormat(rawValue: argument) else {
                throw Problem(
                    message: "there is no format “\(argument)”; there are \(Self.formats.joined(separator: ", "))")
            }
            self = .format(format)
        case "\\limit":
            guard let argument else { self = .limit(nil); return }
            guard let limit = RowLimit(argument: argument) else {
                throw Problem(message: "“\(argument)” is no number of rows; type a number or all")
            }
            self = .limit(limit)
        case "\\new": self = .forget
        case "\\help": self = .help
        default: self = .quit
        }
    }

    /// The name that a beginning stands for.
    private static func fullName(of name: String) throws(Problem) -> String {
        if names.contains(name) { return name }
        if name == "\\?" || name == "\\h" { return "\\help" }
        if name == "\\exit" { return "\\quit" }
        let matching = names.filter { $0.hasPrefix(name) && name.count > 1 }
        if let only = matching.first, matching.count == 1 { return only }
        let hint: String
        if !matching.isEmpty {
            hint = "\(matching.joined(separator: " or "))?"
        } else if let nearest = NearNames.nearest(names, to: name) {
            hint = "do you mean \(nearest)?"
        } else {
            hint = "\\help shows the commands"
        }
        throw Problem(message: "there is no command \(VisibleText.of(name)): \(hint)")
    }
}
