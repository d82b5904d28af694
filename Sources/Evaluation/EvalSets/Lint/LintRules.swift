/// All rules, in the order in which they are listed.
enum LintRules {
    static let all: [any LintRule] = [
        UnreadableLine(), DuplicateID(), DuplicateQuestion(), MissingDatabase(), UnknownNames(), GoldWrites(),
        GoldFails(),
        GoldSlow(), GoldEmpty(), GoldDisagrees(), GoldTies(), GoldOrder(), GoldFloatSum(), GoldDoubleQuotedString(),
        LeaksSQL(), MissingTag(),
    ]
}
