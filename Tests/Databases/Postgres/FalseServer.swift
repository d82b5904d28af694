import Foundation
import Testing

/// A listener on a loopback port that is no Postgres server.
final class FalseServer: Sendable {
    let port: Int
    private let descriptor: Int32

    /// Listens; with `resets` every connection is reset as soon as it is made, with `letsIn` it is let in like by a server
    /// that trusts everybody, and else none is ever answered.
    init(resets: Bool, letsIn: Bool = false) throws {
        let (descriptor, port) = try Self.listen()
        self.port = port
        self.descriptor = descriptor
        guard resets || letsIn else { return }
        Thread.detachNewThread {
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { return }
                if letsIn {
                    Self.letIn(connection)
                    continue
                }
                // Closing at once, with nothing lingering, resets.
                var linger = linger(l_onoff: 1, l_linger: 0)
                setsockopt(connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
                close(connection)
            }
        }
    }

    /// A socket that listens on a free loopback port.
    static func listen() throws -> (descriptor: Int32, port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard bind(descriptor, address, length) == 0, Glibc.listen(descriptor, 8) == 0 else { return Int32(-1) }
                return getsockname(descriptor, address, &length)
            }
        }
        try #require(status == 0)
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    /// Refuses encryption, then says AuthenticationOk and ReadyForQuery, and nothing more:
    /// <https://www.postgresql.org/docs/current/protocol-message-formats.html>.
    private static func letIn(_ connection: Int32) {
        var request = [UInt8](repeating: 0, count: 1_024)
        while true {
            guard read(connection, &request, request.count) >= 8 else { return }
            // SSLRequest and GSSENCRequest have the numbers 1234.5679 and 1234.5680 where a version would be.
            guard request[4..<6].elementsEqual([0x04, 0xD2]) else { break }
            guard write(connection, [UInt8(ascii: "N")], 1) == 1 else { return }
        }
        let welcome = [UInt8(ascii: "R"), 0, 0, 0, 8, 0, 0, 0, 0, UInt8(ascii: "Z"), 0, 0, 0, 5, UInt8(ascii: "I")]
        _ = write(connection, welcome, welcome.count)
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }
}
