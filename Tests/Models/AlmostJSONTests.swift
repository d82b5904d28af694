import Testing

@testable import PlumbModels

/// JSON as models write it.
struct AlmostJSONTests {
    @Test(arguments: [
        (#"{"a": 1}"#, #"{"a":1}"#),
        ("```json\n{\"a\": 1}\n```", #"{"a":1}"#),
        (#"Sure! Here it is: {"a": 1}. Anything else?"#, #"{"a":1}"#),
        (#"The set {1, 2} gives {"a": 1}"#, #"{"a":1}"#),
        (#"{"a": [1, 2,], "b": {"c": 1,},}"#, #"{"a":[1,2],"b":{"c":1}}"#),
        ("{'a': 'it''s'}", nil),
        (#"{'a': 'say "x"'}"#, #"{"a":"say \"x\""}"#),
        (#"{'a': 'it\'s'}"#, #"{"a":"it's"}"#),
        (#"{a: True, b: False, c: None}"#, #"{"a":true,"b":false,"c":null}"#),
        ("{\"a\": 1, // one\n # two\n /* three */ \"b\": 2}", #"{"a":1,"b":2}"#),
        (#"{"a": [1, {"b": 2"#, #"{"a":[1,{"b":2}]}"#),
        (#"{"a": "unfinished"#, nil),
        (#"{"a": "#, nil),
        ("{\"a\": \"two\nlines\"}", #"{"a":"two\nlines"}"#),
        (#"{"a": "\d"}"#, #"{"a":"d"}"#),
        ("no JSON at all", nil), ("", nil), ("[1, 2]", nil),
        (#"[{"a": 1}]"#, #"{"a":1}"#),
    ]) func objectsAreFound(_ text: String, _ expected: String?) {
        #expect(AlmostJSON.object(in: text)?.json == expected)
    }

    @Test func theObjectThatFitsComesFirst() {
        let text = #"For {"x": 1} I answer {"sql": "SELECT 1"}"#
        #expect(AlmostJSON.object(in: text) { $0["sql"] != nil }?.json == #"{"sql":"SELECT 1"}"#)
        #expect(AlmostJSON.object(in: text) { $0["y"] != nil }?.json == #"{"x":1}"#)
    }

    @Test func whatBrokeOffIsClosedOnlyWherePermitted() {
        #expect(AlmostJSON.object(in: #"{"a": 1"#, mayBeUnclosed: false) == nil)
        #expect(AlmostJSON.object(in: #"{"a": 1"#)?.json == #"{"a":1}"#)
    }

    @Test func hostileTextsEndSoon() {
        _ = AlmostJSON.object(in: String(repeating: "{", count: 100_000))
        _ = AlmostJSON.object(in: String(repeating: #"{"a":["#, count: 50_000))
        _ = AlmostJSON.object(in: String(repeating: "{'", count: 50_000))
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\":1,}", "{'a':1}", "{a:1}", "01", "1.", "-", "1e", "nul", "True", "\"\n\"", "\"\\x\"",
        "\"\\u12\"", "1 2", "\u{1}",
    ]) func strictReadingRefusesWhatIsNoJSON(_ text: String) {
        #expect(throws: JSONReader.Failure.self) { try JSONReader.value(text) }
    }

    @Test(arguments: [
        #"{"a":[1,-2.5,1e+5,true,false,null,"\"\\\n\t\u0001"],"b":{}}"#, "\"🎈\"", "[]", "0", "-0.5",
    ]) func whatIsReadIsWrittenAlike(_ text: String) throws {
        #expect(try JSONReader.value(text).json == text)
    }

    @Test func escapesStandForTheirCharacters() throws {
        #expect(try JSONReader.value(#""\u00e9\ud83c\udf88\/\b""#).text == "é🎈/\u{8}")
        #expect(try JSONReader.value(#""\ud83cx""#).text == "\u{FFFD}x")
    }

    @Test(arguments: [
        (#"{"a":1}"#, nil), (#"{"a":1.5}"#, "the object.a is not of the type \"integer\""),
        ("{}", "the object has no a"), (#"{"a":1,"b":2}"#, "the object may not have b"),
        (#"{"a":1,"c":["x","z"]}"#, "the object.c[1] is none of \"x\", \"y\""),
        (#"{"a":1,"d":null}"#, nil), (#"{"a":1,"d":true}"#, "the object.d fits none of what it may be"),
    ]) func schemasSayWhatIsWrong(_ text: String, _ problem: String?) throws {
        let schema = try JSONReader.value(
            #"""
            {"type":"object","required":["a"],"additionalProperties":false,"properties":{"a":{"type":"integer"},
            "c":{"type":"array","items":{"enum":["x","y"]}},"d":{"anyOf":[{"type":"null"},{"type":"string"}]}}}
            """#)
        #expect(SchemaCheck.problem(try JSONReader.value(text), schema) == problem)
    }
}
