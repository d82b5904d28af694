/// A request over HTTP.
package struct HTTPRequest: Sendable {
    /// Where it goes: `http` or `https`.
    package var url: String
    /// Header fields, by name.
    package var headers: [Header]
    /// What is posted.
    package var body: [UInt8]
    /// Bounds on time and size.
    package var limits: HTTPLimits

    /// A header field.
    package struct Header: Sendable {
        package var name: String
        /// What is said; kept secret alike for all, since some are keys.
        package var value: Secret

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = Secret(value)
        }
    }

    /// Makes a request.
    package init(url: String, headers: [Header] = [], body: [UInt8] = [], limits: HTTPLimits = .init()) {
        self.url = url
        self.headers = headers
        self.body = body
        self.limits = limits
    }
}

/// Bounds on one call over HTTP.
public struct HTTPLimits: Codable, Hashable, Sendable {
    /// The longest time until a connection stands, in seconds.
    public var connectSeconds: Double
    /// The longest time from the start until the reply begins, in seconds.
    ///
    /// A server reads the whole prompt in it.
    public var firstByteSeconds: Double
    /// The longest silence inside a reply, in seconds.
    public var idleSeconds: Double
    /// The longest time for all, in seconds.
    public var totalSeconds: Double
    /// The longest reply, with its headers, in bytes.
    public var responseBytes: Int

    /// Makes bounds; the defaults leave a large prompt on a slow machine its time.
    public init(
        connectSeconds: Double = 10, firstByteSeconds: Double = 300, idleSeconds: Double = 300,
        totalSeconds: Double = 900, responseBytes: Int = 16_000_000
    ) {
        self.connectSeconds = connectSeconds
        self.firstByteSeconds = firstByteSeconds
        self.idleSeconds = idleSeconds
        self.totalSeconds = totalSeconds
        self.responseBytes = responseBytes
    }

    private enum CodingKeys: CodingKey {
        case connectSeconds, firstByteSeconds, idleSeconds, totalSeconds, responseBytes
    }

    /// Reads bounds; what isn't written keeps its default.
    ///
    /// - Throws: `DecodingError`.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init()
        func read<Value: Decodable>(_ key: CodingKeys, _ path: WritableKeyPath<HTTPLimits, Value>) throws {
            if let value = try values.decodeIfPresent(Value.self, forKey: key) { self[keyPath: path] = value }
        }
        try read(.connectSeconds, \.connectSeconds)
        try read(.firstByteSeconds, \.firstByteSeconds)
        try read(.idleSeconds, \.idleSeconds)
        try read(.totalSeconds, \.totalSeconds)
        try read(.responseBytes, \.responseBytes)
    }
}
