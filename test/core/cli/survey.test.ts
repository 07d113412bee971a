/** `hearth survey` in a process of its own. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { importInto } from '../import/community.ts';
import { tempFolder } from '../store/temp.ts';

const folder = tempFolder();
const MAIN = fileURLToPath(new URL('../../../core/cli/main.ts', import.meta.url));
const FILE = fileURLToPath(new URL('../../fixtures/survey/StarWars.csv.gz', import.meta.url));
let ws: string;
beforeAll(async () => {
  ws = folder.fresh('.hearth');
  await importInto(ws, FILE);
});

function hearth(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder.path });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

test('prints one document: the survey, one question, a cross-tab, the list', async () => {
  const survey = JSON.parse((await hearth('survey', ws, '--json')).out);
  expect(survey).toMatchObject({ kind: 'survey', title: 'StarWars', responses: 1186 });
  expect(survey.questions).toHaveLength(14);
  expect(survey.from.method).toBe('survey/1');
  const one = JSON.parse((await hearth('survey', ws, '--survey', 'starwars', '--question', '10', '--json')).out);
  expect(one.questions.map((q: { text: string }) => q.text)).toEqual(['Gender']);
  const cross = JSON.parse((await hearth('survey', ws, '--question', '2', '--by', '10', '--json')).out);
  expect(cross).toMatchObject({ kind: 'survey-cross', tables: [{ position: 2, n: 820 }] });
  const list = JSON.parse((await hearth('survey', ws, '--list', '--json')).out);
  expect(list).toMatchObject({ kind: 'surveys', rows: [{ title: 'StarWars', responses: 1186, linked: 0 }] });
  const kano = JSON.parse((await hearth('survey', ws, '--kano', 'found', '--json')).out);
  expect(kano).toMatchObject({ kind: 'survey-kano', isDetected: true, features: [] });
  const named = JSON.parse((await hearth('survey', ws, '--kano', '5:Han Solo=5:Jar Jar Binks', '--json')).out);
  expect(named.features).toHaveLength(1);
  expect(named.features[0].n).toBeGreaterThan(600);
});

test.each([
  [['--survey', 'no such'], /--survey should be/],
  [['--question', '99'], /--question should name a question from 1 to 14, got "99"/],
  [['--by', '3'], /multiple choice/],
  [['--by', 'no-trait'], /no attribute "no-trait"/],
  [['--by', '10', '--kano', 'found'], /Either --by or --kano/],
  [['--kano', '1-2'], /--kano should be pairs/],
  [['--kano', '1=2'], /five levels/],
])('wrong input %j: code 1 and one line that says what to do', async (args, message) => {
  const { code, out, err } = await hearth('survey', ws, '--json', ...args);
  expect(code).toBe(1);
  expect(out).toBe('');
  expect(err).toMatch(message);
  expect(err.trim().split('\n')).toHaveLength(1);
});
