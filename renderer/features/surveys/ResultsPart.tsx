import type { UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { MatrixResult, QuestionResult, SurveyResult, TextResult, Unavailable } from '../../../core/api/contract.ts';
import { useOpenMark } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import { HeatTable, type HeatView } from '../../chart/HeatTable.tsx';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { useT } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { useFormat } from '../../ui/hooks.ts';
import { Answered } from '../../ui/Panel.tsx';
import { lead } from './lead.ts';
import { Quotes } from './Quotes.tsx';
import styles from './SurveysPage.module.css';
import { toFlowView } from './toFlowView.ts';
import { questionHeight, toQuestionView } from './toQuestionView.ts';
import { answerMark, questionTitle, type SurveyPlace } from './words.ts';

type Query = UseQueryResult<SurveyResult | Unavailable>;

/** One block a question, and where people stopped. */
export function ResultsPart({ survey }: { survey: Query }) {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const openMark = useOpenMark();
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);
  const flow = useCallback((result: SurveyResult): ChartView => toFlowView(result, words), [words]);
  const answer = survey.data?.kind === 'survey' ? survey.data : null;
  if (!answer) {
    return (
      <Answered query={survey} height={320}>
        {() => null}
      </Answered>
    );
  }
  const wide = wideOnes(answer.questions);
  return (
    <div className={styles.grid}>
      {answer.questions.map((question, i) => (
        <QuestionPanel
          key={question.questionId}
          survey={survey}
          question={question}
          answer={answer}
          words={words}
          isWide={wide[i]!}
        />
      ))}
      {answer.questions.length > 1 ? (
        <ChartPanel
          className={styles.whole}
          title={t('surveys.flow.title')}
          lead={t('surveys.flow.lead')}
          query={survey}
          height={240}
          fileName="survey-flow"
          toView={flow}
          onMark={openMark}
        />
      ) : null}
    </div>
  );
}

function QuestionPanel({
  survey,
  question,
  answer,
  words,
  isWide,
}: {
  survey: Query;
  question: QuestionResult;
  answer: SurveyResult;
  words: ChartWords;
  isWide: boolean;
}) {
  const openMark = useOpenMark();
  const { questionId } = question;
  const place = useMemo<SurveyPlace>(() => ({ surveyId: answer.surveyId, hasPeople: answer.linked > 0 }), [answer]);
  const toView = useCallback(
    (result: SurveyResult): ChartView =>
      toQuestionView(result.questions.find((q) => q.questionId === questionId) ?? question, place, words),
    [question, questionId, place, words],
  );
  const height = questionHeight(question);
  return (
    <ChartPanel
      className={isWide ? styles.whole : styles.half}
      title={questionTitle(words.t, question)}
      lead={lead(question, words)}
      query={survey}
      height={height}
      fileName={`survey-question-${question.position}`}
      toView={toView}
      onMark={openMark}
      {...drawn(question, place, words, height, openMark)}
    />
  );
}

/** Tables and texts take the whole width, and so does a chart that would stand alone in its row. */
function wideOnes(questions: readonly QuestionResult[]): boolean[] {
  const wide = questions.map(({ figures }) => figures?.type === 'matrix' || figures?.type === 'text');
  for (let i = 0; i < wide.length; i++) {
    if (wide[i]) continue;
    if (wide[i + 1] === false) i++;
    else wide[i] = true;
  }
  return wide;
}

/** What HTML draws better than a canvas. */
function drawn(
  question: QuestionResult,
  place: SurveyPlace,
  words: ChartWords,
  height: number,
  onMark: ReturnType<typeof useOpenMark>,
) {
  const { figures } = question;
  const label = questionTitle(words.t, question);
  if (figures === null) return { draw: () => <p className={styles.none}>{words.t('surveys.question.none')}</p> };
  if (figures.type === 'matrix')
    return {
      draw: () => (
        <HeatTable
          view={heatView(question, figures, place, words)}
          height={height}
          label={label}
          onMark={(mark) => onMark(mark)}
        />
      ),
    };
  if (figures.type === 'text') return { draw: () => <Quotes figures={figures as TextResult} /> };
  if (figures.type === 'date')
    return {
      draw: () => (
        <p className={styles.none}>
          {words.t('surveys.date.text', { from: words.format.date(figures.firstAt), to: words.format.date(figures.lastAt) })}
        </p>
      ),
    };
  return {};
}

function heatView(question: QuestionResult, figures: MatrixResult, place: SurveyPlace, { t, format }: ChartWords): HeatView {
  const { rows, columns } = figures;
  const most = Math.max(0.01, ...rows.flatMap((row) => row.cells.map((cell) => cell.share)));
  const mean = (row: MatrixResult['rows'][number]) => (row.mean === null ? '' : format.number(row.mean.value, 2));
  return {
    corner: t('surveys.column.row'),
    sizeName: rows.some((row) => row.mean !== null) ? t('surveys.scale.mean') : t('surveys.column.answers'),
    columns: columns.map(({ label }) => ({ name: label, hint: label })),
    summaries: [],
    hint: t(place.hasPeople ? 'surveys.matrix.hint' : 'surveys.matrix.hint-plain'),
    isWrapped: true,
    rows: rows.map((row) => ({
      key: row.key,
      name: row.label,
      size: mean(row) || format.int(row.n),
      cells: row.cells.map((cell, c) => ({
        text: format.percent(cell.share, 0),
        share: cell.share / most,
        isComplete: true,
        mark: answerMark(place, question.questionId, columns[c]!.key, `${row.label}: ${columns[c]!.label}`, row.key),
      })),
    })),
    readOut: (r, c) => {
      const row = rows[r]!;
      if (c === null) return row.label;
      const cell = row.cells[c]!;
      return t('surveys.matrix.read', {
        row: row.label,
        column: columns[c]!.label,
        count: cell.count,
        n: format.int(cell.count),
        of: format.int(row.n),
        share: format.percent(cell.share),
        interval: format.interval(cell.low, cell.high),
      });
    },
  };
}
