-- Queries in Postgres's dialect. Each is printed as the line behind "-->", or as it stands where there is none.
SELECT Foo, "Foo", "foo", "sel ect", "select" FROM Bar --> SELECT foo, "Foo", foo, "sel ect", "select" FROM bar
SELECT a::integer, a::varchar(10)[], CAST(a AS double precision), a::timestamp(3) with time zone, '1'::numeric(10, 2) --> SELECT CAST(a AS integer), CAST(a AS varchar(10)[]), CAST(a AS double precision), CAST(a AS timestamp(3) with time zone), CAST('1' AS numeric(10, 2))
SELECT -a::int, (-a)::int --> SELECT -CAST(a AS int), CAST(-a AS int)
SELECT a::int[][3], a::interval day to second(3), a::"char", a::s.mytype, a::character varying(5) --> SELECT CAST(a AS int[][3]), CAST(a AS interval day to second(3)), CAST(a AS "char"), CAST(a AS s.mytype), CAST(a AS character varying(5))
SELECT DATE '2024-01-01', timestamp '2024-01-01 00:00', INTERVAL '1' DAY, interval '1 day', interval(3) '1', time with time zone '10:00' --> SELECT date '2024-01-01', timestamp '2024-01-01 00:00', interval '1' day, interval '1 day', interval(3) '1', time with time zone '10:00'
SELECT E'a\x41\'b\\', U&'\0041\+000042', $$it's$$, $tag$a $$ b$tag$, N'n', B'01', X'1f' --> SELECT 'aA''b\', 'AB', 'it''s', 'a $$ b', 'n', B'01', X'1f'
SELECT $1, $2::text --> SELECT $1, CAST($2 AS text)
SELECT a -> 'b' ->> 'c', a #> '{b}', a #>> '{b,c}', a @> b, a <@ b, a ? 'k', a ?| b, a ?& b, a @? b, a @@ b, a #- b, a && b
SELECT a ~ 'x', a ~* 'x', a !~ 'x', a !~* 'y', a ~~ b, @ a, |/ a, ~a, a # b, a ^ b ^ c
SELECT a || b + c, (a || b) + c, a OPERATOR(pg_catalog.+) b, a = b IS NULL, a = (b IS NULL), (a < b) = c
SELECT a LIKE 'x', a ILIKE 'x' ESCAPE '!', a NOT ILIKE b, a SIMILAR TO 'x', a NOT SIMILAR TO b, a LIKE ANY (ARRAY['x', 'y'])
SELECT a = ANY (SELECT b FROM t), a <> ALL (ARRAY[1, 2]), a = SOME ($1) --> SELECT a = ANY (SELECT b FROM t), a <> ALL (ARRAY[1, 2]), a = ANY ($1)
SELECT a IN ((SELECT 1)), a IN (1, 2), a IN ((SELECT 1) UNION (SELECT 2)) --> SELECT a IN (SELECT 1), a IN (1, 2), a IN (SELECT 1 UNION SELECT 2)
SELECT a IS TRUE, a IS NOT FALSE, a IS UNKNOWN, a IS NOT DISTINCT FROM b, a ISNULL, a NOTNULL --> SELECT a IS TRUE, a IS NOT FALSE, a IS UNKNOWN, a IS NOT DISTINCT FROM b, a IS NULL, a IS NOT NULL
SELECT a BETWEEN SYMMETRIC 2 AND 1, a NOT BETWEEN 1 AND 2 AND b
SELECT (ARRAY[1, 2])[1], ARRAY[[1], [2]], ARRAY(SELECT 1), a[1], a[1:2], a[:2], a[1:], a[1][2], (f(x))[1] --> SELECT (ARRAY[1, 2])[1], ARRAY[ARRAY[1], ARRAY[2]], ARRAY(SELECT 1), a[1], a[1:2], a[:2], a[1:], a[1][2], (f(x))[1]
SELECT ROW(1, 2), ROW(1), ROW(), (1, 2), (a).b, (a).b.c, (t.a).*, (f(x)).y --> SELECT (1, 2), ROW(1), ROW(), (1, 2), (a).b, (a).b.c, (t.a).*, (f(x)).y
SELECT extract(year FROM d), extract('month' FROM d), substring(a FROM 2 FOR 3), substring(a, 2), position('x' IN a), overlay(a PLACING 'b' FROM 1 FOR 2), trim(BOTH 'x' FROM a), trim(LEADING FROM a), trim(a), trim(a, 'x') --> SELECT extract('year' FROM d), extract('month' FROM d), substring(a FROM 2 FOR 3), substring(a, 2), position('x' IN a), overlay(a PLACING 'b' FROM 1 FOR 2), trim(BOTH 'x' FROM a), trim(LEADING a), trim(a), trim(a, 'x')
SELECT COALESCE(a, b), NULLIF(a, b), greatest(a, b), left(a, 1), s.f(a), f(x => 1, y := 2), f(VARIADIC a) --> SELECT coalesce(a, b), nullif(a, b), greatest(a, b), left(a, 1), s.f(a), f(x => 1, y => 2), f(VARIADIC a)
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a DESC), array_agg(DISTINCT a ORDER BY b), count(*) FILTER (WHERE a) OVER w, string_agg(a, ',') FROM t WINDOW w AS (PARTITION BY b ORDER BY c RANGE BETWEEN interval '1 day' PRECEDING AND CURRENT ROW)
SELECT a AT TIME ZONE 'UTC', a::timestamp AT TIME ZONE 'UTC' - b, (a, b) OVERLAPS (c, d) --> SELECT a AT TIME ZONE 'UTC', CAST(a AS timestamp) AT TIME ZONE 'UTC' - b, (a, b) OVERLAPS (c, d)
SELECT current_date, current_timestamp(3), localtime, current_user, session_user, current_schema --> SELECT CURRENT_DATE, CURRENT_TIMESTAMP(3), LOCALTIME, CURRENT_USER, SESSION_USER, CURRENT_SCHEMA
SELECT DISTINCT ON (a, b) a, c FROM t ORDER BY a, b, c DESC NULLS LAST
SELECT a, b FROM t GROUP BY GROUPING SETS ((a, b), a, ()), ROLLUP (a, b), CUBE (c)
SELECT grouping(a) FROM t GROUP BY DISTINCT ROLLUP (a)
SELECT * FROM t FETCH FIRST ROW ONLY --> SELECT * FROM t LIMIT 1
SELECT * FROM t OFFSET 5 ROWS FETCH NEXT 10 ROWS ONLY --> SELECT * FROM t LIMIT 10 OFFSET 5
SELECT * FROM t ORDER BY a FETCH FIRST 3 ROWS WITH TIES
SELECT * FROM t LIMIT ALL OFFSET 2 --> SELECT * FROM t OFFSET 2
SELECT * FROM t LIMIT 3 FOR UPDATE OF t SKIP LOCKED
SELECT * FROM t FOR NO KEY UPDATE NOWAIT FOR SHARE
SELECT * FROM a CROSS JOIN b JOIN c ON TRUE LEFT JOIN d USING (x) AS u NATURAL JOIN e
SELECT * FROM a JOIN b JOIN c ON 1 = 1 ON 2 = 2 --> SELECT * FROM a JOIN (b JOIN c ON 1 = 1) ON 2 = 2
SELECT * FROM a, LATERAL (SELECT * FROM b WHERE b.x = a.x) AS l, LATERAL f(a.x) AS g
SELECT * FROM generate_series(1, 3) WITH ORDINALITY AS s (n, o), ROWS FROM (f(1), g(2)) AS r, json_to_record('{}') AS j (a int, b text) --> SELECT * FROM generate_series(1, 3) WITH ORDINALITY AS s(n, o), ROWS FROM (f(1), g(2)) AS r, json_to_record('{}') AS j(a int, b text)
SELECT * FROM f() AS (a int), ONLY t, s.t AS x(a, b) TABLESAMPLE bernoulli(10) REPEATABLE (42)
SELECT * FROM (a JOIN b ON TRUE) AS j, ((SELECT 1) UNION (SELECT 2)) AS u, (VALUES (1, 'x')) AS v(a, b) --> SELECT * FROM (a JOIN b ON TRUE) AS j, (SELECT 1 UNION SELECT 2) AS u, (VALUES (1, 'x')) AS v(a, b)
SELECT 1 UNION SELECT 2 INTERSECT SELECT 3
(SELECT 1 UNION SELECT 2) INTERSECT SELECT 3
SELECT 1 UNION (SELECT 2 UNION ALL SELECT 3)
(SELECT 1 ORDER BY 1 LIMIT 1) UNION ALL (SELECT 2 LIMIT 1) ORDER BY 1
((SELECT 1)) --> SELECT 1
TABLE t
SELECT
WITH RECURSIVE r(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM r) SEARCH DEPTH FIRST BY n SET o SELECT * FROM r --> WITH RECURSIVE r (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM r) SEARCH DEPTH FIRST BY n SET o SELECT * FROM r
SELECT a name, b "X y" FROM t x --> SELECT a AS name, b AS "X y" FROM t AS x
SELECT a AS select, b AS "Group" FROM t --> SELECT a AS "select", b AS "Group" FROM t
SELECT /* nested /* comment */ here */ 1 --> SELECT 1
SELECT db.s.t.c, s.t.*, count(*) FROM db.s.t
SELECT a<-1, a*-1, 2-1, a=-1 --> SELECT a < -1, a * -1, 2 - 1, a = -1
SELECT now() - interval '1 month' > d, '[1,2]'::jsonb -> 0 --> SELECT now() - interval '1 month' > d, CAST('[1,2]' AS jsonb) -> 0
SELECT a AND, b IN, c LIKE FROM t --> SELECT a AS "and", b AS "in", c AS "like" FROM t
SELECT a OPERATOR(pg_catalog.+) b, OPERATOR(pg_catalog.-) a, a OPERATOR(=) ANY (b), & a, | a, || a, << a, -> a
SELECT a FROM t ORDER BY a USING <, b USING OPERATOR(pg_catalog.>) NULLS LAST
SELECT a BETWEEN b = c AND d, a BETWEEN (b LIKE c) AND d, a BETWEEN (b COLLATE x) AND d, a BETWEEN b + 1 AND c AND d --> SELECT a BETWEEN (b = c) AND d, a BETWEEN (b LIKE c) AND d, a BETWEEN (b COLLATE x) AND d, a BETWEEN b + 1 AND c AND d
SELECT position(a = b IN c), position((a IN (1)) IN b), extract(epoch FROM a), extract(second FROM a), extract("x" FROM a) --> SELECT position((a = b) IN c), position((a IN (1)) IN b), extract('epoch' FROM a), extract('second' FROM a), extract('x' FROM a)
SELECT substring(a FOR 2 FROM 1), substring(a SIMILAR b ESCAPE c), substring(a FOR 2), substring(), overlay(a, b, 1), trim(FROM a), trim(TRAILING a, b) --> SELECT substring(a FOR 2 FROM 1), substring(a SIMILAR b ESCAPE c), substring(a FOR 2), substring(), overlay(a, b, 1), trim(a), trim(TRAILING a, b)
SELECT coalesce(a), greatest(a, b), least(a), nullif(a, b), grouping(a, b), "coalesce"(a), "position"(a, b)
SELECT COLLATION FOR (a || b), a IS NORMALIZED, a IS NOT NFKC NORMALIZED --> SELECT pg_catalog.pg_collation_for(a || b), pg_catalog.is_normalized(a), NOT pg_catalog.is_normalized(a, 'nfkc')
SELECT numeric(3, 1) '1.5', mytype(3) 'x', s.mytype(3, b) 'x', national character varying 'x', nchar 'x', bit varying '1', "text" 'x', pg_catalog.text 'x' --> SELECT numeric(3, 1) '1.5', mytype(3) 'x', s.mytype(3, b) 'x', national character varying 'x', nchar 'x', bit varying '1', text 'x', pg_catalog.text 'x'
SELECT a::interval year to month, a::interval hour to second(2), interval '1' second(3), a::int array[3], a::int array, a::s."My Type"[][] --> SELECT CAST(a AS interval year to month), CAST(a AS interval hour to second(2)), interval '1' second(3), CAST(a AS int[3]), CAST(a AS int[]), CAST(a AS s."My Type"[][])
SELECT U&'d!0061t!+000061' UESCAPE '!', U&"d\0061t" AS x, U&'\D83D\DE00', E'\uD83D\uDE00\'\\', U&"a!0062" UESCAPE '!' --> SELECT 'data', dat AS x, '😀', '😀''\', ab
SELECT (a)[1], (a.b)[1], (a[1]).b, a[1].b[2], (SELECT b)[1], ($1).c, $1[1], (f(x)).*, ((a + b))[1], count(t.*), t.* x --> SELECT a[1], a.b[1], a[1].b, a[1].b[2], ((SELECT b))[1], ($1).c, $1[1], (f(x)).*, (a + b)[1], count((t).*), (t).* AS x
SELECT a.b.c(d), a.b.c.d, "f"(a), left(a, 1), current_schema(), localtimestamp(3), system_user --> SELECT a.b.c(d), a.b.c.d, f(a), left(a, 1), current_schema(), LOCALTIMESTAMP(3), SYSTEM_USER
SELECT a FROM t JOIN u NATURAL JOIN v ON TRUE --> SELECT a FROM t JOIN (u NATURAL JOIN v) ON TRUE
SELECT a FROM t LEFT JOIN u CROSS JOIN v ON a = b FULL OUTER JOIN (w JOIN x USING (y)) USING (z) --> SELECT a FROM t LEFT JOIN (u CROSS JOIN v) ON a = b FULL JOIN (w JOIN x USING (y)) USING (z)
SELECT a FROM t FETCH FIRST ROW ROW ONLY --> SELECT a FROM t LIMIT row
SELECT a FROM t OFFSET 2 ROWS FETCH FIRST (1 + 1) ROWS ONLY FOR UPDATE --> SELECT a FROM t LIMIT 1 + 1 OFFSET 2 FOR UPDATE
SELECT a FROM t FOR UPDATE LIMIT 1 OFFSET 2 --> SELECT a FROM t LIMIT 1 OFFSET 2 FOR UPDATE
SELECT a FROM t FOR READ ONLY --> SELECT a FROM t
SELECT a INTO LOCAL TEMP x FROM t --> SELECT a INTO x FROM t
SELECT a FROM t GROUP BY (rollup(a, b)), ROLLUP ((a, b), c), ()
SELECT sum(a) OVER (ROWS a OR b PRECEDING), sum(a) OVER (GROUPS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING EXCLUDE GROUP) --> SELECT sum(a) OVER (ROWS (a OR b) PRECEDING), sum(a) OVER (GROUPS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING EXCLUDE GROUP)
SELECT ALL FROM t --> SELECT FROM t
SELECT a FROM f(1) AS x (a int, b text[]), g(2) AS (c int), h(3) y (d, e) --> SELECT a FROM f(1) AS x(a int, b text[]), g(2) AS (c int), h(3) AS y(d, e)
TABLE s.t * --> TABLE s.t
(SELECT 1 LIMIT 1) ORDER BY 1
WITH RECURSIVE r AS (SELECT 1) SEARCH BREADTH FIRST BY a, b SET o CYCLE a SET c TO TRUE DEFAULT FALSE USING p SELECT 1
SELECT a IS DISTINCT FROM b AND c, (a IS DISTINCT FROM b) IS NULL, a IS NULL IS NULL, a IN (1) IN (2), a LIKE ANY (b) LIKE c --> SELECT a IS DISTINCT FROM b AND c, (a IS DISTINCT FROM b) IS NULL, (a IS NULL) IS NULL, (a IN (1)) IN (2), (a LIKE ANY (b)) LIKE c
SELECT (a, b) OVERLAPS (c, d), ROW(a, b) OVERLAPS ROW(c, d) --> SELECT (a, b) OVERLAPS (c, d), (a, b) OVERLAPS (c, d)
SELECT sum(a) OVER (ROWS (unbounded) PRECEDING), sum(a) OVER ("rows" ORDER BY b), f("interval" => 1), ~ -a, substring((a LIKE b) SIMILAR c ESCAPE d) --> SELECT sum(a) OVER (ROWS (unbounded) PRECEDING), sum(a) OVER ("rows" ORDER BY b), f("interval" => 1), ~ (-a), substring((a LIKE b) SIMILAR c ESCAPE d)
