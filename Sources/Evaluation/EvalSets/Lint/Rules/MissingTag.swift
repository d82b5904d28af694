/// Tags that say less than gold does; only where the set tags its examples.
struct MissingTag: LintRule {
    let name = "missing-tag"
    let level = LintLevel.note
    let summary = "a tag that the first gold query calls for is missing"

    func messages(for example: LintedExample) -> [String] {
        guard !example.example.tags.isEmpty, let query = example.gold.first?.query else { return [] }
        let tags = FeatureTags.tags(of: query).filter(FeatureTags.required.contains)
        let missing = tags.filter { !example.example.tags.contains($0) }
        return missing.isEmpty ? [] : ["gold calls for \(missing.joined(separator: ", "))"]
    }
}
