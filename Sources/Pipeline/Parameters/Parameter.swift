/// A parameter that an implementation takes: its name, what it may be, and what it is for.
public struct Parameter: Hashable, Sendable {
    /// Its name in files, such as `maximum_tables`.
    public var name: String
    /// What it may be.
    public var form: Form
    /// What it is where nothing sets it; nil where it then does not apply.
    public var standard: ParameterValue?
    /// What it is for, one line.
    public var help: String

    /// What a parameter may be.
    public enum Form: Hashable, Sendable {
        /// A whole number in a range.
        case integer(ClosedRange<Int>)
        /// A number in a range.
        case number(ClosedRange<Double>)
        /// `true` or `false`.
        case boolean
        /// Any text.
        case text
        /// One of some words.
        case choice([String])
        /// Some of some words, in an order of one's own.
        case choices([String])
        /// The name of a model of the configuration.
        case model
        /// A file.
        case path
        /// A built-in prompt's name, or a file; several as a list.
        case prompts
    }

    /// Makes a parameter.
    public init(_ name: String, _ form: Form, standard: ParameterValue? = nil, _ help: String) {
        self.name = name
        self.form = form
        self.standard = standard
        self.help = help
    }

    /// What it may be, in words.
    public var formText: String {
        switch form {
        case .integer(let range):
            range.upperBound == .max
                ? "a whole number from \(range.lowerBound) on"
                : "a whole number, \(range.lowerBound) to \(range.upperBound)"
        case .number(let range): "a number, \(range.lowerBound) to \(range.upperBound)"
        case .boolean: "true or false"
        case .text: "a text"
        case .choice(let words): "one of \(words.joined(separator: ", "))"
        case .choices(let words): "a list of \(words.joined(separator: ", "))"
        case .model: "the name of a model"
        case .path: "a file"
        case .prompts: "a prompt's name or file, or a list of them"
        }
    }

    /// Why a value is none for this parameter; nil where it is.
    public func problem(of value: ParameterValue) -> String? {
        let fits =
            switch (form, value) {
            case (.integer(let range), .integer(let number)): range.contains(number)
            case (.number(let range), .number(let number)): range.contains(number)
            case (.number(let range), .integer(let number)): range.contains(Double(number))
            case (.boolean, .boolean), (.text, .text), (.model, .text), (.path, .text): true
            case (.prompts, .text), (.prompts, .list): true
            case (.text, .integer), (.text, .number): true
            case (.choice(let words), .text(let word)): words.contains(word)
            case (.choices(let words), .list(let list)): list.allSatisfy(words.contains)
            case (.choices(let words), .text(let word)): words.contains(word)
            default: false
            }
        return fits ? nil : "`\(name)` is \(value), and takes \(formText)"
    }
}
