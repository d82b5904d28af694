public import PlumbCore

extension SafetyRules {
    /// Functions without effects that read nothing but their arguments: the built-in list of a dialect.
    ///
    /// What is left out reads or writes files, sleeps, loads code, takes locks, draws from a sequence, changes a
    /// setting, runs SQL from a string, or tells about the server. `random` and its kin are in: they have no effect,
    /// though they make a query's result differ from run to run.
    public static func builtInFunctions(of dialect: SQLDialect) -> Set<String> {
        switch dialect {
        case .sqlite: sqliteFunctions
        case .postgres: postgresFunctions
        }
    }

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    /// SQLite's scalar, aggregate, window, date, mathematical and JSON functions, and its harmless table-valued ones.
    private static let sqliteFunctions = Set(
        words(
            """
            abs char coalesce concat concat_ws format glob hex ifnull iif if instr length like likelihood likely
            lower ltrim max min nullif octet_length printf quote random randomblob replace round rtrim sign soundex
            substr substring trim typeof unhex unicode unistr unistr_quote unlikely upper zeroblob
            avg count group_concat string_agg sum total median percentile percentile_cont percentile_disc
            row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value
            date time datetime julianday unixepoch strftime timediff current_date current_time current_timestamp
            acos acosh asin asinh atan atan2 atanh ceil ceiling cos cosh degrees exp floor ln log log10 log2 mod pi pow
            power radians sin sinh sqrt tan tanh trunc
            json json_array json_array_insert json_array_length json_error_position json_extract json_group_array
            json_group_object json_insert json_object json_patch json_pretty json_quote json_remove json_replace
            json_set json_type json_valid
            jsonb jsonb_array jsonb_extract jsonb_group_array jsonb_group_object jsonb_insert jsonb_object jsonb_patch
            jsonb_remove jsonb_replace jsonb_set
            json_each json_tree jsonb_each jsonb_tree generate_series
            bm25 highlight snippet matchinfo offsets
            """)
    )

    /// Postgres's, by the chapters of its manual.
    private static let postgresFunctions = Set(
        words(
            """
            abs cbrt ceil ceiling degrees div erf erfc exp factorial floor gcd lcm ln log log10 min_scale mod pi power
            radians round scale sign sqrt trim_scale trunc width_bucket random random_normal acos acosd asin asind atan
            atand atan2 atan2d cos cosd cot cotd sin sind tan tand sinh cosh tanh asinh acosh atanh
            ascii btrim bit_length char_length character_length chr concat concat_ws convert_from convert_to decode
            encode format initcap left length lower lpad ltrim md5 normalize octet_length overlay parse_ident position
            quote_ident quote_literal quote_nullable regexp_count regexp_instr regexp_like regexp_match regexp_matches
            regexp_replace regexp_split_to_array regexp_split_to_table regexp_substr repeat replace reverse right rpad
            rtrim sha224 sha256 sha384 sha512 split_part starts_with string_to_array string_to_table strpos substr
            substring text textlen to_ascii to_hex translate trim unistr upper like notlike bit_count get_bit get_byte
            set_bit set_byte
            to_char to_date to_number to_timestamp age clock_timestamp date_add date_bin date_part date_subtract
            date_trunc extract isfinite justify_days justify_hours justify_interval make_date make_interval make_time
            make_timestamp make_timestamptz now statement_timestamp timeofday timezone transaction_timestamp date
            timestamp timestamptz time timetz interval overlaps
            coalesce nullif greatest least num_nonnulls num_nulls grouping
            count sum avg min max any_value array_agg bit_and bit_or bit_xor bool_and bool_or every json_agg
            json_agg_strict json_object_agg json_object_agg_strict json_object_agg_unique json_arrayagg json_objectagg
            jsonb_agg jsonb_agg_strict jsonb_object_agg jsonb_object_agg_strict jsonb_object_agg_unique range_agg
            range_intersect_agg string_agg corr covar_pop covar_samp regr_avgx regr_avgy regr_count regr_intercept
            regr_r2 regr_slope regr_sxx regr_sxy regr_syy stddev stddev_pop stddev_samp variance var_pop var_samp mode
            percentile_cont percentile_disc
            row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value
            array_append array_cat array_dims array_fill array_length array_lower array_ndims array_position
            array_positions array_prepend array_remove array_replace array_sample array_shuffle array_to_string
            array_upper cardinality trim_array unnest generate_series generate_subscripts
            lower_inc upper_inc lower_inf upper_inf isempty range_merge multirange int4range int8range numrange tsrange
            tstzrange daterange
            to_json to_jsonb array_to_json row_to_json json json_array json_object json_scalar json_serialize
            json_build_array json_build_object jsonb_build_array jsonb_build_object jsonb_object json_array_elements
            jsonb_array_elements json_array_elements_text jsonb_array_elements_text json_array_length
            jsonb_array_length json_each jsonb_each json_each_text jsonb_each_text json_extract_path
            jsonb_extract_path json_extract_path_text jsonb_extract_path_text json_object_keys jsonb_object_keys
            json_populate_record jsonb_populate_record json_populate_recordset jsonb_populate_recordset
            json_to_record jsonb_to_record json_to_recordset jsonb_to_recordset jsonb_set jsonb_set_lax jsonb_insert
            json_strip_nulls jsonb_strip_nulls jsonb_path_exists jsonb_path_match jsonb_path_query
            jsonb_path_query_array jsonb_path_query_first jsonb_path_exists_tz jsonb_path_match_tz
            jsonb_path_query_tz jsonb_path_query_array_tz jsonb_path_query_first_tz jsonb_pretty json_typeof
            jsonb_typeof json_exists json_query json_value
            to_tsvector to_tsquery plainto_tsquery phraseto_tsquery websearch_to_tsquery ts_headline ts_rank ts_rank_cd
            ts_delete ts_filter setweight strip numnode querytree tsvector_to_array array_to_tsvector
            area center diagonal diameter height isclosed isopen npoints pclose popen radius slope width box circle line
            lseg path point polygon
            abbrev broadcast family host hostmask inet_merge inet_same_family masklen netmask network set_masklen
            gen_random_uuid uuidv4 uuidv7 uuid_extract_timestamp uuid_extract_version
            int2 int4 int8 float4 float8 numeric bool varchar bpchar char name
            """))
}
