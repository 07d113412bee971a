import type { Writer } from './connection.ts';
import { canonicalModel } from './migrations/0001-canonical-model.ts';
import { memberAnalysis } from './migrations/0002-member-analysis.ts';
import { voice } from './migrations/0003-voice.ts';

export interface Migration {
  /** `user_version` after it ran. */
  version: number;
  name: string;
  up: string;
}

/** In order, never edited once released. */
export const MIGRATIONS: readonly Migration[] = [canonicalModel, memberAnalysis, voice];
export const SCHEMA_VERSION = MIGRATIONS.at(-1)!.version;

/** Brings a file from its `user_version` to `to`, each step in its own transaction. */
export function migrate(db: Writer, to = SCHEMA_VERSION, migrations: readonly Migration[] = MIGRATIONS): void {
  for (const step of migrations) {
    const version = db.pragma('user_version', { simple: true }) as number;
    if (step.version <= version || step.version > to) continue;
    db.transaction(() => {
      db.exec(step.up);
      db.pragma(`user_version = ${step.version}`);
    })();
  }
}
