/** What each column of a file held: for the report card. */
import { ENTITIES, type EntityName } from './entities.ts';
import { HIDDEN, shownSample } from './issues.ts';
import type { ColumnReport } from './types.ts';
import { MISSING_MARKS } from './values.ts';

export interface ColumnStats {
  seen(column: number, text: string | null): void;
  /** For hot paths that count by themselves. */
  add(column: number, rows: number, missing: number): void;
  rejected(column: number): void;
  /** Smallest and largest of a number or time column; `shown` turns them into text. */
  range(column: number, low: number, high: number, shown: (n: number) => string): void;
  sample(column: number, text: string | null): void;
  wantsSample(column: number): boolean;
  /** Columns of texts that are nearly all numbers: the few others are worth a look. */
  reportMixed(say: (column: string, count: number, sample: string) => void): void;
  report(): ColumnReport[];
}

const SAMPLES = 3;
const SAMPLE_LENGTH = 80;
const NUMBER = /^\s*[+-]?(\d+([.,]\d+)*|\.\d+)\s*%?\s*$/;
const MISSING: ReadonlySet<string> = new Set(MISSING_MARKS);
/** Fewer values than this tell nothing about a column; more odd ones than this share and it is a column of texts. */
const FEWEST = 20;
const ODD_SHARE = 0.2;

export function columnStats(table: string, columns: readonly string[], fieldOf: (column: string) => string | null): ColumnStats {
  const rows = new Float64Array(columns.length);
  const missing = new Float64Array(columns.length);
  const rejects = new Float64Array(columns.length);
  const numbers = new Float64Array(columns.length);
  const odd: (string | undefined)[] = [];
  const samples = columns.map(() => new Set<string>());
  const secret = columns.map((column) => isSecret(fieldOf(column)));
  const low = new Float64Array(columns.length).fill(Infinity);
  const high = new Float64Array(columns.length).fill(-Infinity);
  const show: ((n: number) => string)[] = columns.map(() => String);

  const sample = (c: number, text: string | null) => {
    if (text !== null && text !== '' && samples[c]!.size < SAMPLES)
      samples[c]!.add(secret[c] ? HIDDEN : shownSample(text, SAMPLE_LENGTH));
  };
  return {
    seen(c, text) {
      rows[c]!++;
      if (text === null || text === '') missing[c]!++;
      else {
        if (samples[c]!.size < SAMPLES) sample(c, text);
        if (NUMBER.test(text)) numbers[c]!++;
        else odd[c] ??= text;
      }
    },
    add(c, n, gone) {
      rows[c]! += n;
      missing[c]! += gone;
    },
    rejected: (c) => {
      rejects[c]!++;
    },
    range(c, from, to, shown) {
      if (from < low[c]!) low[c] = from;
      if (to > high[c]!) high[c] = to;
      show[c] = shown;
    },
    sample,
    wantsSample: (c) => samples[c]!.size < SAMPLES,
    reportMixed(say) {
      columns.forEach((column, c) => {
        const filled = rows[c]! - missing[c]!;
        const others = filled - numbers[c]!;
        const sampleText = odd[c];
        if (
          sampleText !== undefined &&
          !secret[c] &&
          filled >= FEWEST &&
          others > 0 &&
          others <= filled * ODD_SHARE &&
          !MISSING.has(sampleText)
        )
          say(column, others, sampleText);
      });
    },
    report: () =>
      columns.map((column, c) => ({
        table,
        column,
        field: fieldOf(column),
        rows: rows[c]!,
        missing: missing[c]!,
        rejected: rejects[c]!,
        minimum: low[c]! <= high[c]! ? show[c]!(low[c]!) : null,
        maximum: low[c]! <= high[c]! ? show[c]!(high[c]!) : null,
        samples: [...samples[c]!],
      })),
  };
}

/** Whether a field (`entity.name`) holds what identifies a person outside. */
function isSecret(field: string | null): boolean {
  const [entity, name] = (field ?? '').split('.');
  const fields: Record<string, { type: unknown }> = ENTITIES[entity as EntityName]?.fields ?? {};
  return fields[name ?? '']?.type === 'secret';
}
