/// Names made different from each other.
enum UniqueNames {
    /// The names in order; one that came before gets the first free number from 2 on.
    static func of(_ names: [String]) -> [String] {
        var taken = Set(names)
        var seen: Set<String> = []
        var nextNumbers: [String: Int] = [:]
        return names.map { name in
            if seen.insert(name).inserted { return name }
            var number = nextNumbers[name] ?? 2
            while taken.contains("\(name)_\(number)") { number += 1 }
            nextNumbers[name] = number + 1
            taken.insert("\(name)_\(number)")
            return "\(name)_\(number)"
        }
    }
}
