internal import CSQLite

/// Whether the functions of views and generated columns must be trusted for JSON to work in them.
///
/// With `trusted_schema` off, SQLite refuses functions in a schema that it does not know to be harmless. Some releases,
/// 3.40 among them, take their own JSON functions for such, and every view that uses JSON would fail. There the setting
/// stays on, and the authorizer's list of functions, which holds in views too, stands alone.
/// The setting: <https://www.sqlite.org/c3ref/c_dbconfig_defensive.html#sqlitedbconfigtrustedschema>.
enum SchemaTrust {
    /// 1 where the setting must stay on, else 0; found out once, on a database in memory.
    static let setting: Int32 = {
        var handle: OpaquePointer?
        defer { sqlite3_close_v2(handle) }
        guard sqlite3_open_v2(":memory:", &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil) == SQLITE_OK,
            let handle
        else { return 0 }
        _ = plumb_sqlite3_db_config_flag(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
        let sql = "CREATE VIEW v AS SELECT json_extract('[1]', '$[0]'); SELECT * FROM v"
        return sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK ? 0 : 1
    }()
}
