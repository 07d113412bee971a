import type { Reader } from './connection.ts';

export type SqlValue = string | number | bigint | null | Uint8Array;

/** A statement with its bound values: text never contains a value. */
export interface Sql {
  text: string;
  values: SqlValue[];
}

/** `sql\`SELECT 1 WHERE a = ${a}\`` binds every value; another `sql` inside is spliced in with its own values. */
export function sql(parts: TemplateStringsArray, ...args: (SqlValue | Sql)[]): Sql {
  let text = parts[0]!;
  const values: SqlValue[] = [];
  args.forEach((arg, i) => {
    if (typeof arg === 'object' && arg !== null && 'text' in arg) {
      text += arg.text;
      values.push(...arg.values);
    } else {
      text += '?';
      values.push(arg);
    }
    text += parts[i + 1]!;
  });
  return { text, values };
}

export function joinSql(pieces: Sql[], separator: ' AND ' | ' OR ' | ', '): Sql {
  return { text: pieces.map((p) => p.text).join(separator), values: pieces.flatMap((p) => p.values) };
}

/** A list of values for IN (…). */
export const inList = (values: SqlValue[]): Sql => ({ text: `(${values.map(() => '?').join(', ')})`, values });

export function all<Row>(db: Reader, query: Sql): Row[] {
  return db.prepare(query.text).all(...query.values) as Row[];
}

export function one<Row>(db: Reader, query: Sql): Row | undefined {
  return db.prepare(query.text).get(...query.values) as Row | undefined;
}

/** First column of the first row. */
export function scalar<Value>(db: Reader, query: Sql): Value | undefined {
  return db
    .prepare(query.text)
    .pluck()
    .get(...query.values) as Value | undefined;
}

/** One array per column, in the order of the SELECT list: no object per row. */
export function columns(db: Reader, query: Sql): unknown[][] {
  const statement = db.prepare(query.text).raw();
  const out: unknown[][] = statement.columns().map(() => []);
  for (const row of statement.iterate(...query.values) as Iterable<unknown[]>) {
    for (let i = 0; i < out.length; i++) out[i]!.push(row[i]);
  }
  return out;
}
