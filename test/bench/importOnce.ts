/** One import in its own process. Prints {cpuS, wallS, rssMB}. node importOnce.ts CSV WORKSPACE */
import { rmSync } from 'node:fs';
import { inProcess } from '../../core/api/index.ts';
import { removeWorkspace } from '../../core/store/workspace.ts';

const [csv, path] = process.argv.slice(2) as [string, string];
removeWorkspace(path);
const startCpu = process.cpuUsage();
const start = performance.now();
const result = await inProcess().import(path, { paths: [csv], now: Date.UTC(2026, 0, 1) });
const cpu = process.cpuUsage(startCpu);
console.log(
  JSON.stringify({
    cpuS: (cpu.user + cpu.system) / 1e6,
    wallS: (performance.now() - start) / 1e3,
    rssMB: process.resourceUsage().maxRSS / 1024,
    rows: result.totals.events,
  }),
);
if (process.argv[4] === '--drop') rmSync(path);
