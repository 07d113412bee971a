import { Button, SegmentedControl, Select } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { SurveyResult } from '../../../core/api/contract.ts';
import { useAddress, useChangeAddress, useScope } from '../../app/search.ts';
import { useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { Answer, FIGURE } from '../../ui/Answer.tsx';
import type { Format } from '../../ui/format.ts';
import { useFormat } from '../../ui/hooks.ts';
import page from '../../ui/Page.module.css';
import { Answered } from '../../ui/Panel.tsx';
import { CrossPart } from './CrossPart.tsx';
import { KanoPart } from './KanoPart.tsx';
import { ResultsPart } from './ResultsPart.tsx';
import styles from './SurveysPage.module.css';
import { WhoPart } from './WhoPart.tsx';
import { score, scoreRange } from './words.ts';

const PARTS = ['results', 'cross', 'kano', 'who'] as const;
type Part = (typeof PARTS)[number];

/** What surveys say: question by question, between groups, features, and who answered. */
export function SurveysPage() {
  const t = useT();
  const format = useFormat();
  const scope = useScope();
  const navigate = useNavigate();
  const change = useChangeAddress();
  const { part: asked, survey: wanted } = useAddress();
  const part: Part = PARTS.find((p) => p === asked) ?? 'results';
  const surveys = useEngine('surveys', scope);
  const rows = surveys.data?.kind === 'surveys' ? surveys.data.rows : [];
  const surveyId = (rows.find((row) => row.surveyId === wanted) ?? rows[0])?.surveyId ?? null;
  const survey = useEngine('survey', { ...scope, surveyId }, { enabled: surveyId !== null });
  const answer = survey.data?.kind === 'survey' ? survey.data : null;

  if (surveyId === null) {
    return (
      <div className={page.page} aria-busy={surveys.isFetching}>
        <Answered query={surveys} height={240}>
          {() => null}
        </Answered>
        {surveys.data?.kind === 'unavailable' ? (
          <p className={styles.start}>
            <Button onClick={() => void navigate({ to: '/import' })}>{t('surveys.page.import')}</Button>
          </p>
        ) : null}
      </div>
    );
  }
  return (
    <div className={page.page} aria-busy={survey.isFetching}>
      <Answer {...headline(answer, t, format)} isOld={survey.isPlaceholderData}>
        <Select
          w={340}
          label={t('surveys.page.survey')}
          allowDeselect={false}
          searchable={rows.length > 6}
          value={String(surveyId)}
          data={rows.map((row) => ({ value: String(row.surveyId), label: row.title }))}
          onChange={(next) => next && change({ survey: Number(next) })}
        />
      </Answer>
      <SegmentedControl
        className={styles.parts}
        aria-label={t('surveys.part.label')}
        value={part}
        data={PARTS.map((value) => ({ value, label: t(`surveys.part.${value}`) }))}
        onChange={(next) => change({ part: next === 'results' ? undefined : next })}
      />
      {part === 'results' ? <ResultsPart survey={survey} /> : null}
      {part === 'cross' ? <CrossPart surveyId={surveyId} answer={answer} /> : null}
      {part === 'kano' ? <KanoPart surveyId={surveyId} /> : null}
      {part === 'who' ? <WhoPart surveyId={surveyId} answer={answer} /> : null}
    </div>
  );
}

/** The score where the survey asks for one, else how many answered. */
function headline(answer: SurveyResult | null, t: ReturnType<typeof useT>, format: Format) {
  if (!answer) return { sentence: t('surveys.page.none'), figure: '' };
  const nps = answer.questions.map((q) => q.figures).find((f) => f?.type === 'nps');
  const second = [
    ...(nps?.type === 'nps' ? [t('surveys.page.interval', { interval: scoreRange(format, nps.score.low, nps.score.high) })] : []),
    t('surveys.page.responses', {
      n: format.int(answer.responses),
      count: answer.responses,
      linked: format.int(answer.linked),
      finished: format.percent(answer.finished.share),
    }),
    ...(answer.firstAt === null
      ? []
      : [t('surveys.page.period', { from: format.date(answer.firstAt), to: format.date(answer.lastAt) })]),
  ];
  return {
    sentence:
      nps?.type === 'nps'
        ? t('surveys.page.nps', { score: FIGURE })
        : t('surveys.page.count', { n: FIGURE, count: answer.responses }),
    figure: nps?.type === 'nps' ? score(format, nps.score.value) : format.int(answer.responses),
    second: second.join(t('surveys.page.and')),
  };
}
