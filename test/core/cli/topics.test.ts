/** `hearth topics` and `hearth feedback`, as programs call them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Feedback, Topics, VoiceOne } from '../../../core/feedback/index.ts';
import { tempFolder } from '../store/temp.ts';

const MAIN = fileURLToPath(new URL('../../../core/cli/main.ts', import.meta.url));
const folder = tempFolder();
let ws: string;
const hearth = (...args: string[]) => {
  const run = spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8', cwd: folder.path, maxBuffer: 64 * 2 ** 20 });
  return { code: run.status, out: run.stdout, err: run.stderr };
};
const json = <T>(...args: string[]): T => {
  const { code, out, err } = hearth(...args, '--json');
  expect([code, err]).toEqual([0, '']);
  return JSON.parse(out) as T;
};

describe('hearth topics', () => {
  beforeAll(() => {
    ws = folder.fresh('.hearth');
    execFileSync(process.execPath, [MAIN, 'sample', ws]);
  }, 60_000);

  it('prints one document with topics and one entry per text, the same each time', () => {
    const first = json<Topics>('topics', ws);
    expect(first.kind).toBe('topics');
    expect(first.assignments!.length).toBeGreaterThan(15_000);
    expect(first.assignments![0]).toMatchObject({ item: 'post', no: 1, key: 'p00001', topic: expect.any(String) });
    expect(json<Topics>('topics', ws)).toEqual(first);
    expect(json<Topics>('topics', ws, '--brief').assignments).toBeNull();
  });

  it('takes corrections for the run from a file and from the line, or keeps them', () => {
    const file = folder.file('checked.tsv');
    writeFileSync(file, '\uFEFFkey\ttopic\np00001\tSleep\nb00003\tprice\ttheme\n');
    const run = json<Topics>('topics', ws, '--corrections', file, '--label', 'post:2=Sleep');
    const of = (topics: Topics, key: string) => topics.assignments!.find((a) => a.key === key)!;
    expect(of(run, 'p00001')).toMatchObject({ topic: 'Sleep', from: 'corrected', confidence: 1 });
    expect(of(run, 'p00002')).toMatchObject({ topic: 'Sleep', from: 'corrected' });
    expect(run.corrections.topic).toBe(0);
    const kept = json<Topics>('topics', ws, '--label', 'p00001=Sleep', '--save');
    expect(kept.corrections).toMatchObject({ topic: 1, learned: 0, untilNext: 9 });
    expect(of(json<Topics>('topics', ws), 'p00001').topic).toBe('Sleep');
    expect(json<{ kind: string }>('undo', ws).kind).toBe('undone');
    expect(of(json<Topics>('topics', ws), 'p00001').topic).not.toBe('Sleep');
  });

  it('shows one topic, and one theme of the feedback', () => {
    const feedback = json<Feedback>('feedback', ws, '--from', '2026-01-01', '--to', '2026-06-30');
    expect(feedback.groups.map((g) => g.key).sort()).toEqual([
      'app',
      'community',
      'content',
      'price',
      'schedule',
      'service',
      'teacher',
    ]);
    const one = json<VoiceOne>('feedback', ws, '--theme', 'price', '--pick', 'latest', '--limit', '3');
    expect(one.quotes).toHaveLength(3);
    expect(one.quotes[0]!.at!).toBeGreaterThanOrEqual(one.quotes[1]!.at!);
  });

  it.each([
    [['topics', '{ws}', '--label', 'p99999=Sleep'], 'p99999'],
    [['topics', '{ws}', '--label', 'p00001'], '--label should be pairs'],
    [['topics', '{ws}', '--topic', 'nothing'], 'There is no topic "nothing"'],
    [['topics', '{ws}', '--k', '1'], '--k should be a whole number from 2'],
    [['topics', '{ws}', '--corrections', 'gone.tsv'], 'There is no file of corrections'],
    [['feedback', '{ws}', '--from', '2026-02-01', '--to', '2026-01-01'], 'start before it ends'],
  ])('says in one line what is wrong: %j', (args, says) => {
    const { code, out, err } = hearth(...args.map((a) => a.replace('{ws}', ws)));
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(says);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('names the line of a file of corrections that it cannot read', () => {
    const file = folder.file('wrong.tsv');
    writeFileSync(file, 'p00001\tSleep\np00002 Sleep\n');
    const { code, err } = hearth('topics', ws, '--corrections', file);
    expect(code).toBe(1);
    expect(err).toContain('Line 2');
  });
});
