internal import Foundation
internal import PlumbCore

extension Example {
    /// The example as a line of a file, its fields in the order in which people look for them.
    package func line() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        func field(_ key: CodingKeys, _ value: (some Encodable)?) throws -> [String] {
            guard let value else { return [] }
            return ["\"\(key.rawValue)\": " + String(decoding: try encoder.encode(value), as: UTF8.self)]
        }
        var fields = try field(.id, id) + field(.database, database) + field(.question, question)
        fields += try field(.evidence, evidence) + field(.turns, turns.isEmpty ? nil : turns) + field(.gold, gold)
        fields += try field(.tags, tags.isEmpty ? nil : tags) + field(.difficulty, difficulty)
        fields += try field(.expected, expected) + field(.contract, contract) + field(.group, group)
        fields += try field(.reason, reason) + field(.stages, stages)
        return "{" + fields.joined(separator: ", ") + "}"
    }
}
