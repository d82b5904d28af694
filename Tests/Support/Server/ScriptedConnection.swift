internal import Foundation

/// One connection of a scripted server; belongs to its thread.
final class ScriptedConnection {
    private let socket: Int32
    private var read: [UInt8] = []

    /// How a request went.
    enum Outcome {
        /// Another may follow on the same connection.
        case goesOn
        /// The script ended the connection.
        case ended
        /// The other side closed it.
        case abandoned
    }

    init(_ socket: Int32) { self.socket = socket }

    /// The next request; nil where there is none.
    func request() -> ScriptedRequest? {
        var end = endOfHead()
        while end == nil {
            guard receive() else { return nil }
            end = endOfHead()
        }
        guard let end else { return nil }
        // A carriage return and a line feed are one character to Swift.
        let lines = String(decoding: read[..<end], as: UTF8.self).split(whereSeparator: \.isNewline)
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count >= 2 else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            headers[line[..<colon].lowercased()] = value
        }
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        while read.count < end + length { if !receive() { return nil } }
        let body = String(decoding: read[end..<end + length], as: UTF8.self)
        read.removeFirst(end + length)
        return ScriptedRequest(path: String(words[1]), headers: headers, body: body)
    }

    /// Does what the script says.
    func run(_ steps: [ScriptedStep]) -> Outcome {
        for step in steps {
            switch step {
            case .send(let bytes): if !send(bytes) { return .abandoned }
            case .wait(let seconds): Thread.sleep(forTimeInterval: seconds)
            case .close: return .ended
            case .reset:
                // With no time to linger, closing sends a reset: socket(7).
                var none = linger(l_onoff: 1, l_linger: 0)
                setsockopt(socket, SOL_SOCKET, SO_LINGER, &none, socklen_t(MemoryLayout<linger>.size))
                return .ended
            case .hang:
                while receive() {}
                return .abandoned
            }
        }
        return .goesOn
    }

    private func endOfHead() -> Int? {
        read.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound
    }

    private func receive() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &buffer, buffer.count, 0)
        guard count > 0 else { return false }
        read += buffer[..<count]
        return true
    }

    private func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }
}
