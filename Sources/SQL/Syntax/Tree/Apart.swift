/// A value in memory of its own, for parts that few nodes have: what holds it stays small, and so does every copy.
indirect enum Apart<Value: Hashable & Sendable>: Hashable, Sendable {
    case value(Value)

    var value: Value {
        switch self {
        case .value(let value): value
        }
    }
}
