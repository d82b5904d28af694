internal import PlumbCore

/// Writes rows for people: aligned columns that fit the screen, or one block for each row where they don't.
///
/// Widths come from the first rows, which are held back until there are enough of them. On a terminal a longer text
/// further down is cut; elsewhere nothing is ever cut, and a longer cell moves the rest of its row to the right.
struct TableWriter: ResultWriter {
    let screen: Screen

    private var columns: [ResultColumn] = []
    private var held: [[TableCell]] = []
    private var heldBytes = 0
    private var body: Body?

    /// How many rows and bytes decide the widths.
    private static let sampleRows = 500
    private static let sampleBytes = 1 << 20

    /// A longer cell does not widen its column where nothing is cut.
    private static let alignedWidth = 80

    private enum Body {
        case aligned(AlignedRows)
        case records(RecordBlocks)
    }

    init(screen: Screen) {
        self.screen = screen
    }

    mutating func begin(_ columns: [ResultColumn], into output: inout [UInt8]) {
        self.columns = columns
    }

    mutating func write(_ row: Row, into output: inout [UInt8]) {
        let cells = row.map { TableCell($0, limit: screen.columns ?? .max) }
        guard body != nil else {
            heldBytes += cells.reduce(0) { $0 + $1.text.utf8.count }
            held.append(cells)
            if held.count >= Self.sampleRows || heldBytes >= Self.sampleBytes { release(into: &output) }
            return
        }
        write(cells, into: &output)
    }

    mutating func end(into output: inout [UInt8]) {
        if body == nil { release(into: &output) }
    }

    private mutating func write(_ cells: [TableCell], into output: inout [UInt8]) {
        switch body {
        case .aligned(let rows): rows.write(cells, into: &output)
        case .records(var blocks):
            blocks.write(cells, into: &output)
            body = .records(blocks)
        case nil: break
        }
    }

    private mutating func release(into output: inout [UInt8]) {
        let names = columns.map { VisibleText.clipped($0.name, to: screen.columns ?? Self.alignedWidth) }
        let aligned = AlignedRows(names: names, sample: held, screen: screen, alignedWidth: Self.alignedWidth)
        if let aligned {
            aligned.writeHeader(into: &output)
            body = .aligned(aligned)
        } else {
            body = .records(RecordBlocks(names: names, screen: screen))
        }
        for cells in held { write(cells, into: &output) }
        held = []
    }
}
