import PlumbCore
import PlumbDatabases
import TestSupport
import Testing

@Suite(.needsPostgres) struct PostgresTypesTests {
    static let values: [(sql: String, value: SQLValue, type: String)] = [
        ("true", .integer(1), "boolean"), ("false", .integer(0), "boolean"),
        ("(-32768)::smallint", .integer(-32_768), "smallint"), ("2147483647", .integer(2_147_483_647), "integer"),
        ("(-9223372036854775808)::bigint", .integer(.min), "bigint"),
        ("4294967295::oid", .integer(4_294_967_295), "oid"),
        ("0.1::real", .real(0.1), "real"), ("0.1::float8", .real(0.1), "double precision"),
        ("1e300::float8", .real(1e300), "double precision"), ("1.5e-7::float8", .real(1.5e-7), "double precision"),
        ("-250000.25::float8", .real(-250_000.25), "double precision"), ("100::float8", .real(100), "double precision"),
        ("0.1::float8 + 0.2::float8", .real(0.1 + 0.2), "double precision"),
        ("'-Infinity'::float8", .real(-.infinity), "double precision"),
        ("12.50::numeric(10,2)", .real(12.5), "numeric(10,2)"), ("-0.001", .real(-0.001), "numeric"),
        ("12::numeric", .integer(12), "numeric"), ("2.00", .real(2), "numeric"),
        ("123456789012345.6789::numeric", .text("123456789012345.6789"), "numeric"),
        ("12345678901234567890::numeric", .text("12345678901234567890"), "numeric"),
        ("0.000000000000000000000000012345", .real(1.2345e-26), "numeric"),
        ("'Infinity'::numeric", .real(.infinity), "numeric"),
        ("1.0 / 3", .real(1.0 / 3), "numeric"), ("100000.00::numeric / 7", .real(100_000.0 / 7), "numeric"),
        ("'a'::text", .text("a"), "text"), ("'a'::varchar(3)", .text("a"), "character varying(3)"),
        ("'a'::char(3)", .text("a  "), "character(3)"), ("'a'::name", .text("a"), "name"),
        ("date '2024-02-29'", .text("2024-02-29"), "date"), ("date '0044-03-15 BC'", .text("0044-03-15 BC"), "date"),
        ("timestamp '2024-02-29 12:00:00.5'", .text("2024-02-29 12:00:00.5"), "timestamp without time zone"),
        (
            "timestamptz '2024-02-29 12:00:00+05:30'", .text("2024-02-29 06:30:00+00"), "timestamp with time zone"
        ),
        ("time '12:34:56'", .text("12:34:56"), "time without time zone"),
        ("timetz '12:34:56+02'", .text("12:34:56+02"), "time with time zone"),
        ("interval '1 year 2 months 3 days 04:05:06'", .text("1 year 2 mons 3 days 04:05:06"), "interval"),
        ("array[1, null, 3]", .text("{1,NULL,3}"), "integer[]"),
        ("array['a b', 'c\"d']", .text("{\"a b\",\"c\\\"d\"}"), "text[]"),
        ("int4range(1, 5)", .text("[1,5)"), "int4range"), ("'{\"a\": 1}'::json", .text("{\"a\": 1}"), "json"),
        ("'{\"a\":   1}'::jsonb", .text("{\"a\": 1}"), "jsonb"),
        ("'\\xDEadBEef'::bytea", .blob([0xDE, 0xAD, 0xBE, 0xEF]), "bytea"),
        ("''::bytea", .blob([]), "bytea"), ("'happy'::mood", .text("happy"), "mood"),
        ("7::positive", .integer(7), "integer"),
        (
            "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid", .text("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"), "uuid"
        ),
        ("'192.168.0.1/24'::inet", .text("192.168.0.1/24"), "inet"),
        ("'10.0.0.0/8'::cidr", .text("10.0.0.0/8"), "cidr"),
        ("'08:00:2b:01:02:03'::macaddr", .text("08:00:2b:01:02:03"), "macaddr"),
        ("12.5::money", .text("$12.50"), "money"),
        ("'<a>b</a>'::xml", .text("<a>b</a>"), "xml"), ("b'101'::bit(3)", .text("101"), "bit(3)"),
        ("point '(1,2)'", .text("(1,2)"), "point"), ("to_tsvector('simple', 'a b')", .text("'a':1 'b':2"), "tsvector"),
        ("row(1, 'a')", .text("(1,a)"), "record"), ("NULL::integer", .null, "integer"),
    ]

    @Test func everyTypeComesOut() async throws {
        let owner = try await TestPostgres.connect()
        try await owner.run(
            script: """
                DROP SCHEMA IF EXISTS types CASCADE; CREATE SCHEMA types; SET search_path = types;
                CREATE TYPE mood AS ENUM ('sad', 'happy'); CREATE DOMAIN positive AS integer CHECK (VALUE > 0)
                """)
        let location = DatabaseLocation(server: try TestPostgres.location(["options": "-csearch_path=types"]))
        let database = try await PostgresDatabase.open(location)
        for (sql, value, type) in Self.values {
            let result = try await database.result(of: "SELECT \(sql) AS x", limits: ExecutionLimits())
            #expect(result.rows == [[value]], "\(sql)")
            #expect(result.columns == [ResultColumn(name: "x", declaredType: type)], "\(sql)")
        }
    }

    @Test func digitsOfAStoredNumberAreKeptInAQueryThatDivides() async throws {
        let owner = try await TestPostgres.connect()
        try await owner.run(
            script: """
                DROP TABLE IF EXISTS exact; CREATE TABLE exact (a numeric); INSERT INTO exact VALUES (1234567890.123456789)
                """)
        let database = try await PostgresDatabase.open(DatabaseLocation(server: TestPostgres.location()))
        let rows = try await database.rows("SELECT a, a / 1, sum(a) OVER () FROM exact")
        #expect(
            rows == [[.text("1234567890.123456789"), .real(1_234_567_890.123456789), .real(1_234_567_890.123456789)]])
        #expect(try await database.rows("SELECT sum(a) FROM exact") == [[.text("1234567890.123456789")]])
    }
}
