/** A person's own cuts and weights: one JSON document a name, kept as undoable steps; the defaults of the code where none is kept. */
import { InputError } from '../base/errors.ts';
import { record } from '../store/changes.ts';
import type { Reader, Writer } from '../store/connection.ts';
import { scalar, sql } from '../store/sql.ts';
import { DEFAULT_PREFERENCES, type PreferenceName, type Preferences } from './preferenceTypes.ts';

export function preference<N extends PreferenceName>(db: Reader, name: N): Preferences[N] {
  const kept = scalar<string>(db, sql`SELECT definition FROM preference WHERE name = ${name}`);
  return kept === undefined
    ? DEFAULT_PREFERENCES[name]
    : { ...DEFAULT_PREFERENCES[name], ...(JSON.parse(kept) as Preferences[N]) };
}

/** @throws InputError bad-option: cuts that do not rise, weights below 0, a half-life that is not above 0. */
export function savePreference<N extends PreferenceName>(db: Writer, name: N, value: Preferences[N], now: number): void {
  checkPreference(name, value);
  record(db, { name: 'preference.save', params: { name }, at: now }, () => {
    db.prepare(
      `INSERT INTO preference (name, definition, updated_at) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET definition = excluded.definition, updated_at = excluded.updated_at WHERE definition <> excluded.definition`,
    ).run(name, JSON.stringify(value), now);
  });
}

/** Back to the defaults. */
export function resetPreference(db: Writer, name: PreferenceName, now: number): void {
  record(db, { name: 'preference.reset', params: { name }, at: now }, () => {
    db.prepare('DELETE FROM preference WHERE name = ?').run(name);
  });
}

export function checkPreference<N extends PreferenceName>(name: N, value: Preferences[N]): void {
  const fail = (expected: string, got: unknown) => {
    throw new InputError('bad-option', `${name}: ${expected}, got ${JSON.stringify(got)}.`, { name });
  };
  if (name === 'rfm') {
    const { cuts, highFrom } = value as Preferences['rfm'];
    if (!Number.isInteger(highFrom) || highFrom < 2 || highFrom > 5) fail('"high" should start at a score from 2 to 5', highFrom);
    for (const [dimension, four] of Object.entries(cuts ?? {})) {
      if (four === null) continue;
      const rises =
        Array.isArray(four) && four.length === 4 && four.every((c, i) => Number.isFinite(c) && (i === 0 || c >= four[i - 1]!));
      if (!rises) fail(`the cuts of ${dimension} should be four numbers that do not fall`, four);
    }
  } else if (name === 'score') {
    const { weights, halfLifeDays, levelShares } = value as Preferences['score'];
    if (!(halfLifeDays > 0 && halfLifeDays <= 3650)) fail('the half-life should be 1 to 3650 days', halfLifeDays);
    for (const [kind, weight] of Object.entries(weights))
      if (!(weight >= 0 && weight <= 1000)) fail(`the weight of "${kind}" should be 0 to 1000`, weight);
    if (levelShares.length !== 3 || levelShares.some((s, i) => !(s > (levelShares[i - 1] ?? 0) && s < 1)))
      fail('the levels should be three rising shares below 1', levelShares);
  } else if (name === 'health') {
    const { onboardingDays, activeDays, atRiskDays } = value as Preferences['health'];
    const whole = (n: number) => Number.isInteger(n) && n >= 1 && n <= 3650;
    if (!whole(onboardingDays) || !whole(activeDays) || !whole(atRiskDays) || atRiskDays <= activeDays)
      fail('days should be whole numbers, and "at risk" should end after "active"', value);
  }
}
