/// What a parameter is set to.
public enum ParameterValue: Codable, Hashable, Sendable, CustomStringConvertible {
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    case text(String)
    case list([String])

    /// The value as YAML has it.
    public var description: String {
        switch self {
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .boolean(let value): "\(value)"
        case .text(let value): value
        case .list(let values): "[\(values.joined(separator: ", "))]"
        }
    }
}
