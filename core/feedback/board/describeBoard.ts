/** The cards with their evidence, who stands behind them, and what came of them. */

import { InputError } from '../../base/errors.ts';
import { isoDay } from '../../kernel/calendar.ts';
import { calendarOfData, indexOfText, textsAt, textsOfData } from '../../scope/index.ts';
import { boundsOf } from '../../scope/window.ts';
import { type Dataset, fromOf } from '../../store/dataset.ts';
import { beforeAfter, type Count } from './beforeAfter.ts';
import { cardAt, cards, evidenceOf, membersNamed } from './queries.ts';
import type { Board, BoardCard, Card, CardMetric, CardPeople } from './types.ts';

/** What other parts of the engine know, passed in. */
export interface BoardContext {
  /** What each member has paid, major units. Float64[members]; null = there are no orders. */
  spend: Float64Array | null;
  /** Texts of a group: Uint8[texts]; null = the group is gone. */
  inGroup(group: string): Uint8Array | null;
  /** Per text: 1 negative, 0 judged otherwise, -1 not judged. */
  negative(): Int8Array;
}

const MOST_QUOTES = 3;

/** What stands on the board, and did it help? Cost: one pass over the evidence; a metric reads the texts or the columns once. */
export function describeBoard(data: Dataset, context: BoardContext): Board {
  const all = cards(data.db);
  const open = all.filter((c) => c.trashedAt === null);
  return {
    kind: 'board',
    cards: open.map((card) => boardCard(data, card, context)),
    trash: all.filter((c) => c.trashedAt !== null),
    from: fromOf(data, 'board/1', open.length, { method: 'before-after: Newcombe, Welch' }),
  };
}

function boardCard(data: Dataset, card: Card, context: BoardContext): BoardCard {
  const texts = textsOfData(data);
  const evidence = evidenceOf(data.db, card.cardNo);
  const at = evidence.map(({ item, no }) => indexOfText(texts, item, no)).filter((i) => i >= 0);
  const people = new Set(at.map((i) => texts.memberNo[i]!).filter((no) => no > 0));
  const shown = [...at].sort((a, b) => (texts.atMs[b] || 0) - (texts.atMs[a] || 0)).slice(0, MOST_QUOTES);
  const named = membersNamed(
    data.db,
    shown.map((i) => texts.memberNo[i]!),
  );
  const said = textsAt(data, shown);
  let value = 0;
  if (context.spend) for (const no of people) value += context.spend[no - 1] ?? 0;
  return {
    ...card,
    evidence: at.length,
    people: people.size,
    value,
    quotes: shown.map((i, n) => ({
      item: (['post', 'feedback', 'answer'] as const)[texts.item[i]!]!,
      no: texts.no[i]!,
      text: said[n]!,
      atMs: Number.isNaN(texts.atMs[i]!) ? null : texts.atMs[i]!,
      memberNo: texts.memberNo[i]! || null,
      handle: named.get(texts.memberNo[i]!)?.handle ?? null,
    })),
    effect: beforeAfter(card.metric, card.fixedOn, card.metric && countOf(data, card, card.metric, context), lastDayOf(data)),
  };
}

/** Number of the last local day with an event or a text. */
function lastDayOf(data: Dataset): number {
  const span = calendarOfData(data);
  let last = span ? span.calendar.firstDay + span.calendar.days - 1 : -Infinity;
  let ms = -Infinity;
  for (const at of textsOfData(data).atMs) if (at > ms) ms = at;
  if (ms > -Infinity) {
    let day = Math.floor(ms / 86_400_000) + 1;
    while (boundsOf(data.zone, isoDay(day), null)[0] > ms) day--;
    last = Math.max(last, day);
  }
  return last;
}

function countOf(data: Dataset, card: Card, metric: CardMetric, context: BoardContext): Count | null {
  const texts = textsOfData(data);
  const bounds = (fromDay: number, toDay: number) => boundsOf(data.zone, isoDay(fromDay), isoDay(toDay - 1));
  const countTexts = (isCounted: (i: number) => boolean, isHit: (i: number) => boolean): Count => ({
    kind: 'share',
    of(fromDay, toDay) {
      const [fromMs, toMs] = bounds(fromDay, toDay);
      let n = 0;
      let hits = 0;
      for (let i = 0; i < texts.size; i++) {
        if (!(texts.atMs[i]! >= fromMs && texts.atMs[i]! < toMs) || texts.isWritten[i] !== 1 || !isCounted(i)) continue;
        n++;
        if (isHit(i)) hits++;
      }
      return { hits, n };
    },
  });
  const group = card.group === null ? null : context.inGroup(card.group);
  if (metric.kind === 'mentions')
    return (
      group &&
      countTexts(
        () => true,
        (i) => group[i] === 1,
      )
    );
  if (metric.kind === 'negative') {
    if (card.group !== null && group === null) return null;
    const negative = context.negative();
    return countTexts(
      (i) => negative[i]! >= 0 && (group === null || group[i] === 1),
      (i) => negative[i] === 1,
    );
  }
  if (metric.kind === 'rating')
    return {
      kind: 'mean',
      of(fromDay, toDay) {
        const [fromMs, toMs] = bounds(fromDay, toDay);
        const sums = { n: 0, sum: 0, squares: 0 };
        for (let i = 0; i < texts.size; i++) {
          const r = texts.rating[i]!;
          if (Number.isNaN(r) || !(texts.atMs[i]! >= fromMs && texts.atMs[i]! < toMs)) continue;
          sums.n++;
          sums.sum += r;
          sums.squares += r * r;
        }
        return sums;
      },
    };
  return countAction(data, metric.action, bounds);
}

/** Members active between two days, and how many of them did the action. null = no event is of that kind. */
function countAction(data: Dataset, action: string, bounds: (fromDay: number, toDay: number) => [number, number]): Count | null {
  const codes = data.kinds.filter((k) => k.name === action).map((k) => k.code);
  if (codes.length === 0) return null;
  const { off, time, kind, members } = data.columns;
  return {
    kind: 'share',
    of(fromDay, toDay) {
      const [fromMs, toMs] = bounds(fromDay, toDay);
      let n = 0;
      let hits = 0;
      for (let m = 0; m < members; m++) {
        let isActive = false;
        let didIt = false;
        for (let e = off[m]!; e < off[m + 1]!; e++) {
          const ms = time[e]! * 1000;
          if (ms >= toMs) break;
          if (ms < fromMs) continue;
          isActive = true;
          if (codes.includes(kind[e]!)) didIt = true;
        }
        if (isActive) n++;
        if (didIt) hits++;
      }
      return { hits, n };
    },
  };
}

/** Who said it: the people to tell when it is mended, latest first. @throws InputError not-found. */
export function peopleOfCard(data: Dataset, cardNo: number): CardPeople {
  const card = cardAt(data.db, cardNo);
  if (!card) throw new InputError('not-found', `There is no card number ${cardNo} on this board.`, { cardNo });
  const texts = textsOfData(data);
  const at = evidenceOf(data.db, cardNo)
    .map(({ item, no }) => indexOfText(texts, item, no))
    .filter((i) => i >= 0);
  const byMember = new Map<number, number[]>();
  let unknown = 0;
  for (const i of at) {
    const no = texts.memberNo[i]!;
    if (no === 0) unknown++;
    else byMember.set(no, [...(byMember.get(no) ?? []), i]);
  }
  const latest = [...byMember].map(([no, list]) => ({
    no,
    texts: list.length,
    at: list.reduce((a, b) => ((texts.atMs[b] || 0) > (texts.atMs[a] || 0) ? b : a)),
  }));
  latest.sort((a, b) => (texts.atMs[b.at] || 0) - (texts.atMs[a.at] || 0) || a.no - b.no);
  const said = textsAt(
    data,
    latest.map((l) => l.at),
  );
  const named = membersNamed(
    data.db,
    latest.map((l) => l.no),
  );
  return {
    kind: 'card-people',
    cardNo,
    title: card.title,
    people: latest.map((l, n) => ({
      memberNo: l.no,
      handle: named.get(l.no)?.handle ?? null,
      memberId: named.get(l.no)?.memberId ?? '',
      lastAt: Number.isNaN(texts.atMs[l.at]!) ? null : texts.atMs[l.at]!,
      quote: said[n]!,
      texts: l.texts,
    })),
    unknown,
    from: fromOf(data, 'card-people/1', at.length, { card: card.title }),
  };
}

/** Members who wrote the evidence of a card. @returns Uint8[members] */
export function membersOfCard(data: Dataset, cardNo: number): Uint8Array {
  const mask = new Uint8Array(data.columns.members);
  for (const { memberNo } of peopleOfCard(data, cardNo).people) mask[memberNo - 1] = 1;
  return mask;
}
