import { Badge, Button, Textarea } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { MemberDetail, TimelinePage } from '../../../core/api/contract.ts';
import { attempt } from '../../app/actions.ts';
import { act, ask, engineKey, refreshAppState, useEngine, useWorkspaceVersion } from '../../client/engine.ts';
import { attributeValue, type T, useT, wordFor } from '../../i18n/t.ts';
import { Sparkline } from '../../ui/Figures.tsx';
import { FromPopover } from '../../ui/FromPopover.tsx';
import type { Format } from '../../ui/format.ts';
import { useFormat } from '../../ui/hooks.ts';
import { Failed, Skeleton } from '../../ui/Panel.tsx';
import styles from './MemberDetails.module.css';
import { Profile } from './Profile.tsx';

/** One person: who, how much, when, what. */
export function MemberDetails({ memberNo, isWide = false }: { memberNo: number; isWide?: boolean }) {
  const query = useEngine('member', { memberNo }, { keep: false });
  if (query.isPending) return <Skeleton height={480} />;
  if (query.isError) return <Failed error={query.error} height={240} onRetry={() => void query.refetch()} />;
  const detail = query.data;
  return (
    <div className={isWide ? styles.wide : ''}>
      <div>
        <Person detail={detail} />
        <Note memberNo={memberNo} note={detail.note} />
        <Profile memberNo={memberNo} />
        <Activity detail={detail} />
        <Attributes detail={detail} />
        <Memberships detail={detail} />
        <TopContents detail={detail} />
      </div>
      <Timeline memberNo={memberNo} />
    </div>
  );
}

function Section({ title, tools, children }: { title: string; tools?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.sectionTitle}>
        {title}
        {tools}
      </h3>
      {children}
    </section>
  );
}

function Person({ detail }: { detail: MemberDetail }) {
  const t = useT();
  const format = useFormat();
  const { member, orders, reactions } = detail;
  const numbers: [string, string, string?][] = [
    [t('members.column.activeDays'), format.int(member.activeDays), t('members.column.activeDays-define')],
    [t('members.column.events'), format.int(member.events), t('members.column.events-define')],
    [t('members.column.posts'), format.int(member.posts), t('members.column.posts-define')],
    [t('members.column.contents'), format.int(member.contents), t('members.column.contents-define')],
    [
      t('members.detail.reactions'),
      `${format.int(reactions.given)} / ${format.int(reactions.received)}`,
      t('members.detail.reactions-define'),
    ],
    [t('members.column.spend'), format.money(member.spend), t('members.column.spend-define')],
    [
      t('members.detail.orders'),
      format.int(orders.count),
      t('members.detail.orders-define', {
        paid: format.money(orders.paidMinor, orders.currency),
        refunded: format.money(orders.refundedMinor, orders.currency),
      }),
    ],
    [t('members.column.joinedAt'), format.date(member.joinedAt)],
    [t('members.column.lastSeenAt'), format.date(member.lastSeenAt), t('members.column.lastSeenAt-define')],
  ];
  return (
    <div>
      <h2 className={styles.title}>{member.handle ?? member.memberId}</h2>
      <p className={styles.id}>{t('members.detail.id', { id: member.memberId })}</p>
      <div style={{ display: 'flex', gap: 6, flexWrap: 'wrap', alignItems: 'center' }}>
        <Badge variant="default" radius="sm" tt="none">
          {wordFor(t, 'value', member.role)}
        </Badge>
        <Badge variant="default" radius="sm" tt="none">
          {wordFor(t, 'value', member.status)}
        </Badge>
        {member.plan ? (
          <Badge variant="default" radius="sm" tt="none">
            {wordFor(t, 'value', member.plan)}
          </Badge>
        ) : null}
        {detail.isSynthetic ? (
          <Badge variant="default" radius="sm" tt="none">
            {t('members.detail.synthetic')}
          </Badge>
        ) : null}
        <FromPopover from={detail.from} />
      </div>
      <dl className={styles.numbers}>
        {numbers.map(([name, value, define]) => (
          <div key={name} title={define}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Activity({ detail }: { detail: MemberDetail }) {
  const t = useT();
  const format = useFormat();
  const { start, actions } = detail.weeks;
  const kinds = [
    ...Object.entries(detail.eventsByKind),
    ...Object.entries(detail.postsByKind).map(([kind, n]) => [`post:${kind}`, n] as const),
  ].sort((a, b) => b[1] - a[1]);
  return (
    <Section title={t('members.detail.activity')}>
      {start.length > 0 ? (
        <>
          <Sparkline
            values={actions}
            label={t('members.detail.weeks', {
              count: start.length,
              n: format.int(start.length),
              most: format.int(Math.max(...actions)),
            })}
            height={44}
          />
          <div className={styles.axis}>
            <span>{format.tick('week', start[0]!, true)}</span>
            <span>{t('members.detail.weeks-most', { most: format.int(Math.max(...actions)) })}</span>
            <span>{format.tick('week', start.at(-1)!, true)}</span>
          </div>
          <p style={{ margin: '6px 0 0', fontSize: 12 }}>
            {format.list(kinds.slice(0, 8).map(([kind, n]) => `${actionWord(t, kind)} ${format.int(n)}`))}
          </p>
        </>
      ) : (
        <span className={styles.source}>{t('members.detail.no-activity')}</span>
      )}
    </Section>
  );
}

function Attributes({ detail }: { detail: MemberDetail }) {
  const t = useT();
  const format = useFormat();
  return (
    <Section title={t('members.detail.attributes')}>
      {detail.attributes.length === 0 ? <span className={styles.source}>{t('members.detail.no-attributes')}</span> : null}
      <dl className={styles.facts}>
        {detail.attributes.map((one) => (
          <div key={`${one.name} ${one.source}`} style={{ display: 'contents' }}>
            <dt>{attributeWord(t, one.name)}</dt>
            <dd>
              {attributeValue(t, format.locale, one.name, one.value)}{' '}
              <span className={styles.source} title={t('members.detail.imported', { when: format.time(one.importedAt) })}>
                · {one.source}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Memberships({ detail }: { detail: MemberDetail }) {
  const t = useT();
  const format = useFormat();
  if (detail.memberships.length === 0) return null;
  return (
    <Section title={t('members.detail.memberships')}>
      <ul className={styles.list}>
        {detail.memberships.map((one) => (
          <li key={`${one.plan} ${one.startedAt}`}>
            <span>
              {one.plan ? wordFor(t, 'value', one.plan) : t('members.detail.no-plan')}
              {one.status ? ` · ${wordFor(t, 'value', one.status)}` : ''}
            </span>
            <span>
              {format.date(one.startedAt)} – {one.endedAt === null ? t('members.detail.open-end') : format.date(one.endedAt)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function TopContents({ detail }: { detail: MemberDetail }) {
  const t = useT();
  const format = useFormat();
  if (detail.topContents.length === 0) return null;
  return (
    <Section title={t('members.detail.top')}>
      <ul className={styles.list}>
        {detail.topContents.map((one) => (
          <li key={one.contentNo}>
            <span title={one.title ?? ''}>{one.title ?? t('members.detail.untitled', { n: one.contentNo })}</span>
            <span>{t('members.detail.times', { count: one.events, n: format.int(one.events) })}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Saved when the field is left or with Ctrl+Enter; an empty note is removed. Both can be undone. */
function Note({ memberNo, note }: { memberNo: number; note: string | null }) {
  const t = useT();
  const [text, setText] = useState(note ?? '');
  const [state, setState] = useState<'still' | 'saving' | 'saved'>('still');
  const kept = useRef(note ?? '');
  useEffect(() => {
    if ((note ?? '') !== kept.current) setText(note ?? ''); // undone, or changed in another window
    kept.current = note ?? '';
  }, [note]);

  async function save(): Promise<void> {
    if (text === kept.current) return;
    setState('saving');
    const isDone = await attempt(t, () => act('saveNote', { memberNo, note: text }));
    if (isDone) {
      kept.current = text;
      await refreshAppState();
    }
    setState(isDone ? 'saved' : 'still');
  }

  return (
    <Section title={t('members.note.title')}>
      <Textarea
        aria-label={t('members.note.title')}
        placeholder={t('members.note.placeholder')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setState('still');
        }}
        onBlur={() => void save()}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
          if (event.key === 'Escape') {
            event.stopPropagation();
            event.currentTarget.blur();
          }
        }}
      />
      <div className={styles.noteFoot} aria-live="polite">
        {text !== kept.current ? (
          <Button onClick={() => void save()} loading={state === 'saving'}>
            {t('members.note.save')}
          </Button>
        ) : state === 'saved' ? (
          t('members.note.saved')
        ) : (
          t('members.note.hint')
        )}
      </div>
    </Section>
  );
}

const TIMELINE_ROWS = 60;

function Timeline({ memberNo }: { memberNo: number }) {
  const t = useT();
  const format = useFormat();
  const version = useWorkspaceVersion();
  const end = useRef<HTMLDivElement>(null);
  const query = useInfiniteQuery({
    queryKey: engineKey('timeline', { memberNo }, version),
    queryFn: ({ pageParam, signal }) => ask('timeline', { memberNo, before: pageParam, limit: TIMELINE_ROWS }, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (last: TimelinePage) => last.next,
    placeholderData: keepPreviousData,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  useEffect(() => {
    const node = end.current;
    if (!node || !hasNextPage || isFetchingNextPage) return;
    const watch = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && void fetchNextPage(), {
      rootMargin: '300px',
    });
    watch.observe(node);
    return () => watch.disconnect();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  if (query.isPending) return <Skeleton height={240} />;
  if (query.isError) return <Failed error={query.error} height={160} onRetry={() => void query.refetch()} />;
  const first = query.data.pages[0]!;
  const rows = query.data.pages.flatMap((page) => page.rows);
  return (
    <Section
      title={t('members.timeline.title', { count: first.total, n: format.int(first.total) })}
      tools={<FromPopover from={first.from} />}
    >
      {rows.length === 0 ? <span className={styles.source}>{t('members.detail.no-activity')}</span> : null}
      <ol className={styles.timeline}>
        {rows.map((row) => (
          <li key={`${row.eventId} ${row.action}`} className={styles.item}>
            <span className={styles.when} title={row.precision === 'second' ? undefined : t(`members.timeline.${row.precision}`)}>
              {row.precision === 'second' ? format.time(row.at) : format.date(row.at)}
            </span>
            <div>
              <span className={styles.action}>{actionWord(t, row.action)}</span>
              {row.contentTitle ? ` ${row.contentTitle}` : ''}
              {row.postTitle ? ` ${row.postTitle}` : ''}
              {row.value !== null && valueText(row.action, row.value, format)
                ? ` · ${valueText(row.action, row.value, format)}`
                : ''}
              {row.excerpt ? <p className={styles.excerpt}>{row.excerpt}</p> : null}
            </div>
          </li>
        ))}
      </ol>
      <div ref={end} style={{ minHeight: 24 }}>
        {isFetchingNextPage ? t('panel.loading.text') : null}
      </div>
    </Section>
  );
}

export const actionWord = (t: T, action: string): string => wordFor(t, 'kind', action);

const attributeWord = (t: T, name: string): string => {
  const word = wordFor(t, 'facet', name);
  return word === name ? wordFor(t, 'field', name) : word;
};

/** Event values carry no unit of their own: only where the kind says what they are is there something to show. */
function valueText(action: string, value: number, format: Format): string | null {
  return action === 'purchase' || action === 'refund' || action === 'renew' ? format.amount(value) : null;
}
