/** The rival's phrasing of each job, over a table sorted as ours is: event(m INTEGER, c INTEGER, k UTINYINT, t INTEGER, v DOUBLE). */
import type { DuckDBConnection } from '@duckdb/node-api';

export type Job = 'features' | 'retention' | 'activity' | 'lifecycle' | 'funnel' | 'top';

/** One row of numbers a job that both tools must agree on. */
export const DUCK_JOBS: Record<Job, (contents: number) => string> = {
  features: () => `
    WITH base AS (
      SELECT m, max(t) AS last, count(*) AS n,
        count(*) FILTER (k = 0) AS k0, count(*) FILTER (k = 1) AS k1, count(*) FILTER (k = 2) AS k2, count(*) FILTER (k = 3) AS k3,
        sum(v) AS spend
      FROM event GROUP BY m),
    days AS (SELECT m, count(*) AS d FROM (SELECT DISTINCT m, t // 86400 FROM event) GROUP BY m),
    pairs AS (SELECT m, count(*) AS c FROM (SELECT DISTINCT m, c FROM event WHERE c > 0) GROUP BY m)
    SELECT sum(n), sum(d), sum(coalesce(c, 0)), sum(last)::HUGEINT, round(sum(coalesce(spend, 0)) * 100)
    FROM base JOIN days USING (m) LEFT JOIN pairs USING (m)`,
  retention: () => `
    WITH active AS (SELECT DISTINCT m, (t - 1704067200) // 604800 AS w FROM event),
    entry AS (SELECT m, min(w) AS e FROM active GROUP BY m)
    SELECT sum(n), max(n) FROM (SELECT e, w - e AS k, count(*) AS n FROM active JOIN entry USING (m) GROUP BY e, k)`,
  activity: () => `
    WITH days AS (SELECT DISTINCT m, t // 86400 AS d FROM event),
    steps AS (
      SELECT m, d, lag(d) OVER (PARTITION BY m ORDER BY d) AS before FROM days),
    dau AS (SELECT d, count(*) AS n FROM days GROUP BY d),
    span AS (SELECT min(d) AS a, max(d) AS z FROM days),
    changes AS (
      SELECT d AS at, 1 AS w, 0 AS u FROM steps WHERE before IS NULL OR d - before >= 7
      UNION ALL SELECT coalesce(least(nxt, d + 7), d + 7), -1, 0 FROM (SELECT m, d, lead(d) OVER (PARTITION BY m ORDER BY d) AS nxt FROM days) WHERE nxt IS NULL OR nxt - d >= 7
      UNION ALL SELECT d, 0, 1 FROM steps WHERE before IS NULL OR d - before >= 28
      UNION ALL SELECT d + 28, 0, -1 FROM (SELECT m, d, lead(d) OVER (PARTITION BY m ORDER BY d) AS nxt FROM days) WHERE nxt IS NULL OR nxt - d >= 28),
    grid AS (SELECT unnest(range(a, z + 1)) AS d FROM span),
    daily AS (SELECT g.d, coalesce(sum(w), 0) AS w, coalesce(sum(u), 0) AS u FROM grid g LEFT JOIN changes c ON c.at = g.d GROUP BY g.d),
    running AS (SELECT d, sum(w) OVER (ORDER BY d) AS wau, sum(u) OVER (ORDER BY d) AS mau FROM daily)
    SELECT sum(coalesce(n, 0)), sum(wau), sum(mau) FROM running LEFT JOIN dau USING (d)`,
  lifecycle: () => `
    WITH active AS (SELECT DISTINCT m, (t - 1704067200) // 604800 AS w FROM event),
    steps AS (SELECT m, w, lag(w) OVER (PARTITION BY m ORDER BY w) AS before, lead(w) OVER (PARTITION BY m ORDER BY w) AS nxt FROM active),
    last AS (SELECT max(w) AS z FROM active)
    SELECT count(*) FILTER (before IS NULL), count(*) FILTER (w - before = 1), count(*) FILTER (w - before > 1),
      count(*) FILTER ((nxt IS NULL OR nxt - w > 1) AND w < z)
    FROM steps, last`,
  /** Ordered, within 7 days of the first step: of all attempts that stand at a step, the one that began last has the most time left. */
  funnel: () => `
    WITH code AS (
      SELECT max(k) FILTER (kind = 'view') AS ka, max(k) FILTER (kind = 'like') AS kb, max(k) FILTER (kind = 'purchase') AS kc FROM kind),
    f AS (SELECT m, id, k, t, ka, kb, kc FROM event, code WHERE k IN (ka, kb, kc)),
    first AS (SELECT *, last_value(CASE WHEN k = ka THEN t END IGNORE NULLS) OVER w AS s1 FROM f
      WINDOW w AS (PARTITION BY m ORDER BY id ROWS UNBOUNDED PRECEDING)),
    second AS (SELECT *, last_value(CASE WHEN k = kb AND t - s1 <= 604800 THEN s1 END IGNORE NULLS) OVER w AS s2 FROM first
      WINDOW w AS (PARTITION BY m ORDER BY id ROWS UNBOUNDED PRECEDING)),
    level AS (SELECT m, max(CASE WHEN k = ka THEN 1 WHEN k = kb AND t - s1 <= 604800 THEN 2 WHEN k = kc AND t - s2 <= 604800 THEN 3 ELSE 0 END) AS l
      FROM second GROUP BY m)
    SELECT count(*) FILTER (l >= 1), count(*) FILTER (l >= 2), count(*) FILTER (l >= 3) FROM level`,
  top: () => `
    WITH pairs AS (SELECT c, m, count(*) AS n FROM event WHERE c > 0 GROUP BY c, m),
    contents AS (SELECT c, sum(n) AS events, count(*) AS members FROM pairs GROUP BY c)
    SELECT sum(events), sum(members), max(events), max(members) FROM contents`,
};

export async function duckNumbers(connection: DuckDBConnection, sql: string): Promise<number[]> {
  const result = await connection.runAndReadAll(sql);
  return result.getRows()[0]!.map(Number);
}
