import Testing

struct HelpTests {
    private let workplace: Workplace

    init() throws { workplace = try Workplace() }

    @Test func saysItsVersion() throws {
        let run = try PipedRun(["--version"], in: workplace)
        #expect(run.code == 0)
        #expect(run.output.wholeMatch(of: /plumb \d+\.\d+\.\d+\n/) != nil)
    }

    @Test(arguments: [["--help"], ["ask", "--help"], ["help", "schema"]])
    func helps(arguments: [String]) throws {
        let run = try PipedRun(arguments, in: workplace)
        #expect(run.code == 0)
        #expect(run.output.contains("USAGE"))
        #expect(run.messages == "")
    }

    @Test func documentsItsExitCodesWithAnExample() throws {
        let help = try PipedRun(["--help"], in: workplace).output
        for word in ["130  interrupted", "1    no confident answer", "plumb ask \"", "completion"] {
            #expect(help.contains(word))
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completesInShells(shell: String) throws {
        let run = try PipedRun(["--generate-completion-script", shell], in: workplace)
        #expect(run.code == 0)
        #expect(run.output.contains("database"))
        if shell == "bash" {
            try #require(
                try PipedRun(script: #""$PLUMB" --generate-completion-script bash > c; bash -n c"#, in: workplace).code
                    == 0)
        }
    }
}
