internal import PlumbCore

/// What is said to a model, brought into the form that it takes.
struct Conversation {
    /// What the system says, where it is said apart.
    private(set) var system: String?
    /// The turns.
    private(set) var turns: [ChatMessage]
    /// The beginning of the reply, which the last turn gives; empty for none.
    private(set) var prefill = ""

    /// Brings a request into form.
    ///
    /// - Parameters:
    ///   - request: what is asked.
    ///   - profile: what the model takes.
    ///   - keepsPrefill: whether the beginning of the reply can be given.
    ///   - schema: a schema to ask for in words, where the model takes none; nil for none.
    init(_ request: ChatRequest, _ profile: ModelProfile, keepsPrefill: Bool, schema: String? = nil) {
        turns = request.messages
        if let last = turns.last, last.role == .assistant {
            turns.removeLast()
            if keepsPrefill {
                // Servers refuse a beginning that ends with a blank, or tokenize it in another way.
                prefill = String(last.text.reversed().drop { $0.isWhitespace }.reversed())
            }
        }
        if let schema, let last = turns.lastIndex(where: { $0.role == .user }) {
            turns[last].text +=
                "\n\nReply with one JSON object that fits this JSON Schema, and nothing else:\n\(schema)"
        }
        if !profile.systemMessages { joinSystem() }
    }

    /// Takes what the system says out of the turns.
    mutating func setSystemApart() {
        let said = turns.filter { $0.role == .system }.map(\.text)
        turns.removeAll { $0.role == .system }
        system = said.isEmpty ? nil : said.joined(separator: "\n\n")
    }

    /// Says what the system says at the head of the first turn of the user.
    private mutating func joinSystem() {
        setSystemApart()
        guard let system else { return }
        self.system = nil
        if let first = turns.firstIndex(where: { $0.role == .user }) {
            turns[first].text = "\(system)\n\n\(turns[first].text)"
        } else {
            turns.insert(ChatMessage(.user, system), at: 0)
        }
    }
}
