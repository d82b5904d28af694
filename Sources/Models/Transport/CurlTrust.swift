internal import CCurl

/// The certificates that servers are checked against, where the environment names some.
struct CurlTrust: Sendable {
    private let file: String?
    private let folder: String?

    /// Reads the environment; what curl's own command reads comes first.
    init(environment: [String: String]) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        file = value("CURL_CA_BUNDLE") ?? value("SSL_CERT_FILE")
        folder = value("SSL_CERT_DIR")
    }

    /// Sets them for a handle.
    func apply(to handle: UnsafeMutableRawPointer) {
        if let file { plumb_curl_set_text(handle, CURLOPT_CAINFO, file) }
        if let folder { plumb_curl_set_text(handle, CURLOPT_CAPATH, folder) }
    }
}
