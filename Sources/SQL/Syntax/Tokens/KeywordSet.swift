/// A set of keywords that is asked for every name of a text: one bit for each.
struct KeywordSet: Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0)

    init(_ keywords: [Keyword]) {
        for keyword in keywords {
            withUnsafeMutableBytes(of: &words) { bytes in
                bytes[Int(keyword.rawValue >> 3)] |= 1 << UInt8(keyword.rawValue & 7)
            }
        }
    }

    func contains(_ keyword: Keyword) -> Bool {
        withUnsafeBytes(of: words) { bytes in
            bytes[Int(keyword.rawValue >> 3)] & (1 << UInt8(keyword.rawValue & 7)) != 0
        }
    }
}

/// Which keywords may be names, and where. From SQLite's `parse.y` (its fallback list) and Postgres's `kwlist.h`.
extension KeywordSet {
    /// Never a name in SQLite.
    static let sqliteReserved = KeywordSet([
        .add, .all, .alter, .and, .as, .autoincrement, .between, .case, .check, .collate, .commit,
        .constraint, .create, .default, .deferrable, .delete, .distinct, .drop, .else, .escape, .except,
        .exists, .foreign, .from, .group, .having, .in, .index, .insert, .intersect, .into, .is, .isnull,
        .join, .limit, .not, .nothing, .notnull, .null, .on, .or, .order, .primary, .references, .returning,
        .select, .set, .table, .then, .to, .transaction, .union, .unique, .update, .using, .values, .when,
        .where,
    ])

    /// A name in SQLite, but no alias without `AS`.
    static let sqliteJoin = KeywordSet([
        .cross, .full, .indexed, .inner, .left, .natural, .outer, .right,
    ])

    /// Names that are printed in quotes for SQLite: all but the keywords that a query can't confuse.
    static let sqliteQuoted = KeywordSet([
        .add, .all, .alter, .and, .as, .asc, .autoincrement, .between, .case, .cast, .check, .collate,
        .commit, .constraint, .create, .cross, .current, .currentDate, .currentTime, .currentTimestamp,
        .default, .deferrable, .delete, .desc, .distinct, .drop, .else, .end, .escape, .except, .exclude,
        .exists, .false, .filter, .first, .following, .for, .foreign, .from, .full, .glob, .group, .groups,
        .having, .in, .index, .indexed, .inner, .insert, .intersect, .into, .is, .isnull, .join, .last, .left,
        .like, .limit, .match, .materialized, .natural, .not, .nothing, .notnull, .null, .nulls, .offset, .on,
        .or, .order, .others, .outer, .over, .partition, .preceding, .primary, .raise, .range, .recursive,
        .references, .regexp, .returning, .right, .row, .rows, .select, .set, .table, .then, .ties, .to,
        .transaction, .true, .unbounded, .union, .unique, .update, .using, .values, .when, .where, .window,
        .with, .without,
    ])

    /// Never a name in Postgres, except behind `AS` and a dot.
    static let postgresReserved = KeywordSet([
        .all, .analyse, .analyze, .and, .any, .array, .as, .asc, .asymmetric, .both, .case, .cast, .check,
        .collate, .column, .constraint, .create, .currentCatalog, .currentDate, .currentRole, .currentTime,
        .currentTimestamp, .currentUser, .default, .deferrable, .desc, .distinct, .do, .else, .end, .except,
        .false, .fetch, .for, .foreign, .from, .grant, .group, .having, .in, .initially, .intersect, .into,
        .lateral, .leading, .limit, .localtime, .localtimestamp, .not, .null, .offset, .on, .only, .or,
        .order, .placing, .primary, .references, .returning, .select, .sessionUser, .some, .symmetric,
        .systemUser, .table, .then, .to, .trailing, .true, .union, .unique, .user, .using, .variadic, .when,
        .where, .window, .with,
    ])

    /// Names of functions and types only.
    static let postgresFunction = KeywordSet([
        .authorization, .binary, .collation, .concurrently, .cross, .currentSchema, .freeze, .full, .ilike,
        .inner, .is, .isnull, .join, .left, .like, .natural, .notnull, .outer, .overlaps, .right, .similar,
        .tablesample, .verbose,
    ])

    /// Names of columns and tables only, not of functions.
    static let postgresColumn = KeywordSet([
        .between, .bigint, .bit, .boolean, .char, .character, .coalesce, .dec, .decimal, .exists, .extract,
        .float, .greatest, .grouping, .inout, .int, .integer, .interval, .least, .national, .nchar,
        .normalize, .nullif, .numeric, .out, .overlay, .position, .precision, .real, .row, .setof, .smallint,
        .substring, .time, .timestamp, .treat, .trim, .values, .varchar, .xmlattributes, .xmlconcat,
        .xmlelement, .xmlexists, .xmlforest, .xmlnamespaces, .xmlparse, .xmlpi, .xmlroot, .xmlserialize,
        .xmltable,
    ])

    /// Names of columns that are functions nevertheless, most with a grammar of their own.
    static let postgresCalls = KeywordSet([
        .coalesce, .extract, .greatest, .grouping, .least, .normalize, .nullif, .overlay, .position, .substring,
        .trim, .xmlconcat,
    ])

    /// Names of columns that are types nevertheless.
    static let postgresTypes = KeywordSet([
        .bigint, .bit, .boolean, .char, .character, .dec, .decimal, .float, .int, .integer, .interval, .national,
        .nchar, .numeric, .real, .smallint, .time, .timestamp, .varchar,
    ])

    /// No alias without `AS`.
    static let postgresNeedsAs = KeywordSet([
        .array, .as, .char, .character, .create, .day, .except, .fetch, .filter, .for, .from, .grant, .group,
        .having, .hour, .intersect, .into, .isnull, .limit, .minute, .month, .notnull, .offset, .on, .order,
        .over, .overlaps, .precision, .returning, .second, .to, .union, .varying, .where, .window, .with,
        .within, .without, .year,
    ])
}
