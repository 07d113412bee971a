import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import type { AppState, Job, Push } from '../../../core/api/contract.ts';
import { createEngine, inProcess, type RunningEngine, workerEntry } from '../../../core/api/index.ts';
import type { ImportResult } from '../../../core/import/index.ts';
import { openWorkspace } from '../../../core/store/workspace.ts';
import { FIRST_SEEN } from '../cohort/sample.ts';
import { bytesHash, codeOf, dump, emptyWorkspace, tempFolder } from '../store/temp.ts';

const folder = tempFolder();
const running: RunningEngine[] = [];
const SOURCE = workerEntry(new URL('../../../core/api/engine.ts', import.meta.url).href);
const CRASHING = new URL('./crashingWorker.ts', import.meta.url);
const EVERYTHING = { basis: 'all', kinds: [], from: null, to: null } as const;
const LIST = {
  search: '',
  facets: {},
  classes: {},
  mark: null,
  scope: { ...EVERYTHING, kinds: [], segment: null, where: null },
  offset: 0,
  limit: 100,
};
const BY_LAST_SEEN = { ...LIST, sort: { column: 'lastSeenAt', direction: 'desc' } } as const;

function start(dataFolder = folder.fresh('-data'), entry = SOURCE): RunningEngine & { folder: string } {
  const host: AppState['host'] = { kind: 'browser', version: 'test', canPick: false };
  const engine = createEngine({ dataFolder, host, workerEntry: entry });
  running.push(engine);
  return Object.assign(engine, { folder: dataFolder });
}
afterAll(async () => {
  await Promise.all(running.map((engine) => engine.shutdown()));
});

/** Everything an engine pushes from now on. */
function listen(engine: RunningEngine): { pushes: Push[]; stop(): void; until(test: (push: Push) => boolean): Promise<Push> } {
  const pushes: Push[] = [];
  const abort = new AbortController();
  const waiting = new Set<() => void>();
  void (async () => {
    for await (const push of engine.pushes(abort.signal)) {
      pushes.push(push);
      for (const wake of waiting) wake();
    }
  })();
  return {
    pushes,
    stop: () => abort.abort(),
    async until(fits) {
      for (;;) {
        const found = pushes.find(fits);
        if (found) return found;
        await new Promise<void>((resolve) => {
          const wake = () => {
            waiting.delete(wake);
            resolve();
          };
          waiting.add(wake);
        });
      }
    },
  };
}

const jobIn = (push: Push, jobId: number): Job | undefined =>
  push.kind === 'jobs' ? push.jobs.find((job) => job.jobId === jobId) : undefined;
const isOver = (job: Job | undefined) => job !== undefined && !['running', 'cancelling'].includes(job.state);

async function over(engine: RunningEngine, jobId: number): Promise<Job> {
  for (;;) {
    const job = (await engine.jobs()).find((j) => j.jobId === jobId);
    if (isOver(job)) return job!;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const failure = (work: Promise<unknown>): Promise<{ code?: string; message?: string }> =>
  work.then(
    () => ({ code: 'no error' }),
    (error: unknown) => error as Error,
  );

function csv(rows: number, seed = 1): string {
  const lines = ['user,item,rating,timestamp'];
  for (let i = 0; i < rows; i++) {
    const n = Math.imul(i + seed * 1_000_003, 2654435761) >>> 0;
    lines.push(`u${n % 500},i${(n >>> 9) % 40},${(n >>> 3) % 5},${1_600_000_000 + (n % 20_000_000)}`);
  }
  const path = folder.fresh('.csv');
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

const importOf = (path: string) => ({
  paths: [path],
  as: null,
  recipe: null,
  tz: null,
  encoding: null,
  source: null,
  anchor: null,
});

let original = '';
let common: ReturnType<typeof start> | null = null;
let crashing: ReturnType<typeof start> | null = null;

/** An open workspace with 3,000 events. One engine serves all tests that do not end it: threads take a while to start. */
async function withEvents(entry = SOURCE): Promise<RunningEngine & { folder: string; path: string }> {
  if (original === '') {
    original = emptyWorkspace(folder);
    await inProcess().import(original, { paths: [csv(3000)], now: Date.now() });
  }
  const engine = entry === CRASHING ? (crashing ??= start(undefined, CRASHING)) : (common ??= start());
  const path = folder.fresh('.hearth');
  copyFileSync(original, path);
  await engine.open({ path });
  return { ...engine, path };
}

const membersOf = async (engine: RunningEngine) => (await engine.state()).workspace!.description.members;

describe('the worker entry', () => {
  test('beside a source is the source, beside a bundle the bundle', () => {
    expect(existsSync(fileURLToPath(SOURCE))).toBe(true);
    expect(basename(SOURCE.pathname)).toBe('worker.ts');
    expect(workerEntry('file:///opt/hearth/main/main.js').href).toBe('file:///opt/hearth/main/worker.js');
  });
});

describe('the sample community', () => {
  test('is made as a job with progress, anew when it was half made, opened when done, and only opened the second time', async () => {
    const engine = start();
    // What a run leaves that was stopped half way: it is made again.
    await engine.create({ path: join(engine.folder, 'sample.hearth'), name: 'half' });
    expect(await membersOf(engine)).toBe(0);
    await engine.close();
    const heard = listen(engine);
    expect((await engine.state()).workspace).toBeNull();
    const { jobId } = await engine.openSample();
    expect(jobId).toEqual(expect.any(Number));
    await heard.until((push) => isOver(jobIn(push, jobId!)));
    const job = (await engine.jobs()).find((j) => j.jobId === jobId)!;
    expect(job).toMatchObject({ name: 'sample', state: 'done', stage: 'done', progress: 1, error: null });
    expect((job.result as ImportResult).totals).toMatchObject({ members: 3000, contents: 300, events: 200_000 });
    const stages = heard.pushes.map((push) => jobIn(push, jobId!)?.stage);
    expect(stages).toContain('done');
    expect(heard.pushes.some((push) => push.kind === 'workspace' && push.version !== null)).toBe(true);
    heard.stop();

    const { workspace, recent } = await engine.state();
    expect(workspace).toMatchObject({ isSynthetic: true, settings: { tz: 'Asia/Shanghai', currency: 'CNY' } });
    expect(workspace!.description.members).toBe(3000);
    expect(recent.map((r) => r.path)).toEqual([workspace!.path]);
    expect(await engine.openSample()).toEqual({ jobId: null });

    // Threads and the command line's way in give the same answers.
    const local = inProcess();
    const grained = { ...EVERYTHING, kinds: [], grain: 'week' as const };
    const { path } = workspace!;
    expect(await engine.ask('activity', grained)).toEqual(local.ask(path, 'activity', grained));
    expect(await engine.ask('retention', FIRST_SEEN('week'))).toEqual(local.ask(path, 'retention', FIRST_SEEN('week')));
    expect(await engine.ask('members', { ...BY_LAST_SEEN, limit: 50 })).toEqual(
      local.ask(path, 'members', { ...BY_LAST_SEEN, limit: 50 }),
    );
    expect(await engine.ask('member', { memberNo: 7 })).toEqual(local.ask(path, 'member', { memberNo: 7 }));
    const answers = await Promise.all(Array.from({ length: 12 }, () => engine.ask('activity', grained)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });
});

describe('opening', () => {
  test('without a workspace a question and an edit say so', async () => {
    const engine = start();
    expect(await failure(engine.ask('activity', { ...EVERYTHING, kinds: [], grain: 'week' }))).toMatchObject({
      code: 'no-workspace',
    });
    expect(await failure(engine.undo())).toMatchObject({ code: 'no-workspace' });
    expect(await engine.recipes()).toEqual([]);
  });

  test('a new workspace is empty, answers every question, and is in the list of recent ones', async () => {
    const engine = start();
    const path = folder.fresh('.hearth');
    const state = await engine.create({ path, name: 'Fresh' });
    expect(state.workspace).toMatchObject({ path, settings: { name: 'Fresh' }, firstDay: null, lastDay: null });
    expect(await engine.ask('activity', { ...EVERYTHING, kinds: [], grain: 'week' })).toMatchObject({ kind: 'unavailable' });
    expect(await failure(engine.create({ path, name: 'Again' }))).toMatchObject({ code: 'workspace-exists' });
    expect((await engine.state()).recent).toMatchObject([{ path, name: 'Fresh' }]);
  });

  test('keeps the ten most recent, newest first, and leaves out files that are gone', async () => {
    const engine = start();
    const paths: string[] = [];
    for (let i = 0; i < 12; i++) paths.push(emptyWorkspace(folder));
    for (const path of [...paths, paths[5]!]) await engine.open({ path });
    rmSync(paths[11]!);
    const expected = [paths[5]!, ...paths.toReversed().filter((p) => p !== paths[5])].slice(0, 10).filter((p) => p !== paths[11]);
    expect((await engine.state()).recent.map((r) => r.path)).toEqual(expected);
    writeFileSync(join(engine.folder, 'recent.json'), 'damaged');
    expect((await engine.state()).recent).toEqual([]);
  });

  test('a file that cannot be opened leaves the open workspace open, readable and writable', async () => {
    const engine = await withEvents();
    const text = folder.fresh('.hearth');
    writeFileSync(text, 'no workspace');
    const held = emptyWorkspace(folder);
    const holder = openWorkspace(held);
    for (const [path, code] of [
      [text, 'not-a-workspace'],
      [folder.fresh('.hearth'), 'file-not-found'],
      [held, 'locked'],
    ] as const) {
      expect(await failure(engine.open({ path })), path).toMatchObject({ code });
    }
    holder.close();
    expect((await engine.state()).workspace!.path).toBe(engine.path);
    await engine.change('saveNote', { memberNo: 1, note: 'still writable' });
    expect((await engine.ask('member', { memberNo: 1 })).note).toBe('still writable');
    expect(codeOf(() => openWorkspace(engine.path))).toBe('locked'); // and still ours
  });

  test('the open workspace can be opened again, and another lets go of the first', async () => {
    const engine = await withEvents();
    await engine.open({ path: engine.path });
    await engine.change('saveNote', { memberNo: 1, note: 'after' });
    const other = emptyWorkspace(folder);
    await engine.open({ path: other });
    openWorkspace(engine.path).close();
    expect(await membersOf(engine)).toBe(0);
    await engine.close();
    openWorkspace(other).close();
    expect((await engine.state()).workspace).toBeNull();
  });
});

describe('importing', () => {
  test('runs as a job, tells its progress, and moves the version', async () => {
    const engine = start();
    await engine.open({ path: emptyWorkspace(folder) });
    const before = (await engine.state()).workspace!.version;
    const heard = listen(engine);
    const { jobId } = await engine.startImport(importOf(csv(200_000)));
    const job = await over(engine, jobId);
    expect(job).toMatchObject({ name: 'import', state: 'done', error: null });
    expect((job.result as ImportResult).totals.events).toBe(200_000);
    const state = (await engine.state()).workspace!;
    expect(state.version).not.toBe(before);
    expect(state.description.events).toBe(200_000);
    await heard.until((push) => push.kind === 'workspace' && push.version === state.version);
    expect(await engine.imports()).toMatchObject([{ importId: 1 }]);
    heard.stop();
  });

  test('with nothing open makes a workspace named after the file', async () => {
    const engine = start();
    const { jobId } = await engine.startImport(importOf(csv(50)));
    expect((await over(engine, jobId)).state).toBe('done');
    const { path } = (await engine.state()).workspace!;
    expect(dirname(path)).toBe(engine.folder);
    expect((await engine.state()).workspace!.description.events).toBe(50);
  });

  test('cancelled while it reads leaves the workspace as it was and says cancelled', async () => {
    const engine = await withEvents();
    const before = dump(engine.path, ['meta']);
    const version = (await engine.state()).workspace!.version;
    const heard = listen(engine);
    const { jobId } = await engine.startImport(importOf(csv(600_000, 9)));
    await heard.until((push) => jobIn(push, jobId)?.stage === 'read');
    await engine.cancelJob({ jobId });
    expect((await engine.jobs()).find((j) => j.jobId === jobId)!.state).toBe('cancelling');
    const job = await over(engine, jobId);
    expect(job).toMatchObject({ state: 'cancelled', error: { code: 'cancelled' }, result: null });
    expect(dump(engine.path, ['meta'])).toEqual(before);
    expect((await engine.state()).workspace!.version).toBe(version);
    expect(readdirSync(dirname(engine.path)).filter((n) => n.startsWith(`${basename(engine.path)}-staging`))).toEqual([]);
    await engine.cancelJob({ jobId }); // over: nothing happens
    await engine.cancelJob({ jobId: 999 });
    heard.stop();
  });

  test('that fails says why, without a stack, and leaves the workspace as it was', async () => {
    const engine = await withEvents();
    const before = dump(engine.path, ['meta']);
    const { jobId } = await engine.startImport(importOf(folder.fresh('.csv')));
    const job = await over(engine, jobId);
    expect(job).toMatchObject({ state: 'failed', error: { code: 'file-not-found' }, result: null });
    expect(job.error).not.toHaveProperty('stack');
    expect(dump(engine.path, ['meta'])).toEqual(before);
  });

  test('notes saved while it runs are kept, and questions are answered meanwhile', async () => {
    const engine = await withEvents();
    const { jobId } = await engine.startImport(importOf(csv(300_000, 5)));
    let notes = 0;
    while (!isOver((await engine.jobs()).find((j) => j.jobId === jobId))) {
      await engine.change('saveNote', { memberNo: 1 + (notes % 50), note: `note ${++notes}` });
      expect((await engine.ask('members', { ...BY_LAST_SEEN, limit: 1 })).kind).toBe('members');
    }
    expect((await over(engine, jobId)).state).toBe('done');
    expect(notes).toBeGreaterThan(0);
    expect((await engine.history()).undo).toHaveLength(notes);
    expect((await engine.ask('member', { memberNo: 1 + ((notes - 1) % 50) })).note).toBe(`note ${notes}`);
    expect((await engine.state()).workspace!.description.events).toBe(303_000);
  });

  test('a preview tells the recipe and changes nothing', async () => {
    const engine = await withEvents();
    const before = bytesHash(engine.path);
    const preview = await engine.preview(importOf(csv(20)));
    expect(preview.files[0]!.tables[0]!.parsed.length).toBeGreaterThan(0);
    expect(preview.recipe.tables).toHaveLength(1);
    expect(bytesHash(engine.path)).toBe(before);
  });
});

describe('what a person edits', () => {
  test('every edit, undo and redo pushes another version and is named', async () => {
    const engine = await withEvents();
    const heard = listen(engine);
    const version = async () => (await engine.state()).workspace!.version;
    const seen = [await version()];
    await engine.change('saveNote', { memberNo: 2, note: 'one' });
    seen.push(await version());
    await engine.change('saveSettings', { name: 'Renamed', tz: 'Asia/Shanghai', currency: 'USD' });
    seen.push(await version());
    expect((await engine.undo()).name).toBe('settings.change');
    seen.push(await version());
    expect((await engine.redo()).name).toBe('settings.change');
    expect(await version()).toBe(seen[2]);
    expect(new Set(seen).size).toBe(4);
    await heard.until((push) => push.kind === 'workspace' && push.version === seen[3]);
    const versions = heard.pushes.flatMap((push) => (push.kind === 'workspace' ? [push.version] : []));
    expect(versions).toEqual([seen[1], seen[2], seen[3], seen[2]]);
    heard.stop();
  });

  test('a new time zone is the one of the next answer', async () => {
    const engine = await withEvents();
    const zone = async () => (await engine.ask('activity', { ...EVERYTHING, kinds: [], grain: 'day' })).from.options['zone'];
    expect(await zone()).toBe('UTC');
    await engine.change('saveSettings', { name: 'x', tz: 'America/New_York', currency: 'CNY' });
    expect(await zone()).toBe('America/New_York');
    expect(await failure(engine.change('saveSettings', { name: 'x', tz: 'Mars/Olympus', currency: 'CNY' }))).toMatchObject({
      code: 'bad-option',
    });
    await engine.undo();
    expect(await zone()).toBe('UTC');
  });

  test('recipes are saved, listed and deleted by name', async () => {
    const engine = await withEvents();
    const recipe = {
      tables: [{ match: '*', entity: 'event' as const, fields: { member_id: 'user', occurred_at: 'timestamp' } }],
    };
    expect(await engine.saveRecipe({ name: 'mine', recipe })).toMatchObject([{ name: 'mine', recipe }]);
    expect(await failure(engine.saveRecipe({ name: 'bad', recipe: { tables: [] } }))).toMatchObject({ code: 'bad-recipe' });
    expect(await engine.deleteRecipe({ name: 'mine' })).toEqual([]);
  });

  test('a CSV of the members is handed out once, with a line for each member and one for the names', async () => {
    const engine = await withEvents();
    const { blobId, fileName } = await engine.exportMembers({
      ...LIST,
      sort: { column: 'handle', direction: 'asc' },
      columns: ['memberId', 'events'],
    });
    expect(fileName).toBe('members.csv');
    const blob = engine.blobs.take(blobId)!;
    const lines = new TextDecoder().decode(blob.bytes).trim().split('\r\n');
    expect(lines[0]!.replace('\uFEFF', '')).toBe('memberId,events');
    expect(lines).toHaveLength((await membersOf(engine)) + 1);
    expect(engine.blobs.take(blobId)).toBeNull();
  });

  test('every window hears every push, a closed one hears none', async () => {
    const engine = await withEvents();
    const [one, two] = [listen(engine), listen(engine)];
    await one.until((push) => push.kind === 'jobs'); // the jobs come at once
    await two.until((push) => push.kind === 'jobs');
    two.stop();
    engine.command('undo');
    await one.until((push) => push.kind === 'menu' && push.command === 'undo');
    expect(two.pushes.some((push) => push.kind === 'menu')).toBe(false);
    one.stop();
  });
});

describe('when a thread dies', () => {
  test('a reader: the question fails, the next one is answered', async () => {
    const engine = await withEvents(CRASHING);
    for (let i = 0; i < 3; i++) {
      expect((await failure(engine.ask('members', { ...BY_LAST_SEEN, search: 'please crash' }))).message).toBe(
        'crashed as asked',
      );
      expect((await engine.ask('members', { ...BY_LAST_SEEN, limit: 1 })).kind).toBe('members');
    }
  });

  test('the writer: the edit fails, the next one is made, and the lock is still held', async () => {
    const engine = await withEvents(CRASHING);
    expect((await failure(engine.change('saveNote', { memberNo: 1, note: 'please crash' }))).message).toBe('crashed as asked');
    expect((await engine.ask('member', { memberNo: 1 })).note).not.toBe('please crash');
    await engine.change('saveNote', { memberNo: 1, note: 'after the crash' });
    expect((await engine.ask('member', { memberNo: 1 })).note).toBe('after the crash');
    expect(codeOf(() => openWorkspace(engine.path))).toBe('locked');
  });

  test('the importer: the job is failed, the workspace as it was, the next import goes through', async () => {
    const engine = await withEvents(CRASHING);
    const before = dump(engine.path, ['meta']);
    const { jobId } = await engine.startImport({ ...importOf(csv(100)), source: 'please crash' });
    expect(await over(engine, jobId)).toMatchObject({ state: 'failed', error: { code: 'bug', message: 'crashed as asked' } });
    expect(dump(engine.path, ['meta'])).toEqual(before);
    const next = await engine.startImport({ ...importOf(csv(100, 3)), source: 'other' });
    expect((await over(engine, next.jobId)).state).toBe('done');
  });
});

describe('shutting down', () => {
  test('with an import running: the file opens again, clean, and holds all or nothing of it', async () => {
    const engine = await withEvents();
    const heard = listen(engine);
    const { jobId } = await engine.startImport(importOf(csv(400_000, 4)));
    await heard.until((push) => jobIn(push, jobId)?.stage === 'read');
    await engine.shutdown();
    heard.stop();
    common = null;
    const workspace = openWorkspace(engine.path);
    expect(workspace.writer.pragma('integrity_check', { simple: true })).toBe('ok');
    const events = workspace.writer.prepare('SELECT count(*) FROM event').pluck().get();
    expect([3000, 403_000]).toContain(events);
    workspace.close();
    expect(readFileSync(engine.path).length).toBeGreaterThan(0);
  });
});
