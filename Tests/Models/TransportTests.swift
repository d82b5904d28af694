import Foundation
import PlumbCore
import TestSupport
import Testing

@testable import PlumbModels

/// What goes over the wire, and what goes wrong there.
struct TransportTests {
    private let transport = HTTPTransport(environment: Surroundings([:]))

    private func send(
        _ server: ScriptedServer, _ limits: HTTPLimits = .init(), body: String = "{}"
    ) -> HTTPExchange {
        transport.send(HTTPRequest(url: server.address + "/v1", body: Array(body.utf8), limits: limits))
    }

    private func code(of exchange: HTTPExchange) async -> PlumbError.Code? {
        do {
            _ = try await exchange.head()
            _ = try await exchange.rest()
            return nil
        } catch {
            return (error as? PlumbError)?.code
        }
    }

    @Test func responsesComeWhole() async throws {
        let server = try ScriptedServer { request in
            ScriptedStep.response(request.body, status: 201, headers: ["X-Some": "a: b"])
        }
        let body = String(repeating: "Grüße ", count: 50_000)
        let exchange = send(server, body: body)
        let head = try await exchange.head()
        #expect(head.status == 201 && head["x-some"] == "a: b" && head["content-type"] == "application/json")
        #expect(try await exchange.rest() == Array(body.utf8))
        #expect(try await exchange.next() == nil)
        #expect(server.requests.first?.path == "/v1" && server.requests.first?.headers["expect"] == nil)
    }

    @Test func piecesComeBeforeTheEnd() async throws {
        let server = try ScriptedServer { _ in
            [.streamHead(), .piece("one"), .wait(0.3), .piece("two"), .streamEnd]
        }
        let time = try await fastestTime(below: .milliseconds(250)) { () async throws in
            let exchange = send(server)
            let start = ContinuousClock.now
            #expect(try await exchange.next() == Array("one".utf8))
            let time = start.duration(to: .now)
            #expect(try await exchange.rest() == Array("two".utf8))
            return time
        }
        #expect(time < .milliseconds(250))
    }

    @Test func connectionsAreUsedAgain() async throws {
        let server = try ScriptedServer { _ in ScriptedStep.response("{}") }
        for _ in 0..<50 { #expect(await code(of: send(server)) == nil) }
        #expect(server.acceptCount == 1)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<200 { group.addTask { #expect(await code(of: send(server)) == nil) } }
        }
        let before = server.acceptCount
        for _ in 0..<50 { #expect(await code(of: send(server)) == nil) }
        #expect(server.acceptCount == before)
    }

    @Test func aConnectionClosedWhileIdleIsNoFailure() async throws {
        let server = try ScriptedServer { _ in ScriptedStep.response("{}") + [.close] }
        for _ in 0..<20 {
            #expect(await code(of: send(server)) == nil)
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    // MARK: Cancellation

    @Test func cancellingEndsAtOnceAndClosesTheConnection() async throws {
        let server = try ScriptedServer { _ in [.hang] }
        var times: [Duration] = []
        for _ in 0..<5 {
            let exchange = send(server)
            let task = Task { try await exchange.head() }
            try await Task.sleep(for: .milliseconds(60))
            let start = ContinuousClock.now
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            times.append(start.duration(to: .now))
        }
        // One that is late was late for a busy machine's sake.
        #expect(try #require(times.min()) < .milliseconds(50))
        // The server sees it as well, and may stop generating.
        try await Task.sleep(for: .milliseconds(100))
        #expect(server.abandonedCount == 5)
    }

    @Test func cancellingInsideAReplyEndsAtOnce() async throws {
        let server = try ScriptedServer { _ in [.streamHead(), .piece("begun"), .hang] }
        let time = try await fastestTime(below: .milliseconds(50)) { () async throws in
            let exchange = send(server)
            #expect(try await exchange.next() == Array("begun".utf8))
            let task = Task { try await exchange.next() }
            try await Task.sleep(for: .milliseconds(30))
            let start = ContinuousClock.now
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            return start.duration(to: .now)
        }
        #expect(time < .milliseconds(50))
    }

    @Test func aTaskThatIsCancelledAlreadyWaitsForNothing() async throws {
        let server = try ScriptedServer { _ in [.hang] }
        let exchange = send(server)
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await exchange.head()
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func endingTheTransportEndsWhatIsOnItsWay() async throws {
        let server = try ScriptedServer { _ in [.hang] }
        let exchange: HTTPExchange
        do {
            let transport = HTTPTransport(environment: Surroundings([:]))
            exchange = transport.send(HTTPRequest(url: server.address))
        }
        await #expect(throws: CancellationError.self) { try await exchange.head() }
    }

    // MARK: Limits

    @Test func noReplyInTimeIsATimeout() async throws {
        let server = try ScriptedServer { _ in [.hang] }
        #expect(await code(of: send(server, HTTPLimits(firstByteSeconds: 0.1))) == .modelTimeout)
    }

    @Test func silenceInsideAReplyIsATimeout() async throws {
        let server = try ScriptedServer { _ in [.streamHead(), .piece("x"), .hang] }
        #expect(await code(of: send(server, HTTPLimits(idleSeconds: 0.1))) == .modelTimeout)
    }

    @Test func aSlowDripIsATimeout() async throws {
        let server = try ScriptedServer { _ in
            [.streamHead()] + (0..<100).flatMap { _ in [ScriptedStep.piece("."), .wait(0.05)] } + [.streamEnd]
        }
        let start = ContinuousClock.now
        #expect(await code(of: send(server, HTTPLimits(idleSeconds: 1, totalSeconds: 0.3))) == .modelTimeout)
        #expect(start.duration(to: .now) < .seconds(2))
    }

    @Test func patientLimitsLeaveTime() async throws {
        let server = try ScriptedServer { _ in [.wait(0.2)] + ScriptedStep.response("{}") }
        #expect(await code(of: send(server, HTTPLimits(firstByteSeconds: 5))) == nil)
    }

    @Test func hugeRepliesAreNotRead() async throws {
        let megabyte = String(repeating: "x", count: 1_000_000)
        let server = try ScriptedServer { _ in
            [.streamHead()] + Array(repeating: ScriptedStep.piece(megabyte), count: 100) + [.streamEnd]
        }
        #expect(await code(of: send(server, HTTPLimits(responseBytes: 2_000_000))) == .modelUnreadable)
    }

    @Test func endlessHeadersAreNotRead() async throws {
        let line = "X-Filler: \(String(repeating: "x", count: 10_000))\r\n"
        let server = try ScriptedServer { _ in
            [.send("HTTP/1.1 200 OK\r\n")] + Array(repeating: ScriptedStep.send(line), count: 100) + [.hang]
        }
        #expect(await code(of: send(server, HTTPLimits(responseBytes: 100_000))) == .modelUnreadable)
    }

    // MARK: Faults

    @Test(arguments: [
        ([ScriptedStep.reset], PlumbError.Code.modelUnreachable),
        ([.close], .modelUnreachable),
        ([.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this"), .close], .modelCutShort),
        ([.streamHead(), .piece("begun"), .reset], .modelCutShort),
        ([.streamHead(), .send("zz\r\nno chunk\r\n"), .close], .modelCutShort),
        ([.send("SSH-2.0-OpenSSH_9.2\r\n"), .close], .modelUnreadable),
    ]) func faultsHaveAClass(_ steps: [ScriptedStep], _ expected: PlumbError.Code) async throws {
        let server = try ScriptedServer { _ in steps }
        #expect(await code(of: send(server)) == expected)
    }

    @Test func nobodyListeningIsUnreachable() async throws {
        let server = try ScriptedServer { _ in [] }
        server.stop()
        try await Task.sleep(for: .milliseconds(20))
        let exchange = send(server)
        let error = await #expect(throws: PlumbError.self) { try await exchange.head() }
        #expect(error?.code == .modelUnreachable)
        #expect(error?.message.contains("127.0.0.1:") == true && error?.suggestion != nil)
    }

    @Test func redirectsAreNotFollowed() async throws {
        let other = try ScriptedServer { _ in ScriptedStep.response("{}") }
        let address = other.address
        let server = try ScriptedServer { _ in ScriptedStep.response("", status: 307, headers: ["Location": address]) }
        let exchange = send(server)
        #expect(try await exchange.head().status == 307)
        _ = try await exchange.rest()
        #expect(other.acceptCount == 0)
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x", "no address"])
    func onlyHTTPIsSpoken(_ url: String) async throws {
        let exchange = transport.send(HTTPRequest(url: url))
        await #expect(throws: PlumbError.self) { try await exchange.head() }
    }

    @Test func aLineBreakInAHeaderBeginsNoOther() async throws {
        let server = try ScriptedServer { _ in ScriptedStep.response("{}") }
        let exchange = transport.send(
            HTTPRequest(url: server.address, headers: [.init("X-One", "a\r\nX-Two: b")], body: []))
        _ = try await exchange.rest()
        #expect(server.requests.first?.headers["x-two"] == nil)
    }
}
