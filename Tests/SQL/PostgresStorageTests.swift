import PlumbCore
import PlumbSQL
import Testing

/// What Postgres holds a column's values as, by the type that it declares.
struct PostgresStorageTests {
    @Test(arguments: [
        ("boolean", PostgresStorage.boolean), ("bool", .boolean), ("integer", .number), ("INT4", .number),
        ("bigint", .number), ("numeric(10,2)", .number), ("double precision", .number), ("real", .number),
        ("text", .text), ("character varying(20)", .text), ("CHARACTER(3)", .text), ("citext", .text), ("name", .text),
        ("date", .date), ("timestamp without time zone", .timestamp), ("timestamp(3) with time zone", .timestamp),
        ("timestamptz", .timestamp), ("bytea", .bytes),
        // Several values are not what each of them is.
        ("integer[]", .list), ("text[]", .list), ("numeric(10,2)[]", .list), ("character varying(20)[]", .list),
        ("int4range", .other), ("numrange", .other), ("daterange", .other), ("datemultirange", .other),
        ("interval", .other), ("time without time zone", .other), ("uuid", .other), ("jsonb", .other), ("mood", .other),
        ("charge", .other), ("money", .other),
    ])
    func declaredTypeDecides(type: String, storage: PostgresStorage) {
        // What values mean has no say where a type is declared.
        for meaning in [ColumnType.text, .integer, .date, .other] {
            #expect(PostgresStorage(Column(name: "c", declaredType: type, type: meaning)) == storage)
        }
    }

    @Test(arguments: [
        (ColumnType.integer, PostgresStorage.number), (.real, .number), (.text, .text), (.boolean, .boolean),
        (.date, .date), (.timestamp, .timestamp), (.time, .other), (.blob, .bytes), (.other, .other),
    ])
    func meaningDecidesWhereNothingIsDeclared(meaning: ColumnType, storage: PostgresStorage) {
        #expect(PostgresStorage(Column(name: "c", type: meaning)) == storage)
    }

    /// A domain over booleans is known by what its values mean.
    @Test func aDomainOfBooleansIsOne() {
        #expect(PostgresStorage(Column(name: "c", declaredType: "yes_or_no", type: .boolean)) == .boolean)
    }
}
