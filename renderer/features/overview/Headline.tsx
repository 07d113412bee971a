import type { UseQueryResult } from '@tanstack/react-query';
import type { Activity, Result, Stickiness } from '../../../core/api/contract.ts';
import { stickinessRatio } from '../../chart/toStickinessView.ts';
import { useT } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import { Skeleton } from '../../ui/Panel.tsx';
import { headlineFacts } from './headline.ts';
import styles from './OverviewPage.module.css';

/** Stands where the figure goes, so that it can be set larger than its sentence. */
const FIGURE = '\u0001';

/** The page's one answer, in a sentence. */
export function Headline({
  activity,
  stickiness,
  firstDay,
}: {
  activity: UseQueryResult<Result<Activity>>;
  stickiness: Stickiness | null;
  firstDay: string | null;
}) {
  const t = useT();
  const format = useFormat();
  if (activity.isPending) return <Skeleton height={56} />;
  if (activity.isError || activity.data.kind === 'unavailable')
    return <p className={styles.headline}>{t('overview.headline.none')}</p>;
  const data = activity.data;
  const { at, active, change } = headlineFacts(data);
  if (at < 0) return <p className={styles.headline}>{t('overview.headline.unfinished')}</p>;

  const params = {
    n: FIGURE,
    count: active,
    period: format.period(data.grain, data.start[at]!),
    change: format.percent(Math.abs(change ?? 0)),
  };
  const sentence =
    change === null
      ? t('overview.headline.alone', params)
      : Math.abs(change) < 0.0005
        ? t(`overview.headline.same-${data.grain}`, params)
        : change > 0
          ? t(`overview.headline.more-${data.grain}`, params)
          : t(`overview.headline.fewer-${data.grain}`, params);
  const [head = '', tail = ''] = sentence.split(FIGURE);
  const ratio = stickiness ? (stickinessRatio(stickiness, firstDay).at(-1) ?? null) : null;
  return (
    <div className={activity.isPlaceholderData ? styles.isOld : ''} aria-live="polite">
      <p className={styles.headline}>
        {head}
        <span className={styles.figure}>{format.int(active)}</span>
        {tail}
      </p>
      <p className={styles.second}>
        {t('overview.headline.moves', { joined: format.int(data.joined[at]!), left: format.int(data.left[at]!) })}
        {ratio !== null ? ` ${t('overview.headline.sticky', { ratio: format.percent(ratio) })}` : ''}
      </p>
    </div>
  );
}
