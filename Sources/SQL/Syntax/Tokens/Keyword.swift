/// The words that either dialect's grammar knows; a word that is none of them is an ordinary name.
enum Keyword: UInt16, CaseIterable, Sendable {
    /// No keyword.
    case none = 0

    case abort, action, add, after, all, alter, always, analyse, analyze, and, any, array, `as`, asc,
        asymmetric, at, attach, authorization, autoincrement
    case before, begin, between, bigint, binary, bit, boolean, both, breadth, by
    case call, cascade, `case`, cast, char, character, check, checkpoint, close, cluster, coalesce, collate,
        collation, column, comment, commit, concurrently, conflict, constraint, copy, create, cross, cube,
        current, currentCatalog, currentDate, currentRole, currentSchema, currentTime, currentTimestamp,
        currentUser, cycle
    case database, day, deallocate, dec, decimal, declare, `default`, deferrable, deferred, delete, depth, desc,
        detach, discard, distinct, `do`, document, drop
    case each, `else`, end, escape, except, exclude, exclusive, execute, exists, explain, extract
    case fail, `false`, fetch, filter, first, float, following, `for`, foreign, freeze, from, full
    case generated, glob, global, grant, greatest, group, grouping, groups
    case having, hour
    case `if`, ignore, ilike, immediate, `import`, `in`, index, indexed, initially, inner, `inout`, insert,
        instead, int, integer, intersect, interval, into, `is`, isnull
    case join
    case key
    case last, lateral, leading, least, left, like, limit, listen, load, local, localtime,
        localtimestamp, lock, locked
    case match, materialized, merge, minute, month, move
    case national, natural, nchar, next, no, normalize, normalized, not, nothing, notify, notnull,
        nowait, null, nullif, nulls, numeric
    case of, offset, on, only, `operator`, or, order, ordinality, others, out, outer, over, overlaps, overlay
    case partition, placing, plan, position, pragma, preceding, precision, prepare, primary
    case query
    case raise, range, read, real, reassign, recursive, references, refresh, regexp, reindex, release, rename,
        repeatable, replace, reset, restrict, returning, revoke, right, rollback, rollup, row, rows
    case savepoint, search, second, security, select, sessionUser, set, setof, sets, share, show, similar,
        skip, smallint, some, start, substring, symmetric, systemUser
    case table, tablesample, temp, temporary, then, ties, time, timestamp, to, trailing, transaction, treat,
        trigger, trim, `true`, truncate
    case uescape, unbounded, union, unique, unknown, unlisten, unlogged, update, user, using
    case vacuum, values, varchar, variadic, varying, verbose, view, virtual
    case when, `where`, window, with, within, without
    case xmlattributes, xmlconcat, xmlelement, xmlexists, xmlforest, xmlnamespaces, xmlparse, xmlpi, xmlroot,
        xmlserialize, xmltable
    case year
    case zone

    /// The word in lower case, as it is compared with.
    var spelling: String {
        var spelling: [UInt8] = []
        for byte in String(describing: self).utf8 {
            if byte & 0x20 == 0 { spelling.append(UInt8(ascii: "_")) }
            spelling.append(byte | 0x20)
        }
        return String(decoding: spelling, as: UTF8.self)
    }
}
