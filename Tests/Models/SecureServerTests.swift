import Foundation
import PlumbCore
import Testing

@testable import PlumbModels

/// HTTP/2 over TLS, against nghttp2's own server with a certificate that was made for the test.
@Suite(.enabled(if: SecureServer.isInstalled, "nghttpd and openssl are not installed")) struct SecureServerTests {
    private func send(_ server: SecureServer, _ transport: HTTPTransport, host: String = "localhost") -> HTTPExchange {
        let url = "https://\(host):\(server.port)/v1/chat/completions"
        return transport.send(HTTPRequest(url: url, body: Array("{}".utf8), limits: .init(totalSeconds: 20)))
    }

    @Test func manyCallsShareOneConnection() async throws {
        let server = try await SecureServer(serving: "hello")
        let transport = HTTPTransport(environment: Surroundings(["SSL_CERT_FILE": server.certificate]))
        #expect(try await send(server, transport).rest() == Array("hello".utf8))
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<100 { group.addTask { try await send(server, transport).rest() } }
            for try await body in group { #expect(body == Array("hello".utf8)) }
        }
        let log = try server.log
        #expect(log.count(of: "The negotiated protocol: h2") == 1)
        #expect(log.count(of: ":method: POST") == 101)
    }

    @Test(arguments: [("localhost", false), ("127.0.0.1", true)])
    func whoCannotProveItselfIsNotAsked(_ host: String, _ knowsCertificate: Bool) async throws {
        let server = try await SecureServer(serving: "hello")
        let environment = knowsCertificate ? ["SSL_CERT_FILE": server.certificate] : [:]
        let transport = HTTPTransport(environment: Surroundings(environment))
        let error = await #expect(throws: PlumbError.self) { try await send(server, transport, host: host).rest() }
        #expect(error?.code == .modelRefused)
        #expect(error?.suggestion?.contains("SSL_CERT_FILE") == true)
        #expect(try server.log.count(of: ":method: POST") == 0)
    }
}

extension String {
    fileprivate func count(of part: String) -> Int { ranges(of: part).count }
}

/// A server of files over HTTP/2 and TLS, stopped when nothing holds it any more.
private final class SecureServer: Sendable {
    let port: Int
    let certificate: String
    private let folder: URL
    private let process: Process

    private static let program = ["/usr/sbin/nghttpd", "/usr/local/bin/nghttpd", "/usr/bin/nghttpd"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }
    static let isInstalled = program != nil && FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")

    /// What the server says of each frame.
    var log: String {
        get throws { try String(contentsOf: folder.appending(path: "log"), encoding: .utf8) }
    }

    init(serving body: String) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "plumb-tls-\(UUID().uuidString)")
        let completions = folder.appending(path: "files/v1/chat/completions")
        try FileManager.default.createDirectory(
            at: completions.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(body.utf8).write(to: completions)
        certificate = folder.appending(path: "certificate.pem").path
        let key = folder.appending(path: "key.pem").path
        let request = Process()
        request.executableURL = URL(filePath: "/usr/bin/openssl")
        request.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key,
            "-out", certificate, "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
        ]
        request.standardError = FileHandle.nullDevice
        try request.run()
        request.waitUntilExit()
        port = try Self.freePort()
        process = Process()
        process.executableURL = URL(filePath: try #require(Self.program))
        process.arguments = [
            "-v", "-d", folder.appending(path: "files").path, "--address=127.0.0.1", "\(port)", key, certificate,
        ]
        let log = folder.appending(path: "log").path
        try Data().write(to: URL(filePath: log))
        process.standardOutput = FileHandle(forWritingAtPath: log)
        process.standardError = FileHandle.nullDevice
        try process.run()
        for _ in 0..<500 where try !self.log.contains("listen") { try await Task.sleep(for: .milliseconds(10)) }
    }

    deinit {
        // Started from a thread of Dispatch, it has that thread's mask, and would not hear of a milder end.
        kill(process.processIdentifier, SIGKILL)
        try? FileManager.default.removeItem(at: folder)
    }

    /// A port of loopback that nobody listens on.
    private static func freePort() throws -> Int {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 ? getsockname(listener, address, &length) : -1
            }
        }
        try #require(code == 0)
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
