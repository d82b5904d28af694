/// Cuts the names of tables and columns into words, and writes abbreviations out.
public enum NameWords {
    /// The folded words of a name: `custAddr`, `cust_addr` and `CUST ADDR` all give `["cust", "addr"]`.
    public static func of(_ name: String) -> [String] {
        ascii(name) ?? unicode(name)
    }

    /// The same for names of ASCII characters alone, which are nearly all, by bytes; nil for any other.
    private static func ascii(_ name: String) -> [String]? {
        var words: [String] = []
        var word: [UInt8] = []
        let bytes = Array(name.utf8)
        func isUpper(_ index: Int) -> Bool { bytes.indices.contains(index) && 65...90 ~= bytes[index] }
        func isLower(_ index: Int) -> Bool { bytes.indices.contains(index) && 97...122 ~= bytes[index] }
        func isDigit(_ index: Int) -> Bool { bytes.indices.contains(index) && 48...57 ~= bytes[index] }
        func finish(_ word: inout [UInt8]) {
            if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
            word = []
        }
        for index in bytes.indices {
            guard bytes[index] < 128 else { return nil }
            let isLetter = isUpper(index) || isLower(index)
            guard isLetter || isDigit(index) else {
                finish(&word)
                continue
            }
            let startsHump = isUpper(index) && (isLower(index - 1) || isLower(index + 1))
            let isPlural = index + 2 == bytes.count && bytes[index + 1] == UInt8(ascii: "s") && isUpper(index - 1)
            let changesKind =
                isLetter && isDigit(index - 1) || isDigit(index) && (isUpper(index - 1) || isLower(index - 1))
            if startsHump && !isPlural || changesKind { finish(&word) }
            word.append(isUpper(index) ? bytes[index] + 32 : bytes[index])
        }
        finish(&word)
        return words
    }

    private static func unicode(_ name: String) -> [String] {
        var words: [String] = []
        var word = ""
        var previous: Character?
        let characters = Array(name)
        for (index, character) in characters.enumerated() {
            let next = index + 1 < characters.count ? characters[index + 1] : nil
            let isBoundary: Bool
            if let previous, character.isLetter || character.isNumber {
                let startsHump = character.isUppercase && (previous.isLowercase || (next?.isLowercase ?? false))
                // `LName` is l + name, `IDs` is ids: a hump needs two letters to start a word.
                let isPlural = next == "s" && index + 2 == characters.count && previous.isUppercase
                let changesKind = previous.isNumber != character.isNumber && previous.isLetter != character.isLetter
                isBoundary = (startsHump && !isPlural) || changesKind
            } else {
                isBoundary = false
            }
            if !(character.isLetter || character.isNumber) || isBoundary {
                if !word.isEmpty { words.append(Words.folded(word)) }
                word = ""
            }
            if character.isLetter || character.isNumber { word.append(character) }
            previous = character
        }
        if !word.isEmpty { words.append(Words.folded(word)) }
        return words
    }

    /// The words of a name with known abbreviations written out: `dob` gives `["date", "of", "birth"]`.
    public static func expanded(_ name: String) -> [String] {
        of(name).flatMap { word in Abbreviations.expansion(of: word) ?? [word] }
    }

    /// Whether a short form may stand for a word: a prefix (`cust`, customer) or letters in order from the first on
    /// without most vowels (`qnty`, quantity).
    public static func isAbbreviation(_ short: String, of word: String) -> Bool {
        let short = Array(short.utf8)
        let word = Array(word.utf8)
        guard short.count >= 3, short.count < word.count, short[0] == word[0] else { return false }
        if word.starts(with: short) { return short.count >= 3 && word.count - short.count >= 2 }
        let vowels = Set("aeiou".utf8)
        guard short.filter(vowels.contains).count <= 1, short.count * 3 >= word.count else { return false }
        var position = 0
        for byte in word where position < short.count && byte == short[position] { position += 1 }
        return position == short.count
    }
}

/// Abbreviations that names of tables and columns are full of.
enum Abbreviations {
    /// The words that an abbreviation stands for; nil for any other word.
    static func expansion(of word: String) -> [String]? {
        if let words = expansions[word] { return words }
        // `sid`, `aid`, `stuid`: a key that is written together with what it is the key of.
        guard word.hasSuffix("id"), (3...6).contains(word.count), !wordsInID.contains(word) else { return nil }
        return [String(word.dropLast(2)), "id"]
    }

    private static let wordsInID: Set<String> = [
        "paid", "said", "grid", "void", "bid", "kid", "mid", "acid", "fluid", "solid", "valid", "laid", "rapid",
        "liquid", "hybrid", "avoid", "rigid", "vivid", "raid", "maid", "skid",
    ]

    static let expansions: [String: [String]] = [
        "qty": ["quantity"], "amt": ["amount"], "addr": ["address"], "num": ["number"], "nbr": ["number"],
        "no": ["number"], "dt": ["date"], "dob": ["date", "of", "birth"], "yr": ["year"], "mth": ["month"],
        "desc": ["description"], "descr": ["description"], "dept": ["department"], "emp": ["employee"],
        "cust": ["customer"], "prod": ["product"], "mgr": ["manager"], "tel": ["telephone"], "pct": ["percent"],
        "avg": ["average"], "tot": ["total"], "sal": ["salary"], "acct": ["account"], "stu": ["student"],
        "lname": ["last", "name"], "fname": ["first", "name"], "fn": ["first", "name"], "ln": ["last", "name"],
        "nm": ["name"], "cd": ["code"], "typ": ["type"],
        "loc": ["location"], "org": ["organization"], "ref": ["reference"], "cat": ["category"],
        "lat": ["latitude"], "lon": ["longitude"], "lng": ["longitude"], "temp": ["temperature"],
        "info": ["information"], "inv": ["invoice"], "ord": ["order"], "pt": ["patient"], "doc": ["document"],
        "trans": ["transaction"], "txn": ["transaction"], "hrs": ["hours"], "mins": ["minutes"], "ts": ["time"],
        "lastname": ["last", "name"], "firstname": ["first", "name"], "middlename": ["middle", "name"],
        "surname": ["last", "name"], "birthdate": ["birth", "date"], "birthday": ["birth", "date"],
        "username": ["user", "name"], "zipcode": ["zip", "code"], "phonenumber": ["phone", "number"],
        "homepage": ["home", "page"], "grp": ["group"], "lvl": ["level"], "bal": ["balance"], "src": ["source"],
        "dest": ["destination"], "dst": ["destination"], "cnt": ["count"], "std": ["standard"], "wt": ["weight"],
        "ht": ["height"], "len": ["length"], "dur": ["duration"], "lang": ["language"], "curr": ["currency"],
        "empl": ["employee"], "pop": ["population"], "dir": ["director"], "instr": ["instructor"], "sem": ["semester"],
        "crs": ["course"], "bldg": ["building"], "rm": ["room"], "adm": ["admission"], "diag": ["diagnosis"],
        "dx": ["diagnosis"], "rx": ["prescription"], "proc": ["procedure"], "sched": ["schedule"], "arr": ["arrival"],
        "dep": ["departure"], "veh": ["vehicle"], "drv": ["driver"], "max": ["maximum"], "min": ["minimum"],
    ]
}
