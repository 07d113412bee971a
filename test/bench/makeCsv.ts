import { existsSync } from 'node:fs';
import { makeEvents, writeCsv } from './recipe.ts';

/** node test/bench/makeCsv.ts N PATH */
const [n, path] = [Number(process.argv[2]), process.argv[3]!];
if (!existsSync(path)) writeCsv(makeEvents(n), path);
