import { Select } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { CrossTable, SurveyCross, SurveyResult, Unavailable } from '../../../core/api/contract.ts';
import { useAddress, useChangeAddress, useOpenMark, useScope } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { capital } from '../../ui/format.ts';
import { useFormat } from '../../ui/hooks.ts';
import { Answered } from '../../ui/Panel.tsx';
import { CrossTableView } from './CrossTableView.tsx';
import styles from './SurveysPage.module.css';
import { toCrossView } from './toCrossView.ts';
import { inLanguage, questionTitle, verdict } from './words.ts';

const GROUPING: ReadonlySet<string> = new Set(['single', 'scale', 'nps', 'number']);
const TABULATED: ReadonlySet<string> = new Set([...GROUPING, 'multi']);
const QUESTION = 'question:';

/** Whether answers differ between groups: of another question, or of what is known about the members. */
export function CrossPart({ surveyId, answer }: { surveyId: number; answer: SurveyResult | null }) {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const scope = useScope();
  const { split } = useAddress();
  const change = useChangeAddress();
  const [wanted, setWanted] = useState<number | null>(null);
  const names = useEngine('ruleWords', {}).data;
  const questions = answer?.questions ?? [];
  const grouping = questions.filter((q) => GROUPING.has(q.kind) && q.answered > 0);
  const isKnown = (by: string) => !by.startsWith(QUESTION) || grouping.some((q) => `${QUESTION}${q.questionId}` === by);
  const first = answer && answer.linked > 0 ? 'health' : `${QUESTION}${grouping[0]?.questionId ?? 0}`;
  const by = split && isKnown(split) ? split : first;
  const isQuestion = by.startsWith(QUESTION);
  const only = questions.some((q) => q.questionId === wanted && `${QUESTION}${wanted}` !== by) ? wanted : null;
  const cross = useEngine(
    'surveyCross',
    {
      ...scope,
      surveyId,
      questionId: only,
      byQuestionId: isQuestion ? Number(by.slice(QUESTION.length)) : null,
      by: isQuestion ? null : by,
    },
    { enabled: answer !== null && isKnown(by) },
  );
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);
  const result = cross.data?.kind === 'survey-cross' ? cross.data : null;
  return (
    <>
      <div className={styles.controls}>
        <Select
          w={300}
          searchable
          allowDeselect={false}
          label={t('surveys.cross.by')}
          value={by}
          data={[
            ...(answer && answer.linked > 0
              ? [
                  {
                    group: t('surveys.cross.by-member'),
                    items: (names?.traits ?? []).map((trait) => ({
                      value: trait.name,
                      label: capital(inLanguage(trait.words, format)),
                    })),
                  },
                  {
                    group: t('surveys.cross.by-segment'),
                    items: (names?.segments ?? []).map((s) => ({ value: `segment:${s.segmentNo}`, label: s.name })),
                  },
                ]
              : []),
            {
              group: t('surveys.cross.by-question'),
              items: grouping.map((q) => ({
                value: `${QUESTION}${q.questionId}`,
                label: questionTitle(t, q),
              })),
            },
          ].filter((group) => group.items.length > 0)}
          onChange={(next) => next && change({ split: next })}
        />
        <Select
          w={300}
          searchable
          clearable
          label={t('surveys.cross.question')}
          placeholder={t('surveys.cross.every')}
          value={only === null ? null : String(only)}
          data={questions
            .filter((q) => TABULATED.has(q.kind) && `${QUESTION}${q.questionId}` !== by)
            .map((q) => ({ value: String(q.questionId), label: questionTitle(t, q) }))}
          onChange={(next) => setWanted(next === null ? null : Number(next))}
        />
        <p className={styles.legend}>{t('surveys.cross.legend')}</p>
      </div>
      {result ? (
        <div className={styles.grid} aria-busy={cross.isFetching}>
          {result.tables.map((table) => (
            <TablePanel key={table.questionId} query={cross} cross={result} table={table} by={by} words={words} />
          ))}
          {result.left > 0 ? (
            <p className={styles.whole}>{t('surveys.cross.left', { n: format.int(result.left), count: result.left })}</p>
          ) : null}
        </div>
      ) : (
        <div aria-busy={cross.isFetching}>
          <Answered query={cross} height={320}>
            {() => null}
          </Answered>
        </div>
      )}
    </>
  );
}

function TablePanel({
  query,
  cross,
  table,
  by,
  words,
}: {
  query: UseQueryResult<SurveyCross | Unavailable>;
  cross: SurveyCross;
  table: CrossTable;
  by: string;
  words: ChartWords;
}) {
  const openMark = useOpenMark();
  const { t, format } = words;
  const toView = useCallback(
    (result: SurveyCross): ChartView =>
      toCrossView(result, result.tables.find((one) => one.questionId === table.questionId) ?? table, by, words),
    [table, by, words],
  );
  const title = questionTitle(t, table);
  return (
    <ChartPanel
      className={styles.whole}
      title={title}
      lead={verdict(t, format, table, cross.tables.length)}
      query={query}
      height={Math.max(120, 40 + 32 * (table.rows.length + 1))}
      fileName={`survey-cross-${table.position}`}
      toView={toView}
      onMark={openMark}
      draw={() => <CrossTableView cross={cross} table={table} by={by} label={title} words={words} />}
    />
  );
}
