import { Button, Slider } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { SentimentLearning, Unavailable } from '../../../core/api/contract.ts';
import { act, refreshAppState } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import { Panel } from '../../ui/Panel.tsx';
import styles from './LexiconPage.module.css';

const MOST = 0.45;

/** How sure a label must be before it is given, for this community. */
export function Threshold({ learning }: { learning: UseQueryResult<SentimentLearning | Unavailable> }) {
  const t = useT();
  return (
    <Panel title={t('lexicon.threshold.title')} lead={t('lexicon.threshold.lead')} query={learning} height={300}>
      {(answer) => <Chosen answer={answer} />}
    </Panel>
  );
}

function Chosen({ answer }: { answer: SentimentLearning }) {
  const t = useT();
  const format = useFormat();
  const [value, setValue] = useState(answer.threshold);
  // Undo, or another window, may change what is kept.
  useEffect(() => setValue(answer.threshold), [answer.threshold]);
  const save = async (threshold: number | null) => {
    await act('saveThreshold', { threshold });
    await refreshAppState();
  };
  return (
    <div className={styles.threshold}>
      <Slider
        thumbLabel={t('lexicon.threshold.title')}
        min={0}
        max={MOST}
        step={0.01}
        value={value}
        onChange={setValue}
        onChangeEnd={(v) => void save(v)}
        label={(v) => format.percent(0.5 + v, 0)}
        marks={[{ value: answer.defaultThreshold, label: t('lexicon.threshold.default') }]}
      />
      <dl className={styles.figures}>
        <dt>{t('lexicon.threshold.from')}</dt>
        <dd>{format.percent(0.5 + value, 0)}</dd>
        <dt>{t('lexicon.threshold.written')}</dt>
        <dd>{format.int(answer.written)}</dd>
        <dt>{t('lexicon.threshold.committed')}</dt>
        <dd>{format.percent(answer.committed)}</dd>
        <dt title={t('lexicon.threshold.unread-define')}>{t('lexicon.threshold.unread')}</dt>
        <dd>{format.int(answer.written - answer.judged)}</dd>
        <dt>{t('lexicon.threshold.labels')}</dt>
        <dd>
          {t('lexicon.threshold.labels-value', {
            positive: format.int(answer.labels.positive),
            neutral: format.int(answer.labels.neutral),
            negative: format.int(answer.labels.negative),
          })}
        </dd>
      </dl>
      <Button variant="default" disabled={answer.threshold === answer.defaultThreshold} onClick={() => void save(null)}>
        {t('lexicon.threshold.reset')}
      </Button>
    </div>
  );
}
