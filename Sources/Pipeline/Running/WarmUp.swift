internal import PlumbCore

extension Pipeline {
    /// Runs the stages before the execution check once on a catalog of two tables, so that word lists are built and code
    /// is loaded while something else, such as the opening of a database, takes its time.
    ///
    /// Nothing is read or written, and the outcome is thrown away.
    public func warmUp() async {
        let people = Table(
            name: "people",
            columns: [
                Column(name: "id", type: .integer), Column(name: "name", type: .text),
                Column(name: "joined_on", type: .date),
            ], primaryKey: ["id"])
        let orders = Table(
            name: "orders",
            columns: [
                Column(name: "id", type: .integer), Column(name: "person_id", type: .integer),
                Column(name: "total", type: .real),
            ], primaryKey: ["id"])
        let catalog = Catalog(
            database: "warm-up", dialect: .sqlite, fingerprint: "", tables: [people, orders],
            foreignKeys: [
                ForeignKey(
                    table: "orders", columns: ["person_id"], referencedTable: "people", referencedColumns: ["id"])
            ])
        let question = Question("Which three people who joined after 2020 have the highest total of orders?")
        let services = StageServices()
        guard
            let tables = try? await tableSelection.run(
                TableSelection.Input(question: question, catalog: catalog), with: services),
            let columns = try? await columnSelection.run(
                ColumnSelection.Input(question: question, catalog: catalog, tables: tables.kept), with: services)
        else { return }
        let slice = SchemaSlice(catalog: catalog, tables: tables, columns: columns)
        _ = try? await querySynthesis.run(QuerySynthesis.Input(question: question, slice: slice), with: services)
    }
}
