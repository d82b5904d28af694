-- Queries over the sample database shop in Postgres's dialect, one a line: each runs on a server, as it is and printed.
SELECT name, signup_dt, signup_dt + 30, signup_dt + interval '1 month', age(date '2024-12-31', signup_dt) FROM customers WHERE id <= 5 ORDER BY id
SELECT EXTRACT(YEAR FROM ordered_at)::int AS year, EXTRACT(QUARTER FROM ordered_at) AS quarter, count(*) FROM orders GROUP BY 1, 2 ORDER BY 1, 2
SELECT date_trunc('month', ordered_at)::date AS month, sum(total)::numeric(12, 2) FROM orders GROUP BY month ORDER BY month DESC NULLS LAST LIMIT 6
SELECT to_char(ordered_at, 'YYYY-MM'), round(avg(total), 2), round(avg(total)::numeric, 1) FROM orders GROUP BY to_char(ordered_at, 'YYYY-MM') HAVING count(*) > 100 ORDER BY 1
SELECT status, count(*) FILTER (WHERE total > 100) AS big, count(*)::float / sum(count(*)) OVER () AS share FROM orders GROUP BY status ORDER BY status
SELECT DISTINCT ON (customer_id) customer_id, id, ordered_at FROM orders ORDER BY customer_id, ordered_at DESC, id LIMIT 10
SELECT c.name FROM customers c WHERE c.name ILIKE 'a%' AND c.email ~* '^[a-z.]+@' AND c.name !~ '\d' ORDER BY c.id
SELECT name FROM customers WHERE country = ANY (ARRAY['France', 'Japan']) AND city <> ALL (ARRAY['Paris']) ORDER BY id
SELECT name FROM customers WHERE newsletter AND NOT newsletter IS FALSE AND (referred_by IS NULL) IS NOT TRUE ORDER BY id
SELECT string_agg(name, ', ' ORDER BY name DESC) FROM categories WHERE parent_id IS NULL
SELECT array_agg(DISTINCT country ORDER BY country) FROM customers
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY price), mode() WITHIN GROUP (ORDER BY category_id) FROM products
SELECT rank() OVER w, name, price - lag(price) OVER w AS step FROM products WINDOW w AS (ORDER BY price DESC, id) ORDER BY 1 LIMIT 10
SELECT id, sum(total) OVER (PARTITION BY customer_id ORDER BY ordered_at, id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM orders ORDER BY id LIMIT 20
SELECT c.name, o.total FROM customers c CROSS JOIN LATERAL (SELECT total FROM orders WHERE customer_id = c.id ORDER BY total DESC LIMIT 1) o ORDER BY o.total DESC, c.name LIMIT 5
WITH RECURSIVE tree (id, name, depth) AS (SELECT id, name, 0 FROM categories WHERE parent_id IS NULL UNION ALL SELECT c.id, c.name, t.depth + 1 FROM categories c JOIN tree t ON c.parent_id = t.id) SELECT depth, count(*) FROM tree GROUP BY depth ORDER BY depth
WITH best AS MATERIALIZED (SELECT product_id, avg(rating) AS r FROM reviews GROUP BY product_id) SELECT p.name, b.r FROM products p JOIN best b ON b.product_id = p.id WHERE b.r = (SELECT max(r) FROM best) ORDER BY p.name
SELECT p.name FROM products p LEFT JOIN order_items i ON i.product_id = p.id WHERE i.order_id IS NULL ORDER BY p.name
SELECT s.warehouse_id, w.name, sum(s.quantity) FROM stock s JOIN warehouses w ON w.id = s.warehouse_id GROUP BY s.warehouse_id, w.id ORDER BY 3 DESC
SELECT country FROM customers INTERSECT SELECT country FROM warehouses ORDER BY country
(SELECT name, price FROM products ORDER BY price DESC, id LIMIT 2) UNION ALL (SELECT name, price FROM products ORDER BY price, id LIMIT 2)
SELECT CASE WHEN price < 10 THEN 'cheap' WHEN price BETWEEN 10 AND 50 THEN 'middle' ELSE 'dear' END AS band, count(*) FROM products GROUP BY band ORDER BY band
SELECT coalesce(coupon_code, 'none') AS coupon, count(*) FROM orders GROUP BY ROLLUP (coalesce(coupon_code, 'none')) ORDER BY coupon NULLS FIRST
SELECT status, payment_method, count(*) FROM orders GROUP BY GROUPING SETS ((status), (payment_method), ()) ORDER BY 1 NULLS LAST, 2 NULLS LAST
SELECT substring(name FROM 1 FOR 3), position('a' IN name), trim(BOTH ' ' FROM name), overlay(name PLACING '*' FROM 2 FOR 1), split_part(email, '@', 2) FROM customers ORDER BY id LIMIT 5
SELECT left(name, 1) AS initial, length(name), upper(name) || '!', lower(city), initcap(city), concat_ws('-', city, country), lpad(id::text, 5, '0') FROM customers ORDER BY id LIMIT 5
SELECT total::int / 7, total / 7, total::int % 7, 7 ^ 2, |/ 16, @ -5, 5 # 3, 5 & 3, 5 | 3, 1 << 4, -total FROM orders ORDER BY id LIMIT 3
SELECT o.ordered_at AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Zurich', o.ordered_at::time, o.shipped_at - o.ordered_at FROM orders o WHERE o.shipped_at IS NOT NULL ORDER BY o.id LIMIT 3
SELECT count(*) FROM orders WHERE ordered_at >= DATE '2024-01-01' AND ordered_at < DATE '2024-01-01' + INTERVAL '1' YEAR
SELECT count(*) FROM orders WHERE (ordered_at, coalesce(shipped_at, ordered_at)) OVERLAPS (timestamp '2024-01-01', timestamp '2024-02-01')
SELECT g.day::date, count(o.id) FROM generate_series(date '2024-01-01', date '2024-01-07', interval '1 day') AS g(day) LEFT JOIN orders o ON o.ordered_at::date = g.day GROUP BY g.day ORDER BY g.day
SELECT v.n, v.label FROM (VALUES (1, 'one'), (2, 'two')) AS v(n, label) ORDER BY v.n
SELECT '{"a": [1, 2]}'::jsonb -> 'a' ->> 0, '{"a": {"b": 1}}'::jsonb #>> '{a,b}', '{"a": 1}'::jsonb ? 'a', '{"a": 1}'::jsonb @> '{"a": 1}'
SELECT (ARRAY[10, 20, 30])[2], (ARRAY[1, 2, 3])[1:2], array_length(ARRAY[1, 2], 1), 2 = ANY ('{1,2}'::int[]), ARRAY(SELECT id FROM warehouses ORDER BY id)
SELECT ROW(1, 'a') = ROW(1, 'a'), (1, 2) < (1, 3), NULL IS NOT DISTINCT FROM NULL, 'a' COLLATE "C" < 'b'
SELECT x.id, x.name FROM suppliers AS x JOIN products USING (id) ORDER BY x.id LIMIT 3
SELECT count(*) FROM reviews WHERE body IS NULL OR body = '' OR body LIKE '%50\%%' ESCAPE '\' OR body SIMILAR TO '%(good|great)%'
SELECT max(written_on) - min(written_on) AS days, extract(epoch FROM max(written_on)::timestamp - min(written_on)::timestamp) / 86400 FROM reviews
SELECT name FROM products p WHERE EXISTS (SELECT FROM reviews r WHERE r.product_id = p.id AND r.rating = 1) AND price > (SELECT avg(price) FROM products) ORDER BY name
SELECT name FROM products ORDER BY price DESC, id OFFSET 3 ROWS FETCH NEXT 2 ROWS ONLY
SELECT price FROM products ORDER BY price DESC FETCH FIRST 3 ROWS WITH TIES
SELECT "name" AS "The Name", price AS "order", id "select" FROM products ORDER BY "order" DESC, "select" LIMIT 2
SELECT E'a\'b\n', U&'\00e9', $$it's$$, 'it''s', 1e3, .5, 0.50, B'101'
SELECT bool_and(newsletter), bool_or(newsletter), every(newsletter), count(DISTINCT (city, country)) FROM customers
SELECT greatest(1, 2, 3), least(1, 2), nullif(1, 1), num_nulls(1, NULL), width_bucket(5, 0, 10, 5), trunc(2.55, 1), ceil(2.1), mod(7, 3), sign(-2), power(2, 3)
SELECT make_date(2024, 2, 29), to_date('2024-05', 'YYYY-MM'), date_part('dow', date '2024-05-05'), isfinite(date '2024-01-01'), justify_days(interval '40 days'), interval '1' hour * 3
SELECT regexp_replace(name, '[aeiou]', '*', 'g'), (regexp_match(name, '^(\w+)'))[1], starts_with(name, 'A'), translate(name, 'abc', 'xyz'), repeat('a', 3), reverse('abc') FROM suppliers ORDER BY id LIMIT 3
SELECT product_ratings.*, (average_rating IS NULL) AS unrated FROM product_ratings ORDER BY product_id LIMIT 3
SELECT t.n FROM unnest(ARRAY[3, 1, 2]) WITH ORDINALITY AS t(n, place) ORDER BY t.place
TABLE warehouses ORDER BY id
