/** The rival: the same CSV into DuckDB's own file, checkpointed. Prints {cpuS, wallS, rssMB}. node duckOnce.ts CSV FILE */
import { rmSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [csv, path] = process.argv.slice(2) as [string, string];
rmSync(path, { force: true });
const startCpu = process.cpuUsage();
const start = performance.now();
const db = await DuckDBInstance.create(path, { threads: '2' });
const connection = await db.connect();
await connection.run(`CREATE TABLE event AS SELECT * FROM read_csv('${csv}', header = true)`);
await connection.run('CHECKPOINT');
const rows = Number((await connection.runAndReadAll('SELECT count(*) FROM event')).getRows()[0]![0]);
const cpu = process.cpuUsage(startCpu);
console.log(
  JSON.stringify({
    cpuS: (cpu.user + cpu.system) / 1e6,
    wallS: (performance.now() - start) / 1e3,
    rssMB: process.resourceUsage().maxRSS / 1024,
    rows,
  }),
);
