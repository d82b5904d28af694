import Foundation
import TestSupport
import Testing

/// A pipeline with a real model, where there is none: its replies were recorded, and are read back.
///
/// `Recordings/museum.jsonl` holds what Qwen2.5-Coder-1.5B-Instruct replied. A change of the prompt needs a new recording:
/// the command of the test with `--record` in place of `--replay only --recordings`, and a server.
struct RecordedModelTests {
    @Test func anEvalWithoutAnyModelIsTheSame() throws {
        let workplace = try Workplace()
        let databases = workplace.folder.appending(path: "databases")
        try FileManager.default.createDirectory(at: databases, withIntermediateDirectories: true)
        try SampleDatabase.run(
            try Repository.text("sample-dbs/museum.sql"), in: databases.appending(path: "museum.sqlite").path)
        let recording = Repository.root.appending(path: "Tests/EndToEnd/Recordings/museum.jsonl").path
        func eval(_ more: [String] = []) throws -> PipedRun {
            try PipedRun(
                [
                    "eval", Repository.root.appending(path: "evalsets/museum.jsonl").path, "--sample", "12", "--seed",
                    "1",
                    "--databases", databases.path, "--pipeline", "one-shot", "--config",
                    Repository.root.appending(path: "Benchmarks/pipelines.yaml").path, "--model", "qwen1.5b",
                    "--base-url", "http://127.0.0.1:9/v1", "--chained", "--replay", "only",
                    "--store", workplace.path("runs.sqlite"),
                ] + more, in: workplace)
        }
        let run = try eval(["--recordings", recording])
        #expect(run.code == 0, "\(run.messages)")
        #expect(run.output.contains("3 of 10 questions answered right"))
        #expect(run.output.contains("12 calls read back"))
        // Without the recording there is nothing to read back, and nobody is asked.
        let missing = try eval(["--store", workplace.path("other.sqlite")])
        #expect(missing.code != 0)
        #expect(missing.messages.contains("no recorded reply"))
    }
}
