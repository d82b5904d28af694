internal import PlumbLanguage

/// The turns of phrase that questions are made of, as words in a row.
enum KeywordPhrases {
    /// The longest phrase that starts at a token; nil where none does.
    static func match(_ tokens: [Token], at start: Int) -> (keyword: Keyword, length: Int)? {
        for (words, keyword) in byFirstWord[tokens[start].folded] ?? [] {
            guard start + words.count <= tokens.count else { continue }
            if words.indices.allSatisfy({ tokens[start + $0].folded == words[$0] }) { return (keyword, words.count) }
        }
        return nil
    }

    private static let byFirstWord: [String: [(words: [String], keyword: Keyword)]] = {
        var phrases: [String: [(words: [String], keyword: Keyword)]] = [:]
        for (keyword, texts) in table {
            for text in texts.pieces(separatedBy: UInt8(ascii: "|")) {
                let words = text.pieces()
                if let first = words.first { phrases[first, default: []].append((words, keyword)) }
            }
        }
        return phrases.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    }()

    private static let table: [(Keyword, String)] = [
        (
            .count,
            "how many|number of|the number of|count|count of|count the number of|total number of"
                + "|the total number of|how many times|how often|amount of times|total count of|counts of|no of"
                + "|how many different"
        ),
        (
            .sum,
            "total|sum|sum of|the sum of|total of|combined|altogether|in total|overall total|total amount of"
                + "|sum up|summed"
        ),
        (.average, "average|avg|mean|average of|the average of|on average|averaged|averages"),
        (.maximum, "maximum|max|maximal"),
        (.minimum, "minimum|min|minimal"),
        (
            .most,
            "most|the most|most often|most frequently|most frequent|most common|most popular|the most common"
                + "|most number of|the most number of|highest number of|the highest number of|largest number of"
                + "|the largest number of|greatest number of|the greatest number of|maximum number of"
                + "|the maximum number of|biggest number of|most of the|highest count of|most commonly|largest amount of"
                + "|most used|busiest|most active"
        ),
        (
            .fewest,
            "least|the least|fewest|the fewest|least number of|fewest number of|the fewest number of"
                + "|lowest number of|the lowest number of|smallest number of|the smallest number of|minimum number of"
                + "|the minimum number of|least common|least frequent|least popular|least frequently|least often"
                + "|least commonly|least used|least active"
        ),
        (.highest, "highest|greatest|largest|biggest|peak"),
        (.lowest, "lowest|smallest|bottom"),
        (
            .each,
            "each|every|per|for each|for every|in each|of each|by each|at each|on each|from each|to each|with each"
                + "|grouped by|group by|for all the|across|across all|broken down by|split by|under each|within each"
                + "|each of the|in every|of every|for the different|for different|for each of the|for all"
        ),
        (.by, "by"),
        (
            .orderBy,
            "order by|ordered by|sort by|sorted by|in order of|in the order of|ordering by|sorting by|rank by"
                + "|ranked by|arranged by|arrange by|order of|sorted in order of|sort them by|order them by"
                + "|ordered from|sorted from|sort the results by|order the results by|listed by|ordered in order of"
                + "|in increasing order of|ranked from|sorted|ordered|ranked|sort|in order|sorted the results by|ordered the results by|sort results by|sorted the result by|order them based on|sort the list by|order results by|ordered the result by|order the result by|sort the result by"
        ),
        (
            .ascending,
            "ascending|asc|in ascending order|ascending order|increasing|in increasing order|increasing order"
                + "|from low to high|from lowest to highest|lowest to highest"
                + "|from smallest to largest|low to high|from least to most|from early to late"
                + "|from shortest to longest|from the earliest to the latest|from youngest to oldest|youngest to oldest"
                + "|in ascending order of|ascending order of|the ascending order of|in the ascending order of"
                + "|in chronological order|chronologically|from earliest to latest"
        ),
        (
            .descending,
            "descending|desc|in descending order|descending order|decreasing|in decreasing order"
                + "|decreasing order|from high to low|from highest to lowest|highest to lowest"
                + "|from largest to smallest|high to low"
                + "|from most to least|from late to early|from longest to shortest|in reverse"
                + "|from oldest to youngest|oldest to youngest|oldest to newest|in descending order of"
                + "|descending order of|the descending order of|in the descending order of"
                + "|in reverse alphabetical order|in reverse order"
        ),
        (
            .alphabetical,
            "alphabetical|alphabetically|in alphabetical order|alphabetical order|in alphabetic order"
                + "|lexicographical order|in lexicographical order|in lexicographic order|from a to z|a to z"
                + "|in alphabetical order of|the alphabetical order of|in the alphabetical order of|alphabetic order|ascending alphabetical order|in ascending alphabetical order|ascending alphabetical order of|in ascending alphabetical order of|ascending alphabetical order of the"
        ),
        (.top, "top|the top"),
        (.first, "first|the first"),
        (.last, "last|the last"),
        (.distinct, "distinct|different|unique|the different|the distinct|all distinct|all different|various"),
        (
            .everything,
            "all information|all the information|all details|all the details|everything|all info"
                + "|all columns|all data|full details|complete information|all attributes|every detail|all fields"
                + "|all the data|detailed information|the details|details|information|full records|full record|all the info"
        ),
        (
            .not,
            "not|never|n't|isn't|aren't|doesn't|don't|didn't|wasn't|weren't|hasn't|haven't|cannot|can't|isnt|arent"
                + "|doesnt|dont|didnt|wasnt|werent|hasnt|havent|nor|neither|non|is not|are not|do not|does not|did not|was not"
                + "|were not|have not|has not|had not|have never|has never|has no|have no|had no|not have|not have any"
                + "|do not have|does not have|did not have|do not have any|does not have any|don't have|doesn't have"
                + "|don't have any|doesn't have any|did not have any|have not had any|has not had any|not been|never been"
                + "|have not been|has not been|have never been|has never been|was never|were never|with no|no|nobody|no one|noone|none|has nobody|has nobody ever|haven't|have never had|has never had"
        ),
        (.without, "without|without any|lacking|lack|lacks|missing any|zero"),
        (
            .except,
            "except|excluding|other than|except for|apart from|but not|besides|different from|exclude|not in|outside"
                + "|outside of"
        ),
        (.or, "or|or in|or from|or the|either"),
        (.and, "and|as well as|and also|along with|together with|plus"),
        (.both, "both|at the same time"),
        (
            .startsWith,
            "start with|starts with|starting with|begin with|begins with|beginning with|started with"
                + "|start with the letter|starts with the letter|starting with the letter|begin with the letter"
                + "|begins with the letter|beginning with the letter|start with letter|starts with letter"
                + "|starting with letter|begins with letter"
        ),
        (
            .endsWith,
            "end with|ends with|ending with|ending in|ends in|end in|end with the letter|ends with the letter"
                + "|ending with the letter|ending with letter"
        ),
        (
            .contains,
            "contain|contains|containing|include the word|includes the word|contain the word"
                + "|contains the word|containing the word|have the word|has the word|with the word|include the substring"
                + "|contains the substring|containing the substring|contain the substring|has the substring"
                + "|have the substring|with the substring|including the word|like|include|includes|including"
                + "|contain letter|contains letter|containing letter|contain the letters|contains the letters|contains the letter|containing the letter|contain the letter|with the letter|mention|mentions"
                + "|mentioning|that mention|the word|the substring|the letter|the phrase|containing the phrase|in its name"
        ),
        (
            .missing,
            "missing|null|unknown|empty|blank|is missing|is null|are null|is unknown|is empty|not known"
                + "|not recorded|is not recorded|not set|is not set|unspecified|not specified|is not known|are missing"
                + "|are unknown|not given|undefined|not available|no recorded"
        ),
        (.present, "is not null|are not null|not null|is known|non null|is recorded|is set|not empty"),
        (
            .aboveAverage,
            "above average|above the average|higher than average|higher than the average"
                + "|greater than average|greater than the average|more than average|more than the average"
                + "|larger than average|larger than the average|over the average|over average|older than average"
                + "|older than the average|longer than average|longer than the average|bigger than average"
                + "|bigger than the average|exceeding the average|exceeds the average|heavier than average"
                + "|heavier than the average|taller than average|taller than the average|better than average"
                + "|more expensive than average|more expensive than the average|exceed the average|pricier than average"
                + "|above the mean|higher than the mean|better than the average|pricier than the average"
                + "|costlier than average|costlier than the average"
        ),
        (
            .belowAverage,
            "below average|below the average|lower than average|lower than the average|less than average"
                + "|less than the average|smaller than average|smaller than the average|under the average|under average"
                + "|younger than average|younger than the average|shorter than average|shorter than the average"
                + "|fewer than average|fewer than the average|cheaper than average|cheaper than the average"
                + "|lighter than average|lighter than the average|worse than average|below the mean|worse than the average"
        ),
        (.more, "more|less|fewer"),
        (.aboveThe, "above the|over the|exceeding the|exceed the"),
        (.belowThe, "below the|under the"),
        (.only, "only|count as|counts as"),
        (.still, "still|currently|current|at present|at the moment|ongoing|yet|so far|nowadays|right now"),
        (.noLonger, "no longer|any more|anymore|former|formerly|not any more|previously"),
        (.moreThanOnce, "more than once|multiple times|several times|at least twice|repeatedly|more than one time"),
        (
            .year,
            "per year|each year|by year|yearly|every year|annually|for each year|in each year|per calendar year"
                + "|year by year|annual|by the year|of each year|which year|what year|which years|in which year|in what year"
        ),
        (.quarter, "per quarter|each quarter|by quarter|quarterly|every quarter|for each quarter"),
        (
            .month,
            "per month|each month|by month|monthly|every month|for each month|in each month|month by month"
                + "|which month|what month|in which month|in what month|per calendar month"
        ),
        (.day, "per day|each day|by day|daily|every day|for each day|which day|what day|on which day|by date|per date"),
        (
            .percentage,
            "percentage of|percent of|share of|proportion of|what percentage of|what percent of|what share of"
                + "|fraction of|percentage|ratio of|what proportion of|what fraction of"
        ),
    ]
}
