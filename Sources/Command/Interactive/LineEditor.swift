internal import CEdit
internal import PlumbReports
internal import Synchronization

#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// Lines typed on a terminal, with editing, history and completion by libedit.
///
/// Invariant: the editor is touched only inside `StandardInput.waiting`, whose queue is serial. That is why the
/// unchecked promise holds: libedit itself knows no threads (editline(3)).
final class LineEditor: LineSource, @unchecked Sendable {
    private let editor: OpaquePointer
    private let past: OpaquePointer
    private let history: HistoryFile?
    private let client: EditorClient

    /// Starts editing; nil where the terminal can't be used for it.
    ///
    /// - Parameters:
    ///   - prompt: what stands before the line; bytes of value 1 surround escape sequences.
    ///   - completion: finds what a word may become.
    ///   - history: where earlier lines are kept; nil for nowhere.
    init?(prompt: String, completion: Completion, history: HistoryFile?) {
        // libedit counts characters by the locale: without one, a question with an accent can't be typed.
        setlocale(LC_CTYPE, "")
        if String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
        guard let editor = plumb_edit_open() else { return nil }
        guard let past = history_init() else {
            el_end(editor)
            return nil
        }
        self.editor = editor
        self.past = past
        self.history = history
        client = EditorClient(prompt: prompt, completion: completion)
        plumb_edit_set_client(editor, Unmanaged.passUnretained(client).toOpaque())
        plumb_edit_set_prompt(editor) { EditorClient.of($0)?.prompt }
        plumb_edit_set_emacs(editor)
        plumb_history_set_size(past, 1_000)
        for line in history?.load() ?? [] { plumb_history_enter(past, line) }
        plumb_edit_set_history(editor, past)
        plumb_edit_take_signal_keys(editor)
        plumb_edit_bind(editor, "^C", "plumb-interrupt", "Give the line up") { editor, _ in
            EditorClient.of(editor)?.isInterrupted = true
            return UInt8(CC_NEWLINE)
        }
        plumb_edit_bind(editor, "^I", "plumb-complete", "Complete a name") { editor, _ in
            EditorClient.of(editor)?.complete(in: editor) ?? UInt8(CC_ERROR)
        }
        plumb_edit_bind_builtin(editor, "^R", "em-inc-search-prev")
        el_source(editor, nil)
    }

    func next() async -> LineEvent {
        await StandardInput.waiting { self.read() }
    }

    func close() async {
        await StandardInput.waiting {
            history_end(self.past)
            el_end(self.editor)
        }
    }

    private func read() -> LineEvent {
        el_resize(editor)
        client.isInterrupted = false
        var count: Int32 = 0
        guard let bytes = el_gets(editor, &count), count > 0 || client.isInterrupted else {
            try? Output.messages.write(text: "\n")
            return .end
        }
        if client.isInterrupted {
            try? Output.messages.write(text: "^C\n")
            return .interrupted
        }
        var line = String(cString: bytes)
        while line.last?.isNewline == true { line.removeLast() }
        if !line.allSatisfy(\.isWhitespace) {
            plumb_history_enter(past, line)
            history?.append(line)
        }
        return .line(line)
    }
}

/// What libedit's callbacks need: they are C functions and carry nothing but the editor.
private final class EditorClient {
    /// The prompt as C holds it, for as long as this lives.
    let prompt: UnsafeMutablePointer<CChar>?
    var isInterrupted = false
    private let completion: Completion

    init(prompt: String, completion: Completion) {
        self.prompt = strdup(prompt)
        self.completion = completion
    }

    deinit { free(prompt) }

    static func of(_ editor: OpaquePointer?) -> EditorClient? {
        // The line editor keeps its client alive for as long as the editor.
        plumb_edit_client(editor).map { Unmanaged<EditorClient>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Completes the word before the cursor as far as it is certain, or lists what it may become.
    func complete(in editor: OpaquePointer?) -> UInt8 {
        guard let info = el_line(editor)?.pointee, let start = info.buffer, let cursor = info.cursor else {
            return UInt8(CC_ERROR)
        }
        let bytes = UnsafeRawBufferPointer(start: start, count: cursor - start)
        let result = completion.complete(String(decoding: bytes, as: UTF8.self))
        if !result.insertion.isEmpty {
            el_insertstr(editor, result.insertion)
            return UInt8(CC_REFRESH)
        }
        guard result.choices.count > 1 else { return UInt8(CC_REFRESH_BEEP) }
        try? Output.messages.write(
            text: "\n" + result.choices.prefix(40).map(VisibleText.of).joined(separator: "  ") + "\n")
        return UInt8(CC_REDISPLAY)
    }
}
