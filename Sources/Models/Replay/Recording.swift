internal import Foundation
public import PlumbCore

/// Requests and their replies in a file that can be committed: JSON Lines, sorted, without any key.
public struct Recording: ReplyStore, Sendable {
    private var replies: [ChatRequest: ChatReply] = [:]

    /// Makes an empty recording.
    public init() {}

    /// Reads a file.
    ///
    /// - Throws: `PlumbError` with `badInput`, naming the line.
    public init(contentsOf path: String) throws(PlumbError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PlumbError(.badInput, "There is no file \(path).", suggestion: "Name a recording of replies.")
        }
        let lines = data.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) {
            guard let value = try? JSONReader.value(Array(line)),
                let request = value["request"].flatMap(ReplyRecord.request),
                let reply = value["reply"].flatMap(ReplyRecord.reply)
            else {
                throw PlumbError(
                    .badInput, "\(path), line \(index + 1): this is no recorded reply.",
                    suggestion: "Record anew, or remove the line.")
            }
            replies[request] = reply
        }
    }

    /// How many replies there are.
    public var count: Int { replies.count }

    /// The reply to a request; nil for none.
    public func reply(to request: ChatRequest) -> ChatReply? { replies[request] }

    /// Does nothing: a recording is read only while it stands in for models.
    public func keep(_ reply: ChatReply, to request: ChatRequest) {}

    /// Adds a reply, in place of one to the same request.
    public mutating func add(_ reply: ChatReply, to request: ChatRequest) { replies[request] = reply }

    /// The recording as text: the same replies are the same text.
    public var text: String {
        let lines = replies.map { request, reply in
            JSONValue.object(["request": ReplyRecord.json(request), "reply": ReplyRecord.json(reply)]).json
        }
        return lines.sorted().map { $0 + "\n" }.joined()
    }

    /// Writes a file.
    ///
    /// - Throws: `PlumbError` with `badInput` where it can't be written.
    public func write(to path: String) throws(PlumbError) {
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw PlumbError(.badInput, "The recording \(path) can't be written.", detail: "\(error)")
        }
    }
}
