/** Whether a table is a survey export: told from its headers, so that tables of members and orders stay what they are. */
import type { TableHead } from '../readers/reader.ts';
import { columnRoles, looksAsked } from './columns.ts';
import { groupColumns } from './groups.ts';

/** Fewer questions are no survey one can be sure of. */
const LEAST_ASKED = 2;
const ASKED_SHARE = 0.5;

/** Two header rows as survey tools write them; or a response's id or time beside columns most of which are put as questions.
 *  @returns false when in doubt: a person may still say that it is one. */
export function isSurvey({ columns, layers }: TableHead): boolean {
  if (layers) return true;
  const { meta, answers } = columnRoles(columns);
  if (answers.length < LEAST_ASKED) return false;
  const asked = answers.filter((c) => looksAsked(columns[c]!)).length;
  const hasResponse = meta.respondent !== undefined || meta.submitted !== undefined || meta.started !== undefined;
  return asked >= LEAST_ASKED && asked >= answers.length * (hasResponse ? ASKED_SHARE : 1);
}

/** Whether it can be read as a survey at all: somebody says it is one. */
export const canBeSurvey = ({ columns, layers }: TableHead): boolean =>
  groupColumns(columns, columnRoles(columns, (c) => (layers?.choices[c]?.trim() ?? '') !== '').answers, layers ?? null).length >
  0;
