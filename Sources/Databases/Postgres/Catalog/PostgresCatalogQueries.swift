/// What is asked of `pg_catalog`: each query once, however many tables there are.
///
/// Tables that may not be read, other sessions' temporary tables, partitions (the table that they are parts of stands
/// for them), what belongs to an extension and the system's own schemas are left out by the server.
enum PostgresCatalogQueries {
    /// The kinds of relation that hold rows: tables, partitioned tables, views, materialized views, foreign tables.
    private static let kinds = "c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't'"

    /// Names that begin with `pg_` are Postgres's own.
    private static let isOpenSchema = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"

    /// How many rows a table has by the statistics; NULL where it was never analyzed, which was 0 before version 14.
    private static func rows(of alias: String) -> String {
        """
        CASE WHEN \(alias).reltuples > 0 OR (\(alias).reltuples = 0 AND \(alias).relkind NOT IN ('v', 'f')
            AND (\(alias).relpages > 0 OR current_setting('server_version_num')::int >= 140000))
          THEN \(alias).reltuples::bigint END
        """
    }

    /// Who asks, and of what.
    static let session = """
        SELECT current_database(), current_user, current_setting('default_statistics_target'), r.rolsuper,
          r.rolbypassrls
        FROM pg_roles r WHERE r.rolname = current_user
        """

    /// What changes with every change of the schema, the privileges or the statistics.
    ///
    /// Each row of a system table has the number of the transaction that wrote it (`xmin`), so that a change of any row
    /// changes their count or their sum. ANALYZE writes some figures in place, and is told by its time; rows of tables that
    /// were never analyzed by the server's counters.
    static let stamp = """
        SELECT concat_ws(' ', current_setting('server_version_num'), inet_server_addr(), inet_server_port(),
            (SELECT oid FROM pg_database WHERE datname = current_database()), current_user, current_schemas(false),
            (SELECT concat(rolsuper, rolbypassrls) FROM pg_roles WHERE rolname = current_user),
            current_setting('default_statistics_target')),
          (SELECT concat(count(*), ' ', sum(c.xmin::text::bigint), ' ', sum(extract(epoch FROM
                coalesce(pg_stat_get_last_analyze_time(c.oid), 'epoch'))
              + extract(epoch FROM coalesce(pg_stat_get_last_autoanalyze_time(c.oid), 'epoch'))), ' ',
              count(*) FILTER (WHERE c.reltuples < 0 AND pg_stat_get_live_tuples(c.oid) > 0))
            FROM pg_class c WHERE \(kinds) AND c.oid >= 16384),
          (SELECT concat(count(*), ' ', sum(a.xmin::text::bigint)) FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid WHERE \(kinds) AND c.oid >= 16384 AND a.attnum > 0),
          (SELECT concat(count(*), ' ', sum(r.xmin::text::bigint)) FROM pg_rewrite r WHERE r.oid >= 16384),
          (SELECT concat(count(*), ' ', sum(k.xmin::text::bigint)) FROM pg_constraint k WHERE k.oid >= 16384),
          (SELECT concat(count(*), ' ', sum(i.xmin::text::bigint)) FROM pg_index i
            JOIN pg_class c ON c.oid = i.indrelid WHERE \(kinds) AND c.oid >= 16384 AND i.indisunique),
          (SELECT concat(count(*), ' ', sum(d.xmin::text::bigint)) FROM pg_description d WHERE d.objoid >= 16384),
          (SELECT concat(count(*), ' ', sum(t.xmin::text::bigint)) FROM pg_type t
            WHERE t.oid >= 16384 AND t.typtype IN ('d', 'e')),
          (SELECT concat(count(*), ' ', sum(e.xmin::text::bigint)) FROM pg_enum e),
          (SELECT concat(count(*), ' ', sum(n.xmin::text::bigint)) FROM pg_namespace n WHERE \(isOpenSchema)),
          (SELECT concat(count(*), ' ', sum(d.xmin::text::bigint)) FROM pg_depend d
            WHERE d.deptype = 'e' AND d.classid = 'pg_class'::regclass),
          (SELECT concat(count(*), ' ', sum(p.xmin::text::bigint)) FROM pg_policy p),
          (SELECT concat(count(*), ' ', sum(m.xmin::text::bigint)) FROM pg_auth_members m)
        """

    /// Tables and views, those that a bare name finds first, in the order of the search path, then by name.
    static let relations = """
        SELECT c.oid, n.nspname, c.relname, c.relkind, \(rows(of: "c")), pg_stat_get_live_tuples(c.oid), c.relpages,
          row_security_active(c.oid), pg_table_is_visible(c.oid), d.description
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
        WHERE \(kinds) AND NOT c.relispartition AND \(isOpenSchema) AND has_schema_privilege(n.oid, 'USAGE')
          AND (has_table_privilege(c.oid, 'SELECT') OR has_any_column_privilege(c.oid, 'SELECT'))
          AND NOT EXISTS (SELECT 1 FROM pg_depend e
            WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
        ORDER BY array_position(current_schemas(false), n.nspname), n.nspname COLLATE "C", c.relname COLLATE "C"
        """

    /// Rows of the parts of partitioned tables.
    static let partitions = """
        SELECT pg_partition_root(c.oid)::oid, sum(\(rows(of: "c"))), sum(pg_stat_get_live_tuples(c.oid))
        FROM pg_class c WHERE c.relispartition AND c.relkind IN ('r', 'f') GROUP BY 1
        """

    /// Every relation that a query could name, parts of tables too.
    static let allRelations = """
        SELECT c.oid, n.nspname, c.relname, pg_table_is_visible(c.oid)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE \(kinds) AND \(isOpenSchema)
        """

    /// The relations of the names `$1`, in small letters, with all their columns.
    static let relationsNamed = """
        SELECT n.nspname, c.relname, pg_table_is_visible(c.oid),
          ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped)::text
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE \(kinds) AND lower(c.relname::text COLLATE "C") = ANY ($1::text[])
        """

    /// The names of all relations.
    static let relationNames = """
        SELECT n.nspname, c.relname, pg_table_is_visible(c.oid), NULL
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE \(kinds) AND \(isOpenSchema)
        ORDER BY NOT pg_table_is_visible(c.oid), c.relname COLLATE "C"
        """

    /// Which relations get their rows from which: views, and tables that inherit.
    static let sources = """
        SELECT DISTINCT r.ev_class, d.refobjid, false
        FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
        WHERE r.oid >= 16384 AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> r.ev_class
        UNION ALL SELECT inhrelid, inhparent, true FROM pg_inherits
        """

    /// The columns of the relations `$1`.
    static let columnsOfParts = """
        SELECT attrelid, attname FROM pg_attribute
        WHERE attrelid = ANY ($1::oid[]) AND attnum > 0 AND NOT attisdropped
        """

    /// The columns, those apart that may not be read.
    static let columns = """
        SELECT a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attnotnull, d.description
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
          LEFT JOIN pg_description d
            ON d.objoid = a.attrelid AND d.classoid = 'pg_class'::regclass AND d.objsubid = a.attnum
        WHERE \(kinds) AND NOT c.relispartition AND \(isOpenSchema) AND a.attnum > 0 AND NOT a.attisdropped
          AND (has_table_privilege(c.oid, 'SELECT') OR has_column_privilege(c.oid, a.attnum, 'SELECT'))
        ORDER BY a.attrelid, a.attnum
        """

    /// The types of columns: a domain's is the type under it, with what the domains on the way say.
    static let types = """
        WITH RECURSIVE used AS (
          SELECT DISTINCT a.atttypid AS type, a.atttypmod AS modifier
          FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE \(kinds) AND NOT c.relispartition AND \(isOpenSchema) AND a.attnum > 0 AND NOT a.attisdropped
        ), chain AS (
          SELECT type, modifier, type AS base, modifier AS base_modifier, NULL::text COLLATE "C" AS description,
            false AS is_required, 0 AS depth
          FROM used
          UNION ALL
          SELECT c.type, c.modifier, t.typbasetype, t.typtypmod,
            coalesce(c.description, obj_description(t.oid, 'pg_type')), c.is_required OR t.typnotnull, c.depth + 1
          FROM chain c JOIN pg_type t ON t.oid = c.base AND t.typtype = 'd'
        )
        SELECT DISTINCT ON (c.type, c.modifier) c.type, c.modifier, c.base, c.base_modifier,
          format_type(c.base, c.base_modifier), t.typtype, t.typcategory, c.is_required, c.description
        FROM chain c JOIN pg_type t ON t.oid = c.base
        ORDER BY c.type, c.modifier, c.depth DESC
        """

    /// The values of enumerations, in their order.
    static let labels = "SELECT enumtypid, enumlabel FROM pg_enum ORDER BY enumtypid, enumsortorder"

    /// Primary and unique keys, by the columns' numbers.
    static let keys = """
        SELECT i.indrelid, i.indisprimary, (i.indkey::int2[])[0:i.indnkeyatts - 1]::text
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class k ON k.oid = i.indexrelid
        WHERE \(kinds) AND c.oid >= 16384 AND i.indisunique AND i.indisvalid AND i.indpred IS NULL
          AND i.indexprs IS NULL
        ORDER BY i.indrelid, k.relname COLLATE "C"
        """

    /// Foreign keys, by the columns' numbers; the copies that partitions have are left out.
    static let foreignKeys = """
        SELECT conrelid, conkey::text, confrelid, confkey::text FROM pg_constraint
        WHERE contype = 'f' AND conparentid = 0 ORDER BY conrelid, conname COLLATE "C"
        """

    /// What ANALYZE found in columns, of a partitioned table that was never analyzed as a whole that of its parts.
    ///
    /// Values come as the text of an array. It is cut, of columns of text after `$1` characters, because a hundred
    /// values of each of 200,000 columns are more than anybody asks for; of texts too long to be named in a question
    /// there are none. The whole list of bounds is only of use where its values are.
    static let statistics = """
        SELECT root, name, is_inherited, rows, null_frac, n_distinct, avg_width,
          CASE WHEN is_text THEN left(common, $1::int) ELSE left(common, 4000) END, shares,
          CASE WHEN is_text THEN left(bounds, $1::int) ELSE left(bounds, 300) END,
          CASE WHEN NOT is_text THEN right(bounds, 100) END
        FROM (
          SELECT CASE WHEN c.relispartition THEN pg_partition_root(c.oid)::oid ELSE c.oid END AS root,
            a.attname AS name, s.inherited OR c.relispartition AS is_inherited, \(rows(of: "c")) AS rows,
            s.null_frac, s.n_distinct, s.avg_width, t.typcategory IN ('S', 'E') AS is_text,
            CASE WHEN \(isListed) THEN s.most_common_vals::text END AS common,
            CASE WHEN \(isListed) THEN s.most_common_freqs[1:1000]::text END AS shares,
            CASE WHEN \(isListed) THEN s.histogram_bounds::text END AS bounds
          FROM pg_stats s
            JOIN pg_namespace n ON n.nspname = s.schemaname
            JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = s.tablename
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = s.attname
            JOIN pg_type t ON t.oid = a.atttypid
          WHERE \(isOpenSchema) AND (NOT c.relispartition OR c.relkind <> 'p' AND NOT EXISTS (
            SELECT 1 FROM pg_class r WHERE r.oid = pg_partition_root(c.oid) AND r.reltuples > 0))
          OFFSET 0
        ) AS found
        """

    /// Whether values of a column are worth a look: texts that can be named, numbers, times and booleans.
    private static let isListed = """
        t.typcategory IN ('S', 'E', 'N', 'D', 'B') AND s.avg_width <= \(PostgresColumnSample.longestWidth)
        """
}
