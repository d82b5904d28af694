internal import Plumb
internal import PlumbReports

extension CatalogProgress {
    /// How far the first reading of a catalog is, on one line of the screen.
    func text(for screen: Screen) -> String {
        let text = "reading the catalog: \(tablesDone) of \(tables) tables" + (table.isEmpty ? "" : ", \(table)")
        // The last cell stays free: a terminal may wrap when it is written.
        return screen.coloring(.faint, VisibleText.clipped(text, to: (screen.columns ?? 80) - 1).text)
    }
}
