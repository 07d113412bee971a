/** Whatever a table holds: read as a survey it is imported and described, or refused in words; never a fault. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { InputError } from '../../../../core/base/errors.ts';
import { seeded } from '../../../../core/base/random.ts';
import { crossSurvey, describeSurvey, kanoSurvey } from '../../../../core/feedback/index.ts';
import { openDataset } from '../../../../core/store/dataset.ts';
import { tempFolder } from '../../store/temp.ts';
import { exportOf, importInto } from '../community.ts';

const folder = tempFolder();
const HEADS = [
  'Respondent ID',
  'id',
  'Q1. Which? [A]',
  'Q1. Which? [B]',
  'Q1. Which? [A]',
  '序号',
  '提交时间',
  'x: 1',
  'x: 2',
  '',
  'Rate (a)',
  'Rate (b)',
  'email',
  'Why?',
  '(',
  '[',
  'Q: [',
  ' / ',
];
const CELLS = [
  '',
  ' ',
  '1',
  '2',
  '5',
  '10',
  '0',
  '-1',
  '1e309',
  'yes',
  'no',
  'A',
  '非常满意',
  '不满意',
  '一般',
  'Strongly agree',
  'Disagree',
  'Neutral',
  'a;b',
  'a┋b',
  ';;',
  '2024-01-01',
  '31/12/2024',
  'None',
  'N/A',
  '"',
  "'",
  '\u0000',
  '🙂',
  '=1+1',
  'x'.repeat(300),
  '3 - ok',
  '18-29',
  '> 60',
  'an@example.com',
  '__proto__',
  'constructor',
];

test('40 random tables, seed 11', async () => {
  const rng = seeded(11);
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  for (let run = 0; run < 40; run++) {
    const width = 1 + rng.below(7);
    const few = Array.from({ length: width }, () => Array.from({ length: 1 + rng.below(6) }, () => rng.pick(CELLS)));
    const lines = [Array.from({ length: width }, () => quoted(rng.pick(HEADS)))];
    if (rng.unit() < 0.3)
      lines.push(
        Array.from({ length: width }, (_, c) => quoted(c === 0 ? '' : rng.pick(['Response', 'A', 'B', 'Open-Ended Response']))),
      );
    for (let r = rng.below(30); r > 0; r--) lines.push(Array.from({ length: width }, (_, c) => quoted(rng.pick(few[c]!))));
    const path = folder.fresh('.hearth');
    const file = join(exportOf(folder, { 'f.csv': lines.map((l) => l.join(',')).join('\n') }), 'f.csv');
    try {
      await importInto(path, file, { as: 'survey' });
    } catch (error) {
      expect(error, `run ${run}: ${lines.slice(0, 3).join(' | ')}`).toBeInstanceOf(InputError);
      continue;
    }
    const data = openDataset(path);
    try {
      const survey = describeSurvey(data, { surveyId: null });
      kanoSurvey(data, { surveyId: null, pairs: null });
      if (survey.kind !== 'survey') continue;
      for (const q of survey.questions) {
        expect(q.answered).toBeLessThanOrEqual(survey.responses);
        const text = JSON.stringify(q.figures);
        expect(text, `run ${run}, question ${q.position}`).not.toContain('null,"low"');
      }
      const by = survey.questions.find((q) => ['single', 'scale', 'nps', 'number'].includes(q.kind) && q.answered > 0);
      if (by && run % 5 === 0) crossSurvey(data, { surveyId: null, questionId: null, byQuestionId: by.questionId }, null);
    } finally {
      data.db.close();
    }
  }
}, 120_000);
