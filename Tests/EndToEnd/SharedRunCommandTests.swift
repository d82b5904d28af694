import Foundation
import TestSupport
import Testing

/// Several `plumb` processes on one run, as on several machines, and what becomes of it when some are killed.
@Suite(.serialized)
struct SharedRunCommandTests: ShopRuns {
    let workplace: Workplace

    init() throws {
        workplace = try Self.makeWorkplace()
        let questions = (1...90).map { number in
            #"{"id": "k\#(number)", "database": "shop", "question": "How many orders have a total above \#(number)?", "#
                + #""gold": [{"sql": "SELECT count(*) FROM orders WHERE total > \#(number)"}]}"#
        }
        try write("many.jsonl", questions.joined(separator: "\n"))
    }

    /// Where runs of a test are kept: a file, and a server where there is one.
    enum Store: String, CaseIterable, Sendable {
        case file, postgres

        static let available = allCases.filter { $0 == .file || TestPostgres.address != nil }

        func address(_ workplace: Workplace) async throws -> String {
            switch self {
            case .file: workplace.path("runs.sqlite")
            case .postgres: try await TestPostgres.makeDatabase()
            }
        }
    }

    /// Two workers begin, both are killed in the middle, two others end the run: complete, and as one process makes it.
    @Test(arguments: Store.available)
    func killedWorkersLeaveNoMark(kind: Store) async throws {
        let store = try await kind.address(workplace)
        let whole = try PipedRun(
            ["eval", "many.jsonl", "--databases", "databases", "--store", workplace.path("whole.sqlite")], in: workplace
        )
        #expect(whole.code == 0, "\(whole.messages)")
        let script = """
            finished() { "$PLUMB" runs --store "$STORE" --format jsonl | grep -o '"done":[0-9]*' | head -1 | cut -d: -f2; }
            work() {
                exec "$PLUMB" eval --resume "$RUN" --worker --databases "$2" --jobs 1 --lease 2s --store "$STORE" \
                    > "$1.out" 2> "$1.err"
            }
            # Another machine has the same data, and no eval set.
            cp -r databases elsewhere
            STORE='\(store)'
            RUN=$("$PLUMB" eval many.jsonl --databases databases --store "$STORE" --enqueue) || exit 1
            work a databases & a=$!
            work b elsewhere & b=$!
            for wait in $(seq 2000); do [ "$(finished)" -ge 5 ] && break; sleep 0.02; done
            kill -9 $a
            for wait in $(seq 2000); do [ "$(finished)" -ge 15 ] && break; sleep 0.02; done
            kill -9 $b
            wait
            finished
            work c databases & c=$!
            work d elsewhere & d=$!
            wait $c || cat c.err
            wait $d || cat d.err
            finished
            cmp c.out d.out && echo same
            """
        let run = try PipedRun(script: script, in: workplace)
        let lines = run.output.split(separator: "\n")
        try #require(lines.count == 3, "\(run.output) \(run.messages)")
        let before = try #require(Int(lines[0]))
        #expect(before >= 15 && before < 90 && lines[1] == "90" && lines[2] == "same", "\(run.output)")
        #expect(try figures(store) == figures(workplace.path("whole.sqlite")))
        let report = try PipedRun(["report", "last", "--store", store], in: workplace)
        #expect(report.code == 0 && report.output.contains("90"), "\(report.messages)")
        if kind == .postgres {
            // What was left behind was taken a second time, and nothing that was done was.
            let rows = try await TestPostgres.run(
                """
                SELECT count(*), count(*) FILTER (WHERE NOT is_done OR owner IS NOT NULL), min(lease), max(lease) <= 3,
                    (SELECT count(*) FROM plumb.results) FROM plumb.work
                """, on: store)
            #expect(rows == [["90", "0", "1", "t", "90"]])
        }
    }

    /// A worker that hangs is no worker: its examples are taken over, and what it says later is not heard.
    @Test(arguments: Store.available)
    func aStoppedWorkerIsTakenOverAndNotHeardLater(kind: Store) async throws {
        let store = try await kind.address(workplace)
        let script = """
            finished() { "$PLUMB" runs --store "$STORE" --format jsonl | grep -o '"done":[0-9]*' | head -1 | cut -d: -f2; }
            STORE='\(store)'
            RUN=$("$PLUMB" eval many.jsonl --databases databases --store "$STORE" --enqueue) || exit 1
            worker="$PLUMB eval --resume $RUN --worker --databases databases --jobs 1 --lease 1s --store $STORE"
            $worker > a.out 2> a.err & a=$!
            for wait in $(seq 400); do [ "$(finished)" -ge 5 ] && break; sleep 0.02; done
            # Not while it writes: a file stays locked then, which no lease could end.
            for wait in $(seq 200); do
                kill -STOP $a
                case $STORE in postgres:*) break ;; esac
                sqlite3 "$STORE" "BEGIN IMMEDIATE; ROLLBACK" 2> locked.err && break
                kill -CONT $a; sleep 0.01
            done
            $worker > b.out 2> b.err || cat b.err
            finished
            kill -CONT $a
            wait $a || cat a.err
            finished
            cmp a.out b.out && echo same
            """
        let run = try PipedRun(script: script, in: workplace)
        #expect(run.output == "90\n90\nsame\n", "\(run.output) \(run.messages)")
        let messages = try String(contentsOfFile: workplace.path("b.err"), encoding: .utf8)
        // It may have been stopped between two examples.
        #expect(messages == "" || messages.contains("waiting for 1 example that 1 other process holds"), "\(messages)")
    }

    /// Ctrl-C gives examples back at once: nobody waits for a lease.
    @Test(arguments: Store.available)
    func anInterruptGivesExamplesBack(kind: Store) async throws {
        let store = try await kind.address(workplace)
        let script = """
            finished() { "$PLUMB" runs --store "$STORE" --format jsonl | grep -o '"done":[0-9]*' | head -1 | cut -d: -f2; }
            STORE='\(store)'
            "$PLUMB" eval many.jsonl --databases databases --lease 60m --jobs 2 --store "$STORE" > a.out 2> a.err & a=$!
            for wait in $(seq 400); do [ "$(finished)" -ge 5 ] && break; sleep 0.02; done
            kill -INT $a
            wait $a
            echo $?
            finished
            """
        let run = try PipedRun(script: script, in: workplace)
        let lines = run.output.split(separator: "\n").compactMap { Int($0) }
        #expect(lines.count == 2 && lines[0] == 130 && (5..<90).contains(lines[1]), "\(run.output) \(run.messages)")
        let held = "SELECT count(*) FROM work WHERE owner IS NOT NULL OR expires IS NOT NULL"
        switch kind {
        case .file:
            let count = try PipedRun(script: "sqlite3 '\(store)' '\(held)'", in: workplace)
            #expect(count.output == "0\n", "\(count.messages)")
        case .postgres:
            #expect(try await TestPostgres.run(held.replacing("work", with: "plumb.work"), on: store) == [["0"]])
        }
        let resumed = try PipedRun(
            ["eval", "--resume", "last", "--databases", "databases", "--store", store], in: workplace)
        #expect(resumed.code == 0 && resumed.output.contains("90"), "\(resumed.messages)")
    }

    @Test(arguments: [
        (["eval", "many.jsonl", "--worker"], "name it with --resume"),
        (["eval", "--resume", "last", "--enqueue"], "--enqueue begins a run"),
        (["eval", "many.jsonl", "--enqueue", "--json", "x.json"], "--enqueue runs nothing"),
        (["eval", "many.jsonl", "--lease", "100ms"], "--lease takes 1s or more"),
        (["eval", "many.jsonl", "--resume", "last"], "not both"),
    ])
    func explainsBadUsage(arguments: [String], words: String) throws {
        let run = try PipedRun(arguments + ["--store", workplace.path("runs.sqlite")], in: workplace)
        #expect(run.code == 64 && run.output == "" && run.messages.contains(words), "\(run.messages)")
    }

    /// Options that are left out are the run's; others are refused by name.
    @Test func whatTheRunBeganWithHolds() throws {
        func eval(_ arguments: String...) throws -> PipedRun {
            try PipedRun(
                ["eval", "--databases", "databases", "--store", workplace.path("runs.sqlite")] + arguments,
                in: workplace)
        }
        let name = try eval(
            "many.jsonl", "--timeout", "7s", "--double-quoted-strings", "--chained", "--contract", "strict", "--sample",
            "5", "--enqueue")
        #expect(name.code == 0 && name.output.hasPrefix("20"), "\(name.messages)")
        let refused = try eval("--resume", "last", "--timeout", "8s", "--contract", "bird")
        #expect(refused.code == 64, "\(refused.messages)")
        #expect(refused.messages.contains("the time limit is 8.0 s here and 7.0 s in the run"), "\(refused.messages)")
        #expect(refused.messages.contains("the contract is bird/1 here and strict/1"), "\(refused.messages)")
        let worker = try eval("--resume", "last", "--worker", "many.jsonl")
        #expect(worker.code == 0, "\(worker.messages)")
        try "\n".write(toFile: workplace.path("other.jsonl"), atomically: true, encoding: .utf8)
        let stranger = try eval("--resume", "last", "--worker", "other.jsonl")
        #expect(stranger.code == 64 && stranger.messages.contains("the eval set other is none of the run's"))
    }

    @Test(arguments: [
        ("postgres://ada:hush@127.0.0.1:1/runs", 3, "can't be reached"),
        ("postgres:dbname=x nonsense=y password=hush", 64, "can't be read"),
    ])
    func aServerThatIsNotThereIsSaidWithoutItsPassword(address: String, code: Int32, words: String) throws {
        for command in [["runs"], ["report", "last"], ["eval", "many.jsonl", "--databases", "databases"]] {
            let run = try PipedRun(command + ["--store", address, "--verbose"], in: workplace)
            #expect(run.code == code && run.output == "", "\(run.messages)")
            #expect(run.messages.contains(words) && !run.messages.contains("hush"), "\(run.messages)")
        }
    }
}
