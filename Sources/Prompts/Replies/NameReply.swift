internal import Foundation
package import PlumbCore

/// A list of names that a model replied as JSON.
package enum NameReply {
    /// The JSON Schema of `{"NAME": ["…"]}`.
    package static func schema(_ name: String) -> String {
        """
        {"type":"object","properties":{"\(name)":{"type":"array","items":{"type":"string"}}},\
        "required":["\(name)"],"additionalProperties":false}
        """
    }

    /// The names.
    ///
    /// - Throws: `PlumbError` with `modelUnreadable`.
    package static func names(_ name: String, in text: String) throws(PlumbError) -> [String] {
        guard let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any],
            let names = object[name] as? [Any]
        else {
            throw PlumbError(.modelUnreadable, "the model's reply has no list '\(name)'", detail: text)
        }
        return names.compactMap { $0 as? String }
    }
}
