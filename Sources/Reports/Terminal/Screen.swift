/// Where a text will be read: how wide the place is, and whether it knows colour.
public struct Screen: Hashable, Sendable {
    /// The width in terminal cells; nil where lines may be of any length, as in a file.
    public var columns: Int?

    /// Whether the place shows colour.
    public var coloring: Coloring

    /// Makes a screen.
    ///
    /// - Parameters:
    ///   - columns: the width in cells, at least 20; smaller widths are taken for 20. Nil for any.
    ///   - coloring: whether the place shows colour.
    public init(columns: Int? = nil, coloring: Coloring = .none) {
        self.columns = columns.map { max(20, $0) }
        self.coloring = coloring
    }

    /// The width at which prose is wrapped: lines longer than 100 cells are tiring to read.
    var proseColumns: Int { min(columns ?? 100, 100) }
}

/// Whether text carries colour, and how.
public enum Coloring: Hashable, Sendable {
    /// Plain text.
    case none
    /// The eight colours and weights of ANSI terminals, so that the person's own theme decides how they look.
    case ansi

    /// What a piece of text is, from which its colour follows.
    public enum Role: Sendable {
        /// What the eye should find first.
        case title
        /// What is there when needed, and should not be in the way.
        case faint
        /// The name of something in the database.
        case name
        /// What went well.
        case good
        /// What the reader should weigh.
        case doubt
        /// What went wrong.
        case bad

        fileprivate var code: String {
            switch self {
            case .title: "1"
            case .faint: "2"
            case .name: "36"
            case .good: "32"
            case .doubt: "33"
            case .bad: "31"
            }
        }
    }

    /// The text in the colour of its role.
    public func callAsFunction(_ role: Role, _ text: String) -> String {
        switch self {
        case .none: text
        case .ansi: text.isEmpty ? text : "\u{1B}[\(role.code)m\(text)\u{1B}[0m"
        }
    }
}
