/// What an implementation's parameters are set to, with what holds where nothing sets them.
struct ParameterValues {
    private let values: [String: ParameterValue]

    /// Takes what is set, and the rest as declared.
    init(_ set: [String: ParameterValue], of parameters: [Parameter]) {
        var values = set
        for parameter in parameters where values[parameter.name] == nil { values[parameter.name] = parameter.standard }
        self.values = values
    }

    /// Those whose names begin with a prefix, without it.
    func without(prefix: String) -> ParameterValues {
        ParameterValues(
            Dictionary(
                uniqueKeysWithValues: values.filter { $0.key.hasPrefix(prefix) }.map { name, value in
                    (String(name.dropFirst(prefix.count)), value)
                }), of: [])
    }

    func integer(_ name: String) -> Int? {
        if case .integer(let value) = values[name] { value } else { nil }
    }

    func number(_ name: String) -> Double? {
        switch values[name] {
        case .number(let value): value
        case .integer(let value): Double(value)
        default: nil
        }
    }

    func boolean(_ name: String) -> Bool {
        if case .boolean(let value) = values[name] { value } else { false }
    }

    func text(_ name: String) -> String? {
        switch values[name] {
        case .text(let value): value
        case .integer, .number: values[name]?.description
        default: nil
        }
    }

    func list(_ name: String) -> [String]? {
        switch values[name] {
        case .list(let values): values
        case .text(let value): [value]
        default: nil
        }
    }
}
