internal import PlumbCore

/// A table's name as a person types it, with or without its schema, quoted as in SQL or not.
struct TypedTableName {
    /// The name as it was typed, and what it is where quotes and a dot are read as SQL reads them.
    private let readings: [TableName]

    /// Reads what was typed.
    init(_ text: String) {
        // As it stands comes first: a name may hold dots and quotes of its own.
        readings = [TableName(text)] + (Self.parts(of: text).map { [$0] } ?? [])
    }

    /// Whether a table of this name is meant, spelt so or in other letters' case.
    func means(_ name: TableName, ignoringCase: Bool) -> Bool {
        func same(_ left: String, _ right: String) -> Bool {
            ignoringCase ? left.lowercased() == right.lowercased() : left == right
        }
        return readings.contains { reading in
            guard let schema = reading.schema else {
                return same(reading.name, name.description) || same(reading.name, name.name)
            }
            return name.schema.map { same(schema, $0) } ?? false && same(reading.name, name.name)
        }
    }

    /// The name in front of a dot and the one behind it, or the one alone; nil where the quotes make no sense.
    private static func parts(of text: String) -> TableName? {
        var parts: [String] = []
        var rest = text[...]
        while let first = rest.first {
            if first == "\"" || first == "`" {
                var part = ""
                rest = rest.dropFirst()
                while let end = rest.firstIndex(of: first) {
                    part += rest[..<end]
                    rest = rest[rest.index(after: end)...]
                    // A quote that stands twice is one of the name.
                    guard rest.first == first else { break }
                    part.append(first)
                    rest = rest.dropFirst()
                }
                parts.append(part)
            } else {
                parts.append(String(rest.prefix { $0 != "." }))
                rest = rest.drop { $0 != "." }
            }
            guard rest.first == "." else { break }
            rest = rest.dropFirst()
        }
        guard rest.isEmpty, !parts.contains("") else { return nil }
        switch parts.count {
        case 1: return TableName(parts[0])
        case 2: return TableName(parts[1], schema: parts[0])
        default: return nil
        }
    }
}
