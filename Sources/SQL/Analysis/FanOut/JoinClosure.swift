/// Which items of a `FROM` clause have one row at most for each row of some others.
struct JoinClosure {
    private let scope: NameScope

    /// For each column that is compared, a number that equal ones share.
    private var classes: [BoundColumn: Int] = [:]

    /// The classes of the compared columns of each item.
    private var classesBySource: [Int: Set<Int>] = [:]

    /// Classes with one value.
    private var fixed: Set<Int> = []

    /// Finds which columns are equal.
    ///
    /// - Parameters:
    ///   - scope: the items and what the conditions make sure of.
    ///   - constants: columns that have one value besides.
    init(of scope: NameScope, fixed constants: [BoundColumn]) {
        self.scope = scope
        var parents: [Int] = []
        var numbers: [BoundColumn: Int] = [:]
        func number(_ column: BoundColumn) -> Int {
            if let known = numbers[column] { return known }
            numbers[column] = parents.count
            parents.append(parents.count)
            return parents.count - 1
        }
        func root(_ number: Int) -> Int {
            var number = number
            while parents[number] != number {
                parents[number] = parents[parents[number]]
                number = parents[number]
            }
            return number
        }
        for (left, right) in scope.certainty.equalities { parents[root(number(left))] = root(number(right)) }
        let constants = scope.certainty.fixed + constants
        for column in constants { _ = number(column) }
        for (column, number) in numbers {
            let root = root(number)
            classes[column] = root
            if scope.places[column.source] == nil {
                // A column of a select around this one has one value for each of its runs.
                fixed.insert(root)
            } else {
                classesBySource[column.source, default: []].insert(root)
            }
        }
        for column in constants { if let number = classes[column] { fixed.insert(number) } }
    }

    /// The places of all items that have one row at most for each row of those at some places, these included.
    func determined(by places: Set<Int>) -> Set<Int> {
        var places = places
        var known = fixed
        for place in places { known.formUnion(classesBySource[scope.sources[place].id] ?? []) }
        var isGrowing = true
        while isGrowing {
            isGrowing = false
            for (place, source) in scope.sources.enumerated() where !places.contains(place) {
                guard source.isHidden || source.uniqueKeys.contains(where: { isKnown($0, of: source, known) }) else {
                    continue
                }
                places.insert(place)
                known.formUnion(classesBySource[source.id] ?? [])
                isGrowing = true
            }
        }
        return places
    }

    private func isKnown(_ key: [Int], of source: NameSource, _ known: Set<Int>) -> Bool {
        key.allSatisfy { position in
            classes[BoundColumn(source: source.id, position: position)].map(known.contains) ?? false
        }
    }

    /// The columns of an item that have one value for each row of the items at some places.
    func columns(at place: Int, fixedBy places: Set<Int>) -> [Int] {
        var known = fixed
        for place in places { known.formUnion(classesBySource[scope.sources[place].id] ?? []) }
        let source = scope.sources[place]
        return source.columns.indices.filter { isKnown([$0], of: source, known) }
    }
}
