/// Sends requests over HTTP, many at a time, on one thread of its own.
///
/// Connections stay open for the next call, and over TLS several calls share one where the server speaks HTTP/2. Proxies
/// come from the environment (`https_proxy`, `http_proxy`, `all_proxy`, `no_proxy`), certificates from `CURL_CA_BUNDLE`,
/// `SSL_CERT_FILE` and `SSL_CERT_DIR`. No redirect is followed: it might carry a key to another host.
package final class HTTPTransport: Sendable {
    private let loop: CurlLoop

    /// Makes a transport; its thread begins with the first request.
    ///
    /// - Parameter environment: where certificates are named.
    package init(environment: Surroundings) {
        loop = CurlLoop(trust: CurlTrust(environment: environment))
    }

    deinit { loop.close() }

    /// Sends a request.
    ///
    /// - Returns: the response, as it comes; whoever reads it cancels it unless it read to the end.
    package func send(_ request: HTTPRequest) -> HTTPExchange {
        let exchange = HTTPExchange(request, on: loop)
        loop.start(exchange)
        return exchange
    }
}
