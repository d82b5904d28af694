internal import CCurl
internal import Foundation
internal import Synchronization

/// The thread that all requests of a transport run on.
///
/// It sleeps in `curl_multi_poll` until a socket, a time limit or `curl_multi_wakeup` has something for it. Swift's own
/// threads never wait for the network. <https://curl.se/libcurl/c/curl_multi_poll.html>
final class CurlLoop: Sendable {
    private let trust: CurlTrust
    private let inbox = Mutex(Inbox())

    private enum Order {
        case start(HTTPExchange)
        case stop(HTTPExchange)
    }

    /// What tasks tell the thread.
    private struct Inbox {
        var orders: [Order] = []
        var multi: CurlMulti?
        var isClosed = false
    }

    init(trust: CurlTrust) { self.trust = trust }

    func start(_ exchange: HTTPExchange) { tell(.start(exchange)) }

    func stop(_ exchange: HTTPExchange) { tell(.stop(exchange)) }

    /// Ends the thread; what is on its way is cancelled.
    func close() {
        inbox.withLock { inbox in
            inbox.isClosed = true
            inbox.multi?.wake()
        }
    }

    private func tell(_ order: Order) {
        inbox.withLock { inbox in
            if inbox.multi == nil, !inbox.isClosed {
                let multi = CurlMulti()
                inbox.multi = multi
                launch(multi)
            }
            inbox.orders.append(order)
            // It takes all orders at a time: one that finds others waiting need not wake it again.
            if inbox.orders.count == 1 { inbox.multi?.wake() }
        }
    }

    private func launch(_ multi: CurlMulti) {
        let thread = Thread { [self] in
            // A signal is the business of the program's own threads; a write to a closed socket must not end it.
            var signals = sigset_t()
            sigfillset(&signals)
            pthread_sigmask(SIG_BLOCK, &signals, nil)
            CurlTransfers(multi, trust: trust).run { self.take() }
            // Nobody may wake what is gone.
            let left = inbox.withLock { inbox in
                inbox.multi = nil
                return inbox.orders
            }
            for case .start(let exchange) in left { exchange.receive(nil, [], end: .failure(CancellationError())) }
            multi.free()
        }
        thread.name = "plumb.http"
        thread.stackSize = 1 << 20
        thread.start()
    }

    /// What there is to do; nil at the end.
    private func take() -> (started: [HTTPExchange], stopped: [HTTPExchange])? {
        let orders = inbox.withLock { inbox -> [Order]? in
            if inbox.isClosed { return nil }
            defer { inbox.orders.removeAll(keepingCapacity: true) }
            return inbox.orders
        }
        guard let orders else { return nil }
        var result: (started: [HTTPExchange], stopped: [HTTPExchange]) = ([], [])
        for order in orders {
            switch order {
            case .start(let exchange): result.started.append(exchange)
            case .stop(let exchange): result.stopped.append(exchange)
            }
        }
        return result
    }
}

/// A multi handle of libcurl.
struct CurlMulti: @unchecked Sendable {
    // @unchecked: of all functions only curl_multi_wakeup is called from other threads, which it is made for; the thread
    // that runs the transfers makes all other calls. <https://curl.se/libcurl/c/curl_multi_wakeup.html>
    let pointer: UnsafeMutableRawPointer?

    private static let library: CURLcode = plumb_curl_global_init()

    init() {
        _ = Self.library
        pointer = curl_multi_init()
        plumb_curl_multi_set_long(pointer, CURLMOPT_MAXCONNECTS, 256)
        plumb_curl_multi_set_long(pointer, CURLMOPT_PIPELINING, plumb_CURLPIPE_MULTIPLEX)
    }

    func wake() { curl_multi_wakeup(pointer) }

    func free() { curl_multi_cleanup(pointer) }
}
