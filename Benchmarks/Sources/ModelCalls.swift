import BareHTTP
import Foundation
import Plumb
import PlumbModels
import Synchronization

/// What a call to a model costs beside the model: a server on this machine answers at once, and libcurl alone asks it too.
struct ModelCalls {
    init(_ place: Place) {}

    private static let calls = 100_000
    private static let atATime = 64

    private static let request = ChatRequest(
        model: ModelName(provider: "openai", model: "bench"),
        messages: [ChatMessage(.user, "How many customers do we have in Japan?")], sampling: Sampling(maximumTokens: 50)
    )

    /// A stream of four events, as a server of OpenAI's protocol sends it.
    private static let response: String = {
        func delta(_ text: String) -> String {
            #"data: {"choices":[{"index":0,"delta":{"content":"\#(text)"},"finish_reason":null}]}"# + "\n\n"
        }
        let end =
            #"data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"#
            + #""usage":{"prompt_tokens":20,"completion_tokens":8}}"#
        let body = delta("SELECT count(*)") + delta(" FROM customers") + end + "\n\ndata: [DONE]\n\n"
        return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }()

    func lines() async throws -> [String] {
        let port = bare_http_serve(Self.response)
        guard port > 0 else { return [line("a call to a model", "not measured: there is no port")] }
        let address = "http://127.0.0.1:\(port)/v1"
        var configuration = ModelConfiguration(model: "bench", baseURL: address)
        configuration.maximumConcurrentCalls = Self.atATime
        let client = try ModelClient([configuration], options: .init(environment: [:]))
        // In turns, so that whatever else the machine does falls on both.
        var ours = (one: [Double](), many: [Double]())
        var bare = (one: [Double](), many: [Double]())
        for _ in 0..<5 {
            bare.one.append(Self.bare(address, 2_000, 1).median)
            ours.one.append(try await Self.ours(client, 2_000, 1).median)
            bare.many.append(Self.bare(address, 10_000, Self.atATime).rate)
            ours.many.append(try await Self.ours(client, 10_000, Self.atATime).rate)
        }
        let before = Self.residentBytes()
        _ = try await Self.ours(client, Self.calls, Self.atATime)
        let grown = Self.residentBytes() - before
        let (one, bareOne) = (Figures(ours.one).median, Figures(bare.one).median)
        let (many, bareMany) = (Figures(ours.many).median, Figures(bare.many).median)
        return [
            line(
                "a call to a model that answers at once, median",
                String(format: "%.3f ms (libcurl alone: %.3f ms)", one * 1_000, bareOne * 1_000)),
            line(
                "– of that ours", String(format: "%.3f ms", (one - bareOne) * 1_000), goal: "< 0.5 ms",
                isMet: one - bareOne < 0.5e-3),
            line(
                "– \(Self.atATime) at a time", String(format: "%.0f a second (libcurl alone: %.0f)", many, bareMany),
                goal: "≥ 5,000 a second", isMet: many >= 5_000),
            line(
                "– memory that \(Self.calls) more calls take", megabytes(grown), goal: "< 2.0 MB",
                isMet: grown < 2_000_000),
        ]
    }

    private static func bare(_ address: String, _ count: Int, _ atATime: Int) -> (median: Double, rate: Double) {
        var seconds = [Double](repeating: 0, count: count)
        let body =
            #"{"model":"bench","messages":[{"role":"user","content":"How many customers do we have in Japan?"}]}"#
        let all = bare_http_run(address + "/chat/completions", body, Int32(count), Int32(atATime), &seconds)
        return (Figures(seconds).median, Double(count) / all)
    }

    private static func ours(
        _ client: ModelClient, _ count: Int, _ atATime: Int
    ) async throws -> (median: Double, rate: Double) {
        // A client of one run keeps what it was told for its recording: each measurement has its own.
        let client = client.run()
        let begun = Counter()
        let start = ContinuousClock.now
        let seconds = try await withThrowingTaskGroup(of: [Double].self) { group in
            for _ in 0..<atATime {
                group.addTask {
                    var seconds: [Double] = []
                    while begun.next() < count {
                        let start = ContinuousClock.now
                        _ = try await client.reply(to: request)
                        seconds.append(start.duration(to: .now) / .seconds(1))
                    }
                    return seconds
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        return (Figures(seconds).median, Double(count) / (start.duration(to: .now) / .seconds(1)))
    }

    private final class Counter: Sendable {
        private let count = Atomic(0)
        func next() -> Int { count.add(1, ordering: .relaxed).oldValue }
    }

    /// The memory that this process has in use, in bytes.
    private static func residentBytes() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        return (Int(text.split(separator: " ").dropFirst().first ?? "") ?? 0) * sysconf(Int32(_SC_PAGESIZE))
    }
}
