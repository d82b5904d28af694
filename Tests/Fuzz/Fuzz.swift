import Foundation
import SQLFuzzing
import Synchronization

/// `make fuzz`: random trees, edited queries and words in no order, for as long as is asked for.
///
/// A failure is printed with the command that makes the same input again, and ends the run.
@main
struct Fuzz {
    /// What the run is asked to do.
    private struct Options {
        var seconds = 600.0
        var seed = UInt64.random(in: 0..<1_000_000)
        var number: UInt64?

        init(_ arguments: [String]) throws {
            var rest = arguments[...]
            while let option = rest.popFirst() {
                guard let value = rest.popFirst() else { throw Failure("\(option) needs a value") }
                switch (option, Double(value), UInt64(value)) {
                case ("--seconds", let value?, _): seconds = value
                case ("--seed", _, let value?): seed = value
                case ("--input", _, let value?): number = value
                default: throw Failure("usage: fuzz [--seconds 600] [--seed N] [--input N]")
                }
            }
        }
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String

        init(_ description: String) { self.description = description }
    }

    static func main() {
        do {
            try run(Options(Array(CommandLine.arguments.dropFirst())))
        } catch {
            print("fuzz: \(error)")
            exit(1)
        }
    }

    private static func run(_ options: Options) throws {
        let seeds = try FuzzCase.Seeds.ofRepository()
        if let number = options.number {
            let input = FuzzCase(number: number, seed: options.seed, seeds: seeds) { print($0) }
            if let failure = input.failure { throw Failure(failure) }
            print("nothing is wrong with it")
            return
        }
        print("seed \(options.seed), \(Int(options.seconds)) seconds")
        let watchdog = Watchdog(seed: options.seed)
        let end = ContinuousClock.now + .seconds(options.seconds)
        var bytes = 0
        var counts: [String: Int] = [:]
        var number: UInt64 = 0
        while ContinuousClock.now < end {
            for _ in 0..<256 {
                watchdog.begin(number)
                let input = FuzzCase(number: number, seed: options.seed, seeds: seeds)
                if let failure = input.failure { throw Failure(report(input, failure, number, options.seed)) }
                bytes += input.text.utf8.count
                counts["\(input.dialect) \(input.kind.rawValue)", default: 0] += 1
                number += 1
            }
        }
        watchdog.begin(nil)
        let rate = Double(number) / options.seconds
        print("\(number) inputs, \(bytes) bytes, \(Int(rate)) inputs per second, no failure")
        for (kind, count) in counts.sorted(by: { $0.key < $1.key }) { print("  \(count) \(kind)") }
        let slow = GrowingTexts.tooSlow(bytes: 1 << 20)
        guard slow.isEmpty else { throw Failure(slow.joined(separator: "\n")) }
        print("time grows no faster than the text, up to 1 MiB")
    }

    private static func report(_ input: FuzzCase, _ failure: String, _ number: UInt64, _ seed: UInt64) -> String {
        """
        \(input.kind.rawValue), \(input.dialect): \(failure)
        input \(number):
        \(input.text)
        again: .build/release/fuzz --seed \(seed) --input \(number)
        """
    }
}

/// Ends the process with a word about the input where one takes ten seconds, or brings the process down.
private final class Watchdog: Sendable {
    private struct Current {
        var number: UInt64?
        var since = ContinuousClock.now
    }

    private let current = Mutex(Current())

    init(seed: UInt64) {
        lastSeed = seed
        for signal in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE] { report(signal) }
        Thread.detachNewThread { [self] in
            while true {
                sleep(1)
                let current = current.withLock { $0 }
                guard let number = current.number, ContinuousClock.now - current.since > .seconds(10) else { continue }
                print(
                    "fuzz: an input takes more than 10 seconds\nagain: .build/release/fuzz --seed \(seed) --input \(number)"
                )
                exit(2)
            }
        }
    }

    /// Notes that an input begins, or that none is left.
    func begin(_ number: UInt64?) {
        lastNumber = number ?? 0
        current.withLock { $0 = Current(number: number) }
    }
}

// A signal's handler may touch no lock and allocate nothing. Both are written by the main thread only, and read by the
// handler on the thread that came down, which is the main thread too.
nonisolated(unsafe) private var lastSeed: UInt64 = 0
nonisolated(unsafe) private var lastNumber: UInt64 = 0

/// Writes a text and a number with nothing but what a signal's handler may call.
private func printNumber(_ text: StaticString, _ number: UInt64?) {
    _ = write(1, text.utf8Start, text.utf8CodeUnitCount)
    guard var rest = number else { return }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
        var place = 20
        repeat {
            place -= 1
            digits[place] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        } while rest > 0
        _ = write(1, digits.baseAddress?.advanced(by: place), 20 - place)
    }
}

/// Prints which input brought the process down, where this signal does.
private func report(_ signal: Int32) {
    // On a stack of its own: the usual one may be what ran out.
    var stack = stack_t()
    stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: 1 << 16, alignment: 16)
    stack.ss_size = 1 << 16
    sigaltstack(&stack, nil)
    var action = sigaction()
    action.sa_flags = Int32(SA_ONSTACK)
    action.__sigaction_handler.sa_handler = { _ in
        printNumber("fuzz: the process came down\nagain: .build/release/fuzz --seed ", lastSeed)
        printNumber(" --input ", lastNumber)
        printNumber("\n", nil)
        _exit(2)
    }
    sigaction(signal, &action, nil)
}
