import { InputError } from '../base/errors.ts';
import { dayIndex, isoDay, periodAround } from '../kernel/calendar.ts';
import { calendarOfData } from '../scope/index.ts';
import { type Dataset, fromOf } from '../store/dataset.ts';
import { memberRow, memberTable } from './memberTable.ts';
import {
  contentTitles,
  freeAttributes,
  memberHead,
  membershipsOf,
  noteOf,
  ordersOf,
  reactionsOf,
  timelineRows,
} from './queries.ts';
import { FACETS, type MemberDetail, type TimelinePage } from './types.ts';

const TOP_CONTENTS = 5;
const EXCERPT = 280;

/** Everything known about one member. @throws InputError not-found. Cost: the member's own events and a few look-ups. */
export function describeMember(data: Dataset, memberNo: number): MemberDetail {
  const head = headOf(data, memberNo);
  const calendar = calendarOfData(data)?.calendar;
  const table = memberTable(data);
  const member = memberRow(table, memberNo - 1);
  const source = head.file_name ?? head.source_format;
  const attributes = FACETS.flatMap((name) => {
    const value = member[name];
    return value === null ? [] : [{ name: name as string, value, source, importedAt: head.imported_at }];
  });
  if (head.birth_year !== null)
    attributes.push({ name: 'birth_year', value: String(head.birth_year), source, importedAt: head.imported_at });
  for (const a of freeAttributes(data.db, memberNo)) attributes.push({ ...a, source: a.source ?? source });

  const { off, time, kind, content } = data.columns;
  const from = off[memberNo - 1]!;
  const end = off[memberNo]!;
  const eventsByKind: Record<string, number> = {};
  const postsByKind: Record<string, number> = {};
  const weeks = { start: [] as string[], actions: [] as number[] };
  const perContent = new Map<number, number>();
  const kinds = new Map(data.kinds.map((k) => [k.code, k]));
  let weekEnd = -Infinity;
  for (let i = from; i < end; i++) {
    const k = kinds.get(kind[i]!)!;
    const into = k.origin === 'derived' ? postsByKind : eventsByKind;
    into[k.name] = (into[k.name] ?? 0) + 1;
    if (content[i] !== 0) perContent.set(content[i]!, (perContent.get(content[i]!) ?? 0) + 1);
    const day = calendar!.firstDay + dayIndex(calendar!, time[i]!);
    // Weeks without an action are there too, as zeros: gaps are what a manager looks for.
    while (day >= weekEnd) {
      const [monday, next] = periodAround(weekEnd === -Infinity ? day : weekEnd, 'week');
      weeks.start.push(isoDay(monday));
      weeks.actions.push(0);
      weekEnd = next;
    }
    weeks.actions[weeks.actions.length - 1]!++;
  }
  const best = [...perContent].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, TOP_CONTENTS);
  const titles = contentTitles(
    data.db,
    best.map(([no]) => no),
  );
  return {
    kind: 'member',
    member,
    isSynthetic: head.is_synthetic === 1,
    attributes,
    memberships: membershipsOf(data.db, memberNo),
    orders: { ...ordersOf(data.db, memberNo), currency: data.currency },
    reactions: reactionsOf(data.db, memberNo),
    eventsByKind,
    postsByKind,
    weeks,
    topContents: best.map(([contentNo, events]) => ({ contentNo, title: titles.get(contentNo) ?? null, events })),
    note: noteOf(data.db, head.member_id),
    from: fromOf(data, 'member/1', end - from, { member: head.member_id }),
  };
}

/** What one member did and wrote, newest first, a page at a time. @throws InputError not-found. */
export function listTimeline(data: Dataset, options: { memberNo: number; before: number | null; limit: number }): TimelinePage {
  const head = headOf(data, options.memberNo);
  const before = Math.min(options.before ?? head.ev_to, head.ev_to);
  const rows = timelineRows(data.db, head.ev_from, before, options.limit);
  const last = rows.at(-1)?.event_id;
  return {
    kind: 'timeline',
    rows: rows.map((r) => ({
      eventId: r.event_id,
      at: r.time_s * 1000,
      precision: r.time_precision === 0 ? 'second' : r.time_precision === 1 ? 'day' : 'relative',
      action: r.origin === 'derived' ? `post:${r.kind}` : r.kind,
      contentNo: r.content_no,
      contentTitle: r.content_title,
      postNo: r.post_no,
      postTitle: r.post_title,
      excerpt: r.excerpt === null ? null : r.excerpt.length > EXCERPT ? `${r.excerpt.slice(0, EXCERPT)}…` : r.excerpt,
      value: r.value,
    })),
    next: last !== undefined && last > head.ev_from ? last : null,
    total: head.ev_to - head.ev_from,
    from: fromOf(data, 'timeline/1', head.ev_to - head.ev_from, { member: head.member_id }),
  };
}

function headOf(data: Dataset, memberNo: number) {
  const head = memberHead(data.db, memberNo);
  if (!head || memberNo > data.columns.members) {
    throw new InputError('not-found', `There is no member number ${memberNo} in this workspace. Choose one from the list.`, {
      memberNo,
    });
  }
  return head;
}
