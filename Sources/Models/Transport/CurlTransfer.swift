internal import CCurl

/// One easy handle of libcurl, used for one request after the other; belongs to the thread that runs it.
final class CurlTransfer {
    let handle: UnsafeMutableRawPointer
    private(set) var exchange: HTTPExchange?
    /// When the response must have begun, or gone on.
    private(set) var deadline = ContinuousClock.now

    private var headerList: UnsafeMutablePointer<curl_slist>?
    private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    private var head: HTTPHead?
    /// The status and fields of the response's head are complete.
    private var hasHead = false
    private var hasToldHead = false
    private var bytes: [UInt8] = []
    private var received = 0

    init?() {
        guard let handle = curl_easy_init() else { return nil }
        self.handle = handle
    }

    func free() {
        clear()
        curl_easy_cleanup(handle)
        errorText.deallocate()
    }

    // MARK: Beginning

    /// Prepares the handle for a request; false where libcurl can't use it.
    func begin(_ exchange: HTTPExchange, trust: CurlTrust) -> Bool {
        self.exchange = exchange
        let request = exchange.request
        let limits = request.limits
        // Options are forgotten, connections are not. <https://curl.se/libcurl/c/curl_easy_reset.html>
        curl_easy_reset(handle)
        errorText.pointee = 0
        plumb_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText)
        plumb_curl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        guard plumb_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK,
            plumb_curl_set_text(handle, CURLOPT_URL, request.url) == CURLE_OK
        else { return false }
        plumb_curl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
        plumb_curl_set_long(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        plumb_curl_set_long(handle, CURLOPT_TCP_NODELAY, 1)
        if request.url.lowercased().hasPrefix("https") {
            plumb_curl_set_long(handle, CURLOPT_HTTP_VERSION, plumb_CURL_HTTP_VERSION_2TLS)
            // Rather share a connection that is being made than make another.
            plumb_curl_set_long(handle, CURLOPT_PIPEWAIT, 1)
            trust.apply(to: handle)
        }
        plumb_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, Self.milliseconds(limits.connectSeconds))
        plumb_curl_set_long(handle, CURLOPT_TIMEOUT_MS, Self.milliseconds(limits.totalSeconds))
        plumb_curl_set_long(handle, CURLOPT_POST, 1)
        plumb_curl_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, request.body.count)
        let isCopied = request.body.withUnsafeBytes { body in
            plumb_curl_set_pointer(
                handle, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: body.baseAddress))
        }
        guard request.body.isEmpty || isCopied == CURLE_OK else { return false }
        // Without this curl waits a second for leave to send a long body.
        append("Expect:")
        for header in request.headers { append("\(header.name): \(header.value.exposed)") }
        plumb_curl_set_list(handle, CURLOPT_HTTPHEADER, headerList)
        receive()
        deadline = .now + .seconds(limits.firstByteSeconds)
        return true
    }

    private func append(_ header: String) {
        // A line break would begin another field.
        let line = header.filter { !$0.isNewline && $0 != "\0" }
        if let longer = curl_slist_append(headerList, line) { headerList = longer }
    }

    private func receive() {
        // The handle is stopped before this object goes, see CurlTransfers.remove.
        let me = Unmanaged.passUnretained(self).toOpaque()
        plumb_curl_set_pointer(handle, CURLOPT_HEADERDATA, me)
        plumb_curl_set_receive(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
            return Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue().takeHeader(line)
        }
        plumb_curl_set_pointer(handle, CURLOPT_WRITEDATA, me)
        plumb_curl_set_receive(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
            return Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue().takeBody(piece)
        }
    }

    private static func milliseconds(_ seconds: Double) -> Int {
        seconds.isFinite ? max(1, Int(min(seconds, 1e9) * 1_000)) : 0
    }

    // MARK: Receiving

    private func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard count(bytes) else { return 0 }
        let line = Substring(decoding: bytes, as: UTF8.self).prefix { !$0.isNewline }
        if let head = HTTPHead(statusLine: line) {
            self.head = head
        } else if line.isEmpty {
            // Responses below 200 only say that another one follows.
            hasHead = hasHead || (head?.status ?? 0) >= 200
        } else {
            head?.add(line)
        }
        return bytes.count
    }

    private func takeBody(_ piece: UnsafeRawBufferPointer) -> Int {
        guard count(piece) else { return 0 }
        bytes.append(contentsOf: piece)
        return piece.count
    }

    private func count(_ piece: UnsafeRawBufferPointer) -> Bool {
        guard let exchange else { return false }
        received += piece.count
        deadline = .now + .seconds(exchange.request.limits.idleSeconds)
        return received <= exchange.request.limits.responseBytes
    }

    /// Hands on what came.
    func deliver() {
        guard hasHead && !hasToldHead || !bytes.isEmpty else { return }
        hand(on: nil)
    }

    private func hand(on end: Result<Void, any Error>?) {
        exchange?.receive(hasHead && !hasToldHead ? head : nil, bytes, end: end)
        hasToldHead = hasHead
        bytes = []
    }

    // MARK: Ending

    /// Ends with what libcurl says of the transfer.
    func end(with code: CURLcode) {
        guard let exchange else { return }
        if code == CURLE_OK { return end(.success(())) }
        var failure = CurlFailure(code, detail: String(cString: errorText), hasHead: hasHead)
        failure.isTooLarge = received > exchange.request.limits.responseBytes
        var connected: Double = 0
        failure.isConnected =
            plumb_curl_get_double(handle, CURLINFO_PRETRANSFER_TIME, &connected) == CURLE_OK && connected > 0
        end(.failure(failure.error(for: exchange.request)))
    }

    /// Ends what did not begin, or go on, in time.
    func endLate() {
        guard let exchange else { return }
        end(.failure(CurlFailure.late(exchange.request, hasBegun: received > 0)))
    }

    /// Ends with a result.
    func end(_ result: Result<Void, any Error>) { hand(on: result) }

    /// Forgets the request.
    func clear() {
        exchange = nil
        curl_slist_free_all(headerList)
        headerList = nil
        head = nil
        hasHead = false
        hasToldHead = false
        bytes = []
        received = 0
    }
}
