/// The beginning of a response: its status and header fields.
package struct HTTPHead: Sendable {
    /// The status, 200...599.
    package var status: Int
    /// Header fields in the order in which they came, names in small letters.
    package var headers: [(name: String, value: String)]

    /// The first field of a name, given in small letters.
    package subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

    /// Reads a status line such as `HTTP/1.1 200 OK`; nil for another line.
    init?(statusLine line: Substring) {
        let parts = line.split(separator: " ", maxSplits: 2)
        guard line.hasPrefix("HTTP/"), parts.count >= 2, let status = Int(parts[1]) else { return nil }
        self.status = status
        headers = []
    }

    /// Takes in a line such as `Name: value`.
    mutating func add(_ line: Substring) {
        guard let colon = line.firstIndex(of: ":") else { return }
        let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        headers.append((line[..<colon].lowercased(), String(value)))
    }
}
