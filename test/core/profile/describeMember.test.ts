import { describe, expect, test } from 'vitest';
import { questions } from '../../../core/api/questions.ts';
import { FACETS, type FacetField, type Facets, type MemberDetail } from '../../../core/profile/types.ts';
import { ALL, PERIOD, sampleCommunity } from '../cohort/sample.ts';

const community = sampleCommunity();
type Where = Parameters<typeof questions.facets>[1];

const facetsOf = (where: Partial<Where> = {}): Facets =>
  questions.facets(community.data, { search: '', facets: {}, mark: null, scope: ALL, ...where } as Where) as Facets;

/** Members of every sort: the busiest, the silent, staff, and some between. */
const chosen = (): number[] =>
  community
    .sql(
      `SELECT no FROM (SELECT member_no AS no FROM member ORDER BY ev_to - ev_from DESC LIMIT 5)
       UNION SELECT no FROM (SELECT member_no AS no FROM member WHERE ev_to = ev_from LIMIT 3)
       UNION SELECT no FROM (SELECT member_no AS no FROM member WHERE role <> 'member' LIMIT 5)
       UNION SELECT member_no FROM member WHERE member_no % 150 = 3`,
    )
    .map((row) => Number(row['no']));

const detail = (memberNo: number): MemberDetail => questions.member(community.data, { memberNo });

describe('the page of a member', () => {
  test('counts events and posts by kind as plain SQL does', () => {
    for (const no of chosen()) {
      const rows = community.sql(
        'SELECT k.name, k.origin, count(*) AS n FROM event e JOIN event_kind k ON k.kind = e.kind WHERE e.member_no = ? GROUP BY 1, 2',
        no,
      );
      const of = (origin: string) =>
        Object.fromEntries(rows.filter((r) => r['origin'] === origin).map((r) => [r['name'], r['n']]));
      const { eventsByKind, postsByKind, member } = detail(no);
      expect([no, eventsByKind]).toEqual([no, of('observed')]);
      expect([no, postsByKind]).toEqual([no, of('derived')]);
      const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0);
      expect([member.events, member.posts]).toEqual([sum(eventsByKind), sum(postsByKind)]);
      const written = community.sql(
        'SELECT kind, count(*) AS n FROM post WHERE author_no = ? AND created_at IS NOT NULL GROUP BY 1',
        no,
      );
      expect([no, postsByKind]).toEqual([no, Object.fromEntries(written.map((r) => [r['kind'], r['n']]))]);
    }
  });

  test('shows each week from the first action to the last, gaps as zeros', () => {
    for (const no of chosen()) {
      const rows = community.sql(
        `SELECT ${PERIOD.week('time_s')} AS p, count(*) AS n FROM event WHERE member_no = ? GROUP BY 1 ORDER BY 1`,
        no,
      );
      const { weeks } = detail(no);
      const found = new Map(rows.map((r) => [r['p'], r['n']]));
      expect(weeks.start.length).toBe(weeks.actions.length);
      expect([weeks.start[0], weeks.start.at(-1)]).toEqual([rows[0]?.['p'], rows.at(-1)?.['p']]);
      expect(weeks.actions).toEqual(weeks.start.map((start) => found.get(start) ?? 0));
      for (let i = 1; i < weeks.start.length; i++) {
        expect(Date.parse(weeks.start[i]!) - Date.parse(weeks.start[i - 1]!)).toBe(7 * 86_400_000);
      }
    }
  });

  test('names the five contents with most actions, ties by number', () => {
    for (const no of chosen()) {
      const rows = community.sql(
        `SELECT content_no AS contentNo, c.title, count(*) AS events FROM event JOIN content c USING (content_no)
         WHERE member_no = ? GROUP BY content_no ORDER BY events DESC, content_no LIMIT 5`,
        no,
      );
      expect([no, detail(no).topContents]).toEqual([no, rows]);
    }
  });

  test('adds up orders, refunds and reactions', () => {
    for (const no of chosen()) {
      const { orders, reactions, memberships, member } = detail(no);
      const [row] = community.sql(
        `SELECT count(*) AS count, coalesce(sum(CASE WHEN paid_at IS NOT NULL THEN amount_minor END), 0) AS paidMinor, coalesce(sum(refund_minor), 0) AS refundedMinor
         FROM purchase_order WHERE member_no = ?`,
        no,
      );
      expect([no, orders]).toEqual([no, { ...row, currency: 'CNY' }]);
      expect(member.spend).toBe(orders.paidMinor - orders.refundedMinor);
      const [likes] = community.sql(
        `SELECT (SELECT count(*) FROM reaction WHERE member_no = $no) AS given,
           (SELECT coalesce(sum(r.count), 0) FROM reaction r JOIN post p USING (post_no) WHERE p.author_no = $no AND r.kind IN ('like', 'upvote', 'emoji', 'favourite', 'accept', 'bounty')) AS received`.replaceAll(
          '$no',
          String(no),
        ),
      );
      expect([no, reactions]).toEqual([no, likes]);
      const starts = community.sql('SELECT started_at AS s FROM membership WHERE member_no = ? ORDER BY started_at DESC', no);
      expect(memberships.map((m) => m.startedAt)).toEqual(starts.map((r) => r['s']));
    }
  });

  test('lists every known attribute with the file it came from', () => {
    for (const no of chosen().slice(0, 8)) {
      const [row] = community.sql(`SELECT ${FACETS.join(', ')} FROM member WHERE member_no = ?`, no);
      const { attributes, member, isSynthetic } = detail(no);
      for (const field of FACETS) {
        const value = row![field] === '' ? null : row![field];
        expect(attributes.find((a) => a.name === field)?.value ?? null).toBe(value);
        expect(member[field]).toBe(value);
      }
      for (const a of attributes) expect([a.source, a.importedAt]).toEqual([expect.stringMatching(/.+/), expect.any(Number)]);
      expect(isSynthetic).toBe(true);
    }
  });

  test.each([0, -1, 1.5, 1_000_000])('of a number that is nobody’s (%d) is refused', (memberNo) => {
    expect(() => detail(memberNo)).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(() => questions.timeline(community.data, { memberNo, before: null, limit: 5 })).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
  });
});

describe('the facets of the members', () => {
  const values = (where: string, field: FacetField) =>
    community.sql(
      `SELECT ${field} AS value, count(*) AS count FROM member WHERE ${field} IS NOT NULL AND ${field} <> '' AND ${where} GROUP BY 1 ORDER BY 2 DESC`,
    );
  const check = (facets: Facets, whereOf: (field: FacetField) => string, total: string) => {
    expect(facets.total).toBe(community.sql(`SELECT count(*) AS n FROM member WHERE ${total}`)[0]!['n']);
    expect(facets.fields.map((f) => f.field)).toEqual([...FACETS]);
    for (const { field, known, values: shown } of facets.fields) {
      const rows = values(whereOf(field), field);
      expect([field, known]).toEqual([field, rows.reduce((n, r) => n + Number(r['count']), 0)]);
      const counts = new Map(rows.map((r) => [r['value'], r['count']]));
      for (const v of shown) expect([field, v.value, v.count]).toEqual([field, v.value, counts.get(v.value)]);
      expect(shown.map((v) => v.count)).toEqual(rows.slice(0, 30).map((r) => r['count']));
    }
  };

  test('count each value and how many are known, of everybody', () => {
    check(facetsOf(), () => '1', '1');
  });

  test('of a choice ignore the choice in its own field only', () => {
    const choice = { gender: ['female'], role: ['member', 'expert'] };
    const sql = { gender: "gender = 'female'", role: "role IN ('member', 'expert')" };
    check(
      facetsOf({ facets: choice }),
      (field) =>
        Object.entries(sql)
          .filter(([own]) => own !== field)
          .map(([, text]) => text)
          .join(' AND ') || '1',
      Object.values(sql).join(' AND '),
    );
  });

  test('of a mark count the people of the mark', () => {
    const mark = { of: 'joined', grain: 'month', start: '2025-03-01' } as const;
    const where = "strftime('%Y-%m', joined_at / 1000 + 28800, 'unixepoch') = '2025-03'";
    check(facetsOf({ mark }), () => where, where);
  });

  test('of a search count what was found, and the list finds the same', () => {
    const where = "lower(handle) LIKE '%an%' OR lower(member_id) LIKE '%an%'";
    check(facetsOf({ search: ' AN ' }), () => `(${where})`, where);
  });
});
