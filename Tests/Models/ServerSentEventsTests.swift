import Testing

@testable import PlumbModels

/// Streams of events, however they are cut.
struct ServerSentEventsTests {
    private static let stream = """
        \u{FEFF}: a comment\r\ndata: one\r\n\r\nevent: named\ndata:two\ndata:  three\n\n\rid: 7\rretry: 10\rdata\r\r\
        data: {"text": "Grüße 🎈"}\n\nevent: empty\n\nunknown: x\ndata: [DONE]\n\ndata: never ended
        """

    private static let expected = [
        ServerSentEvent(name: "message", data: "one"), ServerSentEvent(name: "named", data: "two\n three"),
        ServerSentEvent(name: "message", data: ""), ServerSentEvent(name: "message", data: #"{"text": "Grüße 🎈"}"#),
        ServerSentEvent(name: "message", data: "[DONE]"),
    ]

    @Test func wholeStreamsAreRead() {
        var events = ServerSentEvents()
        #expect(events.read(Array(Self.stream.utf8)) == Self.expected)
    }

    @Test func everyCutGivesTheSame() {
        let bytes = Array(Self.stream.utf8)
        for cut in bytes.indices {
            var events = ServerSentEvents()
            #expect(events.read(bytes[..<cut]) + events.read(bytes[cut...]) == Self.expected, "cut at \(cut)")
        }
        var events = ServerSentEvents()
        #expect(bytes.flatMap { events.read([$0]) } == Self.expected)
    }

    @Test func bytesThatAreNoTextDoNotStopIt() {
        var events = ServerSentEvents()
        #expect(events.read([0xFF, 0x0A, 0x64, 0x61, 0x74, 0x61, 0x3A, 0xFE, 0x0A, 0x0A]).count == 1)
    }
}
