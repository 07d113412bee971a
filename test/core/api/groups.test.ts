/** Clusters, segments, tags and "what moved" as the engine puts them together. */
import { copyFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { clusterLabels } from '../../../core/api/clusters.ts';
import { inProcess } from '../../../core/api/index.ts';
import { questions } from '../../../core/api/questions.ts';
import { adjustedRand } from '../../../core/kernel/cluster/agreement.ts';
import { topTopic } from '../../../core/profile/index.ts';
import { sampleCommunity } from '../cohort/sample.ts';
import { exportOf, importInto } from '../import/community.ts';
import { emptyWorkspace, tempFolder } from '../store/temp.ts';

const community = sampleCommunity();
const folder = tempFolder();
const local = inProcess();
const PICK = { k: null, features: null, seed: 1 };

/** A copy of the sample that may be written to. */
function copyOfSample(): string {
  const path = folder.fresh('.hearth');
  copyFileSync(community.data.path, path);
  return path;
}

describe('clusters of the sample', () => {
  test('are the planted ones, without being told how many', () => {
    const names = ['deep-learner', 'live-regular', 'browser', 'social-talker', 'lapsed-trial'];
    const labels = clusterLabels(community.data, null, PICK)!;
    const planted = community
      .sql('SELECT source_key AS k FROM member ORDER BY member_no')
      .map((r) => names.indexOf(community.answers.clusters[r['k'] as string] ?? ''));
    expect(adjustedRand(Int32Array.from(labels), Int32Array.from(planted))).toBeGreaterThan(0.9);
  });

  test('once kept, keep their numbers and names, can be used in a rule, and undo takes that back', () => {
    const path = copyOfSample();
    const first = local.ask(path, 'clusters', {});
    if (first.kind !== 'clusters') throw new Error(first.reason);
    expect(first.isKept).toBe(false);
    expect(() => local.ask(path, 'segmentPreview', { rule: { trait: 'cluster', is: ['1'] } })).toThrow(/cluster/);
    expect(
      local.write(path, 'keepClusters', { ...PICK, names: first.names.map((n, c) => ({ ...n, en: `Group ${c}` })), now: 1 }),
    ).toBe(true);
    const kept = local.ask(path, 'clusters', {});
    if (kept.kind !== 'clusters') throw new Error(kept.reason);
    expect(kept).toMatchObject({
      isKept: true,
      ids: first.ids,
      sizes: first.sizes,
      matched: { isNew: first.ids.map(() => false), gone: [] },
    });
    expect(kept.names.map((n) => n.en)).toEqual(first.names.map((_, c) => `Group ${c}`));
    const inCluster = local.ask(path, 'segmentPreview', { rule: { trait: 'cluster', is: [String(kept.ids[0])] } });
    expect(inCluster).toMatchObject({ kind: 'segment', size: kept.sizes[0] });
    const mark = { of: 'cluster' as const, ...PICK, cluster: 2 };
    expect(local.ask(path, 'members', { mark })).toMatchObject({ total: kept.sizes[2] });
    local.write(path, 'undo', { now: 2 });
    expect(local.ask(path, 'clusters', {})).toMatchObject({ isKept: false });
  });

  test('say of a member why it is there', () => {
    const why = questions.whyInCluster(community.data, {
      ...PICK,
      memberNo: 7,
      segment: null,
      where: null,
    });
    expect(why!.traits).toHaveLength(3);
    expect(why!.cluster).toBe(clusterLabels(community.data, null, PICK)![6]);
  });
});

describe('what moved between two imports', () => {
  const recipe = {
    tables: [
      { match: 'members', entity: 'member', fields: { source_key: 'id', joined_at: 'joined' } },
      { match: 'log', entity: 'event', fields: { member_id: 'u', occurred_at: 't', kind: 'k' } },
    ],
  } as never;
  const day = (n: number) => new Date(Date.UTC(2025, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
  const members = (n: number) => `id,joined\n${Array.from({ length: n }, (_, m) => `m${m},${day(0)}`).join('\n')}\n`;
  /** Everybody is there on some days; from day 30 on only the first half. */
  const log = (n: number, until: number) =>
    `u,t,k\n${Array.from({ length: n }, (_, m) =>
      Array.from({ length: until }, (_, d) => (d % 3 === m % 3 && (d < 30 || m < n / 2) ? `m${m},${day(d)}T10:00:00Z,view` : ''))
        .filter(Boolean)
        .join('\n'),
    ).join('\n')}\n`;

  test('one import has nothing to compare with; the second tells who went quiet, to the person', async () => {
    const path = emptyWorkspace(folder);
    await importInto(path, exportOf(folder, { 'members.csv': members(200), 'log.csv': log(200, 30) }), { recipe, now: 1 });
    expect(local.ask(path, 'whatMoved', {})).toMatchObject({ kind: 'unavailable', reason: 'too-few-imports', have: 1, need: 2 });
    await importInto(path, exportOf(folder, { 'members.csv': members(230), 'log.csv': log(200, 60) }), { recipe, now: 2 });
    const moved = local.ask(path, 'whatMoved', {});
    if (moved.kind !== 'what-moved') throw new Error(moved.reason);
    expect(moved.changes.length).toBeLessThanOrEqual(5);
    const risk = moved.compared.find((c) => c.of === 'trait' && c.trait === 'health' && c.value === 'at-risk')!;
    if (risk.of !== 'trait') throw new Error();
    expect([risk.before, risk.after, risk.gained, risk.lost, risk.members]).toEqual([0, 100, 100, 0, 200]);
    expect(risk.low).toBeGreaterThan(0);
    expect(moved.changes).toContainEqual(risk);
    const people = (mark: object) => local.ask(path, 'members', { mark: mark as never, limit: 500 });
    expect(people({ of: 'moved', trait: 'health', value: 'at-risk', direction: 'gained' })).toMatchObject({ total: 100 });
    expect(people({ of: 'moved', trait: null, value: '', direction: 'gained' })).toMatchObject({ total: 30 });
    expect(moved.compared.find((c) => c.of === 'members')).toMatchObject({ members: 30 });
  });

  test('the same import twice moves nothing', async () => {
    const path = emptyWorkspace(folder);
    const from = exportOf(folder, { 'members.csv': members(50), 'log.csv': log(50, 20) });
    await importInto(path, from, { recipe, now: 1 });
    await importInto(path, from, { recipe, now: 2 });
    const moved = local.ask(path, 'whatMoved', {});
    if (moved.kind === 'what-moved') expect(moved.changes).toEqual([]);
    else expect(moved.reason).toBe('too-few-imports');
  });
});

describe('lists and tags', () => {
  test('a chart mark saved as a segment holds the people of the mark, also after the data changed', () => {
    const path = copyOfSample();
    const mark = { of: 'active' as const, grain: 'month' as const, start: '2025-06-01' };
    const page = local.ask(path, 'members', { mark });
    if (page.kind !== 'members') throw new Error();
    const where = {
      search: '',
      facets: {},
      mark,
      scope: { basis: 'all', kinds: [], from: null, to: null, segment: null, where: null },
    };
    const saved = local.write(path, 'saveList', { ...where, name: 'June', now: 1 } as never);
    const list = local.ask(path, 'segments', {});
    expect(list.rows.find((s) => s.segmentNo === saved.segmentNo)).toMatchObject({
      name: 'June',
      size: page.total,
      isList: true,
    });
    expect(local.ask(path, 'activity', { grain: 'month', segment: saved.segmentNo })).toMatchObject({ kind: 'activity' });
  });

  test('a mark that is a rule is saved as that rule', () => {
    const path = copyOfSample();
    const rule = { trait: 'health', is: ['at-risk'] };
    const where = {
      search: '',
      facets: {},
      mark: { of: 'rule', rule },
      scope: { basis: 'all', kinds: [], from: null, to: null, segment: null, where: null },
    };
    const { segmentNo } = local.write(path, 'saveList', { ...where, name: 'Risk', now: 1 } as never);
    expect(local.ask(path, 'segments', {}).rows.find((s) => s.segmentNo === segmentNo)).toMatchObject({ isList: false, rule });
  });

  test('a tag by rules becomes a trait of rules', () => {
    const path = copyOfSample();
    const definition = {
      kind: 'rule' as const,
      values: [
        { value: 'talks', rule: { did: ['posts'], times: { atLeast: 5 } } },
        { value: 'reads', rule: { did: ['view'] } },
      ],
    };
    local.write(path, 'saveTag', { name: 'style', definition, now: 1 });
    const talks = local.ask(path, 'segmentPreview', { rule: { trait: 'tag:style', is: ['talks'] } });
    const same = local.ask(path, 'segmentPreview', { rule: definition.values[0]!.rule });
    if (talks.kind !== 'segment' || same.kind !== 'segment') throw new Error();
    expect(talks.size).toBe(same.size);
    expect(() =>
      local.write(path, 'saveTag', {
        name: 'bad',
        definition: { kind: 'rule', values: [{ value: 'x', rule: { nothing: 1 } }] },
        now: 2,
      }),
    ).toThrow();
  });

  test('a tag that leads back to itself through a segment is refused; one that came to it has no values and hurts nothing', () => {
    const path = copyOfSample();
    const tag = (rule: unknown) => ({
      name: 'loop',
      definition: { kind: 'rule' as const, values: [{ value: 'x', rule }] },
      now: 1,
    });
    local.write(path, 'saveTag', tag({ did: ['view'] }));
    const inTag = { trait: 'tag:loop', is: ['x'] };
    const { segmentNo } = local.write(path, 'saveSegment', { name: 'In the tag', rule: inTag, now: 2 } as never);
    expect(() => local.write(path, 'saveTag', tag({ segment: segmentNo }))).toThrow(/leads back to itself/);

    // The other way round: the tag names a segment, which is edited to ask for the tag.
    const other = local.write(path, 'saveSegment', { name: 'Readers', rule: { did: ['view'] }, now: 3 } as never);
    local.write(path, 'saveTag', tag({ segment: other.segmentNo }));
    local.write(path, 'saveSegment', { name: 'Readers', rule: inTag, segmentNo: other.segmentNo, now: 4 } as never);
    expect(local.ask(path, 'tags', {})).toMatchObject([{ name: 'loop', known: 0 }]);
    expect(local.ask(path, 'members', { limit: 1 })).toMatchObject({ kind: 'members' });
    local.write(path, 'keepSnapshot', { now: 5 } as never);
  });

  test('of a class without an order of its own the list shows the largest values, each as large as its rule', () => {
    const facets = local.ask(copyOfSample(), 'facets', {});
    if (facets.kind !== 'facets') throw new Error(facets.reason);
    const topic = facets.classes.find((one) => one.field === 'topic')!;
    const sizes = topic.values.map(({ value, count }) => {
      const preview = questions.segmentPreview(community.data, { rule: { trait: 'topic', is: [value] } } as never);
      expect([value, preview.kind === 'segment' && preview.size]).toEqual([value, count]);
      return count;
    });
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    const { code, values } = topTopic(community.data);
    const all = values.map((_, c) => code.reduce((n, own) => n + (own === c ? 1 : 0), 0)).filter((n) => n > 0);
    expect(sizes).toEqual(all.sort((a, b) => b - a).slice(0, sizes.length));
    expect(all.reduce((n, size) => n + size, 0)).toBe(topic.known);
  });
});
