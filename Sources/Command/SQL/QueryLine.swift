internal import Foundation
internal import PlumbCore
internal import PlumbSQL

/// One query of the input.
struct QueryLine: Sendable {
    /// What the line calls it; nil where it has no name.
    var id: JSONValue?

    /// The line of the input, 1-based; nil for the one query of a call.
    var number: Int?

    var sql: String

    /// The database that it is for, where the line says so.
    var database: String?

    /// The question that it is to answer, where the line says so.
    var question: String?

    /// Reads the query.
    ///
    /// - Parameter dialect: whose SQL it is.
    /// - Returns: its tree.
    /// - Throws: `SQLFailure` where the text isn't one query.
    func parsed(_ dialect: SQLDialect) throws(SQLFailure) -> Query {
        do {
            return try SQLParser.query(sql, dialect: dialect)
        } catch {
            throw SQLFailure(error)
        }
    }

    /// How a result says which query it belongs to.
    var identity: [(String, JSONValue?)] {
        if let id { return [("id", id)] }
        return number.map { [("lineNumber", .integer($0))] } ?? []
    }
}

/// A line of JSON as it is read: `{"id": …, "sql": …, "database": …}`.
private struct QueryLineObject: Decodable {
    var id: JSONScalar?
    var sql: String?
    var query: String?
    var db: String?
    var database: String?
    var db_id: String?
    var question: String?
}

/// A string, a number, a truth or null.
private struct JSONScalar: Decodable {
    var value: JSONValue

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            value = .null
        } else if let truth = try? container.decode(Bool.self) {
            value = .bool(truth)
        } else if let number = try? container.decode(Int64.self) {
            value = .integer(number)
        } else if let number = try? container.decode(Double.self) {
            value = .number(number)
        } else {
            value = .string(try container.decode(String.self))
        }
    }
}

extension QueryLine {
    /// Why a line is no query.
    struct Refusal: Error {
        var id: JSONValue?
        var message: String
    }

    /// Reads a line of JSON.
    ///
    /// - Parameters:
    ///   - json: the line.
    ///   - number: which line of the input it is, 1-based.
    /// - Throws: `Refusal`.
    init(json: String, number: Int) throws(Refusal) {
        let object: QueryLineObject
        do {
            object = try JSONDecoder().decode(QueryLineObject.self, from: Data(json.utf8))
        } catch DecodingError.typeMismatch(_, let context) where !context.codingPath.isEmpty {
            let key = context.codingPath.map(\.stringValue).joined(separator: ".")
            throw Refusal(message: "line \(number): \"\(key)\" has the wrong type")
        } catch {
            throw Refusal(message: "line \(number) is no JSON object; expected {\"id\": …, \"sql\": \"SELECT …\"}")
        }
        guard let sql = object.sql ?? object.query else {
            throw Refusal(
                id: object.id?.value, message: "line \(number) has no query; expected \"sql\" or \"query\"")
        }
        self.init(
            id: object.id?.value, number: number, sql: sql,
            database: object.database ?? object.db ?? object.db_id, question: object.question)
    }
}
