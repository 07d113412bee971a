import { Button } from '@mantine/core';
import type { ClusterAnswer } from '../../../core/api/contract.ts';
import { useOpenMember } from '../../app/person.ts';
import { useScope } from '../../app/search.ts';
import { useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import { Failed, Skeleton } from '../../ui/Panel.tsx';
import styles from './ClustersPage.module.css';
import { featureHint, featureName, featureValue } from './featureWords.ts';
import { type GroupQuestion, insideOf, two } from './groups.ts';
import { Marker } from './markers.tsx';
import { groupName, memberName } from './toMapView.ts';

/** Why one member is in its group and not in the next one. */
export function WhyCard({
  className,
  question,
  answer,
  memberNo,
  height,
}: {
  className: string | undefined;
  question: GroupQuestion;
  answer: ClusterAnswer | null;
  memberNo: number | null;
  height: number;
}) {
  const t = useT();
  return (
    <section className={`${styles.card} ${styles.why} ${className ?? ''}`} aria-labelledby="why-here" aria-live="polite">
      <h2 id="why-here" className={styles.cardTitle}>
        {t('clusters.why.title')}
      </h2>
      {memberNo === null || !answer ? (
        <p className={styles.hint}>{t('clusters.why.empty')}</p>
      ) : (
        <Why question={question} answer={answer} memberNo={memberNo} height={height} />
      )}
    </section>
  );
}

function Why({
  question,
  answer,
  memberNo,
  height,
}: {
  question: GroupQuestion;
  answer: ClusterAnswer;
  memberNo: number;
  height: number;
}) {
  const t = useT();
  const format = useFormat();
  const scope = useScope();
  const openMember = useOpenMember();
  const why = useEngine('whyInCluster', { ...scope, ...question, memberNo });
  const member = useEngine('member', { memberNo }, { keep: false });
  if (why.isPending) return <Skeleton height={height - 80} />;
  if (why.isError) return <Failed error={why.error} height={height - 80} onRetry={() => void why.refetch()} />;
  const reason = why.data;
  if (reason === null) return <p className={styles.hint}>{t('clusters.why.nobody')}</p>;
  const name = member.data ? memberName(member.data.member.handle, memberNo, t) : '…';
  const own = groupName(answer, reason.cluster, format);
  const next = groupName(answer, reason.next, format);
  return (
    <>
      <p className={styles.person}>{name}</p>
      <p className={styles.group}>
        <Marker group={reason.cluster} />
        {t('clusters.why.group', { n: reason.cluster + 1, name: own })}
      </p>
      <p className={styles.margin} title={t('clusters.why.margin-define')}>
        <span className={styles.defined}>
          {t(`clusters.why.${insideOf(reason.margin)}`, { margin: two(reason.margin), next })}
        </span>
      </p>
      <ol className={styles.reasons}>
        {reason.traits.map((trait) => (
          <li key={trait.feature}>
            <span className={styles.reasonName} title={featureHint(trait.feature, t)}>
              {featureName(trait.feature, t)}
              <span className={styles.muted} title={t('clusters.why.share-define')}>
                {t('clusters.why.share', { share: format.percent(trait.share, 0) })}
              </span>
            </span>
            <span className={styles.values}>
              <span>
                <em>{featureValue(trait.unit, trait.value, format)}</em>
                {t('clusters.why.value')}
              </span>
              <span>
                <em>{featureValue(trait.unit, trait.typical, format)}</em>
                {t('clusters.why.typical')}
              </span>
              <span>
                <em>{featureValue(trait.unit, trait.typicalNext, format)}</em>
                {t('clusters.why.next')}
              </span>
            </span>
          </li>
        ))}
      </ol>
      <Button variant="default" onClick={() => openMember(memberNo)}>
        {t('clusters.why.open')}
      </Button>
    </>
  );
}
