/**
 * npm run bench -- text: figures about texts (text.ts).
 * npm run bench [-- 1000000 10000000]: speed and memory against DuckDB, on this machine, in one run.
 * Tools take turns, five times each; medians of CPU (all threads) and wall; checks are compared before times are printed.
 * What it shows is a ratio on this machine: SQL engines answer any question, ours a fixed list, and our sort is paid at import.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Job } from './duckJobs.ts';

if (process.argv[2] === 'text') {
  const { benchText } = await import('./text.ts');
  process.exit((await benchText()) > 0 ? 1 : 0);
}
const here = fileURLToPath(new URL('.', import.meta.url));
if (!existsSync(join(here, 'node_modules', '@duckdb'))) {
  console.log('Installing the rival (DuckDB) into test/bench …');
  const npm = process.env['npm_execpath'];
  const args = ['install', '--no-fund', '--no-audit', '--no-package-lock'];
  const done = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: here, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: here, stdio: 'inherit' });
  if (done.status !== 0) throw new Error('DuckDB could not be installed: run npm install in test/bench.');
}
const { DuckDBInstance } = await import('@duckdb/node-api');
const { DUCK_JOBS, duckNumbers } = await import('./duckJobs.ts');
const { ourJobs } = await import('./ourJobs.ts');
const { openDataset } = await import('../../core/store/dataset.ts');
const { questions } = await import('../../core/api/questions.ts');
const { segmentContext } = await import('../../core/api/people.ts');
const { activeDaysOfData, touchesOfData } = await import('../../core/scope/index.ts');
const { evaluateRule, parseRule } = await import('../../core/segment/index.ts');
const { benchKmeans } = await import('./kmeans.ts');

const ROUNDS = 5;
/** Ceilings of the ratio CPU ours / CPU rival, from the targets in README. */
const CEILING: Record<string, number> = {
  import: 1,
  features: 0.08,
  retention: 0.12,
  activity: 0.12,
  lifecycle: 0.12,
  funnel: 0.03,
  top: 0.2,
  'first screen': 0.05,
};
/** What the first screen asks: together, of what two passes over the columns find. */
const FIRST_SCREEN = ['features', 'retention', 'activity', 'lifecycle', 'top'];
const folder = join(process.env['HEARTH_BENCH_FOLDER'] ?? tmpdir(), 'hearth-bench');
mkdirSync(folder, { recursive: true });
const sizes = process.argv.slice(2).map(Number).filter(Boolean);
let failures = 0;

for (const n of sizes.length > 0 ? sizes : [1_000_000, 10_000_000]) await benchSize(n);
failures += benchKmeans();
process.exitCode = failures > 0 ? 1 : 0;

async function benchSize(n: number): Promise<void> {
  const name = `${n / 1e6}M`;
  const csv = join(folder, `events-${name}.csv`);
  const workspace = join(folder, `events-${name}.hearth`);
  const duckFile = join(folder, `events-${name}.duckdb`);
  run('makeCsv.ts', [String(n), csv]);
  heading(
    `${n.toLocaleString('en')} events, ${(statSync(csv).size / 1e6).toFixed(1)} MB of CSV. Load ${loadavg()[0]!.toFixed(2)}`,
  );

  const rounds = n > 5e6 ? 3 : ROUNDS;
  const ours: Once[] = [];
  const duck: Once[] = [];
  for (let i = 0; i < rounds; i++) {
    ours.push(once('importOnce.ts', [csv, workspace]));
    duck.push(once('duckOnce.ts', [csv, duckFile]));
  }
  check('import', [ours[0]!.rows], [duck[0]!.rows]);
  line(
    'import',
    median(ours.map((o) => o.cpuS)) * 1000,
    median(ours.map((o) => o.wallS)) * 1000,
    median(duck.map((o) => o.cpuS)) * 1000,
    median(duck.map((o) => o.wallS)) * 1000,
  );
  console.log(
    `  peak memory ${mb(median(ours.map((o) => o.rssMB)))} against ${mb(median(duck.map((o) => o.rssMB)))}; ` +
      `${(n / median(ours.map((o) => o.wallS)) / 1e6).toFixed(2)} M rows/s; ${(statSync(workspace).size / n).toFixed(1)} + ${(statSync(`${workspace}-columns`).size / n).toFixed(1)} bytes an event on disk`,
  );

  await scans(workspace, duckFile, n);
  opening(workspace, n);
}

async function scans(workspace: string, duckFile: string, n: number): Promise<void> {
  const data = openDataset(workspace);
  const jobs = ourJobs(data);
  const db = await DuckDBInstance.create(duckFile, { threads: '2' });
  const connection = await db.connect();
  await connection.run(`
    CREATE OR REPLACE TEMP TABLE member AS SELECT member_id, row_number() OVER () AS m FROM (SELECT DISTINCT member_id FROM main.event);
    CREATE OR REPLACE TEMP TABLE content AS SELECT content_id, row_number() OVER () AS c FROM (SELECT DISTINCT content_id FROM main.event WHERE content_id IS NOT NULL);
    CREATE OR REPLACE TEMP TABLE kind AS SELECT kind, (row_number() OVER ()) - 1 AS k FROM (SELECT DISTINCT kind FROM main.event);`);
  await connection.run(`
    CREATE TEMP TABLE sorted AS
    SELECT row_number() OVER (ORDER BY m, t, place) AS id, m, c, k, t, v FROM (
      SELECT e.rowid AS place, m::INTEGER AS m, coalesce(c, 0)::INTEGER AS c, k::UTINYINT AS k, epoch(ts)::INTEGER AS t, amount::DOUBLE AS v
      FROM main.event e JOIN member USING (member_id) LEFT JOIN content USING (content_id) JOIN kind USING (kind))
    ORDER BY id`);
  const sums = { rivalCpu: 0, rivalWall: 0 };
  const firstScreen: number[] = [];
  for (const [job, ask] of Object.entries(DUCK_JOBS) as [Job, (contents: number) => string][]) {
    const sql = ask(data.contents).replaceAll('FROM event', 'FROM sorted');
    const mine: Timed[] = [];
    const theirs: Timed[] = [];
    jobs[job](); // both are warm
    await duckNumbers(connection, sql);
    for (let i = 0; i < ROUNDS; i++) {
      mine.push(await timed(() => jobs[job]()));
      theirs.push(await timed(() => duckNumbers(connection, sql)));
    }
    check(job, mine[0]!.numbers, theirs[0]!.numbers);
    const [cpu, wall] = [median(mine.map((t) => t.cpuMs)), median(mine.map((t) => t.wallMs))];
    const [rivalCpu, rivalWall] = [median(theirs.map((t) => t.cpuMs)), median(theirs.map((t) => t.wallMs))];
    line(job, cpu, wall, rivalCpu, rivalWall);
    if (!FIRST_SCREEN.includes(job)) continue;
    firstScreen.push(...mine[0]!.numbers);
    sums.rivalCpu += rivalCpu;
    sums.rivalWall += rivalWall;
  }
  const together: Timed[] = [];
  const days: Timed[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    together.push(await timed(jobs.firstScreen));
    days.push(await timed(jobs.activeDays));
  }
  check('first screen', together[0]!.numbers, firstScreen);
  line(
    'first screen',
    median(together.map((t) => t.cpuMs)),
    median(together.map((t) => t.wallMs)),
    sums.rivalCpu,
    sums.rivalWall,
  );
  console.log(
    `  of these ${median(days.map((t) => t.cpuMs)).toFixed(0)} ms find the active days, from which features, activity and lifecycle start`,
  );
  questionsOf(data, n);
  const bytes = bytesOf(data.columns);
  const kept = bytes + bytesOf(activeDaysOfData(data)) + bytesOf(touchesOfData(data));
  console.log(
    `  resident: columns ${(bytes / n).toFixed(2)} bytes an event, with the active days and touched contents ${(kept / n).toFixed(2)} ${verdict(kept / n <= 10)} (ceiling 10)`,
  );
  data.db.close();
  connection.closeSync();
  db.closeSync();
}

function bytesOf(arrays: object): number {
  return Object.values(arrays).reduce((sum: number, a) => sum + (ArrayBuffer.isView(a) ? a.byteLength : 0), 0);
}

/** Questions that have no rival here: a segment of five conditions counted anew, and one member's page. */
function questionsOf(data: ReturnType<typeof openDataset>, n: number): void {
  const rule = parseRule({
    all: [
      { did: ['view'], times: { atLeast: 3 }, window: { lastDays: 90 } },
      { not: { did: [], window: { lastDays: 7 } } },
      { any: [{ did: ['purchase'] }, { did: ['like'], times: { atLeast: 5 } }] },
      { sequence: [['view'], ['like']], withinDays: 1 },
    ],
  });
  const context = segmentContext(data); // profiles are made once, when the workspace is opened
  const count = Array.from({ length: ROUNDS }, () => msOf(() => evaluateRule(context, rule)));
  const ceiling = n > 5e6 ? 1500 : 300;
  console.log(
    `  segment of five conditions ${median(count).toFixed(0)} ms, first time ${count[0]!.toFixed(0)} ms ${verdict(Math.max(...count) <= ceiling)} (ceiling ${ceiling})`,
  );
  const pages = [1, 1000, 50_000, 100_000, 150_000].map((memberNo) =>
    msOf(() => {
      questions.member(data, { memberNo });
      questions.profile(data, { memberNo });
      questions.timeline(data, { memberNo, before: null, limit: 100 });
    }),
  );
  console.log(
    `  member page ${median(pages).toFixed(1)} ms, slowest ${Math.max(...pages).toFixed(1)} ms ${verdict(median(pages) <= 30)} (ceiling 30 at 10M)`,
  );
}

function msOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Each in its own process: a warm page cache, a cold engine. */
function opening(workspace: string, n: number): void {
  const runs = Array.from(
    { length: ROUNDS },
    () => JSON.parse(run('openOnce.ts', [workspace])) as { loadMs: number; loadCpuMs: number; firstChartMs: number },
  );
  const perMillion = median(runs.map((r) => r.loadCpuMs)) / (n / 1e6);
  const first = median(runs.map((r) => r.firstChartMs));
  console.log(
    `  sidecar load ${median(runs.map((r) => r.loadMs)).toFixed(0)} ms wall, ${perMillion.toFixed(1)} ms CPU per million ${verdict(perMillion <= 12)} (ceiling 12)`,
  );
  console.log(`  open to the first chart ${first.toFixed(0)} ms wall ${verdict(first <= 500)} (ceiling 500 at 10M)`);
}

interface Once {
  cpuS: number;
  wallS: number;
  rssMB: number;
  rows: number;
}

interface Timed {
  cpuMs: number;
  wallMs: number;
  numbers: number[];
}

async function timed(work: () => number[] | Promise<number[]>): Promise<Timed> {
  const startCpu = process.cpuUsage();
  const start = performance.now();
  const numbers = await work();
  const cpu = process.cpuUsage(startCpu);
  return { cpuMs: (cpu.user + cpu.system) / 1000, wallMs: performance.now() - start, numbers };
}

function once(script: string, args: string[]): Once {
  return JSON.parse(run(script, args)) as Once;
}

function run(script: string, args: string[]): string {
  return execFileSync(process.execPath, ['--max-old-space-size=8000', join(here, script), ...args], {
    encoding: 'utf8',
    cwd: here,
  });
}

function check(job: string, mine: number[], theirs: number[]): void {
  // Sums of cents in floating point differ in the last digits.
  const isSame = mine.length === theirs.length && mine.every((v, i) => Math.abs(v - theirs[i]!) <= Math.abs(v) * 1e-9);
  if (isSame) return;
  failures++;
  console.log(`  ${job}: the checks differ: ${mine.join(' ')} against ${theirs.join(' ')}`);
}

function heading(text: string): void {
  console.log(
    `\n${text}\n  ${'job'.padEnd(12)}${['ours CPU', 'wall', 'DuckDB CPU', 'wall', 'ratio CPU', 'ceiling'].map((h) => h.padStart(12)).join('')}`,
  );
}

function line(job: string, cpu: number, wall: number, rivalCpu: number, rivalWall: number): void {
  const ratio = cpu / rivalCpu;
  const ceiling = CEILING[job]!;
  const isIn = ratio <= ceiling;
  if (!isIn) failures++;
  console.log(
    `  ${job.padEnd(12)}${[cpu, wall, rivalCpu, rivalWall].map((v) => `${v.toFixed(0)} ms`.padStart(12)).join('')}${ratio.toFixed(3).padStart(12)}${`${ceiling.toFixed(2)} ${verdict(isIn)}`.padStart(12)}`,
  );
}

function verdict(isIn: boolean): string {
  return isIn ? 'met' : 'MISSED';
}

function mb(n: number): string {
  return `${n.toFixed(0)} MB`;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
