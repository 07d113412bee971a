/** What was wrong with an export: a closed list of codes, counted, each with the first place it was seen. */

import { isPersonalData } from '../kernel/text/plainText.ts';

export type Severity = 'info' | 'warn' | 'error';

/** Code -> how serious it is. `error` = rows did not get in; `warn` = look at it; `info` = said for completeness. */
export const ISSUE_SEVERITY = {
  'file-empty': 'warn',
  'table-empty': 'info',
  'file-cut': 'error',
  'spreadsheet-limit': 'warn',
  'encoding-guessed': 'info',
  'bad-bytes': 'warn',
  'nul-removed': 'warn',
  'quote-unclosed': 'error',
  'ragged-row': 'warn',
  'header-repeated': 'warn',
  'header-empty': 'warn',
  'line-wrapped': 'info',
  'two-header-rows': 'info',
  'bad-json': 'error',
  'bad-xml': 'error',
  'doctype-refused': 'error',
  'missing-key': 'error',
  'missing-value': 'error',
  'bad-time': 'warn',
  'time-out-of-range': 'error',
  'time-zone-assumed': 'info',
  'two-time-zones': 'warn',
  'bad-number': 'warn',
  'bad-value': 'warn',
  'mixed-type': 'warn',
  'duplicate-id': 'warn',
  'repeated-row': 'info',
  'member-implied': 'info',
  'content-implied': 'info',
  'orphan-member': 'info',
  'orphan-post': 'info',
  'orphan-content': 'info',
  'personal-data-dropped': 'info',
  'column-unmapped': 'info',
  'table-unmapped': 'info',
  'same-file': 'info',
} as const satisfies Record<string, Severity>;

export type IssueCode = keyof typeof ISSUE_SEVERITY;

export interface Issue {
  code: IssueCode;
  severity: Severity;
  file: string;
  table: string | null;
  /** Number of the first record concerned in its file, header = 1; null when it concerns the whole file. */
  row: number | null;
  column: string | null;
  /** The offending text, at most 120 characters. */
  sample: string | null;
  count: number;
}

export interface IssuePlace {
  table?: string;
  row?: number;
  column?: string;
  sample?: string;
}

export interface IssueLog {
  add(code: IssueCode, place?: IssuePlace, count?: number): void;
  list(): Issue[];
}

const SAMPLE_LENGTH = 120;
/** Stands in reports for an e-mail address, a phone number or an IP address. */
export const HIDDEN = '•••';

/** A text as a report may show and keep it. */
export const shownSample = (text: string, length: number): string => (isPersonalData(text) ? HIDDEN : text.slice(0, length));

/** One log per file. Issues are merged by (code, table, column): the first place is kept, the rest are counted. */
export function issueLog(file: string): IssueLog {
  const issues = new Map<string, Issue>();
  return {
    add(code, place = {}, count = 1) {
      const key = `${code}\n${place.table ?? ''}\n${place.column ?? ''}`;
      const known = issues.get(key);
      if (known) {
        known.count += count;
        return;
      }
      issues.set(key, {
        code,
        severity: ISSUE_SEVERITY[code],
        file,
        table: place.table ?? null,
        row: place.row ?? null,
        column: place.column ?? null,
        sample: place.sample === undefined ? null : shownSample(place.sample, SAMPLE_LENGTH),
        count,
      });
    },
    list: () => [...issues.values()],
  };
}
