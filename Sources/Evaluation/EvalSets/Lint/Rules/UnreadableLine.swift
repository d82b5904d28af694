/// A line that is no example; the linter itself finds it.
struct UnreadableLine: LintRule {
    let name = "unreadable-line"
    let level = LintLevel.error
    let summary = "a line holds no example"
}
