internal import PlumbCore
internal import PlumbLanguage

/// A stretch of the question with what it says.
struct Element {
    /// The tokens.
    var span: Range<Int>
    /// What they say.
    var content: Content

    enum Content {
        /// A turn of phrase of questions, such as `how many`.
        case keyword(Keyword)
        /// A table or column; which one may be open.
        case name(NameChoice)
        /// A value in the data; in which column may be open.
        case value([ValueLink])
        /// A number or time, with its bounds.
        case range(RangeMention)
        /// An attribute that is asked for without its name.
        case concept(ConceptMention)
        /// A word of the business.
        case glossary(GlossaryEntry)
        /// A word that only holds the question together.
        case function(String)
        /// A word that says something we don't know.
        case unknown(String)
    }
}

/// Words that name a table or a column, with everything they may name.
struct NameChoice: Hashable {
    /// The tokens.
    var span: Range<Int>
    /// The words as typed.
    var words: String
    /// Tables they may name, best first.
    var tables: [Scored<TableName>]
    /// Columns they may name, best first.
    var columns: [Scored<ColumnReference>]

    /// The best score among tables; 0 where none fits.
    var tableScore: Double { tables.first?.score ?? 0 }
    /// The best score among columns; 0 where none fits.
    var columnScore: Double { columns.first?.score ?? 0 }
    /// Whether the words name a table at least as well as any column.
    var namesTable: Bool { tableScore > 0 && tableScore >= columnScore - 0.05 }
}

/// A thing and how well it fits, 0...1.
struct Scored<Thing: Hashable>: Hashable {
    var thing: Thing
    var score: Double
}

/// Turns of phrase of questions.
enum Keyword: Hashable {
    case count, sum, average, maximum, minimum
    /// `the most …`, `the fewest …`: by how many rows, or by the column that follows.
    case most, fewest
    /// `highest`, `lowest`, and with them `top` and `bottom`.
    case highest, lowest
    case each, by, orderBy, ascending, descending, alphabetical
    case top, first, last
    case distinct, everything
    case not, without, except
    case or, and, both, comma
    case startsWith, endsWith, contains, missing, present
    case aboveAverage, belowAverage, aboveThe, belowThe
    case only, more
    case moreThanOnce
    /// `still`, `no longer`: what has no end, or has one.
    case still, noLonger
    case year, quarter, month, day
    case percentage
}
