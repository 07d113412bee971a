/** A mapping recipe: which table becomes which entity, which column becomes which field. Plain JSON, written by hand or guessed. */
import type { EntityName } from './entities.ts';

/** How to read one field. A bare string is a column name. */
export type FieldSource = string | ColumnSource | ConstSource;

export interface ColumnSource {
  column: string;
  /** Times only. */
  format?: TimeFormat;
  /** Source text -> canonical text, e.g. {"男": "male"}. Text not listed is kept as it is. */
  values?: Record<string, string>;
  /** What every text not listed in `values` becomes; null = missing. */
  otherwise?: string | null;
  /** Marks of a missing value in this column, beside the empty cell. Default: NULL, None, NaN, --, N/A, Unknown, 未知, ?. */
  missing?: string[];
  /** Times without a zone mark: IANA zone; default the zone given with the import, else UTC. */
  zone?: string;
  /** More columns whose texts are joined behind it with "/", for keys made of several columns. */
  with?: string[];
  /** Put before the text, to keep ids of two tables apart, e.g. "comment-". */
  prefix?: string;
}

export interface ConstSource {
  const: string | number;
}

/** auto: told apart per column from its first values. relativeDays: whole days after an ISO date, or after the date listed for
 *  the text of another column (`by`). */
export type TimeFormat =
  | 'auto'
  | 'iso'
  | 'epoch-s'
  | 'epoch-ms'
  | 'excel-1900'
  | 'excel-1904'
  | 'dmy'
  | 'mdy'
  | 'snowflake'
  | { relativeDays: string; by?: { column: string; anchors: Record<string, string> } };

export interface TableRecipe {
  /** Table name, exact or with * wildcards, case ignored; matched against table and file names (without extension). */
  match: string;
  entity: EntityName;
  /** Canonical field (entities.ts) -> source. Fields named `attr:NAME` become member attributes. */
  fields: Record<string, FieldSource>;
  /** Keep only rows where these columns hold one of these texts; "" stands for a missing value, "*" for any value that is there. */
  where?: Record<string, string[]>;
}

export interface Recipe {
  name?: string;
  tables: TableRecipe[];
}
