import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Differences, SurveyResult } from '../../../core/api/contract.ts';
import { scopeOf, useAddress, useOpenMark } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import { base } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { capital, type Format } from '../../ui/format.ts';
import { useFormat } from '../../ui/hooks.ts';
import { SmallTable } from '../../ui/SmallTable.tsx';
import styles from './SurveysPage.module.css';
import { inLanguage, pText, type SurveyMark } from './words.ts';

type Row = Differences['rows'][number];
const SHOWN = 20;

const side = (row: Row, of: 'a' | 'b', format: Format): string =>
  row.kind === 'category' ? format.percent(row[of].share) : format.number(row[of].mean, 1);

/** Who answered, against everybody who did not: how far the survey may stand for the community. */
export function WhoPart({ surveyId, answer }: { surveyId: number; answer: SurveyResult | null }) {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const navigate = useNavigate();
  const address = useAddress();
  const openMark = useOpenMark();
  const who = useEngine('surveyRespondents', { surveyId });
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);
  const mark: SurveyMark = { of: 'survey', surveyId, questionId: null, option: null, row: null };
  const toView = useCallback(
    (result: Differences): ChartView => ({
      option: base(words),
      marks: [],
      table: {
        columns: [
          { name: t('surveys.who.what'), numeric: false },
          { name: t('surveys.who.respondents'), numeric: true },
          { name: t('surveys.who.others'), numeric: true },
          { name: t('surveys.who.p'), numeric: true },
        ],
        rows: result.rows.map((row) => [
          { text: capital(inLanguage(row.label, format)), raw: row.label.en },
          { text: side(row, 'a', format), raw: row.kind === 'category' ? row.a.share : row.a.mean },
          { text: side(row, 'b', format), raw: row.kind === 'category' ? row.b.share : row.b.mean },
          { text: pText(format, row.holm), raw: row.holm },
        ]),
      },
    }),
    [words, t, format],
  );
  const result = who.data?.kind === 'differences' ? who.data : null;
  const real = result?.rows.filter((row) => row.holm <= 0.05).length ?? 0;
  return (
    <div className={styles.grid}>
      <ChartPanel
        className={styles.whole}
        title={
          result
            ? t(real === 0 ? 'surveys.who.alike' : 'surveys.who.differ', { n: format.int(real), count: real })
            : t('surveys.who.title')
        }
        lead={t('surveys.who.lead', {
          linked: format.int(answer?.linked ?? 0),
          n: format.int(answer?.responses ?? 0),
          count: answer?.responses ?? 0,
        })}
        query={who}
        height={420}
        fileName="survey-respondents"
        toView={toView}
        onMark={openMark}
        tools={
          answer && answer.linked > 0 ? (
            <>
              <Button variant="default" onClick={() => openMark(mark)}>
                {t('surveys.who.open')}
              </Button>
              <Button
                variant="default"
                onClick={() =>
                  void navigate({
                    to: '/segments',
                    search: { ...scopeOf(address), view: 'compare', sides: [{ list: { mark } }, 'rest'] } as never,
                  })
                }
              >
                {t('surveys.who.compare')}
              </Button>
            </>
          ) : null
        }
        draw={(differences) => (
          <SmallTable
            label={t('surveys.who.title')}
            height={420}
            rows={differences.rows.slice(0, SHOWN)}
            rowKey={(row) => `${row.kind} ${row.label.en}`}
            columns={[
              { name: t('surveys.who.what'), cell: (row) => capital(inLanguage(row.label, format)) },
              { name: t('surveys.who.respondents'), isNumeric: true, cell: (row) => side(row, 'a', format) },
              { name: t('surveys.who.others'), isNumeric: true, cell: (row) => side(row, 'b', format) },
              {
                name: t('surveys.who.p'),
                hint: t('surveys.who.p-define'),
                isNumeric: true,
                cell: (row) => pText(format, row.holm),
              },
              { name: t('surveys.who.real'), cell: (row) => t(row.holm <= 0.05 ? 'surveys.who.yes' : 'surveys.who.no') },
            ]}
          />
        )}
      />
    </div>
  );
}
