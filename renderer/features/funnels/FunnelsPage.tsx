import { Button, NumberInput, SegmentedControl } from '@mantine/core';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Funnel, FunnelDefinition } from '../../../core/api/contract.ts';
import { useAddress, useChangeAddress, useOpenMark, useScope } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import { sentences } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { Answer, FIGURE } from '../../ui/Answer.tsx';
import board from '../../ui/Board.module.css';
import { Field } from '../../ui/Field.tsx';
import { useFormat } from '../../ui/hooks.ts';
import { useKinds } from '../../ui/KindPicker.tsx';
import page from '../../ui/Page.module.css';
import { FunnelBars } from './FunnelBars.tsx';
import styles from './FunnelsPage.module.css';
import { askable, funnelOptions } from './options.ts';
import { Steps } from './Steps.tsx';
import { kindsText, largestLoss, toFunnelView } from './toFunnelView.ts';

const ORDERS: readonly FunnelDefinition['order'][] = ['ordered', 'strict', 'any'];
const STEP_PX = 92;

export function FunnelsPage() {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const scope = useScope();
  const address = useAddress();
  const changeAddress = useChangeAddress();
  const openMark = useOpenMark();
  const kinds = useKinds();
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);
  const options = useMemo(() => funnelOptions(address.funnel, kinds), [address.funnel, kinds]);
  const change = (next: Partial<FunnelDefinition>, replace = false) =>
    changeAddress({ funnel: { ...address.funnel, ...next } }, { replace });
  const steps = askable(options.steps);
  const funnel = useEngine('funnel', { ...scope, ...options, steps }, { enabled: steps.length > 0 });
  const view = useCallback((answer: Funnel): ChartView => toFunnelView(answer, words), [words]);

  const answer = funnel.data?.kind === 'funnel' ? funnel.data : null;
  const first = answer?.steps[0];
  const last = answer?.steps.at(-1);
  const quoted = (step: readonly string[]) => t('funnels.kind.quoted', { kind: kindsText(words, step) });
  const loss = answer ? largestLoss(answer) : -1;

  function sentence(): string {
    if (!answer || !first || !last) return ' ';
    const from = quoted(answer.definition.steps[0]!);
    if (first.members === 0 && answer.definition.order !== 'any') return t('funnels.answer.nobody', { from });
    if (answer.steps.length === 1) return t('funnels.answer.single', { n: FIGURE, from });
    const days = answer.definition.windowDays;
    const params = {
      n: FIGURE,
      first: format.int(first.members),
      window: t('funnels.window.days', { count: days, n: format.number(days, 2) }),
      interval: format.interval(last.low, last.high),
    };
    return answer.definition.order === 'any'
      ? t('funnels.answer.any', { ...params, steps: answer.steps.length })
      : t('funnels.answer.text', { ...params, from, to: quoted(answer.definition.steps.at(-1)!) });
  }

  function second(): string {
    if (!answer || !last || answer.steps.length < 2) return ' ';
    if (loss < 0) return t('funnels.answer.members', { members: format.int(last.members) });
    const at = answer.steps[loss]!;
    return t('funnels.answer.loss', {
      members: format.int(last.members),
      step: loss + 1,
      dropped: format.int(at.dropped),
      share: format.percent(at.dropped / at.members),
    });
  }

  return (
    <div className={page.page}>
      <div className={board.board}>
        <div className={board.whole}>
          <Answer
            sentence={sentence()}
            figure={!first || !last ? '' : answer.steps.length === 1 ? format.int(first.members) : format.percent(last.rate)}
            second={second()}
            isOld={funnel.isPlaceholderData}
          />
        </div>

        <div className={board.side}>
          <section className={styles.builder} aria-label={t('funnels.steps.title')}>
            <div className={styles.head}>
              <h2 className={styles.title}>{t('funnels.steps.title')}</h2>
              {address.funnel ? (
                <Button variant="subtle" onClick={() => changeAddress({ funnel: undefined })}>
                  {t('funnels.steps.reset')}
                </Button>
              ) : null}
            </div>
            <p className={styles.note}>{t('funnels.steps.lead')}</p>
            <Steps steps={options.steps} onChange={(next) => change({ steps: next })} />
            <div className={styles.rest}>
              <Field name={t('funnels.field.window')} hint={t('funnels.field.window-define')}>
                <WindowDays value={options.windowDays} onChange={(windowDays) => change({ windowDays }, true)} />
              </Field>
              <Field name={t('funnels.field.order')}>
                <SegmentedControl
                  aria-label={t('funnels.field.order')}
                  data={ORDERS.map((value) => ({ value, label: t(`funnels.order.${value}`) }))}
                  value={options.order}
                  onChange={(next) => change({ order: next as FunnelDefinition['order'] })}
                />
              </Field>
            </div>
            <p className={styles.rule}>
              {sentences(format, [t(`funnels.order.${options.order}-define`), t('funnels.rule.text')])}
            </p>
          </section>
        </div>

        {steps.length > 0 ? (
          <ChartPanel
            className={board.wide}
            title={t('funnels.chart.title')}
            lead={t('funnels.chart.lead')}
            query={funnel}
            height={Math.max(280, steps.length * STEP_PX + 20)}
            fileName="funnel"
            toView={view}
            draw={(data) => <FunnelBars funnel={data} words={words} onMark={openMark} />}
            onMark={openMark}
          />
        ) : (
          <p className={board.wide}>{t(kinds.length > 0 ? 'funnels.steps.empty' : 'funnels.empty.text')}</p>
        )}
      </div>
    </div>
  );
}

/** Keeps what is being typed; a window that is none asks nothing. */
function WindowDays({ value, onChange }: { value: number; onChange: (days: number) => void }) {
  const t = useT();
  const [text, setText] = useState<string | number>(value);
  useEffect(() => setText(value), [value]);
  return (
    <NumberInput
      aria-label={t('funnels.field.window')}
      w={96}
      min={0.01}
      max={3650}
      clampBehavior="strict"
      value={text}
      onChange={(next) => {
        setText(next);
        if (typeof next === 'number' && next > 0 && next <= 3650) onChange(next);
      }}
    />
  );
}
