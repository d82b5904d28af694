import PlumbCore
import PlumbDatabases
import PlumbExecutionCheck
import PlumbSQL
import TestSupport
import Testing

/// Paintings and where they hang: what rules are tried on.
actor MendGallery {
    static let shared = MendGallery()

    private var opened: OpenDatabase?

    private func open() async throws -> OpenDatabase {
        if let opened { return opened }
        let scratch = try ScratchDatabase(
            """
            CREATE TABLE museum (museum_id INTEGER PRIMARY KEY, name TEXT, city TEXT, country_code TEXT);
            CREATE TABLE painter (
              painter_id INTEGER PRIMARY KEY, painter_name TEXT, birth_year INTEGER, sex TEXT, home_town TEXT);
            CREATE TABLE painting (
              painting_id INTEGER PRIMARY KEY, title TEXT, style TEXT, price REAL,
              painter_id INTEGER REFERENCES painter(painter_id), museum_id INTEGER REFERENCES museum(museum_id));
            CREATE TABLE restoration (
              restoration_id INTEGER PRIMARY KEY, painting_id INTEGER REFERENCES painting(painting_id),
              restored_by INTEGER REFERENCES painter(painter_id), cost REAL);
            CREATE TABLE old_painting (old_id INTEGER PRIMARY KEY, title TEXT, style TEXT, lost_year INTEGER);
            INSERT INTO museum VALUES (1, 'Alte Galerie', 'Zürich', 'CH'), (2, 'Kunsthalle', 'Bern', 'CH'),
              (3, 'Casa Blu', 'Roma', 'IT');
            INSERT INTO painter VALUES (1, 'Ana Mori', 1901, 'F', 'Roma'), (2, 'Beat Egli', 1922, 'M', 'Bern'),
              (3, 'Carla Weiss', 1950, 'F', 'Basel');
            INSERT INTO painting VALUES (1, 'Harbour', 'cubist', 10, 1, 1), (2, 'Market day', 'cubist', 20, 1, 2),
              (3, 'Old bridge', 'late impressionist', 30, 2, 2), (4, 'Harbour', 'fauve', 40, 3, 3);
            INSERT INTO restoration VALUES (1, 1, 2, 5), (2, 1, 3, 7), (3, 3, 3, 9);
            INSERT INTO old_painting VALUES (1, 'Storm', 'cubist', 1944);
            """, name: "gallery")
        scratch.removeAtExit()
        let database = try await scratch.open()
        opened = database
        return database
    }

    private func scope(_ question: String?) async throws -> MendScope {
        let database = try await open()
        return MendScope(
            catalog: database.catalog, question: question.map { Question($0) },
            services: StageServices(database: database.executor, values: database.values))
    }

    /// What a query becomes, and the notes.
    func mend(
        _ sql: String, by rules: [any MendRule], question: String? = nil
    ) async throws -> MendedQuery {
        var problem: String?
        do { _ = try await open().executor.prepare(sql) } catch { problem = "\(error)" }
        let scope = try await scope(question)
        let mended = try await Mender(rules: rules).mend(sql, problem: problem, in: scope)
        if !mended.mends.isEmpty { _ = try await rows(mended.sql) }
        return mended
    }

    /// The rows of a query.
    func rows(_ sql: String) async throws -> [Row] {
        try await open().executor.result(of: sql, limits: ExecutionLimits()).rows
    }
}

/// Holds a rule to what it makes of a query, and to the rows that come of it.
func expectMend(
    _ sql: String, by rules: any MendRule..., gives expected: String, question: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    let mended = try await MendGallery.shared.mend(sql, by: rules, question: question)
    #expect(mended.sql == expected, sourceLocation: sourceLocation)
    #expect(!mended.mends.isEmpty, sourceLocation: sourceLocation)
    let names = Set(rules.map(\.name))
    #expect(mended.mends.allSatisfy { names.contains($0.rule) && !$0.note.isEmpty }, sourceLocation: sourceLocation)
}

/// Holds a rule to leaving a query alone.
func expectNoMend(
    _ sql: String, by rules: any MendRule..., question: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    let mended = try await MendGallery.shared.mend(sql, by: rules, question: question)
    #expect(mended == MendedQuery(sql: sql), sourceLocation: sourceLocation)
}
