internal import ArgumentParser
internal import Foundation
internal import PlumbCore
internal import PlumbDatabases
internal import PlumbEvaluation

/// Where runs are kept.
struct StoreOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The run store: a SQLite file, or postgres://user@host/database, which a team shares.",
            discussion: "Default: runs.sqlite in $XDG_STATE_HOME/plumb.", valueName: "store"),
        completion: .file())
    var store: String?

    @Flag(name: .shortAndLong, help: "Say more about what went wrong.")
    var verbose = false

    /// Opens the store, making it and the standard folder where they are missing.
    func open() async throws -> RunStore {
        let place = try place()
        if store == nil {
            let folder = URL(fileURLWithPath: place).deletingLastPathComponent().path
            do {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                throw PlumbError(
                    .badInput, "\(folder) can't be made", suggestion: "Add --store FILE.", detail: "\(error)")
            }
        }
        return try await RunStore.open(place)
    }

    /// Opens the store to read it, and makes nothing.
    ///
    /// - Throws: `PlumbError` with `badInput` where there is none.
    func openExisting() async throws -> RunStore {
        guard let opened = try await RunStore.openExisting(place()) else {
            throw PlumbError(
                .badInput, "there are no runs in \(try name())", suggestion: "plumb eval makes one.")
        }
        return opened
    }

    /// The runs that are kept, the latest first; none where there is no store.
    func entries() async throws -> [RunStore.Entry] {
        try await RunStore.openExisting(place())?.runs() ?? []
    }

    /// What the store is called in messages, without a password.
    func name() throws(PlumbError) -> String {
        let place = try place()
        let location = try? DatabaseLocation(place)
        return location?.server?.description ?? place
    }

    /// What the option names, or the standard place.
    private func place() throws(PlumbError) -> String {
        if let store { return store }
        let base = Environment.value("XDG_STATE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
        guard let folder = base ?? Environment.value("HOME").map({ $0 + "/.local/state" }) else {
            throw PlumbError(.badInput, "there is no home to keep runs in", suggestion: "Add --store FILE.")
        }
        return folder + "/plumb/runs.sqlite"
    }

    /// Runs a body, and says what went wrong where it throws.
    func run(_ body: @escaping @Sendable (Console) async throws -> Void) async throws {
        let console = Console()
        do {
            try await Interrupts().cancelling { try await body(console) }
        } catch let code as ExitCode {
            throw code
        } catch {
            console.complain(error, isVerbose: verbose)
            throw Outcome(of: error).exitCode
        }
    }
}

extension RunStore {
    /// A run by its name, with its examples; whole ones hold what is shown only when an example is opened.
    func record(named name: String, isWhole: Bool) async throws -> RunRecord {
        let entry = try await run(named: name)
        let examples = try await examples(of: entry.id, isWhole: isWhole)
        return RunRecord(
            id: entry.id, startedAt: entry.startedAt, isComplete: entry.summary != nil, making: entry.making,
            examples: examples, summary: entry.summary ?? RunSummary(of: examples, contract: entry.making.contract))
    }
}
