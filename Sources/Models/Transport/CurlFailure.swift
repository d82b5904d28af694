internal import CCurl
internal import Foundation
internal import PlumbCore

/// What libcurl says of a transfer that failed.
struct CurlFailure {
    private let code: CURLcode
    private let detail: String
    private let hasHead: Bool
    /// The response was longer than permitted.
    var isTooLarge = false
    /// A connection stood.
    var isConnected = false

    init(_ code: CURLcode, detail: String, hasHead: Bool) {
        self.code = code
        self.detail = detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail
        self.hasHead = hasHead
    }

    /// The failure in our own words; <https://curl.se/libcurl/c/libcurl-errors.html>.
    func error(for request: HTTPRequest) -> PlumbError {
        let host = Self.host(of: request)
        let detail = "\(detail) (curl \(code.rawValue))"
        if isTooLarge {
            return PlumbError(
                .modelUnreadable, "The reply of \(host) is longer than \(request.limits.responseBytes) bytes.",
                suggestion: "Is this the address of a model's server? The limit is `responseBytes`.", detail: detail)
        }
        switch code {
        case CURLE_OPERATION_TIMEDOUT where isConnected:
            return PlumbError(
                .modelTimeout,
                "The reply of \(host) took longer than \(Self.text(request.limits.totalSeconds)) seconds.",
                suggestion: "Ask for a shorter reply, or give it more time: `totalSeconds`.", detail: detail)
        case CURLE_OPERATION_TIMEDOUT:
            return PlumbError(
                .modelUnreachable,
                "\(host) could not be reached in \(Self.text(request.limits.connectSeconds)) seconds.",
                suggestion: "Is the address right, and a proxy needed?", detail: detail)
        case CURLE_COULDNT_RESOLVE_HOST:
            return PlumbError(
                .modelUnreachable, "There is no host of the name in \(host).",
                suggestion: "Is the address right, and this machine online?", detail: detail)
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY:
            return PlumbError(
                .modelUnreachable, "The proxy to \(host) could not be reached.",
                suggestion: "Check https_proxy, http_proxy and no_proxy in the environment.", detail: detail)
        case CURLE_COULDNT_CONNECT:
            return PlumbError(
                .modelUnreachable, "\(host) takes no connection.",
                suggestion: "Is the server running, and the address right?", detail: detail)
        case CURLE_SSL_CONNECT_ERROR:
            return PlumbError(
                .modelUnreachable, "No secure connection to \(host) could be made.",
                suggestion: "Does the server speak TLS, or is its address one with http://?", detail: detail)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM:
            // No other try would be trusted either.
            return PlumbError(
                .modelRefused, "The certificate of \(host) is not trusted.",
                suggestion: "Where certificates are your own, name their file in SSL_CERT_FILE.", detail: detail)
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING, CURLE_HTTP2:
            if hasHead { break }
            return PlumbError(
                .modelUnreadable, "What \(host) replied is no HTTP.",
                suggestion: "Is this the address of a model's server?", detail: detail)
        default: break
        }
        if hasHead {
            return PlumbError(
                .modelCutShort, "The reply of \(host) broke off.", suggestion: "Try again.", detail: detail)
        }
        return PlumbError(
            .modelUnreachable, "The connection to \(host) was lost before a reply began.",
            suggestion: "Is the server running?", detail: detail)
    }

    /// No reply began, or went on, in time.
    static func late(_ request: HTTPRequest, hasBegun: Bool) -> PlumbError {
        let limits = request.limits
        return hasBegun
            ? PlumbError(
                .modelTimeout,
                "\(host(of: request)) said nothing for \(text(limits.idleSeconds)) seconds inside a reply.",
                suggestion: "Try again, or give it more time: `idleSeconds`.")
            : PlumbError(
                .modelTimeout, "\(host(of: request)) began no reply in \(text(limits.firstByteSeconds)) seconds.",
                suggestion: "Is the server busy? Give it more time: `firstByteSeconds`.")
    }

    /// A request that libcurl can't use.
    static func unusable(_ request: HTTPRequest) -> PlumbError {
        PlumbError(
            .badInput, "\(host(of: request)) is no address that can be asked.",
            suggestion: "It begins with http:// or https://.")
    }

    /// The host and its port, without what else an address may hold.
    static func host(of request: HTTPRequest) -> String {
        guard let parts = URLComponents(string: request.url), let host = parts.host, !host.isEmpty else {
            return "The address"
        }
        return host + (parts.port.map { ":\($0)" } ?? "")
    }

    private static func text(_ seconds: Double) -> String {
        Int(exactly: seconds).map(String.init) ?? "\(seconds)"
    }
}
