import type { Mark, Network } from '../../../core/api/contract.ts';
import { useT } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import styles from './NetworkPage.module.css';

const LARGEST: Mark = { of: 'network', what: 'largest' };

/** The sizes of the network, and how newcomers fare in it. */
export function FigureRow({
  answer,
  isWhole,
  onMark,
}: {
  answer: Network | null;
  isWhole: boolean;
  onMark: (mark: Mark) => void;
}) {
  const t = useT();
  const format = useFormat();
  const soon = answer?.newcomers.within7Days;
  const figures: { name: string; hint: string; value: string; line: string; mark?: Mark }[] = answer
    ? [
        {
          name: t('network.figure.pairs'),
          hint: t('network.figure.pairs-define'),
          value: format.int(answer.edges),
          line: t('network.figure.pairs-line', {
            median: format.number(answer.degree.median),
            most: format.int(answer.degree.max),
          }),
        },
        {
          name: t('network.figure.replies'),
          hint: t('network.figure.replies-define'),
          value: format.int(answer.replies),
          line: t('network.figure.replies-line', {
            unknown: format.int(answer.unknownTarget),
            self: format.int(answer.selfReplies),
          }),
        },
        {
          name: t('network.figure.parts'),
          hint: t('network.figure.parts-define'),
          value: format.int(answer.components),
          line: t('network.figure.parts-line', { n: format.int(answer.largestComponent), count: answer.largestComponent }),
          ...(isWhole ? { mark: LARGEST } : {}),
        },
        ...(isWhole
          ? [
              {
                name: t('network.figure.isolates'),
                hint: t('network.figure.isolates-define'),
                value: format.int(answer.isolates),
                line: t('network.figure.isolates-line'),
              },
            ]
          : []),
        {
          name: t('network.figure.newcomers'),
          hint: t('network.figure.newcomers-define', { n: format.int(answer.newcomers.members) }),
          value: format.percent(answer.newcomers.share),
          line: t('network.figure.newcomers-line', {
            interval: format.interval(answer.newcomers.low, answer.newcomers.high),
            share: format.percent(soon!.share),
          }),
        },
        {
          name: t('network.figure.wait'),
          hint: t('network.figure.wait-define'),
          value:
            answer.newcomers.medianHours === null
              ? '—'
              : t('network.figure.hours', {
                  n: format.number(answer.newcomers.medianHours, 0),
                  count: Math.round(answer.newcomers.medianHours),
                }),
          line: t('network.figure.wait-line', { n: format.int(answer.newcomers.withTie), count: answer.newcomers.withTie }),
        },
      ]
    : [];
  return (
    <dl className={styles.figures} aria-busy={answer === null}>
      {figures.map(({ name, hint, value, line, mark }) => (
        <div key={name} className={styles.figure}>
          <dt title={hint}>{name}</dt>
          <dd className={styles.number}>{value}</dd>
          <dd className={styles.line}>
            {mark ? (
              <button type="button" onClick={() => onMark(mark)}>
                {line}
              </button>
            ) : (
              line
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
