/// One event of a stream.
struct ServerSentEvent: Hashable, Sendable {
    /// Its kind; `message` where the stream names none.
    var name: String
    /// What it says; lines are joined by line feeds.
    var data: String
}

/// Reads a stream of server-sent events, however it is cut into pieces.
///
/// Source: <https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream>. `id` and `retry` are
/// for reconnecting, which a reply can't, and are passed over.
struct ServerSentEvents: Sendable {
    private var line: [UInt8] = []
    private var name = ""
    private var data: [UInt8] = []
    private var hasData = false
    private var lastWasReturn = false
    private var isFirstLine = true

    /// Begins a stream.
    init() {}

    /// Takes in a piece.
    ///
    /// - Returns: the events that it completes.
    mutating func read(_ bytes: some Collection<UInt8>) -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        for byte in bytes {
            // A line ends with CR LF, LF or CR alone.
            let isSecondHalf = lastWasReturn && byte == 0x0A
            lastWasReturn = byte == 0x0D
            if isSecondHalf { continue }
            if byte == 0x0A || byte == 0x0D { endLine(&events) } else { line.append(byte) }
        }
        return events
    }

    private mutating func endLine(_ events: inout [ServerSentEvent]) {
        defer { line.removeAll(keepingCapacity: true) }
        if isFirstLine {
            isFirstLine = false
            if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        }
        if line.isEmpty { return endEvent(&events) }
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        var value = line[min(colon + 1, line.endIndex)...]
        if value.first == 0x20 { value.removeFirst() }
        // A line that begins with a colon is a comment, such as servers send to keep a connection open.
        if line[..<colon].elementsEqual("data".utf8) {
            if hasData { data.append(0x0A) }
            data.append(contentsOf: value)
            hasData = true
        } else if line[..<colon].elementsEqual("event".utf8) {
            name = String(decoding: value, as: UTF8.self)
        }
    }

    private mutating func endEvent(_ events: inout [ServerSentEvent]) {
        if hasData {
            events.append(
                .init(name: name.isEmpty ? "message" : name, data: String(decoding: data, as: UTF8.self)))
        }
        name = ""
        data.removeAll(keepingCapacity: true)
        hasData = false
    }
}
