internal import PlumbDatabases
internal import PlumbReports

extension CatalogProgress {
    /// How far the first reading of a catalog is, on one line of the screen.
    func text(for screen: Screen) -> String {
        screen.coloring(
            .faint,
            VisibleText.clipped("reading the catalog: \(table), \(tablesDone) of \(tables)", to: screen.columns ?? 80).text)
    }
}
