import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  deleteSegmentForever,
  duplicateOf,
  listSegments,
  type Rule,
  renameSegment,
  restoreSegment,
  savedSegment,
  saveSegment,
  segmentLookup,
  trashSegment,
  usedBy,
} from '../../../core/segment/index.ts';
import { history, redo, undo } from '../../../core/store/changes.ts';
import { openWorkspace, type Workspace } from '../../../core/store/workspace.ts';
import { codeOf, emptyWorkspace, tempFolder } from '../store/temp.ts';

const folder = tempFolder();
const VIEWERS: Rule = { did: ['view'], window: { lastDays: 7 } };
const BUYERS: Rule = { did: ['purchase'] };

let workspace: Workspace;
let now = 0;
const db = () => workspace.writer;
const save = (name: string, rule: unknown, segmentNo?: number) =>
  saveSegment(db(), { name, rule, now: ++now, ...(segmentNo === undefined ? {} : { segmentNo }) });
const at = (segmentNo: number) => ({ segmentNo, now: ++now });
const live = () =>
  listSegments(db())
    .filter((s) => s.trashedAt === null)
    .map((s) => s.name);
const trash = () =>
  listSegments(db())
    .filter((s) => s.trashedAt !== null)
    .map((s) => s.name);
const undone = () => undo(db(), ++now);

beforeEach(() => {
  workspace = openWorkspace(emptyWorkspace(folder));
});
afterEach(() => {
  workspace.close();
});

describe('saving', () => {
  test('a segment is kept with its rule, trimmed name and number, as one step that can be undone and redone', () => {
    const { segmentNo, name } = save('  Viewers ', VIEWERS);
    expect(name).toBe('Viewers');
    expect(savedSegment(db(), segmentNo)).toMatchObject({ name: 'Viewers', rule: VIEWERS, trashedAt: null });
    expect(history(db()).undo[0]).toMatchObject({ name: 'segment.save', params: { name: 'Viewers' } });
    undone();
    expect(live()).toEqual([]);
    redo(db(), ++now);
    expect(savedSegment(db(), segmentNo).rule).toEqual(VIEWERS);
  });
  test('saving over an old one keeps the number; saving the same again is no step', () => {
    const { segmentNo } = save('Viewers', VIEWERS);
    expect(save('Buyers', BUYERS, segmentNo).segmentNo).toBe(segmentNo);
    const steps = history(db()).undo.length;
    save('Buyers', BUYERS, segmentNo);
    expect(history(db()).undo.length).toBe(steps);
    undone();
    expect(savedSegment(db(), segmentNo)).toMatchObject({ name: 'Viewers', rule: VIEWERS });
  });
  test('names have 1 to 80 characters and are unique outside the trash', () => {
    const { segmentNo } = save('Viewers', VIEWERS);
    expect(codeOf(() => save('   ', BUYERS))).toBe('bad-option');
    expect(codeOf(() => save('字'.repeat(81), BUYERS))).toBe('bad-option');
    expect(save('🦊'.repeat(80), BUYERS).name.length).toBe(160);
    expect(() => save('Viewers', BUYERS)).toThrow('There is a segment named "Viewers" already.');
    trashSegment(db(), at(segmentNo));
    expect(save('Viewers', BUYERS).segmentNo).not.toBe(segmentNo);
  });
  test('the same definition, written differently, is saved and named as a duplicate', () => {
    const first = save('A', { all: [VIEWERS, BUYERS] });
    const second = save('B', { all: [BUYERS, { all: [VIEWERS, { not: { not: BUYERS } }] }] });
    expect(first.duplicateOf).toBeNull();
    expect(second.duplicateOf).toEqual({ segmentNo: first.segmentNo, name: 'A' });
    expect(duplicateOf(db(), { all: [VIEWERS, BUYERS] }, first.segmentNo)?.name).toBe('B');
    trashSegment(db(), at(first.segmentNo));
    expect(duplicateOf(db(), { all: [VIEWERS, BUYERS] }, second.segmentNo)).toBeNull();
  });
  test('a bad rule, an unknown number and an unknown segment are refused and nothing is written', () => {
    expect(codeOf(() => save('A', { did: 3 }))).toBe('bad-option');
    expect(codeOf(() => save('A', VIEWERS, 77))).toBe('not-found');
    expect(codeOf(() => save('A', { segment: 'B' }))).toBe('bad-option');
    expect(history(db()).undo).toEqual([]);
  });
  test('a deleted number is not given to another segment while undo could bring it back', () => {
    const { segmentNo } = save('A', VIEWERS);
    trashSegment(db(), at(segmentNo));
    deleteSegmentForever(db(), at(segmentNo));
    expect(save('B', BUYERS).segmentNo).toBeGreaterThan(segmentNo);
  });
});

describe('segments in segments', () => {
  test('are kept by number, so that renaming breaks nothing', () => {
    const { segmentNo } = save('Viewers', VIEWERS);
    const outer = save('Outer', { not: { segment: 'Viewers' } });
    renameSegment(db(), { ...at(segmentNo), name: 'Watchers' });
    expect(savedSegment(db(), outer.segmentNo).rule).toEqual({ not: { segment: segmentNo } });
    expect(segmentLookup(db())(segmentNo)?.name).toBe('Watchers');
    expect(segmentLookup(db())('Viewers')).toBeNull();
    expect(history(db()).undo[0]).toMatchObject({ name: 'segment.rename', params: { name: 'Watchers' } });
  });
  test('must not come back to themselves; the message names the way', () => {
    const a = save('A', VIEWERS);
    const b = save('B', { segment: 'A' });
    save('C', { any: [BUYERS, { segment: 'B' }] });
    expect(() => save('A', { segment: 'C' }, a.segmentNo)).toThrow('A → C → B → A');
    expect(() => save('B', { not: { segment: 'B' } }, b.segmentNo)).toThrow('B → B');
  });
  test('used by: direct, through other segments, through tags, in kept settings', () => {
    const a = save('A', VIEWERS);
    const b = save('B', { segment: 'A' });
    save('C', { segment: b.segmentNo });
    save('D', { trait: 'tag:vip', is: ['yes'] });
    save('E', BUYERS);
    db()
      .prepare("INSERT INTO member_tag (name, definition, updated_at) VALUES ('vip', ?, 1), ('other', '{}', 1)")
      .run(JSON.stringify({ rule: { all: [{ segment: a.segmentNo }] } }));
    db()
      .prepare("INSERT INTO preference (name, definition, updated_at) VALUES ('overview', ?, 1), ('broken', '{', 1)")
      .run(JSON.stringify({ panels: [{ segmentNo: a.segmentNo }] }));
    expect(usedBy(db(), a.segmentNo).map((u) => [u.kind, u.name, u.isDirect, u.way.join(' > ')])).toEqual([
      ['segment', 'B', true, 'B'],
      ['tag', 'vip', true, 'vip'],
      ['preference', 'overview', true, 'overview'],
      ['segment', 'C', false, 'B > C'],
      ['segment', 'D', false, 'vip > D'],
    ]);
    expect(usedBy(db(), 999)).toEqual([]);
  });
});

describe('the trash', () => {
  test('what is used goes there only when asked twice; rules that use it still find it', () => {
    const a = save('A', VIEWERS);
    save('B', { segment: 'A' });
    expect(() => trashSegment(db(), at(a.segmentNo))).toThrow('"A" is used by 1: B.');
    trashSegment(db(), { ...at(a.segmentNo), evenIfUsed: true });
    expect([live(), trash()]).toEqual([['B'], ['A']]);
    expect(segmentLookup(db())(a.segmentNo)?.rule).toEqual(VIEWERS);
    expect(segmentLookup(db())('A')).toBeNull();
    expect(codeOf(() => deleteSegmentForever(db(), at(a.segmentNo)))).toBe('bad-option');
    undone();
    expect(live()).toEqual(['A', 'B']);
  });
  test('what comes back has its number, and a number behind its name when that is taken', () => {
    const a = save('A', VIEWERS);
    trashSegment(db(), at(a.segmentNo));
    save('A', BUYERS);
    save('A 2', BUYERS);
    expect(restoreSegment(db(), at(a.segmentNo))).toEqual({ segmentNo: a.segmentNo, name: 'A 3' });
    expect(live()).toEqual(['A', 'A 2', 'A 3']);
    undone();
    expect(trash()).toEqual(['A']);
    expect(codeOf(() => save('A', BUYERS, a.segmentNo))).toBe('bad-option');
  });
  test('deleting for good works only there, and undo still brings it back', () => {
    const a = save('A', VIEWERS);
    expect(codeOf(() => deleteSegmentForever(db(), at(a.segmentNo)))).toBe('bad-option');
    trashSegment(db(), at(a.segmentNo));
    deleteSegmentForever(db(), at(a.segmentNo));
    expect(listSegments(db())).toEqual([]);
    expect(codeOf(() => restoreSegment(db(), at(a.segmentNo)))).toBe('not-found');
    undone();
    expect(trash()).toEqual(['A']);
    undone();
    expect(live()).toEqual(['A']);
  });
});
