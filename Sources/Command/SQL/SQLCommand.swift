internal import ArgumentParser

/// `plumb sql`: what SQL says, without running it.
struct SQLCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sql",
        abstract: "Read SQL without running it: its tree, its layout, what it reads, whether it is safe; mend it.",
        discussion: """
            One query as the argument or on standard input, or many with --file: one JSON object a line, and one line of \
            JSON for each, in order.

            These commands read no plumb.yaml, and so no policy: they show whatever the database's user may read, names of \
            tables and columns, and values where mend offers some. check holds queries against its own options alone.

            EXAMPLES
              plumb sql parse "SELECT name FROM singer WHERE age > 20"
              plumb sql format --to postgres < query.sql
              plumb sql footprint "SELECT name FROM customers" -d shop.sqlite
              plumb sql check --file queries.jsonl --databases sample-dbs
              plumb sql mend "SELECT contry FROM customers" -d shop.sqlite

            EXIT CODES
              \(documentation)
            """,
        subcommands: [
            SQLParseCommand.self, SQLFormatCommand.self, SQLFootprintCommand.self, SQLCheckCommand.self,
            SQLMendCommand.self,
        ])

    /// The codes and their meanings, a line each.
    static let documentation = """
        0    nothing is wrong
          1    a query can't be read, or names what does not exist
          2    a query is not safe
          3    the database can't be read
          64   bad usage
        """
}
