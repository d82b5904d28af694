import Testing

@testable import PlumbEvaluation

/// Words as the benchmark's script cuts them up; expected is what the script itself prints.
struct PublishedTokensTests {
    @Test(arguments: [
        ("SELECT a.b , count(*) FROM t WHERE x<>1", "select|a.b|,|count|(|*|)|from|t|where|x|<|>|1"),
        ("y >= 2 AND z != 3 and w==4 and q = -1 ;", "y|>=|2|and|z|!=|3|and|w==4|and|q|=|-1|;"),
        ("y>=2", "y|>|=2"), ("b=1", "b=1"), ("c = \"x\" and", "c|=|\"x\"|and"), ("d like '%a%'", "d|like|\"%a%\""),
        ("`a` , [b c] , t1. x", "`|a|`|,|[|b|c|]|,|t1|.|x"), ("x = 1.5 and y = .5", "x|=|1.5|and|y|=|.5"),
        ("a+b, c/d , e*f, T1.*", "a+b|,|c/d|,|e|*|f|,|t1|.|*"), ("cannot $a 3% x#y & z", "can|not|$|a|3|%|x|#|y|&|z"),
        ("a -- b\n", "a|--|b"), ("10,000", "10,000"), ("c = 1. SELECT", "c|=|1|.|select"),
        ("gonna, wanna, lemme", "gon|na|,|wan|na|,|lem|me"), ("a::text b||c a:b 5:3", "a|:|:text|b||c|a|:|b|5:3"),
        ("a... b", "a|...|b"), ("b = 3.", "b|=|3|."), ("t! x? y", "t|!|x|?|y"),
    ])
    func wordsAreThoseOfTheScript(sql: String, words: String) {
        let found = PublishedTokens.words(of: sql)?.joined(separator: "|")
        #expect(found == words)
    }

    @Test func anOpenQuoteIsNotRead() {
        #expect(PublishedTokens.words(of: "SELECT 'a") == nil)
        #expect(PublishedTokens.words(of: "x = 'it''s'") != nil)
    }
}
