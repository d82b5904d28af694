public import PlumbCore

/// Reads the times that a question names: days, months, quarters, years, decades, and times counted from today.
public enum TimeWords {
    /// The times of a question, in order, none overlapping another.
    ///
    /// - Parameters:
    ///   - tokens: the question.
    ///   - today: the day that "last month" counts from; such words are left alone without it.
    /// - Returns: the mentions.
    public static func mentions(in tokens: [Token], today: CalendarDate?) -> [TimeMention] {
        let reader = TimeReader(tokens: tokens, today: today)
        var mentions: [TimeMention] = []
        var index = 0
        while index < tokens.count {
            if let mention = reader.mention(at: index) {
                mentions.append(mention)
                index = mention.span.upperBound
            } else {
                index += 1
            }
        }
        return mentions
    }

    /// The month of a name, 1...12; nil for any other word.
    static func month(_ word: String) -> Int? {
        months[word]
    }

    private static let months: [String: Int] = {
        let names = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december",
        ]
        var months: [String: Int] = ["sept": 9]
        for (index, name) in names.enumerated() {
            months[name] = index + 1
            months[String(name.prefix(3))] = index + 1
        }
        return months
    }()
}

/// Reads one time at a token; the longest reading comes first.
private struct TimeReader {
    let tokens: [Token]
    let today: CalendarDate?

    func mention(at start: Int) -> TimeMention? {
        edge(at: start) ?? day(at: start) ?? quarter(at: start) ?? half(at: start) ?? month(at: start) ?? relative(
            at: start)
            ?? decade(at: start) ?? year(at: start)
    }

    // MARK: Words

    private func word(_ index: Int) -> String? {
        index < tokens.count ? tokens[index].folded : nil
    }

    private func yearNumber(_ index: Int) -> Int? {
        guard index < tokens.count, tokens[index].kind == .number, tokens[index].text.count == 4,
            let year = Int(tokens[index].text), (1000...2999).contains(year)
        else { return nil }
        return year
    }

    private func dayNumber(_ index: Int) -> Int? {
        guard index < tokens.count, tokens[index].kind == .number, let number = tokens[index].number,
            number == number.rounded(), (1...31).contains(number), tokens[index].text.count <= 4
        else { return nil }
        return Int(number)
    }

    private func skip(_ words: Set<String>, from index: Int) -> Int {
        var index = index
        while let word = word(index), words.contains(word) { index += 1 }
        return index
    }

    private func days(_ span: Range<Int>, _ first: CalendarDate, _ last: CalendarDate, _ grain: TimeMention.Grain)
        -> TimeMention
    {
        TimeMention(span: span, first: first, last: last, grain: grain, assumption: nil)
    }

    private func months(_ span: Range<Int>, _ year: Int, _ range: ClosedRange<Int>, _ grain: TimeMention.Grain)
        -> TimeMention
    {
        days(
            span, CalendarDate(year: year, month: range.lowerBound, day: 1),
            CalendarDate(year: year, month: range.upperBound, day: 31), grain)
    }

    /// `the start of 2020`, `end of March 2021`: the first or last day.
    private func edge(at start: Int) -> TimeMention? {
        guard let word = word(start), let isStart = ["start": true, "beginning": true, "end": false][word],
            self.word(start + 1) == "of"
        else { return nil }
        let position = skip(["of", "the", "year", "month"], from: start + 1)
        guard position < tokens.count, let whole = month(at: position) ?? year(at: position),
            whole.grain != .monthOfAnyYear
        else { return nil }
        let date = isStart ? whole.first : whole.last
        return days(start..<whole.span.upperBound, date, date, .day)
    }

    // MARK: Days

    private func day(at start: Int) -> TimeMention? {
        if tokens[start].kind == .date, let date = CalendarDate(iso: tokens[start].text) {
            return days(start..<(start + 1), date, date, .day)
        }
        // March 5th, 2024
        if let word = word(start), let month = TimeWords.month(word), let day = dayNumber(start + 1) {
            let position = skip([",", "of"], from: start + 2)
            if let year = yearNumber(position) {
                let date = CalendarDate(year: year, month: month, day: day)
                return days(start..<(position + 1), date, date, .day)
            }
        }
        // 8 and 9 October 2024, 8-12 October 2024
        if let first = dayNumber(start), let joint = word(start + 1),
            ["and", "to", "-", "until", "through"].contains(joint),
            let last = dayNumber(start + 2), last > first, joint != "and" || last == first + 1,
            let name = word(start + 3), let month = TimeWords.month(name),
            let year = yearNumber(skip([",", "of"], from: start + 4))
        {
            let end = skip([",", "of"], from: start + 4) + 1
            return days(
                start..<end, CalendarDate(year: year, month: month, day: first),
                CalendarDate(year: year, month: month, day: last), .day)
        }
        // 5 March 2024, the 5th of March 2024
        if let day = dayNumber(start) {
            let position = skip(["of"], from: start + 1)
            if let word = word(position), let month = TimeWords.month(word) {
                let position = skip([",", "of"], from: position + 1)
                if let year = yearNumber(position) {
                    let date = CalendarDate(year: year, month: month, day: day)
                    return days(start..<(position + 1), date, date, .day)
                }
            }
        }
        // 3/5/2024, month first
        if let month = dayNumber(start), month <= 12, word(start + 1) == "/", let day = dayNumber(start + 2),
            word(start + 3) == "/", let year = yearNumber(start + 4)
        {
            let date = CalendarDate(year: year, month: month, day: day)
            var mention = days(start..<(start + 5), date, date, .day)
            mention.assumption = "\(month)/\(day)/\(year) was read as month/day/year"
            return mention
        }
        return nil
    }

    // MARK: Months, quarters, years

    private func month(at start: Int) -> TimeMention? {
        // 2024-03
        if let year = yearNumber(start), word(start + 1) == "-", let month = dayNumber(start + 2), month <= 12,
            tokens[start + 2].text.count == 2
        {
            return months(start..<(start + 3), year, month...month, .month)
        }
        guard let word = word(start), let month = TimeWords.month(word) else { return nil }
        let position = skip([",", "of", "in", "the", "year"], from: start + 1)
        if let year = yearNumber(position) {
            return months(start..<(position + 1), year, month...month, .month)
        }
        // `may` and `march` are also plain words: alone they name a month only with a capital or behind `in`.
        let isPlain = word == "may" || word == "march" || word.count == 3
        let isNamed =
            tokens[start].isCapitalized || start > 0 && ["in", "of", "during"].contains(tokens[start - 1].folded)
        guard !isPlain || (isNamed && start > 0) else { return nil }
        return months(start..<(start + 1), 0, month...month, .monthOfAnyYear)
    }

    private func quarter(at start: Int) -> TimeMention? {
        var number: Int?
        var position = start + 1
        if let word = word(start), word.count == 2, word.hasPrefix("q"), let digit = Int(word.suffix(1)),
            (1...4).contains(digit)
        {
            number = digit
        } else if let place = place(start), word(start + 1) == "quarter" {
            number = place == -1 ? 4 : place
            position = start + 2
        } else if let year = yearNumber(start), let word = word(start + 1), word.count == 2, word.hasPrefix("q"),
            let digit = Int(word.suffix(1)), (1...4).contains(digit)
        {
            return months(start..<(start + 2), year, (digit * 3 - 2)...(digit * 3), .quarter)
        }
        guard let number, (1...4).contains(number) else { return nil }
        let end = skip(["of", "in", "the", "year", ","], from: position)
        guard let year = yearNumber(end) else { return nil }
        return months(start..<(end + 1), year, (number * 3 - 2)...(number * 3), .quarter)
    }

    private func half(at start: Int) -> TimeMention? {
        guard let place = place(start), word(start + 1) == "half" else { return nil }
        let end = skip(["of", "in", "the", "year", ","], from: start + 2)
        guard let year = yearNumber(end) else { return nil }
        return months(start..<(end + 1), year, place == 1 ? 1...6 : 7...12, .quarter)
    }

    /// The place that a word names: 1 for `first`, -1 for `last`.
    private func place(_ index: Int) -> Int? {
        switch word(index) {
        case "first", "1st": 1
        case "second", "2nd": 2
        case "third", "3rd": 3
        case "fourth", "4th": 4
        case "last", "final": -1
        default: nil
        }
    }

    private func decade(at start: Int) -> TimeMention? {
        guard let word = word(start), word.count == 5, word.hasSuffix("0s"), let year = Int(word.prefix(4)) else {
            return nil
        }
        return days(
            start..<(start + 1), CalendarDate(year: year, month: 1, day: 1),
            CalendarDate(year: year + 9, month: 12, day: 31), .year)
    }

    private func year(at start: Int) -> TimeMention? {
        guard let year = yearNumber(start) else { return nil }
        let isNamed = start > 0 && tokens[start - 1].folded == "year"
        return months(start..<(start + 1), year, 1...12, isNamed ? .year : .bareYear)
    }

    // MARK: Counted from today

    private func relative(at start: Int) -> TimeMention? {
        guard let today, let word = word(start) else { return nil }
        func counted(_ mention: TimeMention) -> TimeMention {
            var mention = mention
            mention.assumption = "today is \(today)"
            return mention
        }
        if word == "today" { return counted(days(start..<(start + 1), today, today, .day)) }
        if word == "yesterday" {
            let date = CalendarDate(dayNumber: today.dayNumber - 1)
            return counted(days(start..<(start + 1), date, date, .day))
        }
        guard ["last", "past", "previous", "this", "current"].contains(word) else { return nil }
        if word != "this", word != "current",
            let number = NumberWords.mention(in: tokens, at: start + 1 < tokens.count ? start + 1 : start),
            number.span.lowerBound == start + 1, number.value >= 1, let unit = self.word(number.span.upperBound),
            let length = Self.dayCounts[unit]
        {
            let first = CalendarDate(dayNumber: today.dayNumber - Int(min(number.value, 1_000)) * length + 1)
            return counted(days(start..<(number.span.upperBound + 1), first, today, .day))
        }
        let back = word == "this" || word == "current" ? 0 : 1
        let span = start..<(start + 2)
        switch self.word(start + 1) {
        case "year":
            return counted(months(span, today.year - back, 1...12, .year))
        case "quarter":
            let quarter = today.year * 4 + (today.month - 1) / 3 - back
            return counted(months(span, quarter / 4, (quarter % 4 * 3 + 1)...(quarter % 4 * 3 + 3), .quarter))
        case "month":
            let month = today.year * 12 + today.month - 1 - back
            return counted(months(span, month / 12, (month % 12 + 1)...(month % 12 + 1), .month))
        case "week":
            // Weeks start on Monday; 1970-01-01 was a Thursday.
            let monday = today.dayNumber - (today.dayNumber + 3) % 7 - 7 * back
            return counted(days(span, CalendarDate(dayNumber: monday), CalendarDate(dayNumber: monday + 6), .week))
        default:
            return nil
        }
    }

    private static let dayCounts: [String: Int] = [
        "day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365, "years": 365,
    ]
}
