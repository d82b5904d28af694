internal import Foundation
internal import Mustache
public import PlumbCore

/// A prompt as a file: Mustache, cut into turns by lines such as `--- system`, `--- user`, `--- assistant`.
///
/// What is in braces is never escaped: a prompt is no markup. What comes from a database or a person reaches it as data
/// that is quoted already.
public struct PromptTemplate: Sendable {
    /// The name of a built-in template, or the file's path.
    public let name: String
    /// Changes whenever the text does.
    public let fingerprint: String
    private let turns: [(role: ChatMessage.Role, template: MustacheTemplate)]

    /// Takes a built-in template, or reads a file.
    ///
    /// - Parameter name: the name of a built-in template, or a path.
    /// - Throws: `PlumbError` with `badInput` where there is no such template, or it can't be read; says where.
    public init(named name: String) throws(PlumbError) {
        if let text = BuiltInPrompts.text(of: name) {
            try self.init(name: name, text: text)
            return
        }
        guard let data = FileManager.default.contents(atPath: name) else {
            throw PlumbError(
                .badInput, "there is no prompt '\(name)'",
                suggestion: "It is a file, or one of: \(BuiltInPrompts.names.joined(separator: ", ")).")
        }
        try self.init(name: name, text: String(decoding: data, as: UTF8.self))
    }

    /// Reads a template's text.
    ///
    /// - Parameters:
    ///   - name: what it is called in errors.
    ///   - text: the text.
    /// - Throws: `PlumbError` with `badInput`.
    public init(name: String, text: String) throws(PlumbError) {
        self.name = name
        var hash = StableHash()
        hash.combine(text)
        fingerprint = hash.text
        var turns: [(role: ChatMessage.Role, template: MustacheTemplate)] = []
        for part in try Self.parts(of: text, name: name) {
            do {
                turns.append((part.role, try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}" + part.text)))
            } catch {
                throw PlumbError(
                    .badInput,
                    "\(name): the turn of '\(part.role.rawValue)' that begins in line \(part.line) is no Mustache template",
                    suggestion: "Look for braces and sections that are not closed.", detail: "\(error)")
            }
        }
        self.turns = turns
    }

    /// Fills the template.
    ///
    /// - Parameter context: what its names stand for.
    /// - Returns: the turns; those that come out empty are left out.
    public func messages(for context: PromptContext) -> [ChatMessage] {
        turns.compactMap { turn in
            let text = turn.template.render(context.fields)
            let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
            return trimmed.isEmpty ? nil : ChatMessage(turn.role, trimmed)
        }
    }

    private static func parts(
        of text: String, name: String
    ) throws(PlumbError) -> [(role: ChatMessage.Role, text: String, line: Int)] {
        var parts: [(role: ChatMessage.Role, text: String, line: Int)] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("--- ") {
                let word = line.dropFirst(4).trimmingCharacters(in: .whitespaces)
                guard let role = ChatMessage.Role(rawValue: word) else {
                    throw PlumbError(
                        .badInput, "\(name), line \(index + 1): there is no turn of '\(word)'",
                        suggestion: "A turn begins with --- system, --- user or --- assistant.")
                }
                parts.append((role, "", index + 1))
            } else if parts.isEmpty {
                guard line.allSatisfy(\.isWhitespace) || line.hasPrefix("#") else {
                    throw PlumbError(
                        .badInput, "\(name), line \(index + 1): text before the first turn",
                        suggestion: "Begin with a line --- system or --- user; lines with # before it are comments.")
                }
            } else {
                parts[parts.count - 1].text += line + "\n"
            }
        }
        guard parts.contains(where: { $0.role == .user }) else {
            throw PlumbError(.badInput, "\(name) has no turn of the user", suggestion: "Add one: --- user.")
        }
        return parts
    }
}
