internal import PlumbCore

/// A column that others may point at.
struct KeyTarget {
    var table: Table
    var column: Column
    var tableWords: [String]
    var columnWords: [String]
    var isPrimaryKey: Bool
}

/// The keys of a database by the words of their names: comparing each column with each key would take hours where
/// there are ten thousand tables.
struct KeyTargets {
    private var byWords: [[String]: [Int]] = [:]
    private var byTable: [TableName: [Int]] = [:]
    private let all: [KeyTarget]

    /// Keys of the tables of persons, for columns called after what a person does: `head_id`, `done_by`.
    let ofStaff: [KeyTarget]

    init(_ targets: [KeyTarget]) {
        all = targets
        ofStaff = targets.filter { $0.isPrimaryKey && KeyNameFit.areStaff($0.tableWords) }
        for (index, target) in targets.enumerated() {
            byTable[target.table.name, default: []].append(index)
            // Each of the ways in which `KeyNameFit` lets a name speak of a key ends with one of these.
            let ending =
                target.columnWords.starts(with: target.tableWords)
                ? Array(target.columnWords.dropFirst(target.tableWords.count)) : target.columnWords
            var endings: Set<[String]> = [target.tableWords, target.tableWords + ending]
            if target.columnWords.count > 1 { endings.insert(target.columnWords) }
            for words in endings { byWords[words, default: []].append(index) }
        }
    }

    /// The keys that a name may speak of, and those of the column's own table; in the tables' order.
    func named(_ words: [String], near table: Table) -> [KeyTarget] {
        var found = Set(byTable[table.name] ?? [])
        for start in words.indices { found.formUnion(byWords[Array(words[start...])] ?? []) }
        return found.sorted().map { all[$0] }
    }
}
