-- Queries in SQLite's dialect. Each is printed as the line behind "-->", or as it stands where there is none.
SELECT 1
SELECT   a,b   from t --> SELECT a, b FROM t
SELECT ALL a FROM t --> SELECT a FROM t
SELECT DISTINCT a AS x FROM t AS u
SELECT a x, b 'y z', c "k" FROM t u --> SELECT a AS x, b AS "y z", c AS k FROM t AS u
SELECT t.*, u.*, * FROM t, main.u
SELECT [a b], `c d`, "e f", "g" FROM [h i] --> SELECT `a b`, `c d`, "e f", "g" FROM "h i"
SELECT t."a", u.[b c] FROM t, u --> SELECT t.a, u."b c" FROM t, u
SELECT 'it''s', '', x'0aFF', 1, 1.5, .5, 1., 1e3, 1.5E-3, 0xFF, NULL, TRUE, FALSE
SELECT -1, +1, ~1, - -1, NOT a, -(-a) FROM t --> SELECT -1, +1, ~1, -(-1), NOT a, -(-a) FROM t
SELECT ?, ?1, :a, @b, $c, $d::e(f)
SELECT a + b * c, (a + b) * c, a - (b - c), (a - b) - c --> SELECT a + b * c, (a + b) * c, a - (b - c), a - b - c
SELECT a || b || c, a || (b || c), a * b || c, (a * b) || c
SELECT a -> '$.b' ->> 'c', a & b | c << 1 >> 2
SELECT a = b, a == b, a <> b, a != b, a < b, a <= b, a >= b, a > b --> SELECT a = b, a = b, a <> b, a <> b, a < b, a <= b, a >= b, a > b
SELECT a = b = c, a = (b = c), a < b = c, a < (b = c)
SELECT a OR b AND c, (a OR b) AND c, NOT a OR b, NOT (a OR b), NOT a = b, (NOT a) = b
SELECT a IS NULL, a ISNULL, a IS NOT NULL, a NOTNULL, a NOT NULL --> SELECT a IS NULL, a IS NULL, a IS NOT NULL, a IS NOT NULL, a IS NOT NULL
SELECT a IS b, a IS NOT b, a IS TRUE, a IS NOT FALSE, a IS DISTINCT FROM b, a IS NOT DISTINCT FROM b
SELECT a BETWEEN 1 AND 2, a NOT BETWEEN b + 1 AND c OR d, a BETWEEN b = c AND d --> SELECT a BETWEEN 1 AND 2, a NOT BETWEEN b + 1 AND c OR d, a BETWEEN (b = c) AND d
SELECT a LIKE 'x%', a NOT LIKE 'x' ESCAPE '\', a GLOB '*', a NOT GLOB b, a REGEXP 'r', a MATCH 'm'
SELECT a IN (1, 2), a NOT IN (SELECT b FROM t), a IN (), a IN t, a IN main.t, a IN ((SELECT 1)), (a, b) IN (VALUES (1, 2))
SELECT EXISTS (SELECT 1), NOT EXISTS (SELECT 1), (SELECT 1) + 1, ((SELECT 1)) --> SELECT EXISTS (SELECT 1), NOT EXISTS (SELECT 1), (SELECT 1) + 1, (SELECT 1)
SELECT CASE WHEN a THEN b END, CASE a WHEN 1 THEN b WHEN 2 THEN c ELSE d END
SELECT CAST(a AS INTEGER), CAST(a AS VARCHAR(10)), CAST(a AS DECIMAL(10, 2)), CAST(a AS double precision), CAST(a AS )
SELECT a COLLATE NOCASE, a COLLATE nocase = b COLLATE "binary" --> SELECT a COLLATE NOCASE, a COLLATE nocase = b COLLATE binary
SELECT count(*), count(a), count(DISTINCT a), max(a, b), random(), "count"(a) --> SELECT count(*), count(a), count(DISTINCT a), max(a, b), random(), count(a)
SELECT group_concat(a, ','), group_concat(a ORDER BY b DESC), sum(a) FILTER (WHERE b > 1)
SELECT replace(a, 'x', 'y'), like('a', b), glob('a', b), if(a, b, c), iif(a, b, c)
SELECT row_number() OVER (), rank() OVER w, sum(a) OVER (PARTITION BY b, c ORDER BY d DESC) FROM t WINDOW w AS (ORDER BY a), v AS (w PARTITION BY b)
SELECT sum(a) OVER (ORDER BY b ROWS BETWEEN 1 PRECEDING AND CURRENT ROW), sum(a) OVER (w ROWS UNBOUNDED PRECEDING EXCLUDE TIES), sum(a) FILTER (WHERE b) OVER (ORDER BY c GROUPS BETWEEN UNBOUNDED PRECEDING AND 2 FOLLOWING EXCLUDE CURRENT ROW) FROM t WINDOW w AS (ORDER BY a)
SELECT sum(a) OVER (RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE NO OTHERS), sum(a) OVER (ORDER BY b RANGE BETWEEN 1 + 1 PRECEDING AND 3 FOLLOWING EXCLUDE GROUP)
SELECT a FROM t JOIN u ON t.a = u.a INNER JOIN v USING (b, c) --> SELECT a FROM t JOIN u ON t.a = u.a JOIN v USING (b, c)
SELECT a FROM t LEFT JOIN u ON a = b LEFT OUTER JOIN v RIGHT JOIN w FULL OUTER JOIN x ON 1 CROSS JOIN y --> SELECT a FROM t LEFT JOIN u ON a = b LEFT JOIN v RIGHT JOIN w FULL JOIN x ON 1 CROSS JOIN y
SELECT a FROM t NATURAL JOIN u NATURAL LEFT JOIN v, w LEFT NATURAL JOIN x --> SELECT a FROM t NATURAL JOIN u NATURAL LEFT JOIN v, w NATURAL LEFT JOIN x
SELECT a FROM (t JOIN u ON 1) JOIN v, t JOIN (u JOIN v ON 2) ON 3 --> SELECT a FROM t JOIN u ON 1 JOIN v, t JOIN (u JOIN v ON 2) ON 3
SELECT a FROM (t, u) JOIN v
SELECT a FROM (t) AS x, (t JOIN u) AS y, (SELECT 1) AS z, ((SELECT 1)) --> SELECT a FROM t AS x, (t JOIN u) AS y, (SELECT 1) AS z, (SELECT 1)
SELECT a FROM t INDEXED BY i WHERE a = 1
SELECT a FROM t AS x NOT INDEXED
SELECT value FROM json_each('[1]') AS j, main.generate_series(1, 3)
SELECT a FROM t WHERE b GROUP BY c, d HAVING count(*) > 1 ORDER BY e, f DESC, 3 ASC NULLS LAST LIMIT 10 OFFSET 5 --> SELECT a FROM t WHERE b GROUP BY c, d HAVING count(*) > 1 ORDER BY e, f DESC, 3 NULLS LAST LIMIT 10 OFFSET 5
SELECT a FROM t LIMIT 5, 10 --> SELECT a FROM t LIMIT 10 OFFSET 5
SELECT a FROM t ORDER BY a COLLATE NOCASE DESC NULLS FIRST LIMIT -1 OFFSET (SELECT 1)
SELECT 1 UNION SELECT 2 UNION ALL SELECT 3 INTERSECT SELECT 4 EXCEPT SELECT 5 ORDER BY 1 LIMIT 1
VALUES (1, 2), (3, 4)
SELECT * FROM (VALUES (1), (2))
WITH a AS (SELECT 1), b (x, y) AS MATERIALIZED (SELECT 2, 3), c AS NOT MATERIALIZED (VALUES (1)) SELECT * FROM a, b, c
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 10) SELECT n FROM r
SELECT * FROM (WITH a AS (SELECT 1) SELECT * FROM a) WHERE 1 IN (WITH b AS (SELECT 2) SELECT * FROM b)
SELECT rank, year, key, action, date, "order", "end", desc FROM "group" ORDER BY rank
SELECT first, last, offset, window, over, filter, row, replace, left FROM t window --> SELECT first, last, offset, window, over, filter, row, replace, left FROM t AS "window"
SELECT a /* -- one; */ FROM t --> SELECT a FROM t
SELECT 'unicode: é', naïve FROM tablé
SELECT "a""b", t."c""d", 'e' FROM t
SELECT ((((1)))) --> SELECT 1
SELECT a = NOT b, a + (NOT b) --> SELECT a = (NOT b), a + (NOT b)
SELECT current_date, CURRENT_TIME, Current_Timestamp --> SELECT CURRENT_DATE, CURRENT_TIME, CURRENT_TIMESTAMP
SELECT 't'.'a' FROM 't' --> SELECT t.a FROM t
SELECT (a, b) = (1, 2), (a, b) < (SELECT 1, 2)
SELECT a, (SELECT max(b) FROM u WHERE u.a = t.a) AS m FROM t WHERE EXISTS (SELECT 1 FROM v WHERE v.a = t.a)
SELECT a FROM t, u ON t.a = u.a, v USING (b) LEFT JOIN w, x --> SELECT a FROM t JOIN u ON t.a = u.a JOIN v USING (b) LEFT JOIN w, x
SELECT count(DISTINCT ), $::a, CAST(a AS DECIMAL(-10, +2.5)) FROM t AS like --> SELECT count(DISTINCT ), $::a, CAST(a AS DECIMAL(-10, +2.5)) FROM t AS "like"
SELECT #a, 0x1Fg, :1, ? --> SELECT #a, 0x1F AS g, :1, ?
SELECT a FROM t LEFT NATURAL OUTER JOIN u, v NATURAL CROSS JOIN w, x OUTER LEFT JOIN y, z LEFT RIGHT JOIN t --> SELECT a FROM t NATURAL LEFT JOIN u, v NATURAL CROSS JOIN w, x LEFT JOIN y, z FULL JOIN t
SELECT max(a) OVER (ROWS a OR b PRECEDING), max(a) OVER (ROWS BETWEEN a AND b PRECEDING AND c OR d FOLLOWING) --> SELECT max(a) OVER (ROWS (a OR b) PRECEDING), max(a) OVER (ROWS BETWEEN (a AND b) PRECEDING AND (c OR d) FOLLOWING)
SELECT max(a) OVER (w ORDER BY b), min(a) OVER "my window" FROM t WINDOW w AS (), "my window" AS (w)
SELECT left, full, window, over, nulls, current, unbounded, "select", "cast" FROM t --> SELECT left, full, window, over, nulls, `current`, `unbounded`, "select", "cast" FROM t
SELECT a LIKE b LIKE c, a IN (1) IN (2), a IS b IS NOT c, a ISNULL NOTNULL, a BETWEEN 1 AND 2 BETWEEN 3 AND 4 --> SELECT a LIKE b LIKE c, a IN (1) IN (2), a IS b IS NOT c, a IS NULL IS NOT NULL, a BETWEEN 1 AND 2 BETWEEN 3 AND 4
SELECT a NOT REGEXP b, a NOT MATCH b, a NOT GLOB b ESCAPE c, NOT a LIKE b
SELECT a IN json_each('[1]'), a NOT IN main.json_each(b, c), a IN "t", a IN [t], a IN 't' --> SELECT a IN json_each('[1]'), a NOT IN main.json_each(b, c), a IN t, a IN t, a IN t
SELECT -a COLLATE nocase, a || b COLLATE "my collation", a COLLATE nocase COLLATE binary
SELECT CAST(a AS "my type"), CAST(a AS unsigned big int), CAST(a AS 'x'(1)), CAST(a AS like) --> SELECT CAST(a AS my type), CAST(a AS unsigned big int), CAST(a AS x(1)), CAST(a AS "like")
SELECT * FROM `` AS "", t AS '' --> SELECT * FROM "" AS "", t AS ""
SELECT a key, b end, c AS like, d AS glob, e desc FROM t replace, u end, v with --> SELECT a AS key, b AS "end", c AS "like", d AS "glob", e AS "desc" FROM t AS replace, u AS "end", v AS "with"
SELECT * FROM key, "left", (VALUES (1) UNION SELECT 2 ORDER BY 1 LIMIT 1)
SELECT * FROM t WHERE (a, b) > (SELECT 1, 2) AND (a, b) IN (VALUES (1, 2), (3, 4)) AND (a, b) BETWEEN (1, 2) AND (3, 4)
WITH key (x) AS (SELECT 1), materialized AS MATERIALIZED (WITH z AS (SELECT 2) SELECT * FROM z) VALUES (1) UNION ALL SELECT 2 --> WITH key (x) AS (SELECT 1), "materialized" AS MATERIALIZED (WITH z AS (SELECT 2) SELECT * FROM z) VALUES (1) UNION ALL SELECT 2
SELECT CASE CASE WHEN 1 THEN 2 END WHEN 2 THEN CASE 3 WHEN 4 THEN 5 ELSE 6 END END
SELECT a--comment --> SELECT a
SELECT a /* open --> SELECT a
