internal import PlumbLanguage

/// How plainly a column's name says that it points at another table's key.
enum KeyNameFit: Int, Comparable {
    /// What a person does, and the only table of staff: `head_id` → employee.id.
    case person

    /// The other table's name and key after a role: `home_team_id` → team.id.
    case role

    /// The other table's name alone, `team` → team.id, or the parent of a row of the same table.
    case tableName

    /// The same name as the other table's primary key, where that is a name for a key: `order_item_id`.
    case sameKey

    /// The other table's whole name and its key: `customer_id` → customer.id or customer.customer_id.
    case fullName

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// Compares names, as the stems of their words; nil where one does not speak of the other.
    init?(
        of words: [String], toKey keyWords: [String], ofTable tableWords: [String], isPrimaryKey: Bool,
        isSameTable: Bool
    ) {
        guard let first = words.first, let last = words.last, !tableWords.isEmpty else { return nil }
        let keyNamesTable = keyWords.starts(with: tableWords)
        // What the key is called without the table's name: `id` of both customer.id and customer.customer_id.
        let ending = keyNamesTable ? Array(keyWords.dropFirst(tableWords.count)) : keyWords
        let whole = tableWords + ending
        let isKeyNamed = ending.allSatisfy(Self.namesForKeys.contains)
        let isSameName = isPrimaryKey && words == keyWords && words.count > 1
        let speaksOfTable = NameWords.isAbbreviation(first, of: tableWords[0]) || Self.namesForKeys.contains(last)
        if !isSameTable, (isKeyNamed && !ending.isEmpty && words == whole) || (isSameName && keyNamesTable) {
            self = .fullName
        } else if !isSameTable, isSameName, speaksOfTable, !Self.namesForKeys.contains(first) {
            self = .sameKey
        } else if !isSameTable, isPrimaryKey, isKeyNamed, words == tableWords {
            self = .tableName
        } else if isSameTable, isPrimaryKey, words.count == 2, first == "parent", Self.namesForKeys.contains(last) {
            self = .tableName
        } else if isPrimaryKey, isKeyNamed, !ending.isEmpty, words.count > whole.count,
            Array(words.suffix(whole.count)) == whole
        {
            self = .role
        } else if isPrimaryKey, keyWords.count > 1, words.count > keyWords.count,
            Array(words.suffix(keyWords.count)) == keyWords
        {
            // `hd_prv_id` ends with the key's own name, whatever the table is called.
            self = .role
        } else {
            return nil
        }
    }

    /// The stems of a name's words; `custid` is cut as `cust_id` is, and `club_id_2` is one more `club_id`.
    static func words(_ name: String) -> [String] {
        var words = NameWords.of(name)
        if words.count > 2, words.last?.allSatisfy(\.isNumber) == true { words.removeLast() }
        if let only = words.first, words.count == 1, only.count > 4, only.hasSuffix("id") {
            return [Stemmer.stem(String(only.dropLast(2))), "id"]
        }
        return words.map(Stemmer.stem)
    }

    /// Whether a column's words name what a member of staff does or did: `head_id`, `done_by`, `approved_by_id`.
    static func speaksOfPerson(_ words: [String]) -> Bool {
        let role = words.filter { !namesForKeys.contains($0) }
        guard let first = role.first else { return false }
        if role.count == 2, role[1] == "by" { return true }
        return role.count == 1 && words.count == 2 && staffRoles.contains(first)
    }

    /// Whether a table's words name a staff.
    static func areStaff(_ words: [String]) -> Bool {
        words.count == 1 && !Set(words).isDisjoint(with: staffTables)
    }

    private static let staffRoles = Set(
        [
            "head", "manager", "boss", "leader", "director", "supervisor", "dean", "chair", "owner", "agent",
            "coordinator", "curator", "responsible", "assignee", "reviewer", "approver", "teacher", "instructor",
        ].map(Stemmer.stem))
    private static let staffTables = Set(
        ["staff", "employee", "worker", "personnel", "user", "person", "member"].map(Stemmer.stem))

    /// Words that say that a row is named, and nothing of which table's.
    private static let namesForKeys: Set<String> = [
        "id", "code", "key", "no", "number", "num", "nr", "uuid", "fk", "pk",
    ]
}
