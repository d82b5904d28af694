/// A request that came to a scripted server.
public struct ScriptedRequest: Hashable, Sendable {
    /// The path, with the query.
    public var path: String
    /// Header fields, names in small letters.
    public var headers: [String: String]
    /// What was posted.
    public var body: String
}

/// What a scripted server does next.
public enum ScriptedStep: Hashable, Sendable {
    /// Sends bytes as they are.
    case send([UInt8])
    /// Waits, in seconds.
    case wait(Double)
    /// Closes the connection as if the process had died: the other side gets a reset.
    case reset
    /// Closes the connection.
    case close
    /// Says nothing more, until the other side goes.
    case hang

    /// Sends a text as it is.
    public static func send(_ text: String) -> ScriptedStep { .send(Array(text.utf8)) }

    /// A whole response with a known length.
    public static func response(
        _ body: String, status: Int = 200, headers: [String: String] = [:], type: String = "application/json"
    ) -> [ScriptedStep] {
        let fields = headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }.joined()
        return [
            .send(
                "HTTP/1.1 \(status) Status\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\(fields)\r\n\(body)"
            )
        ]
    }

    /// The head of a response that comes in pieces.
    public static func streamHead(type: String = "text/event-stream") -> ScriptedStep {
        .send("HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nTransfer-Encoding: chunked\r\n\r\n")
    }

    /// A piece of it.
    public static func piece(_ text: String) -> ScriptedStep {
        .send("\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n")
    }

    /// The end of it.
    public static let streamEnd = ScriptedStep.send("0\r\n\r\n")

    /// A whole stream of events.
    public static func stream(_ events: [String]) -> [ScriptedStep] {
        [streamHead()] + events.map { piece("data: \($0)\n\n") } + [streamEnd]
    }
}
