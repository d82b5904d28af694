internal import CSQLite

/// Names what a statement tried to do, for the error that refuses it.
enum RefusedAction {
    /// The action in words: one of SQLite's action codes, and the first name that comes with it.
    ///
    /// The codes: <https://www.sqlite.org/c3ref/c_alter_table.html>.
    static func description(of action: Int32, first: String) -> String {
        switch action {
        // What SQLite does to make up a table such as pragma_table_info.
        case SQLITE_INSERT where first.hasPrefix("sqlite_"), SQLITE_UPDATE where first.hasPrefix("sqlite_"):
            "a table of SQLite itself, or writing to \(first)"
        case SQLITE_INSERT: "INSERT into \(first)"
        case SQLITE_UPDATE: "UPDATE of \(first)"
        case SQLITE_DELETE: "DELETE from \(first)"
        case SQLITE_PRAGMA: "PRAGMA \(first)"
        case SQLITE_ATTACH: "ATTACH"
        case SQLITE_DETACH: "DETACH"
        case SQLITE_TRANSACTION, SQLITE_SAVEPOINT: "a transaction statement"
        case SQLITE_ANALYZE: "ANALYZE"
        case SQLITE_REINDEX: "REINDEX"
        case SQLITE_ALTER_TABLE: "ALTER TABLE"
        case SQLITE_CREATE_VTABLE, SQLITE_CREATE_TABLE, SQLITE_CREATE_INDEX, SQLITE_CREATE_VIEW,
            SQLITE_CREATE_TRIGGER, SQLITE_CREATE_TEMP_TABLE, SQLITE_CREATE_TEMP_INDEX, SQLITE_CREATE_TEMP_VIEW,
            SQLITE_CREATE_TEMP_TRIGGER:
            "CREATE \(first)"
        case SQLITE_DROP_VTABLE, SQLITE_DROP_TABLE, SQLITE_DROP_INDEX, SQLITE_DROP_VIEW, SQLITE_DROP_TRIGGER,
            SQLITE_DROP_TEMP_TABLE, SQLITE_DROP_TEMP_INDEX, SQLITE_DROP_TEMP_VIEW, SQLITE_DROP_TEMP_TRIGGER:
            "DROP \(first)"
        default: "an action that is not reading (SQLite's code \(action))"
        }
    }
}
