internal import Foundation

/// The prompts that are part of the binary, which must work wherever it is copied.
public enum BuiltInPrompts {
    /// Their names.
    public static var names: [String] { texts.keys.sorted() }

    /// A prompt's text; nil where there is none of that name.
    public static func text(of name: String) -> String? { texts[name] }

    private static let texts: [String: String] = [
        "table-selection": PackageResources.table_selection_mustache,
        "column-selection": PackageResources.column_selection_mustache,
        "query-synthesis": PackageResources.query_synthesis_mustache,
        "query-direct": PackageResources.query_direct_mustache,
        "judge": PackageResources.judge_mustache,
    ].mapValues { String(decoding: $0, as: UTF8.self) }
}
