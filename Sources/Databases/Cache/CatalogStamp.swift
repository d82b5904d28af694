internal import PlumbCore

/// Tells cheaply whether a database or its annotations have changed since they were read.
struct CatalogStamp: Hashable, Sendable {
    /// Everything that is looked at, as one line.
    let text: String

    /// Raised whenever a catalog that was read before would be read differently now.
    private static let version = 5

    /// Makes a stamp of what an engine looks at, and of what lies on every engine's catalog.
    init(_ parts: [String], _ annotations: AnnotationsFile?, _ policy: AccessPolicy) {
        var hash = StableHash()
        hash.combine(annotations?.bytes ?? [])
        let notes = annotations.map { "\($0.path) \(hash.text)" } ?? "-"
        text = (["plumb \(Self.version)"] + parts + [notes, policy.stamp]).joined(separator: "|")
    }
}

extension AccessPolicy {
    /// The policy as a few characters that differ where it does.
    var stamp: String {
        guard !allowsEverything else { return "-" }
        var hash = StableHash()
        hash.combine(allowedTables == nil ? "all" : "some")
        let sets = [
            allowedTables?.map(\.description) ?? [], deniedTables.map(\.description),
            allowedColumns.map(\.description), deniedColumns.map(\.description),
        ]
        for set in sets {
            for name in set.sorted() { hash.combine(name) }
            hash.combine("")
        }
        for (table, condition) in rowFilters.sorted(by: { $0.key < $1.key }) {
            hash.combine(table.description)
            hash.combine(condition)
        }
        return hash.text
    }
}
