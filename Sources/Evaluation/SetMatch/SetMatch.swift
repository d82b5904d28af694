internal import PlumbCore

/// Compares two queries clause by clause, as Spider does.
///
/// The rules are those of `evaluation.py` in Spider's repository, <https://github.com/taoyds/spider>: `eval_sel`,
/// `eval_where` and the functions beside them.
struct SetMatch {
    let gold: SpiderQuery
    let prediction: SpiderQuery

    /// The scores of all components, and whether the match is exact.
    var scores: (components: [MatchComponent: ComponentScore], isExact: Bool) {
        let components = Dictionary(uniqueKeysWithValues: MatchComponent.allCases.map { ($0, score(of: $0)) })
        return (components, components.values.allSatisfy { $0.score == 1 } && hasSameTables)
    }

    /// Whether all components and the tables are the same.
    private var isExact: Bool {
        MatchComponent.allCases.allSatisfy { score(of: $0).score == 1 } && hasSameTables
    }

    private var hasSameTables: Bool {
        gold.tables.isEmpty
            || (Self.score(prediction.tables, gold.tables).score == 1 && prediction.outerJoins == gold.outerJoins)
    }

    private func score(of component: MatchComponent) -> ComponentScore {
        switch component {
        case .select: Self.score(prediction.select, gold.select)
        case .selectWithoutAggregates: Self.score(prediction.select.map(\.value), gold.select.map(\.value))
        case .where: Self.score(prediction.filter.conditions, gold.filter.conditions)
        case .whereWithoutOperators:
            Self.score(prediction.filter.conditions.map(\.left), gold.filter.conditions.map(\.left))
        case .groupWithoutHaving:
            Self.score(prediction.groupBy.map { Self.bare($0.column) }, gold.groupBy.map { Self.bare($0.column) })
        case .group: group
        case .order: order
        case .andOr: andOr
        case .setOperations: setOperations
        case .keywords: keywords
        }
    }

    // MARK: Components

    private var group: ComponentScore {
        let counts = (gold: gold.groupBy.isEmpty ? 0 : 1, prediction: prediction.groupBy.isEmpty ? 0 : 1)
        let isSame =
            counts.gold == 1 && counts.prediction == 1
            && prediction.groupBy.map(\.column) == gold.groupBy.map(\.column) && prediction.having == gold.having
        return Self.score(matched: isSame ? 1 : 0, gold: counts.gold, prediction: counts.prediction)
    }

    private var order: ComponentScore {
        let counts = (gold: gold.orderBy == nil ? 0 : 1, prediction: prediction.orderBy == nil ? 0 : 1)
        let isSame = gold.orderBy != nil && prediction.orderBy == gold.orderBy && prediction.hasLimit == gold.hasLimit
        return Self.score(matched: isSame ? 1 : 0, gold: counts.gold, prediction: counts.prediction)
    }

    private var andOr: ComponentScore {
        let left = Set(prediction.filter.joints)
        let right = Set(gold.filter.joints)
        // The script counts a match as one part on each side, and elsewhere hands the two counts over in turn.
        return left == right
            ? ComponentScore(gold: 1, prediction: 1, score: 1)
            : ComponentScore(gold: left.count, prediction: right.count, score: 0)
    }

    private var setOperations: ComponentScore {
        var matched = 0
        if let right = gold.operation, let left = prediction.operation, left.operation == right.operation {
            matched = SetMatch(gold: right.query.value, prediction: left.query.value).isExact ? 1 : 0
        }
        return Self.score(
            matched: matched, gold: gold.operation == nil ? 0 : 1, prediction: prediction.operation == nil ? 0 : 1)
    }

    private var keywords: ComponentScore {
        let left = Self.keywords(of: prediction)
        let right = Self.keywords(of: gold)
        return Self.score(matched: left.intersection(right).count, gold: right.count, prediction: left.count)
    }

    private static func keywords(of query: SpiderQuery) -> Set<String> {
        var words: Set<String> = []
        if !query.filter.conditions.isEmpty { words.insert("where") }
        if !query.groupBy.isEmpty { words.insert("group") }
        if !query.having.conditions.isEmpty { words.insert("having") }
        if let order = query.orderBy { words.formUnion(["order", order.direction]) }
        if query.hasLimit { words.insert("limit") }
        if let operation = query.operation { words.insert(operation.operation) }
        if query.allJoints.contains("or") { words.insert("or") }
        if query.allConditions.contains(where: \.isNegated) { words.insert("not") }
        for word in ["in", "like"] where query.allConditions.contains(where: { $0.operation == word }) {
            words.insert(word)
        }
        return words
    }

    // MARK: Sets of parts

    private static func score<Part: Hashable>(_ prediction: [Part], _ gold: [Part]) -> ComponentScore {
        score(matched: count(prediction, in: gold), gold: gold.count, prediction: prediction.count)
    }

    private static func score(matched: Int, gold: Int, prediction: Int) -> ComponentScore {
        ComponentScore(gold: gold, prediction: prediction, score: gold == prediction && matched == prediction ? 1 : 0)
    }

    /// How many parts are among the others, each of which is met once.
    private static func count<Part: Hashable>(_ parts: [Part], in others: [Part]) -> Int {
        var left = Dictionary(others.map { ($0, 1) }, uniquingKeysWith: +)
        return parts.count { part in
            guard let count = left[part], count > 0 else { return false }
            left[part] = count - 1
            return true
        }
    }

    /// A column without its table.
    private static func bare(_ column: String) -> String {
        column.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first.map(String.init) ?? column
    }
}
