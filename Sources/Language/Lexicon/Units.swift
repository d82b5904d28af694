public import PlumbCore

/// Words for what a number is measured in.
public enum Units {
    /// Whether a word or sign names a currency.
    public static func isCurrency(_ word: String) -> Bool {
        currencies.contains(word)
    }

    /// Names that amounts of money go by.
    public static let moneyNouns = [
        "price", "cost", "amount", "total", "fee", "salary", "budget", "revenue", "payment", "charge", "balance",
        "value",
    ]

    /// How well a column may hold numbers of a unit, 0...1; 0 where it does not.
    ///
    /// - Parameters:
    ///   - unit: a word behind a number, folded.
    ///   - column: the column.
    /// - Returns: the fit.
    public static func fit(_ unit: String, _ column: Column) -> Double {
        guard column.type.isNumeric else { return 0 }
        let stems = NameWords.expanded(column.name).map(Stemmer.stem)
        let own = column.unit.map { Words.of($0) } ?? []
        if own.contains(unit) || own.map(Stemmer.stem).contains(Stemmer.stem(unit)) { return 0.9 }
        if isCurrency(unit) {
            if own.contains(where: isCurrency) { return 0.85 }
            let place = moneyNouns.firstIndex { stems.contains(Stemmer.stem($0)) }
            return place.map { 0.75 - 0.02 * Double($0) } ?? 0
        }
        if let nouns = nouns[Stemmer.stem(unit)], nouns.contains(where: { stems.contains(Stemmer.stem($0)) }) {
            return 0.7
        }
        return stems.contains(Stemmer.stem(unit)) ? 0.7 : 0
    }

    private static let currencies: Set<String> = [
        "$", "€", "£", "dollar", "dollars", "euro", "euros", "eur", "usd", "gbp", "pound", "pounds", "bucks", "cents",
    ]

    private static let nouns: [String: [String]] = [
        Stemmer.stem("years"): ["age", "year", "experience"],
        Stemmer.stem("kg"): ["weight", "mass"], Stemmer.stem("kilos"): ["weight", "mass"],
        Stemmer.stem("km"): ["distance", "length"], Stemmer.stem("kilometers"): ["distance", "length"],
        Stemmer.stem("miles"): ["distance", "length", "mileage"],
        Stemmer.stem("meters"): ["height", "length", "elevation", "depth"],
        Stemmer.stem("metres"): ["height", "length", "elevation", "depth"],
        Stemmer.stem("cm"): ["height", "length", "width"],
        Stemmer.stem("minutes"): ["duration", "length", "time", "delay"],
        Stemmer.stem("seconds"): ["duration", "length", "time"], Stemmer.stem("hours"): ["duration", "hours", "time"],
        Stemmer.stem("seats"): ["capacity", "size"], Stemmer.stem("people"): ["population", "capacity", "attendance"],
        Stemmer.stem("inhabitants"): ["population"], Stemmer.stem("beds"): ["capacity"],
        Stemmer.stem("stars"): ["rating", "score"],
        Stemmer.stem("mg"): ["dose", "dosage", "strength"], Stemmer.stem("points"): ["score", "points"],
    ]
}
