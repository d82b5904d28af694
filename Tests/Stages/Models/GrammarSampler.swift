/// Makes random texts of a grammar in GBNF, as far as ours use it: constants, classes of characters, names of rules,
/// groups, alternatives, and `*`, `+`, `?`.
struct GrammarSampler {
    private indirect enum Node {
        case text(String)
        case characters([Character])
        case rule(String)
        case sequence([Node])
        case choice([Node])
        case repeated(Node, Range<Int>)
    }

    private var rules: [String: Node] = [:]
    /// How deep the shallowest text of each rule is.
    private var heights: [String: Int] = [:]

    init(_ grammar: String) {
        for line in grammar.split(separator: "\n") {
            guard let sign = line.firstRange(of: " ::= ") else { continue }
            var reader = Reader(rest: Array(line[sign.upperBound...]))
            rules[String(line[..<sign.lowerBound])] = reader.choice()
        }
        var isChanged = true
        while isChanged {
            isChanged = false
            for (name, node) in rules {
                guard let height = height(of: node).map({ $0 + 1 }), heights[name] != height else { continue }
                heights[name] = height
                isChanged = true
            }
        }
    }

    /// A text; what is deeper than nine rules ends as soon as it can.
    func text(using generator: inout some RandomNumberGenerator) -> String {
        text(.rule("root"), depth: 0, &generator)
    }

    private func text(_ node: Node, depth: Int, _ generator: inout some RandomNumberGenerator) -> String {
        switch node {
        case .text(let text): return text
        case .characters(let characters): return characters.randomElement(using: &generator).map { String($0) } ?? ""
        case .rule(let name): return rules[name].map { text($0, depth: depth + 1, &generator) } ?? "?"
        case .sequence(let nodes): return nodes.map { text($0, depth: depth, &generator) }.joined()
        case .choice(let nodes):
            var open = nodes
            if depth > 9, let least = nodes.compactMap(height).min() { open = nodes.filter { height(of: $0) == least } }
            return open.randomElement(using: &generator).map { text($0, depth: depth, &generator) } ?? ""
        case .repeated(let node, let range):
            let count = depth > 9 ? range.lowerBound : Int.random(in: range, using: &generator)
            return (0..<count).map { _ in text(node, depth: depth, &generator) }.joined()
        }
    }

    private func height(of node: Node) -> Int? {
        switch node {
        case .text, .characters: return 0
        case .rule(let name): return heights[name]
        case .sequence(let nodes):
            let all = nodes.map(height)
            return all.contains(nil) ? nil : all.compactMap { $0 }.max() ?? 0
        case .choice(let nodes): return nodes.compactMap(height).min()
        case .repeated(let node, let range): return range.lowerBound == 0 ? 0 : height(of: node)
        }
    }

    /// Reads the right side of a rule.
    private struct Reader {
        var rest: [Character]
        var place = 0

        mutating func choice() -> Node {
            var nodes = [sequence()]
            while take("|") { nodes.append(sequence()) }
            return nodes.count == 1 ? nodes[0] : .choice(nodes)
        }

        private mutating func sequence() -> Node {
            var nodes: [Node] = []
            skipSpace()
            while place < rest.count, rest[place] != "|", rest[place] != ")" {
                let node = operand()
                if take("*") {
                    nodes.append(.repeated(node, 0..<3))
                } else if take("+") {
                    nodes.append(.repeated(node, 1..<3))
                } else if take("?") {
                    nodes.append(.repeated(node, 0..<2))
                } else {
                    nodes.append(node)
                }
                skipSpace()
            }
            return .sequence(nodes)
        }

        private mutating func operand() -> Node {
            switch rest[place] {
            case "\"":
                place += 1
                var text = ""
                while rest[place] != "\"" { text.append(character()) }
                place += 1
                return .text(text)
            case "[":
                place += 1
                let isNegated = rest[place] == "^"
                if isNegated { place += 1 }
                var characters: [Character] = []
                while rest[place] != "]" {
                    let first = character()
                    guard rest[place] == "-", let low = first.asciiValue else {
                        characters.append(first)
                        continue
                    }
                    place += 1
                    let high = character().asciiValue ?? low
                    characters += (low...high).map { Character(UnicodeScalar($0)) }
                }
                place += 1
                return .characters(isNegated ? "aZ0 é\"".filter { !characters.contains($0) } : characters)
            case "(":
                place += 1
                let node = choice()
                _ = take(")")
                return node
            default:
                let start = place
                while place < rest.count, rest[place].isLetter { place += 1 }
                return .rule(String(rest[start..<place]))
            }
        }

        private mutating func character() -> Character {
            if rest[place] == "\\" { place += 1 }
            let isEscaped = place > 0 && rest[place - 1] == "\\"
            defer { place += 1 }
            return isEscaped && rest[place] == "n" ? "\n" : rest[place]
        }

        private mutating func take(_ character: Character) -> Bool {
            guard place < rest.count, rest[place] == character else { return false }
            place += 1
            return true
        }

        private mutating func skipSpace() { while take(" ") {} }
    }
}
