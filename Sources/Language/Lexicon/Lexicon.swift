/// What Plumb knows of English beyond any database: words that only hold a question together, and words that stand
/// for others.
public enum Lexicon {
    /// Words that carry no content of their own.
    public static let functionWords: Set<String> = Set(
        """
        a an the this that these those there here it its itself he she they them their his her him our ours we us you your
        yours i me my mine who whom whose which what when where why how is are was were be been being am do does did done
        has have had having can could will would shall should may might must of in on at by for from to with into onto
        about over under between among through during before after above below up down out off as than then so such
        and or but nor not no yes if while because since until although though also too very just only even still
        everyone everybody anyone anybody someone somebody im ive lets whats whos dr mr mrs ms prof professor's
        please tell show list give get find return display let want need know see look like us all any some each every
        both either neither many much more most less least few fewer several other another own same per via
        s t re ve ll d m don doesn didn isn aren wasn weren hasn haven couldn wouldn using use used
        don't doesn't didn't isn't aren't dont doesnt didnt isnt arent wasnt werent hasnt havent
        now again ever never always currently together respectively along across within without
        """.pieces())

    /// Words that only join others within a name, such as `on` of `returned_on`.
    static let joiningWords: Set<String> = [
        "a", "an", "the", "of", "in", "on", "at", "by", "for", "from", "to", "with", "and", "or", "as", "is", "has",
        "per",
        "into", "no", "not",
    ]

    /// Words that ask for something without saying of what, so that a question may hold them unplaced.
    public static let fillers: Set<String> = Set(
        """
        name names information info details detail record records data database table tables row rows entry entries item
        value values result results list kind kinds type types sort sorts sorted order ordered ordering rank ranked
        ranking number numbers count total sum average mean max maximum min minimum amount thing things people person one
        ones different distinct unique various overall exist exists existing available
        recorded registered listed given following corresponding associated related belonging belong belongs contain
        contains containing include includes included including hold holds held make makes made take takes taken put
        located live lives living come comes came go goes going went work works working say says called named
        provide compute calculate determine identify report retrieve select enumerate fetch output describe
        thanks thank hi hello hey ok okay kindly quick quickly question wonder wondering curious actually really
        year years month months day days week weeks quarter time times date dates ascending descending
        alphabetical alphabetically chronological lexicographic lexicographically
        high higher highest low lower lowest top bottom best worst first last latest earliest big bigger biggest
        large larger largest small smaller smallest great greater greatest equal exactly
        group grouped broken breakdown split based according respect terms regard
        """.pieces())

    /// Words that show that a text asks for something by itself.
    static let questionOpenings: Set<String> = [
        "what", "which", "who", "whose", "whom", "where", "when", "how", "show", "list", "give", "find", "count",
        "tell", "display", "return", "name", "get", "number", "total", "average", "top", "are", "is", "do", "does",
        "did", "please", "compute", "calculate", "select",
    ]

    /// Whether a word may be left unplaced without changing what is asked.
    public static func isEmpty(_ word: String) -> Bool {
        functionWords.contains(word) || fillers.contains(word)
    }

    /// Groups of words that people use for one another, as stems.
    ///
    /// A word finds the names that hold another word of its group.
    public static func related(to stem: String) -> Set<String> {
        related[stem] ?? []
    }

    private static let groups: [String] = [
        "customer client buyer shopper consumer", "employee staff worker personnel",
        "teacher instructor professor lecturer faculty", "student pupil learner", "physician doctor",
        "film movie", "car vehicle automobile", "price cost", "salary wage pay earnings",
        "country nation", "nationality citizenship country", "gender sex", "town city", "firm company business",
        "income revenue earnings sales", "amount total sum", "purchase order buy bought",
        "spend spent amount total paid",
        "location place address city", "phone telephone mobile", "mail email", "rating score stars", "review rating",
        "product item article", "category type kind genre", "begin start", "end finish", "birth born",
        "title name", "author writer", "singer artist musician", "song track", "album record",
        "hire hired hiring employment", "join joined signup registration registered", "height tall", "weight heavy",
        "flight trip", "trip journey ride", "airport airfield", "boat ship vessel", "team club", "player athlete",
        "match game", "shop store", "apartment flat", "occupation job profession position", "duration length runtime",
        "quantity number count", "stock inventory", "capacity size seats", "area size",
        "population inhabitants residents",
        "phone number", "picture photo image", "money amount", "revenue amount total", "piece work artwork",
        "manager boss supervisor head", "leader head",
        "course class", "enrollment registration", "department division", "supplier vendor provider",
        "invoice bill", "payment paid transaction", "discount rebate", "delivery shipping shipment",
        "visit appointment encounter",
        "patient sick", "disease diagnosis illness condition", "drug medication medicine", "room chamber",
        "origin source departure", "destination arrival", "owner proprietor",
        "founded established opened built opening",
        "release released published", "language tongue", "street road", "zip postal postcode", "state province region",
        "description text details", "comment remark note", "last surname family", "first given forename",
        "budget funds", "profit gain", "horsepower power", "speed velocity", "distance mileage",
    ]

    private static let related: [String: Set<String>] = {
        var related: [String: Set<String>] = [:]
        for group in groups {
            let stems = group.pieces().map(Stemmer.stem)
            for stem in stems { related[stem, default: []].formUnion(stems.filter { $0 != stem }) }
        }
        return related
    }()
}
