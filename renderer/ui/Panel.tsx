import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import type { From, Unavailable } from '../../core/api/contract.ts';
import { toFailure } from '../client/error.ts';
import { useT } from '../i18n/t.ts';
import { FromPopover } from './FromPopover.tsx';
import { useFormat } from './hooks.ts';
import styles from './Panel.module.css';

type Answer = { kind: string; from: From };

/** A framed answer to one question. Draws the four states, and says where the answer came from. */
export function Panel<A extends Answer>({
  title,
  lead,
  tools,
  query,
  height,
  empty,
  className,
  children,
}: {
  title: ReactNode;
  lead?: ReactNode;
  tools?: ReactNode;
  query: UseQueryResult<A | Unavailable>;
  /** Reserved before data arrives, so that nothing jumps. */
  height: number;
  /** Shown when `children` answers null: there is an answer and it is nothing. */
  empty?: ReactNode;
  className?: string;
  children: (answer: A) => ReactNode;
}) {
  const heading = useId();
  return (
    <section className={`${styles.panel} ${className ?? ''}`} aria-labelledby={heading}>
      <header className={styles.head}>
        <div className={styles.titles}>
          <h2 id={heading} className={styles.title}>
            {title}
          </h2>
          {lead ? <p className={styles.lead}>{lead}</p> : null}
        </div>
        <div className={styles.tools}>
          {tools}
          {query.data ? <FromPopover from={query.data.from} /> : null}
        </div>
      </header>
      <div className={`${styles.body} ${query.isPlaceholderData ? styles.isOld : ''}`} aria-busy={query.isFetching}>
        <Answered query={query} height={height} empty={empty}>
          {children}
        </Answered>
      </div>
    </section>
  );
}

/** The four states without a frame. */
export function Answered<A extends Answer>({
  query,
  height,
  empty,
  children,
}: {
  query: UseQueryResult<A | Unavailable>;
  height: number;
  empty?: ReactNode;
  children: (answer: A) => ReactNode;
}) {
  const t = useT();
  if (query.isPending) return <Skeleton height={height} />;
  if (query.isError) return <Failed error={query.error} height={height} onRetry={() => void query.refetch()} />;
  if (query.data.kind === 'unavailable') return <TooLittle answer={query.data as Unavailable} height={height} />;
  return (
    children(query.data as A) ?? (
      <div className={styles.state} style={{ minHeight: height }}>
        {empty ?? t('panel.empty.text')}
      </div>
    )
  );
}

export function Skeleton({ height }: { height: number }) {
  const t = useT();
  return (
    <div className={styles.skeleton} style={{ height }} role="status">
      <span className="visually-hidden">{t('panel.loading.text')}</span>
    </div>
  );
}

export function TooLittle({ answer, height }: { answer: Unavailable; height: number }) {
  const t = useT();
  const format = useFormat();
  return (
    <div className={styles.state} style={{ minHeight: height }}>
      <span className={styles.stateTitle}>{t(`unavailable.${answer.reason}.title`)}</span>
      {answer.need > 1 || answer.have > 0 ? (
        <span>{t('unavailable.amount.text', { have: format.int(answer.have), need: format.int(answer.need) })}</span>
      ) : null}
      <span>{t(`unavailable.${answer.reason}.todo`)}</span>
    </div>
  );
}

export function Failed({ error, height, onRetry }: { error: unknown; height: number; onRetry?: () => void }) {
  const t = useT();
  const { code, message } = toFailure(error);
  return (
    <div className={styles.state} style={{ minHeight: height }} role="alert">
      <span className={styles.stateTitle}>{t(`error.${code}.title`)}</span>
      <span>{t(`error.${code}.todo`)}</span>
      {message && code === 'bug' ? <span className={styles.code}>{message}</span> : null}
      {onRetry ? (
        <Button variant="default" onClick={onRetry}>
          {t('panel.failed.retry')}
        </Button>
      ) : null}
    </div>
  );
}
