import type { Issue } from './issues.ts';
import type { EncodingGuess } from './readers/reader.ts';
import type { Recipe, TimeFormat } from './recipe.ts';

export type SourceFormat = 'stackexchange' | 'oulad' | 'hearth' | 'survey' | 'table';

export interface RowCounts {
  read: number;
  inserted: number;
  updated: number;
  skipped: number;
  rejected: number;
}

/** One column of one file, as it arrived. */
export interface ColumnReport {
  table: string;
  column: string;
  /** Canonical `entity.field`, or null when the column was not used. */
  field: string | null;
  rows: number;
  missing: number;
  rejected: number;
  minimum: string | null;
  maximum: string | null;
  samples: string[];
}

export interface ImportedSource {
  file: string;
  format: SourceFormat;
  sha256: string;
  encoding: string | null;
  rows: RowCounts;
  issues: Issue[];
  columns: ColumnReport[];
}

/** What moved between this import and the state before it. */
export interface ImportChange {
  what: 'members' | 'contents' | 'events' | 'posts' | 'reactions';
  before: number;
  after: number;
  updated: number;
}

export type Totals = Record<'members' | 'contents' | 'events' | 'posts' | 'reactions' | 'orders' | 'feedback', number>;

export interface ImportResult {
  kind: 'import';
  importId: number | null;
  sources: ImportedSource[];
  totals: Totals;
  changes: ImportChange[];
}

export interface ColumnGuess {
  name: string;
  type: 'int' | 'real' | 'time' | 'flag' | 'text' | 'empty';
  missing: number;
  distinct: number;
  samples: string[];
  field: string | null;
  timeFormat?: TimeFormat;
}

/** What a file would become, before anything is stored. */
export interface ImportPreview {
  kind: 'preview';
  format: SourceFormat;
  recipe: Recipe;
  files: {
    file: string;
    path: string;
    bytes: number;
    fileKind: string;
    encoding: string | null;
    encodings: EncodingGuess[];
    delimiter: string | null;
    tables: {
      name: string;
      rows: number | null;
      columns: ColumnGuess[];
      /** First rows as they stand in the file. */
      sample: (string | null)[][];
      /** The same rows as the recipe reads them: canonical field -> shown value; null entity = table not used. */
      entity: string | null;
      parsed: Record<string, string | null>[];
    }[];
    issues: Issue[];
  }[];
}

export interface PastImport {
  importId: number;
  finishedAt: number;
  changes: ImportChange[];
  sources: ImportedSource[];
}
