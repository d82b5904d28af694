import Foundation

/// The whole time of a command, from its start to its end, beside the least that `sqlite3` takes for the same file.
struct WholeProcess {
    let place: Place

    init(_ place: Place) { self.place = place }

    func lines() throws -> [String] {
        let question = "How many customers do we have in Japan?"
        let ask = [place.plumb, "ask", question, "--database", place.shop]
        let least = ["sqlite3", place.shop, "select 1"]
        let version = [place.plumb, "--version"]
        _ = try Child(ask, environment: place.environment)
        var times: [[Double]] = [[], [], []]
        // In turns, so that whatever else the machine does falls on all alike.
        for _ in 0..<40 {
            for (index, command) in [ask, version, least].enumerated() {
                times[index].append(try Child(command, environment: place.environment).seconds)
            }
        }
        let medians = times.map { Figures($0).median }
        return [
            line(
                "`plumb ask`, the whole process",
                milliseconds(medians[0])
                    + String(format: " (%.1f × `sqlite3 FILE 'select 1'`, ", medians[0] / medians[2])
                    + "\(milliseconds(medians[2])))"),
            line("of that, starting a process: `plumb --version`", milliseconds(medians[1])),
        ]
    }
}
