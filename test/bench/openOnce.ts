/** One warm open in its own process. Prints {loadMs, loadCpuMs, firstChartMs}. node openOnce.ts WORKSPACE */
import { countActivity } from '../../core/cohort/index.ts';
import { openDataset } from '../../core/store/dataset.ts';
import { readSidecar, sidecarPath } from '../../core/store/sidecar.ts';
import { meta, openForReading } from '../../core/store/workspace.ts';

const path = process.argv[2]!;
const db = openForReading(path);
const token = meta(db, 'columns_token')!;
db.close();
for (let i = 0; i < 5; i++) readSidecar(sidecarPath(path), token); // page cache and compiler warm
const startCpu = process.cpuUsage();
const start = performance.now();
if (!readSidecar(sidecarPath(path), token)) throw new Error('The sidecar does not fit.');
const loadMs = performance.now() - start;
const cpu = process.cpuUsage(startCpu);
const open = performance.now();
const data = openDataset(path);
const result = countActivity(data, { grain: 'week', basis: 'all', kinds: [], from: null, to: null });
if (result.kind !== 'activity') throw new Error('No activity.');
console.log(JSON.stringify({ loadMs, loadCpuMs: (cpu.user + cpu.system) / 1000, firstChartMs: performance.now() - open }));
