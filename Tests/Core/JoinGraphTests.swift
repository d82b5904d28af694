import PlumbCore
import Testing

/// Ways between tables.
struct JoinGraphTests {
    private func key(_ from: String, _ to: String, _ origin: ForeignKey.Origin = .declared) -> ForeignKey {
        ForeignKey(
            table: TableName(from), columns: ["\(to)_id"], referencedTable: TableName(to), referencedColumns: ["id"],
            origin: origin)
    }

    /// The tables that a way touches, in walking order.
    private func places(_ keys: [ForeignKey], from start: TableName) -> [TableName] {
        var places = [start]
        for key in keys {
            guard let last = places.last, key.table == last || key.referencedTable == last else { break }
            places.append(key.table == last ? key.referencedTable : key.table)
        }
        return places
    }

    @Test func aWayGoesAlongKeysInBothDirections() throws {
        let graph = JoinGraph([key("sings", "singer"), key("sings", "concert"), key("concert", "hall")])
        let way = try #require(graph.path(from: ["singer"], to: "hall"))
        #expect(places(way, from: "singer") == ["singer", "sings", "concert", "hall"])
        let back = try #require(graph.path(from: ["hall"], to: "singer"))
        #expect(back == way.reversed())
    }

    @Test func theShortestWayIsTaken() throws {
        let graph = JoinGraph([
            key("a", "b"), key("b", "c"), key("c", "d"), key("a", "x"), key("x", "d"),
        ])
        #expect(try #require(graph.path(from: ["a"], to: "d")).count == 2)
        #expect(try #require(graph.path(from: ["a", "c"], to: "d")) == [key("c", "d")])
    }

    @Test func aWayToWhereOneIsIsEmpty() {
        #expect(JoinGraph([key("a", "b")]).path(from: ["a"], to: "a") == [])
        #expect(JoinGraph([]).path(from: ["a"], to: "a") == [])
    }

    @Test func whatNoKeyReachesHasNoWay() {
        let graph = JoinGraph([key("a", "b"), key("c", "d")])
        #expect(graph.path(from: ["a"], to: "c") == nil)
        #expect(graph.path(from: ["a"], to: "nowhere") == nil)
        #expect(graph.path(from: [], to: "a") == nil)
    }

    @Test func anInferredKeyIsALittleLonger() throws {
        let direct = key("a", "c", .inferred)
        // One inferred key beats two declared ones; two inferred ones do not.
        let one = JoinGraph([direct, key("a", "b"), key("b", "c")])
        #expect(try #require(one.path(from: ["a"], to: "c")) == [direct])
        let two = JoinGraph([key("a", "x", .inferred), key("x", "c", .inferred), key("a", "y"), key("y", "c")])
        #expect(places(try #require(two.path(from: ["a"], to: "c")), from: "a") == ["a", "y", "c"])
    }

    @Test func tablesCanBeAvoided() throws {
        let graph = JoinGraph([key("a", "b"), key("b", "d"), key("a", "x"), key("x", "y"), key("y", "d")])
        let way = try #require(graph.path(from: ["a"], to: "d", avoiding: ["b"]))
        #expect(places(way, from: "a") == ["a", "x", "y", "d"])
        #expect(graph.path(from: ["a"], to: "d", avoiding: ["b", "y"]) == nil)
    }

    @Test func aKeyToItsOwnTableIsNoRoad() {
        let graph = JoinGraph([key("employee", "employee"), key("employee", "team")])
        #expect(graph.path(from: ["employee"], to: "team") == [key("employee", "team")])
        #expect(graph.keys(between: "employee", and: "employee") == [key("employee", "employee")])
    }

    @Test func directKeysAreFoundInBothDirections() {
        let keys = [key("match", "club"), key("match", "club", .inferred), key("player", "club")]
        #expect(JoinGraph(keys).keys(between: "club", and: "match").count == 2)
        #expect(JoinGraph(keys).keys(between: "match", and: "player").isEmpty)
    }

    @Test func tablesAreJoinedThroughOthers() {
        let graph = JoinGraph([
            key("sings", "singer"), key("sings", "concert"), key("concert", "hall"), key("ticket", "concert"),
        ])
        let (keys, unreachable) = graph.joining(["singer", "hall", "ticket"])
        #expect(unreachable.isEmpty)
        #expect(
            Set(keys)
                == Set([
                    key("sings", "singer"), key("sings", "concert"), key("concert", "hall"), key("ticket", "concert"),
                ]))
        #expect(keys.count == 4)
    }

    @Test func everyKeyTouchesWhatIsJoinedAlready() {
        let keys = (0..<30).map { key("t\($0 / 2)", "t\($0 + 1)") }
        let (joined, unreachable) = JoinGraph(keys).joining(["t29", "t3", "t17", "t8"])
        #expect(unreachable.isEmpty)
        var places: Set<TableName> = ["t29"]
        for key in joined {
            #expect(places.contains(key.table) != places.contains(key.referencedTable))
            places.formUnion([key.table, key.referencedTable])
        }
        #expect(places.isSuperset(of: ["t29", "t3", "t17", "t8"]))
    }

    @Test func whatCanNotBeJoinedIsTold() {
        let graph = JoinGraph([key("a", "b"), key("c", "d")])
        let (keys, unreachable) = graph.joining(["a", "c", "b", "d"])
        #expect(keys == [key("a", "b")])
        #expect(unreachable == ["c", "d"])
        #expect(graph.joining([]).keys.isEmpty)
        #expect(graph.joining(["a", "a"]).keys.isEmpty)
    }

    @Test func aLargeSchemaIsJoinedAtOnce() {
        let keys = (1..<1_000).map { key("t\($0)", "t\($0 - 1)") }
        let start = ContinuousClock.now
        #expect(JoinGraph(keys).path(from: ["t0"], to: "t999")?.count == 999)
        #expect(ContinuousClock.now - start < .seconds(5))
    }
}
