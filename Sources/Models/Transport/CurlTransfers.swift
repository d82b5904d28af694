internal import CCurl

/// All transfers of one multi handle; belongs to the thread that runs them.
final class CurlTransfers {
    /// Handles that are kept for later requests.
    private static let mostSpare = 256

    private let multi: CurlMulti
    private let trust: CurlTrust
    private var running: [ObjectIdentifier: CurlTransfer] = [:]
    private var byHandle: [UnsafeMutableRawPointer: CurlTransfer] = [:]
    private var spare: [CurlTransfer] = []

    init(_ multi: CurlMulti, trust: CurlTrust) {
        self.multi = multi
        self.trust = trust
    }

    /// Runs transfers until there are no more orders.
    func run(orders: () -> (started: [HTTPExchange], stopped: [HTTPExchange])?) {
        var waiting: Int32 = 0
        while let (started, stopped) = orders() {
            for exchange in started { start(exchange) }
            for exchange in stopped { stop(exchange) }
            curl_multi_perform(multi.pointer, &waiting)
            finish()
            for transfer in running.values { transfer.deliver() }
            curl_multi_poll(multi.pointer, nil, 0, patience(), nil)
        }
        for transfer in running.values {
            curl_multi_remove_handle(multi.pointer, transfer.handle)
            transfer.end(.failure(CancellationError()))
            transfer.free()
        }
        for transfer in spare { transfer.free() }
    }

    private func start(_ exchange: HTTPExchange) {
        guard !exchange.hasEnded else { return }
        guard let transfer = spare.popLast() ?? CurlTransfer(), transfer.begin(exchange, trust: trust),
            curl_multi_add_handle(multi.pointer, transfer.handle) == CURLM_OK
        else {
            exchange.receive(nil, [], end: .failure(CurlFailure.unusable(exchange.request)))
            return
        }
        running[ObjectIdentifier(exchange)] = transfer
        byHandle[transfer.handle] = transfer
    }

    private func stop(_ exchange: HTTPExchange) {
        guard let transfer = running[ObjectIdentifier(exchange)] else { return }
        remove(transfer, exchange)
    }

    private func remove(_ transfer: CurlTransfer, _ exchange: HTTPExchange) {
        curl_multi_remove_handle(multi.pointer, transfer.handle)
        running[ObjectIdentifier(exchange)] = nil
        byHandle[transfer.handle] = nil
        transfer.clear()
        if spare.count < Self.mostSpare { spare.append(transfer) } else { transfer.free() }
    }

    private func finish() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi.pointer, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle,
                let transfer = byHandle[handle], let exchange = transfer.exchange
            else { continue }
            transfer.end(with: plumb_curl_message_result(message))
            remove(transfer, exchange)
        }
    }

    /// Ends what is too slow, and says how long the others may be waited for, in milliseconds.
    private func patience() -> Int32 {
        guard !running.isEmpty else { return 60_000 }
        let now = ContinuousClock.now
        var patience = Duration.seconds(60)
        for transfer in running.values {
            guard let exchange = transfer.exchange else { continue }
            let left = now.duration(to: transfer.deadline)
            if left <= .zero {
                transfer.endLate()
                remove(transfer, exchange)
            } else {
                patience = min(patience, left)
            }
        }
        return Int32(patience / .milliseconds(1)) + 1
    }
}
