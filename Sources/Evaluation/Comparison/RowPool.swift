/// Rows by number: equal rows have the same number.
struct RowPool {
    private let width: Int
    private var rows: [Int32] = []
    private var hashes: [UInt64] = []
    private var slots = [Int32](repeating: -1, count: 64)

    /// A pool of rows of so many values.
    init(width: Int) {
        self.width = width
    }

    /// The number of different rows.
    var count: Int { hashes.count }

    /// The numbers of a table's rows, its columns taken in the order given.
    mutating func numbers(of table: ResultTable, columns: [Int]) -> [Int32] {
        var row = [Int32](repeating: 0, count: width)
        return (0..<table.count).map { index in
            for (place, column) in columns.enumerated() { row[place] = table.value(index, column) }
            return number(of: row)
        }
    }

    private mutating func number(of row: [Int32]) -> Int32 {
        let hash = row.withUnsafeBytes { Hashing.hash($0, seed: 0x9E37_79B9_7F4A_7C15) }
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] >= 0 {
            let index = Int(slots[slot])
            if hashes[index] == hash, rows[index * width..<(index + 1) * width].elementsEqual(row) {
                return slots[slot]
            }
            slot = (slot + 1) & mask
        }
        let index = Int32(hashes.count)
        slots[slot] = index
        hashes.append(hash)
        rows += row
        if hashes.count * 2 > slots.count { grow() }
        return index
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        let mask = slots.count - 1
        for (index, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(index)
        }
    }
}
