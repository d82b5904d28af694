/// Names of settings that a query of a Postgres database may have.
package enum SettingName {
    /// Whether a name is one; without a dot it would be a setting of the server's own, such as `transaction_read_only`.
    package static func isPermitted(_ name: String) -> Bool {
        name.wholeMatch(of: #/[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)+/#) != nil
    }
}
