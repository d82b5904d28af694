internal import CCurl

/// The certificates that servers are checked against, where the environment names some.
struct CurlTrust: Sendable {
    private let file: String?
    private let folder: String?

    /// Reads the environment; what curl's own command reads comes first.
    init(environment: Surroundings) {
        file = environment["CURL_CA_BUNDLE"] ?? environment["SSL_CERT_FILE"]
        folder = environment["SSL_CERT_DIR"]
    }

    /// Sets them for a handle.
    func apply(to handle: UnsafeMutableRawPointer) {
        if let file { plumb_curl_set_text(handle, CURLOPT_CAINFO, file) }
        if let folder { plumb_curl_set_text(handle, CURLOPT_CAPATH, folder) }
    }
}
