internal import Foundation
internal import Synchronization

/// A server over HTTP on this machine that does what a script says, down to the bytes: also what no proper server does.
///
/// Each connection has a thread of its own. The server stops with the value.
public final class ScriptedServer: Sendable {
    /// What is done with a request, step by step.
    public typealias Script = @Sendable (ScriptedRequest) -> [ScriptedStep]

    /// Where it listens, such as `http://127.0.0.1:40123`.
    public let address: String
    private let listener: Int32
    private let script: Script
    private let state = Mutex(State())

    private struct State {
        var connections: Set<Int32> = []
        var acceptCount = 0
        var abandonedCount = 0
        var requests: [ScriptedRequest] = []
        var isStopped = false
    }

    /// Starts a server.
    ///
    /// - Parameter script: called on the connection's thread for each request.
    /// - Throws: `POSIXError` where this machine gives no port.
    public init(_ script: @escaping Script) throws {
        self.script = script
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard listener >= 0 else { throw Self.lastError }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, length) == 0 && listen(listener, 1_024) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        guard isListening else { throw Self.lastError }
        self.address = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
        Self.thread { [weak self] in
            // The server must not keep itself: it is looked up anew for each connection.
            while case let connection = accept(listener, nil, nil), connection >= 0 {
                guard let self, self.take(connection) else {
                    close(connection)
                    break
                }
            }
            close(listener)
        }
    }

    deinit { stop() }

    /// Ends the server and its connections.
    public func stop() {
        let connections = state.withLock { state -> Set<Int32>? in
            if state.isStopped { return nil }
            state.isStopped = true
            return state.connections
        }
        guard let connections else { return }
        shutdown(listener, Int32(SHUT_RDWR))
        for connection in connections { shutdown(connection, Int32(SHUT_RDWR)) }
    }

    /// Connections that were taken.
    public var acceptCount: Int { state.withLock { $0.acceptCount } }

    /// Connections that the other side closed while it was to be answered.
    public var abandonedCount: Int { state.withLock { $0.abandonedCount } }

    /// Requests that came, in order.
    public var requests: [ScriptedRequest] { state.withLock { $0.requests } }

    private func take(_ connection: Int32) -> Bool {
        let isTaken = state.withLock { state in
            if state.isStopped { return false }
            state.acceptCount += 1
            state.connections.insert(connection)
            return true
        }
        guard isTaken else { return false }
        var yes: Int32 = 1
        setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
        Self.thread { [weak self, script] in
            let talk = ScriptedConnection(connection)
            while let request = talk.request() {
                self?.state.withLock { $0.requests.append(request) }
                switch talk.run(script(request)) {
                case .goesOn: continue
                case .ended: break
                case .abandoned: self?.state.withLock { $0.abandonedCount += 1 }
                }
                break
            }
            self?.state.withLock { _ = $0.connections.remove(connection) }
            close(connection)
        }
        return true
    }

    private static func thread(_ body: @escaping @Sendable () -> Void) {
        let thread = Thread(block: body)
        thread.stackSize = 256 << 10
        thread.start()
    }

    private static var lastError: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
