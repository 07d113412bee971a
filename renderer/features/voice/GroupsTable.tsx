import type { UseQueryResult } from '@tanstack/react-query';
import type { Feedback, Topics, Unavailable, VoiceGroup } from '../../../core/api/contract.ts';
import { useT } from '../../i18n/t.ts';
import { BarCell } from '../../ui/Figures.tsx';
import type { Format } from '../../ui/format.ts';
import { useFormat } from '../../ui/hooks.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';
import { nameOf } from './names.ts';
import styles from './VoicePage.module.css';

const HEIGHT_PX = 340;
const SHOWN_TERMS = 5;
const SHOWN_ASPECTS = 3;

/** Every theme or topic: how much, how many people, more or less than before, how it feels. A row opens the panels below. */
export function GroupsTable({
  about,
  query,
  chosen,
  onChoose,
}: {
  about: 'theme' | 'topic';
  query: UseQueryResult<Feedback | Topics | Unavailable>;
  chosen: string | null;
  onChoose: (key: string) => void;
}) {
  const t = useT();
  const format = useFormat();
  const first = query.data && query.data.kind !== 'unavailable' ? query.data.groups[0] : undefined;
  const days = first?.change?.days ?? null;
  return (
    <Panel
      title={t(`voice.groups.${about}`)}
      lead={t(`voice.groups.${about}-lead`)}
      query={query as UseQueryResult<(Feedback | Topics) | Unavailable>}
      height={HEIGHT_PX}
    >
      {(answer) => (
        <>
          <SmallTable<VoiceGroup>
            label={t(`voice.groups.${about}`)}
            height={HEIGHT_PX}
            rows={answer.groups}
            rowKey={(g) => g.key}
            onOpen={(g) => onChoose(g.key)}
            openLabel={(g) => t('voice.groups.choose', { name: nameOf(g, format.locale) })}
            columns={[
              {
                name: t(`voice.column.${about}`),
                cell: (g) => (
                  <strong className={`${styles.name} ${g.key === chosen ? styles.chosen : ''}`}>
                    {nameOf(g, format.locale)}
                  </strong>
                ),
              },
              {
                name: t(`voice.column.made-of-${about}`),
                cell: (g) => {
                  const text = madeOf(g, about, format);
                  return (
                    <span className={styles.made} title={text}>
                      {text}
                    </span>
                  );
                },
              },
              {
                name: t('voice.column.share'),
                hint: t('voice.column.share-define'),
                width: 130,
                cell: (g) => (
                  <span title={format.interval(g.low, g.high)}>
                    <BarCell share={g.texts / Math.max(1, answer.groups[0]!.texts)} text={format.percent(g.share)} />
                  </span>
                ),
              },
              { name: t('voice.column.texts'), isNumeric: true, cell: (g) => format.int(g.texts) },
              { name: t('voice.column.people'), isNumeric: true, cell: (g) => format.int(g.people) },
              {
                name: t('voice.column.change'),
                hint: days === null ? t('voice.column.change-none') : t('voice.column.change-define', { days, count: days }),
                isNumeric: true,
                cell: (g) => <Change group={g} />,
              },
              {
                name: t('voice.column.feeling'),
                hint: t('voice.column.feeling-define'),
                width: 76,
                cell: (g) => <FeelingBar group={g} />,
              },
            ]}
          />
          <p className={styles.foot}>
            {t('voice.groups.rest', {
              count: answer.ungrouped,
              n: format.int(answer.ungrouped),
              staff: format.int(answer.byStaff),
            })}
          </p>
        </>
      )}
    </Panel>
  );
}

/** The aspects of a theme with their texts, or the words of a topic. */
function madeOf(group: VoiceGroup, about: 'theme' | 'topic', format: Format): string {
  if (about === 'topic') return group.terms.slice(0, SHOWN_TERMS).join(' · ');
  return group.aspects
    .filter((aspect) => aspect.texts > 0)
    .slice(0, SHOWN_ASPECTS)
    .map((aspect) => `${nameOf(aspect, format.locale)} ${format.int(aspect.texts)}`)
    .join(' · ');
}

/** Points more or less than before; strong when chance hardly explains it. */
function Change({ group: { change } }: { group: VoiceGroup }) {
  const t = useT();
  const format = useFormat();
  if (!change) return '—';
  const points = Math.round(change.difference * 1000) / 10 || 0; // not -0
  const text = t('voice.change.points', { points: format.signed(points, 1) });
  const title = t('voice.change.title', {
    low: format.signed(change.low * 100, 1),
    high: format.signed(change.high * 100, 1),
    p: format.number(change.p, 3),
  });
  return <span title={title}>{change.p < 0.05 ? <strong>{text}</strong> : <span className={styles.muted}>{text}</span>}</span>;
}

/** Negative, neutral, positive as one bar; numbers on hover and for the screen reader. */
function FeelingBar({ group: { feeling } }: { group: VoiceGroup }) {
  const t = useT();
  const format = useFormat();
  const known = feeling ? feeling.negative + feeling.neutral + feeling.positive : 0;
  if (!feeling || known === 0) return '—';
  const label = t('voice.feeling.title', {
    negative: format.percent(feeling.negative / known, 0),
    neutral: format.percent(feeling.neutral / known, 0),
    positive: format.percent(feeling.positive / known, 0),
  });
  return (
    <span className={styles.feeling} role="img" aria-label={label} title={label}>
      <i className={styles.negative} style={{ flexGrow: feeling.negative }} />
      <i className={styles.neutral} style={{ flexGrow: feeling.neutral }} />
      <i className={styles.positive} style={{ flexGrow: feeling.positive }} />
    </span>
  );
}
