/** Whether the names in a rule exist: the data changes, a rule stays. */
import { InputError } from '../base/errors.ts';
import type { KnownSegment, SegmentContext } from './context.ts';
import { unknownContents } from './queries.ts';
import { ANY_POST, eachNode, type Rule } from './rule.ts';

/** @throws InputError bad-option: an unknown kind, trait, measure, content, segment or member; segments that lead back to themselves. */
export function checkNames(context: SegmentContext, rule: Rule): void {
  checkOne(context, rule, []);
}

/** @param open the segments being looked into, outermost first */
function checkOne(context: SegmentContext, rule: Rule, open: KnownSegment[], done = new Set<number>()): void {
  eachNode(rule, (node, path) => {
    const inside = (step: string) => [open.at(-1)?.name ?? '', path, step].filter((s) => s !== '').join('.');
    if ('trait' in node && context.trait(node.trait) === null)
      throw unknown('trait', node.trait, inside('trait'), context.traitNames());
    else if ('measure' in node && context.measure(node.measure) === null)
      throw unknown('measure', node.measure, inside('measure'), context.measureNames());
    else if ('did' in node) {
      checkKinds(context, node.did, inside('did'));
      if (node.content) checkContents(context, node.content, inside('content'));
    } else if ('first' in node) checkKinds(context, node.first, inside('first'));
    else if ('last' in node) checkKinds(context, node.last, inside('last'));
    else if ('sequence' in node) node.sequence.forEach((step, i) => void checkKinds(context, step, inside(`sequence[${i}]`)));
    else if ('segment' in node) checkSegment(context, node.segment, inside('segment'), open, done);
    else if ('members' in node) checkMembers(context, node.members, inside('members'));
  });
}

function checkSegment(
  context: SegmentContext,
  ref: number | string,
  path: string,
  open: KnownSegment[],
  done: Set<number>,
): void {
  const found = context.segment(ref);
  if (!found) {
    const called = typeof ref === 'number' ? `number ${ref}` : `"${ref}"`;
    throw new InputError('bad-option', `"${path}" should name a segment, got ${called}, which does not exist. Choose another.`, {
      path,
      segment: ref,
    });
  }
  const again = open.findIndex((s) => s.segmentNo === found.segmentNo);
  if (again >= 0) {
    const cycle = [...open.slice(again), found].map((s) => s.name).join(' → ');
    throw new InputError('bad-option', `"${path}" leads back to itself: ${cycle}. Take one of these out of the other.`, {
      path,
      cycle,
    });
  }
  if (done.has(found.segmentNo)) return;
  checkOne(context, found.rule, [...open, found], done);
  done.add(found.segmentNo);
}

function checkKinds(context: SegmentContext, names: string[], path: string): void {
  names.forEach((name, i) => {
    if (name === ANY_POST || context.data.kinds.some((k) => k.name === name)) return;
    throw unknown('kind', name, `${path}[${i}]`, [ANY_POST, ...new Set(context.data.kinds.map((k) => k.name))]);
  });
}

function checkContents(context: SegmentContext, ids: string[], path: string): void {
  const [id] = unknownContents(context.data.db, ids);
  if (id === undefined) return;
  throw new InputError('bad-option', `"${path}" should name contents, got "${id}", which does not exist. Choose from the list.`, {
    path,
    content: id,
  });
}

function checkMembers(context: SegmentContext, numbers: number[], path: string): void {
  const i = numbers.findIndex((no) => no > context.data.columns.members);
  if (i < 0) return;
  throw new InputError(
    'bad-option',
    `"${path}[${i}]" should be a member number up to ${context.data.columns.members}, got ${numbers[i]}. Remove it from the list.`,
    { path: `${path}[${i}]`, member: numbers[i]! },
  );
}

function unknown(what: 'kind' | 'trait' | 'measure', name: string, path: string, known: string[]): InputError {
  return new InputError(
    'bad-option',
    `"${path}" should be a known ${what}, got "${name}". Known: ${known.join(', ') || 'none in this workspace'}.`,
    { path, [what]: name, known: known.join(', ') },
  );
}
