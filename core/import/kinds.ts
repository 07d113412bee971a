/** Event kinds of a workspace: names to codes. Observed kinds take 0..199; written posts, as derived kinds, 200 and up. */
import type { Writer } from '../store/connection.ts';
import { all, sql } from '../store/sql.ts';
import { ENTITIES, EVENT_KINDS } from './entities.ts';

const DERIVED_FROM = 200;
const LAST_OBSERVED = 199;
const KNOWN: ReadonlySet<string> = new Set(EVENT_KINDS);

/** Kinds outside the closed list keep their name behind `x_`. */
export function kindName(text: string): string {
  const name = text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return KNOWN.has(name) || name.startsWith('x_') ? name : `x_${name}`;
}

export interface KindCodes {
  observed(name: string): number;
  derived(postKind: string): number;
}

export function openKinds(db: Writer): KindCodes {
  const rows = all<{ kind: number; name: string; origin: string }>(db, sql`SELECT kind, name, origin FROM event_kind`);
  const observed = new Map(rows.filter((r) => r.origin === 'observed').map((r) => [r.name, r.kind]));
  const add = db.prepare('INSERT INTO event_kind (kind, name, origin) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const postKinds = ENTITIES.post.fields.kind.type.oneOf;
  postKinds.forEach((name, i) => {
    add.run(DERIVED_FROM + i, name, 'derived');
  });
  return {
    observed(name) {
      const known = observed.get(name);
      if (known !== undefined) return known;
      if (observed.size > LAST_OBSERVED) return observed.get('x_other')!; // 200 kinds: the rest is one
      const full = observed.size === LAST_OBSERVED;
      const code = observed.size;
      add.run(code, full ? 'x_other' : name, 'observed');
      observed.set(full ? 'x_other' : name, code);
      return code;
    },
    derived: (postKind) => DERIVED_FROM + Math.max(0, (postKinds as readonly string[]).indexOf(postKind)),
  };
}
