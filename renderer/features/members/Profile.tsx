// biome-ignore-all lint/suspicious/noArrayIndexKey: hours and weekdays keep their order
import { Link } from '@tanstack/react-router';
import type { MemberProfile, RuleWords, SegmentsOfMember, Words } from '../../../core/api/contract.ts';
import { scopeOf, useAddress } from '../../app/search.ts';
import { heatColour } from '../../chart/heat.ts';
import { useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { FromPopover } from '../../ui/FromPopover.tsx';
import { capital, type Format } from '../../ui/format.ts';
import { useFormat, useSay } from '../../ui/hooks.ts';
import { Failed, Skeleton } from '../../ui/Panel.tsx';
import styles from './Profile.module.css';
import { busiest, isFlat } from './weekHours.ts';

/** What is computed about one person, beside the others: state, level, value group, measures, hours, segments, tags. */
export function Profile({ memberNo }: { memberNo: number }) {
  const t = useT();
  const profile = useEngine('profile', { memberNo }, { keep: false });
  const belongs = useEngine('segmentsOf', { memberNo }, { keep: false });
  const words = useEngine('ruleWords', {});
  if (profile.isPending) return <Skeleton height={420} />;
  if (profile.isError) return <Failed error={profile.error} height={160} onRetry={() => void profile.refetch()} />;
  return (
    <section className={styles.section}>
      <h3 className={styles.title}>
        {t('segments.profile.title')}
        <FromPopover from={profile.data.from} />
      </h3>
      <Classes profile={profile.data} words={words.data} />
      <Measures profile={profile.data} words={words.data} />
      <Hours profile={profile.data} />
      {belongs.data ? <Belongs belongs={belongs.data} /> : <Skeleton height={64} />}
    </section>
  );
}

const RFM = ['recency', 'frequency', 'depth', 'spend'] as const;

/** More would be a list, not an answer. */
const TOPICS = 3;

function Classes({ profile, words }: { profile: MemberProfile; words: RuleWords | undefined }) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const name = (trait: string): string | null => {
    const value = profile.traits[trait];
    if (value == null) return null;
    const known: Words | undefined = words?.traits
      .find((one) => one.name === trait)
      ?.values.find((one) => one.value === value)?.words;
    return known ? capital(say(known)) : value;
  };
  const measure = (which: string) => profile.measures.find((one) => one.name === which)?.value ?? null;
  return (
    <dl className={styles.classes}>
      <dt title={t('segments.class.health-define')}>{t('segments.class.health')}</dt>
      <dd>
        <b>{name('health') ?? '—'}</b>
        <span>
          {profile.healthRule
            ? t(`segments.health.${profile.healthRule}`, {
                seen: format.int(measure('recencyDays')),
                joined: format.int(measure('tenureDays')),
              })
            : t('segments.health.unknown')}
        </span>
      </dd>
      <dt title={t('segments.class.level-define')}>{t('segments.class.level')}</dt>
      <dd>
        <b>{name('level') ?? '—'}</b>
        <span>{t('segments.profile.score', { n: format.number(measure('score'), 1) })}</span>
      </dd>
      <dt title={t('segments.class.rfm-define')}>{t('segments.class.rfm')}</dt>
      <dd>
        <b>{name('rfm') ?? '—'}</b>
        <span className={styles.pips}>
          {RFM.map((dimension) => {
            const score = profile.rfmScores[dimension] ?? 0;
            const label = t(`segments.rfm.${dimension}`);
            const text = score === 0 ? '—' : t('segments.rfm.score', { n: score });
            return (
              <span key={dimension} className={styles.pip} title={`${label}: ${text}`}>
                {label}
                <i aria-hidden="true">
                  {[1, 2, 3, 4, 5].map((step) => (
                    <b key={step} data-on={step <= score} />
                  ))}
                </i>
                <span className="visually-hidden">{text}</span>
              </span>
            );
          })}
        </span>
      </dd>
      <dt title={t('segments.class.topics-define')}>{t('segments.class.topics')}</dt>
      <dd>
        {profile.topics.length === 0
          ? '—'
          : format.list(profile.topics.slice(0, TOPICS).map(({ topic, share }) => `${topic} ${format.percent(share, 0)}`))}
      </dd>
    </dl>
  );
}

function shown(value: number | null, unit: MemberProfile['measures'][number]['unit'], format: Format): string {
  if (value === null) return '—';
  if (unit === 'share') return format.percent(value, 0);
  if (unit === 'change') return format.signedPercent(value, 0);
  if (unit === 'money') return format.amount(value);
  return unit === 'points' ? format.number(value, 1) : format.number(value, 1);
}

function Measures({ profile, words }: { profile: MemberProfile; words: RuleWords | undefined }) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const name = (which: string) => {
    const found = words?.measures.find((one) => one.name === which)?.words;
    return found ? capital(say(found)) : which;
  };
  return (
    <table className={styles.measures}>
      <thead>
        <tr>
          <th scope="col">{t('segments.profile.measure')}</th>
          <th scope="col" className={styles.numeric}>
            {t('segments.profile.value')}
          </th>
          <th scope="col" className={styles.numeric} title={t('segments.profile.typical-define')}>
            {t('segments.profile.typical')}
          </th>
          <th scope="col" className={styles.rank} title={t('segments.profile.rank-define')}>
            {t('segments.profile.rank')}
          </th>
        </tr>
      </thead>
      <tbody>
        {profile.measures.map((one) => (
          <tr key={one.name} data-outlier={one.isOutlier}>
            <th scope="row" title={name(one.name)}>
              {name(one.name)}
            </th>
            <td className={styles.numeric} title={one.value === null ? t('segments.profile.missing') : undefined}>
              {one.isOutlier ? (
                <span className={styles.outlier} title={t('segments.profile.outlier-define')}>
                  <span aria-hidden="true">◆</span>
                  <span className="visually-hidden">{t('segments.profile.outlier')}</span>
                </span>
              ) : null}
              {shown(one.value, one.unit, format)}
            </td>
            <td className={`${styles.numeric} ${styles.muted}`}>{shown(one.typical, one.unit, format)}</td>
            <td className={styles.rank}>
              {one.rank === null ? (
                <span className={styles.muted}>—</span>
              ) : (
                <span className={styles.rankBar} title={t('segments.profile.rank-text', { share: format.percent(one.rank, 0) })}>
                  <i style={{ left: `${one.rank * 100}%` }} />
                  <span className="visually-hidden">{format.percent(one.rank, 0)}</span>
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const DAYS = [0, 1, 2, 3, 4, 5, 6] as const;
const HOURS_A_DAY = 24;
/** A Monday. */
const SOME_MONDAY = Date.UTC(2024, 0, 1);

/** Weekday by hour on the wall clock of the community. */
function Hours({ profile }: { profile: MemberProfile }) {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const { weekHours } = profile;
  const most = Math.max(0, ...weekHours);
  if (most === 0) return null;
  const weekday = (day: number) => format.day(new Date(SOME_MONDAY + day * 86_400_000).toISOString().slice(0, 10)).split(' ')[0]!;
  const top = busiest(weekHours)!;
  const title = isFlat(weekHours)
    ? t('segments.hours.days-only')
    : t('segments.hours.most', { day: weekday(top.day), from: top.hour, to: top.hour + 1 });
  return (
    <div className={styles.hours}>
      <h4 className={styles.small}>{title}</h4>
      <div role="img" aria-label={title} className={styles.heat}>
        {DAYS.map((day) => (
          <div key={day} className={styles.heatRow}>
            <span>{weekday(day)}</span>
            {Array.from({ length: HOURS_A_DAY }, (_, hour) => {
              const n = weekHours[day * HOURS_A_DAY + hour]!;
              return (
                <i
                  key={hour}
                  style={n > 0 ? { background: heatColour(theme, n / most).background } : undefined}
                  title={t('segments.hours.cell', { day: weekday(day), hour, count: n, n: format.int(n) })}
                />
              );
            })}
          </div>
        ))}
        <div className={styles.heatAxis}>
          <span />
          {[0, 6, 12, 18].map((hour) => (
            <span key={hour} style={{ gridColumn: `${hour + 2} / span 6` }}>
              {t('segments.hours.hour', { n: hour })}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
}

function Belongs({ belongs }: { belongs: SegmentsOfMember }) {
  const t = useT();
  const say = useSay();
  const address = useAddress();
  return (
    <>
      <h4 className={styles.small}>{t('segments.belongs.title')}</h4>
      {belongs.segments.length === 0 ? <p className={styles.muted}>{t('segments.belongs.none')}</p> : null}
      <ul className={styles.belongs}>
        {belongs.segments.map((segment) => (
          <li key={segment.segmentNo}>
            <Link to="/segments" search={{ ...scopeOf(address), no: segment.segmentNo } as never}>
              {segment.name}
            </Link>
            <span className={styles.muted}>{segment.isList ? t('segments.kind.list') : say(segment.sentence)}</span>
          </li>
        ))}
      </ul>
      {belongs.tags.length > 0 ? (
        <>
          <h4 className={styles.small}>{t('segments.tags.title')}</h4>
          <dl className={styles.tags}>
            {belongs.tags.map((tag) => (
              <div key={tag.name}>
                <dt title={tag.name}>{tag.name}</dt>
                <dd>{tag.value ?? '—'}</dd>
              </div>
            ))}
          </dl>
        </>
      ) : null}
    </>
  );
}
