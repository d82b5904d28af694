internal import Foundation
internal import PlumbCore
internal import PlumbSQL

/// WikiSQL's questions, whose queries are put into SQL as the set's own script does.
///
/// Source: `lib/dbengine.py` of <https://github.com/salesforce/WikiSQL>: the table `1-10015132-11` is
/// `table_1_10015132_11` in the SQLite file, its columns are `col0`, `col1`, …, and its texts are in small letters.
enum WikiSQLQuestions {
    private struct Item: Decodable {
        struct Selection: Decodable {
            var sel: Int
            var agg: Int
            var conds: [Condition]
        }
        var question: String
        var table_id: String
        var sql: Selection
    }

    /// `[column, operator, value]`.
    private struct Condition: Decodable {
        var column: Int
        var operation: Int
        var value: SQLValue

        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            column = try list.decode(Int.self)
            operation = try list.decode(Int.self)
            value = try list.decode(SQLValue.self)
        }
    }

    private struct TableItem: Decodable {
        var id: String
        var header: [String]
        var types: [String]
    }

    private static let aggregates = [nil, "MAX", "MIN", "COUNT", "SUM", "AVG"]
    private static let operators: [BinaryOperator] = [.equal, .greater, .less]

    /// Reads questions.
    ///
    /// - Parameters:
    ///   - path: the questions.
    ///   - tables: the file of tables.
    /// - Returns: the questions, of a database named after their file: `dev` for `dev.jsonl`.
    /// - Throws: `PlumbError` with `badInput`.
    static func read(_ path: String, tables: String) throws(PlumbError) -> [ImportedQuestion] {
        let types = Dictionary(try JSONItems.read(tables, as: TableItem.self).map { ($0.item.id, $0.item.types) }) {
            first, _ in
            first
        }
        let database = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        return try JSONItems.read(path, as: Item.self).map { item, place throws(PlumbError) in
            guard let types = types[item.table_id] else {
                throw PlumbError(
                    .badInput, "\(place): there is no table '\(item.table_id)' in \(tables)",
                    suggestion: "Name the file of tables that belongs to these questions.")
            }
            let query = try query(item.sql, item.table_id, types, place)
            return ImportedQuestion(
                database: database, question: item.question, sql: SQLPrinter(dialect: .sqlite).print(query),
                place: place)
        }
    }

    private static func query(
        _ selection: Item.Selection, _ table: String, _ types: [String], _ place: String
    ) throws(PlumbError) -> Query {
        func column(_ number: Int) throws(PlumbError) -> PlumbSQL.Expression {
            guard types.indices.contains(number) else {
                throw PlumbError(.badInput, "\(place): there is no column \(number) in table '\(table)'")
            }
            return .column(name: Name("col\(number)"))
        }
        guard aggregates.indices.contains(selection.agg) else {
            throw PlumbError(.badInput, "\(place): 'sql.agg' is \(selection.agg)", suggestion: "Write 0 to 5.")
        }
        var shown = try column(selection.sel)
        if let name = aggregates[selection.agg] { shown = .call(name: QualifiedName(Name(name)), arguments: [shown]) }
        var conditions: [PlumbSQL.Expression] = []
        for condition in selection.conds {
            guard operators.indices.contains(condition.operation) else {
                throw PlumbError(
                    .badInput, "\(place): 'sql.conds' has the operator \(condition.operation)",
                    suggestion: "Write 0 to 2.")
            }
            let value = constant(
                condition.value, isNumber: types.indices.contains(condition.column) && types[condition.column] == "real"
            )
            conditions.append(.binary(try column(condition.column), operators[condition.operation], value))
        }
        let name = table.hasPrefix("table") ? table : "table_" + table.replacing("-", with: "_")
        return Query(
            Select(
                items: [.expression(shown)], from: [.table(QualifiedName(Name(name)))],
                where: .joined(conditions, by: .and)))
    }

    private static func constant(_ value: SQLValue, isNumber: Bool) -> PlumbSQL.Expression {
        switch value {
        case .integer(let number): return .integer(Int(number))
        case .real(let number):
            return number < 0 ? .unary(.minus, .literal(.decimal("\(-number)"))) : .literal(.decimal("\(number)"))
        default: break
        }
        let text = value.description.lowercased()
        guard isNumber, let number = number(in: text) else { return .string(text) }
        return constant(number, isNumber: true)
    }

    /// The number that a text is, or else the first that it holds; thousands may be parted by commas.
    private static func number(in text: String) -> SQLValue? {
        let plain = text.replacing(",", with: "")
        guard let digits = plain.firstMatch(of: #/[-+]?(\d*\.\d+|\d+)/#).map({ String($0.output.0) }) else {
            return nil
        }
        if let number = Int64(digits) { return .integer(number) }
        return Double(digits).map { .real($0) }
    }
}
