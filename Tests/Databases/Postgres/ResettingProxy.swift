import Foundation
import PlumbDatabases
import Synchronization
import TestSupport
import Testing

/// A way to the test server over a loopback port, which can be cut.
final class ResettingProxy: Sendable {
    let port: Int
    private let listener: Int32
    private let links = Mutex<[Link]>([])

    /// One connection through the proxy: what a client writes goes to the server, and back.
    private final class Link: Sendable {
        private let client: Int32
        private let server: Int32
        private let isReset = Atomic<Bool>(false)

        init(_ client: Int32, _ server: Int32) {
            self.client = client
            self.server = server
            Thread.detachNewThread { [self] in run() }
        }

        func reset() {
            isReset.store(true, ordering: .releasing)
            // Its thread closes both ends: as long as that waits for a socket, closing it here would do nothing.
            shutdown(server, Int32(SHUT_RDWR))
        }

        private func run() {
            for end in [client, server] { _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK) }
            var (up, down) = ([UInt8](), [UInt8]())
            while !isReset.load(ordering: .acquiring) {
                func events(_ unsent: [UInt8], _ other: [UInt8]) -> Int16 {
                    Int16((other.isEmpty ? POLLIN : 0) | (unsent.isEmpty ? 0 : POLLOUT))
                }
                var ends = [
                    pollfd(fd: client, events: events(down, up), revents: 0),
                    pollfd(fd: server, events: events(up, down), revents: 0),
                ]
                poll(&ends, 2, -1)
                guard Self.move(client, server, &up), Self.move(server, client, &down) else { break }
            }
            // Closing at once, with nothing lingering, resets.
            var linger = linger(l_onoff: isReset.load(ordering: .acquiring) ? 1 : 0, l_linger: 0)
            setsockopt(client, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
            close(client)
            close(server)
        }

        /// Moves what can be moved without waiting; false at the end.
        private static func move(_ from: Int32, _ to: Int32, _ unsent: inout [UInt8]) -> Bool {
            if unsent.isEmpty {
                var bytes = [UInt8](repeating: 0, count: 16_384)
                let count = read(from, &bytes, bytes.count)
                guard count > 0 else { return count < 0 && errno == EAGAIN }
                unsent = Array(bytes[..<count])
            }
            let sent = send(to, unsent, unsent.count, Int32(MSG_NOSIGNAL))
            guard sent >= 0 else { return errno == EAGAIN }
            unsent.removeFirst(sent)
            return true
        }
    }

    init() throws {
        let (descriptor, port) = try FalseServer.listen()
        let server = try TestPostgres.location().parameters
        let path = "\(try #require(server["host"]))/.s.PGSQL.\(server["port"] ?? "5432")"
        self.port = port
        listener = descriptor
        Thread.detachNewThread { [weak self] in
            while true {
                let client = accept(descriptor, nil, nil)
                guard client >= 0, let server = Self.connect(to: path) else { return }
                let link = Link(client, server)
                self?.links.withLock { $0.append(link) }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
        resetAll()
    }

    /// Resets every connection that there is.
    func resetAll() {
        let links = links.withLock { links in
            defer { links = [] }
            return links
        }
        for link in links { link.reset() }
    }

    func location() throws -> PostgresLocation {
        try TestPostgres.location(["host": "127.0.0.1", "port": "\(port)"])
    }

    private static func connect(to path: String) -> Int32? {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(descriptor, $0, size) }
        }
        return status == 0 ? descriptor : nil
    }
}
