internal import PlumbCore
internal import PlumbLanguage

/// What a question asks for, before it is decided which columns its words mean.
struct Intent {
    /// What to show, in the order asked.
    var projections: [Projection] = []
    /// Tables whose rows are spoken of, the one asked about first.
    var entities: [Entity] = []
    /// What rows must fulfil.
    var conditions: [Condition] = []
    /// What groups must fulfil.
    var groupConditions: [GroupCondition] = []
    /// What to group by.
    var groups: [Group] = []
    /// How to order.
    var orders: [Order] = []
    /// How many rows at most.
    var limit: Int?
    /// Whether equal rows are shown once.
    var isDistinct = false
    /// Whether a person is asked for.
    var asksWho = false
    /// Whether whole rows are asked for.
    var wantsEverything = false
    /// Tokens that found a place.
    var placed: Set<Int> = []
    /// Content words that found no place, in order.
    var unplaced: [Unplaced] = []

    struct Unplaced {
        var words: String
        /// Whether leaving it out changes what is asked.
        var isEssential: Bool
    }

    /// A table whose rows are spoken of.
    struct Entity {
        var choice: NameChoice
        var role: Role
        var turn: Int

        enum Role {
            /// The rows that are asked about.
            case head
            /// Rows that those asked about belong to: `of departments`.
            case owner
            /// Rows that must exist: `who placed orders`.
            case related
            /// Rows that must not exist: `without orders`.
            case absent
        }
    }

    /// What is shown or compared.
    enum Subject {
        case name(NameChoice)
        case concept(ConceptMention)
        /// Rows, of the named table or else of whatever is asked about.
        case rows(NameChoice?)
        /// A part of a point in time; the column is found by the table.
        case time(TimePart, NameChoice?)
    }

    struct Projection {
        var aggregate: Aggregate?
        var isDistinct = false
        var subject: Subject
        var turn: Int
    }

    struct Condition {
        var test: Test
        var isNegated = false
        /// Joined with the condition before it by `or`.
        var isAlternative = false
        var place: Int
        var turn: Int

        enum Test {
            case value([ValueLink], hint: NameChoice?)
            case range(RangeMention, hint: Subject?)
            case average(Subject?, isAbove: Bool)
            case missing(NameChoice)
            /// Compared with the same attribute of another row that a key leads to: "more than their boss".
            case role(Subject, Comparison, NameChoice)
            /// What has not ended, or no longer goes on where negated.
            case open
            case pattern(String, Pattern, hint: NameChoice?)
            case flag(Scored<ColumnReference>)
            case glossary(GlossaryEntry)
        }
    }

    enum Comparison {
        case more, less, same
    }

    enum Pattern {
        case start, end, anywhere
    }

    struct GroupCondition {
        var aggregate: Aggregate
        var subject: Subject
        var bounds: RangeLink.Bounds
        var turn: Int
    }

    struct Group {
        var key: GroupKey
        /// Whether the words can mean nothing else, as `per` can't and `every` can.
        var isFirm: Bool
        /// Whether it stands before what is asked, as `for each …` does.
        var isLeading: Bool
    }

    enum GroupKey {
        case name(NameChoice)
        case time(TimePart, NameChoice?)
    }

    struct Order {
        var subject: Subject
        var aggregate: Aggregate?
        var isDescending: Bool
        /// Whether it only serves to find the first or last rows.
        var isSuperlative: Bool
        var turn: Int
    }
}

/// A part of a point in time to group by or to show.
enum TimePart: Hashable {
    case year, quarter, month, day
}

/// What is computed from many rows.
enum Aggregate: String, Hashable {
    case count, sum, average = "avg", maximum = "max", minimum = "min"
}
