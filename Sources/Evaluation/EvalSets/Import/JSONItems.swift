internal import Foundation
internal import PlumbCore

/// The objects of a file: a JSON list, or JSON Lines.
enum JSONItems {
    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - type: what each object is.
    /// - Returns: the objects, each with its place in words.
    /// - Throws: `PlumbError` with `badInput`, naming the file, the place and the field.
    static func read<Item: Decodable>(_ path: String, as type: Item.Type) throws(PlumbError) -> [(
        item: Item, place: String
    )] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PlumbError(.badInput, "there is no file \(path)", suggestion: "Check the path.")
        }
        if data.first(where: { $0 > 32 }) == UInt8(ascii: "[") { return try list(data, path) }
        var items: [(Item, String)] = []
        let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where line.contains(where: { $0 > 32 }) {
            let place = "\(path), line \(index + 1)"
            do {
                items.append((try JSONDecoder().decode(Item.self, from: Data(line)), place))
            } catch {
                let problem = FieldProblem(error)
                throw PlumbError(
                    .badInput, "\(place): \(problem.message)", suggestion: "Is this the right format?",
                    detail: "\(error)")
            }
        }
        return items
    }

    private static func list<Item: Decodable>(_ data: Data, _ path: String) throws(PlumbError) -> [(
        item: Item, place: String
    )] {
        do {
            return try JSONDecoder().decode([Item].self, from: data).enumerated().map { index, item in
                (item, "\(path), item \(index + 1)")
            }
        } catch {
            let message: String
            if case DecodingError.dataCorrupted = error {
                message = "it is not JSON"
            } else {
                message = FieldProblem(error).message
            }
            throw PlumbError(
                .badInput, "\(path): \(message) (items are counted from 0)", suggestion: "Is this the right format?",
                detail: "\(error)")
        }
    }
}
