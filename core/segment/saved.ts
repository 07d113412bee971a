/** Segments a person keeps. Every change is one undoable step; the trash keeps rows, so that what comes back has its old number. */
import { InputError } from '../base/errors.ts';
import { record } from '../store/changes.ts';
import type { Reader, Writer } from '../store/connection.ts';
import type { ChangeAction } from '../store/types.ts';
import type { KnownSegment, SegmentContext } from './context.ts';
import { normalise, textOf } from './normalise.ts';
import { parseRule } from './parseRule.ts';
import {
  insertSegment,
  removeSegment,
  type SegmentRecord,
  segmentNamed,
  segmentRecord,
  segmentRecords,
  setTrashed,
  updateSegment,
} from './queries.ts';
import { eachNode, type Rule } from './rule.ts';
import { type Use, usedBy } from './usedBy.ts';

export interface SavedSegment extends KnownSegment {
  createdAt: number;
  updatedAt: number;
  /** ms; null = not in the trash */
  trashedAt: number | null;
}

export interface SegmentRef {
  segmentNo: number;
  name: string;
}

export interface SavedAnswer extends SegmentRef {
  /** Another live segment that says the same; it is saved all the same. */
  duplicateOf: SegmentRef | null;
}

const MAX_NAME = 80;

/** Live segments by name, then the trash, latest first. */
export const listSegments = (db: Reader): SavedSegment[] => segmentRecords(db).map(toSegment);

/** @throws InputError not-found. */
export const savedSegment = (db: Reader, segmentNo: number): SavedSegment => toSegment(recordOf(db, segmentNo));

/** How rules find other segments: by number, also in the trash, so that nothing breaks silently; by name only outside it.
 *  Reads each once. */
export function segmentLookup(db: Reader): SegmentContext['segment'] {
  const known = new Map<number | string, KnownSegment | null>();
  return (ref) => {
    let found = known.get(ref);
    if (found === undefined) {
      const row = typeof ref === 'number' ? segmentRecord(db, ref) : segmentNamed(db, ref);
      found = row ? toSegment(row) : null;
      known.set(ref, found);
    }
    return found;
  };
}

/** Which other live segment says the same, if any. @param except its own number, when it is saved already */
export function duplicateOf(db: Reader, rule: Rule, except: number | null = null): SegmentRef | null {
  const segment = segmentLookup(db);
  const text = textOf(normalise(rule, segment));
  const same = listSegments(db).find(
    (s) => s.trashedAt === null && s.segmentNo !== except && textOf(normalise(s.rule, segment)) === text,
  );
  return same ? { segmentNo: same.segmentNo, name: same.name } : null;
}

/** Keeps a rule under a name: a new segment, or a new state of an old one. Names of segments in the rule are kept as numbers, so that renaming
 *  one breaks nothing.
 *  @throws InputError bad-option: the name is empty, too long or taken; the rule is none, or leads back to the segment. not-found. */
export function saveSegment(
  db: Writer,
  input: { segmentNo?: number | null; name: string; rule: unknown; now: number },
): SavedAnswer {
  const { now } = input;
  const old = input.segmentNo == null ? null : recordOf(db, input.segmentNo);
  if (old && old.trashedAt !== null) {
    throw new InputError('bad-option', `"${old.name}" is in the trash. Restore it before you change it.`, { name: old.name });
  }
  const name = freeName(db, input.name, old?.segmentNo ?? null);
  const rule = numbered(parseRule(input.rule), segmentLookup(db));
  if (old) refuseCycle(db, { segmentNo: old.segmentNo, name }, rule);
  const definition = JSON.stringify(rule);
  const segmentNo = step(db, 'segment.save', name, now, () => {
    if (!old) return insertSegment(db, name, definition, now);
    updateSegment(db, old.segmentNo, name, definition, now);
    return old.segmentNo;
  });
  return { segmentNo, name, duplicateOf: duplicateOf(db, rule, segmentNo) };
}

/** @throws InputError not-found; bad-option: the name is empty, too long or taken. */
export function renameSegment(db: Writer, input: { segmentNo: number; name: string; now: number }): SegmentRef {
  const old = recordOf(db, input.segmentNo);
  const name = old.trashedAt === null ? freeName(db, input.name, old.segmentNo) : checkedName(input.name);
  step(db, 'segment.rename', name, input.now, () => updateSegment(db, old.segmentNo, name, old.definition, input.now));
  return { segmentNo: old.segmentNo, name };
}

/** Into the trash. Rules that use it go on working, because its row stays; that is why it is asked for when something does.
 *  @param input.evenIfUsed default false: then it is refused while live segments, tags or preferences refer to it
 *  @throws InputError not-found; bad-option: in use, with the names of what uses it. */
export function trashSegment(db: Writer, input: { segmentNo: number; evenIfUsed?: boolean; now: number }): SegmentRef {
  const old = recordOf(db, input.segmentNo);
  if (old.trashedAt === null) {
    if (input.evenIfUsed !== true) refuseUsed(db, old, 'Move it to the trash all the same, or change those first.');
    step(db, 'segment.trash', old.name, input.now, () => setTrashed(db, old.segmentNo, input.now, old.name));
  }
  return { segmentNo: old.segmentNo, name: old.name };
}

/** Out of the trash, under its number. When its name is taken by now it gets a number behind it. @throws InputError not-found. */
export function restoreSegment(db: Writer, input: { segmentNo: number; now: number }): SegmentRef {
  const old = recordOf(db, input.segmentNo);
  if (old.trashedAt === null) return { segmentNo: old.segmentNo, name: old.name };
  let name = old.name;
  for (let n = 2; segmentNamed(db, name); n++) {
    const tail = ` ${n}`;
    name = `${[...old.name].slice(0, MAX_NAME - tail.length).join('')}${tail}`;
  }
  step(db, 'segment.restore', name, input.now, () => setTrashed(db, old.segmentNo, null, name));
  return { segmentNo: old.segmentNo, name };
}

/** Out of the trash for good; only undo brings it back. @throws InputError not-found; bad-option: not in the trash, or still in use. */
export function deleteSegmentForever(db: Writer, input: { segmentNo: number; evenIfUsed?: boolean; now: number }): void {
  const old = recordOf(db, input.segmentNo);
  if (old.trashedAt === null) {
    throw new InputError(
      'bad-option',
      `Only segments in the trash can be deleted, "${old.name}" is not there. Move it to the trash first.`,
      {
        name: old.name,
      },
    );
  }
  if (input.evenIfUsed !== true) refuseUsed(db, old, 'Change those first: their rules would no longer work.');
  step(db, 'segment.delete', old.name, input.now, () => removeSegment(db, old.segmentNo));
}

function refuseUsed(db: Reader, segment: SegmentRef, todo: string): void {
  const users = usedBy(db, segment.segmentNo).filter((use) => use.isDirect && !use.isTrashed);
  if (users.length === 0) return;
  const names = users.map((use: Use) => use.name).join(', ');
  throw new InputError('bad-option', `"${segment.name}" is used by ${users.length}: ${names}. ${todo}`, {
    name: segment.name,
    usedBy: names,
  });
}

/** Walks from the new rule: it must not come back to its own segment. */
function refuseCycle(db: Reader, own: SegmentRef, rule: Rule): void {
  const segment = segmentLookup(db);
  const seen = new Set<number>();
  const walk = (part: Rule, way: string[]): void =>
    eachNode(part, (node, path) => {
      if (!('segment' in node)) return;
      const found = segment(node.segment);
      if (!found) return;
      if (found.segmentNo === own.segmentNo) {
        const cycle = [...way, own.name].join(' → ');
        throw new InputError('bad-option', `A segment cannot contain itself: ${cycle}. Take one of these out of the other.`, {
          cycle,
          path,
        });
      }
      if (seen.has(found.segmentNo)) return;
      seen.add(found.segmentNo);
      walk(found.rule, [...way, found.name]);
    });
  walk(rule, [own.name]);
}

/** The rule with segments by number. @throws InputError bad-option: no such segment. */
function numbered(rule: Rule, segment: SegmentContext['segment']): Rule {
  if ('all' in rule) return { all: rule.all.map((part) => numbered(part, segment)) };
  if ('any' in rule) return { any: rule.any.map((part) => numbered(part, segment)) };
  if ('not' in rule) return { not: numbered(rule.not, segment) };
  if (!('segment' in rule)) return rule;
  const found = segment(rule.segment);
  if (!found) {
    throw new InputError('bad-option', `There is no segment "${rule.segment}". Choose another, or save that one first.`, {
      segment: rule.segment,
    });
  }
  return { segment: found.segmentNo };
}

function checkedName(input: string): string {
  const name = input.trim();
  const length = [...name].length;
  if (length >= 1 && length <= MAX_NAME) return name;
  throw new InputError('bad-option', `A segment's name should have 1 to ${MAX_NAME} characters, got ${length}. Type another.`, {
    name,
    length,
  });
}

function freeName(db: Reader, input: string, own: number | null): string {
  const name = checkedName(input);
  const taken = segmentNamed(db, name);
  if (taken && taken.segmentNo !== own)
    throw new InputError('bad-option', `There is a segment named "${name}" already. Choose another name, or change that one.`, {
      name,
      segmentNo: taken.segmentNo,
    });
  return name;
}

function recordOf(db: Reader, segmentNo: number): SegmentRecord {
  const found = segmentRecord(db, segmentNo);
  if (!found) throw new InputError('not-found', `There is no segment number ${segmentNo} in this workspace.`, { segmentNo });
  return found;
}

const step = <T>(db: Writer, name: ChangeAction['name'], segment: string, at: number, edit: () => T): T =>
  record(db, { name, params: { name: segment }, at }, edit);

const toSegment = ({ definition, ...row }: SegmentRecord): SavedSegment => ({ ...row, rule: JSON.parse(definition) as Rule });
