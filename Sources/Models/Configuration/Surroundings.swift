internal import Foundation

/// Environment variables, some of which hold keys: nothing prints them.
package struct Surroundings: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let variables: [String: String]

    /// Takes in variables; nil for those of this process.
    package init(_ variables: [String: String]? = nil) {
        self.variables = variables ?? ProcessInfo.processInfo.environment
    }

    /// The value of a variable; nil where it is not set, or empty.
    package subscript(name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// How many there are.
    package var description: String { "\(variables.count) environment variables" }

    /// How many there are.
    package var debugDescription: String { description }

    /// Shows nothing of the inside, to `dump` either.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
