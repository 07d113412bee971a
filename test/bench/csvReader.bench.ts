/** How fast CSV cells are found. Run: node_modules/.bin/node test/bench/csvReader.bench.ts [rows, default 10 million] */
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueLog } from '../../core/import/issues.ts';
import { openFile } from '../../core/import/readers/open.ts';
import { intFromBytes, isoSecondsFromBytes } from '../../core/import/values.ts';

const rows = Number(process.argv[2] ?? 10_000_000);
const folder = mkdtempSync(join(tmpdir(), 'hearth-bench-'));

function generate(name: string, line: (i: number) => string): string {
  const path = join(folder, name);
  const file = openSync(path, 'w');
  let text = 'event_id,user_id,kind,item_id,timestamp,value\n';
  for (let i = 0; i < rows; i++) {
    text += line(i);
    if (text.length > 1 << 20) {
      writeSync(file, text);
      text = '';
    }
  }
  writeSync(file, text);
  closeSync(file);
  return path;
}

/** Spread like random numbers, cheaper. */
const spread = (i: number, n: number) => (Math.imul(i, 2_654_435_761) >>> 8) % n;
const kinds = ['view', 'click', 'play', 'like', 'complete'];
const time = (i: number) => new Date(1_700_000_000_000 + i * 1000).toISOString().slice(0, 19).replace('T', ' ');

type Work = 'cells' | 'ids and times from bytes' | 'every cell as text';

async function measure(label: string, path: string, work: Work): Promise<void> {
  const megabytes = statSync(path).size / 1e6;
  const file = await openFile(path, { issues: issueLog(label) });
  const width = file.tables[0]!.columns.length;
  const start = performance.now();
  const cpu = process.cpuUsage();
  let count = 0;
  let sum = 0;
  for await (const batch of file.batches(file.tables[0]!.name)) {
    count += batch.count;
    const { data, start: from, end: to } = batch.utf8!;
    if (work === 'ids and times from bytes') {
      for (let at = 0; at < batch.count * width; at += width) {
        sum += intFromBytes(data, from[at]!, to[at]!) + isoSecondsFromBytes(data, from[at + 4]!, to[at + 4]!);
      }
    } else if (work === 'every cell as text') {
      for (let r = 0; r < batch.count; r++) for (let c = 0; c < width; c++) sum += batch.cell(r, c)!.length;
    } else sum += to[batch.count * width - 1]!;
  }
  const seconds = (performance.now() - start) / 1000;
  const used = process.cpuUsage(cpu);
  console.log(
    [
      label.padEnd(9),
      work.padEnd(26),
      `${count} rows`.padStart(14),
      `${megabytes.toFixed(0)} MB`.padStart(8),
      `${seconds.toFixed(2)} s`.padStart(8),
      `${((used.user + used.system) / 1e6).toFixed(2)} s cpu`.padStart(11),
      `${(count / seconds / 1e6).toFixed(1)} M rows/s`.padStart(14),
      `${(megabytes / seconds).toFixed(0)} MB/s`.padStart(10),
      Number.isNaN(sum) ? ' (unreadable cells)' : '',
    ].join(' '),
  );
}

try {
  const plain = generate(
    'plain.csv',
    (i) => `${i},u${spread(i, 500_000)},${kinds[spread(i, 5)]},c${spread(i + 7, 20_000)},${time(i)},${spread(i, 100)}\n`,
  );
  for (const work of ['cells', 'cells', 'ids and times from bytes', 'every cell as text'] as const)
    await measure('plain', plain, work);
  rmSync(plain);
  const quoted = generate(
    'quoted.csv',
    (i) =>
      `"${i}","u${spread(i, 500_000)}","${kinds[spread(i, 5)]}","c, ""${spread(i + 7, 20_000)}""","${time(i)}","${spread(i, 100)}"\n`,
  );
  for (const work of ['cells', 'every cell as text'] as const) await measure('quoted', quoted, work);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
