internal import Mustache

/// The templates of the HTML report: they are part of the binary, which must work wherever it is copied.
enum HTMLTemplates {
    /// Fills a template; what is in double braces is escaped, what is in triple braces is markup already.
    static func render(_ view: Any, with name: String) -> String {
        switch library {
        case .success(let library): library.render(view, withTemplate: name) ?? ""
        // A template that can't be read is found by any test that renders one.
        case .failure(let error): preconditionFailure("template: \(error)")
        }
    }

    private static let library: Result<MustacheLibrary, any Error> = Result {
        MustacheContentTypes.register(EscapedText(), named: "PLUMB")
        var library = MustacheLibrary()
        for (name, text) in [
            "page": pageTemplate, "stage": stageTemplate, "figure": figureTemplate, "example": exampleTemplate,
            "pane": paneTemplate,
        ] {
            try library.register("{{% CONTENT_TYPE:PLUMB}}" + text, named: name)
        }
        return library
    }

    /// The library's own escaping goes by characters, and takes a quote before a combining mark for another character.
    private struct EscapedText: MustacheContentType {
        func escapeText(_ text: String) -> String { MarkupText.escaped(text) }
    }
}
