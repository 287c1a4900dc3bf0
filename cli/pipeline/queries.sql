-- DuckDB over the output of a scan:
--   tlstrail scan --format csv MAIL > hops.csv
--   tlstrail scan MAIL > reports.ndjson
-- Each statement stands by itself; a test runs all of them.

-- name: parquet
COPY (
    SELECT * FROM read_csv('hops.csv', header = true, all_varchar = true)
) TO 'hops.parquet' (FORMAT parquet, COMPRESSION zstd);

-- name: states
-- What the lines of your own system record, by month.
SELECT substr("time", 1, 7) AS month, tls_state, count(*) AS deliveries
FROM 'hops.parquet'
WHERE trust = 'boundary'
GROUP BY ALL ORDER BY ALL;

-- name: peers
-- Who delivers to you without TLS although your lines would tell of it.
SELECT coalesce(from_organisation, from_rdns, from_ip) AS peer, count(*) AS deliveries
FROM 'hops.parquet'
WHERE trust = 'boundary' AND tls_state = 'plain'
GROUP BY ALL ORDER BY deliveries DESC, peer LIMIT 20;

-- name: outdated
SELECT tls_version, coalesce(tls_cipher_iana, tls_cipher) AS suite, trust, count(*) AS hops
FROM 'hops.parquet'
WHERE tls_strength IN ('outdated', 'broken')
GROUP BY ALL ORDER BY hops DESC, suite, trust;

-- name: outcomes
-- The same from the reports themselves.
SELECT summary.outcome AS outcome, count(*) AS messages
FROM read_json('reports.ndjson', format = 'newline_delimited', maximum_object_size = 67108864,
               columns = {'summary': 'STRUCT(outcome VARCHAR)'})
WHERE summary IS NOT NULL
GROUP BY ALL ORDER BY ALL;

-- name: findings
SELECT f.code AS code, f.effect AS effect, count(*) AS times
FROM (
    SELECT unnest(findings) AS f
    FROM read_json('reports.ndjson', format = 'newline_delimited', maximum_object_size = 67108864,
                   columns = {'findings': 'STRUCT(code VARCHAR, effect VARCHAR, hop INTEGER)[]'})
)
GROUP BY ALL ORDER BY times DESC, code LIMIT 20;
