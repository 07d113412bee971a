/** In which state each member's relation with the community is, and the rule that decided. */
import { UNKNOWN_TIME } from '../base/columns.ts';
import type { FacetColumn } from './memberTable.ts';
import type { Preferences } from './preferenceTypes.ts';

export const HEALTH_STATES = ['onboarding', 'active', 'at-risk', 'lapsed'] as const;
export type HealthState = (typeof HEALTH_STATES)[number];
/** Why: the first rule that fits, in this order. */
export const HEALTH_RULES = ['left', 'never-seen-new', 'never-seen', 'new', 'seen', 'quiet', 'silent'] as const;
export type HealthRule = (typeof HEALTH_RULES)[number];

export interface Health {
  states: typeof HEALTH_STATES;
  /** Int32[members]: index into `states`; -1 = neither a date of joining nor an action is known. */
  code: Int32Array;
  /** Uint8[members]: index into HEALTH_RULES; 255 = none. */
  rule: Uint8Array;
}

/** left (gone or expired) -> lapsed; joined within the onboarding days -> onboarding; seen within the active days -> active;
 *  seen within the at-risk days -> at risk; else lapsed. Ages are whole local days before the last day of data. */
export function healthStates(
  members: { recencyDays: Float64Array; tenureDays: Float64Array; left: Int32Array; status: FacetColumn },
  { onboardingDays, activeDays, atRiskDays, endS }: Preferences['health'] & { endS: number },
): Health {
  const { recencyDays, tenureDays, left, status } = members;
  const n = recencyDays.length;
  const code = new Int32Array(n).fill(-1);
  const rule = new Uint8Array(n).fill(255);
  const gone = new Uint8Array(status.values.map((v) => (v === 'deleted' || v === 'suspended' ? 1 : 0)));
  const set = (m: number, state: HealthState, why: HealthRule) => {
    code[m] = HEALTH_STATES.indexOf(state);
    rule[m] = HEALTH_RULES.indexOf(why);
  };
  for (let m = 0; m < n; m++) {
    const recency = recencyDays[m]!;
    const tenure = tenureDays[m]!;
    const leftAt = left.length > 0 ? left[m]! : UNKNOWN_TIME;
    if ((leftAt !== UNKNOWN_TIME && leftAt < endS) || gone[status.code[m]!] === 1) set(m, 'lapsed', 'left');
    else if (Number.isNaN(recency)) {
      if (Number.isNaN(tenure)) continue;
      if (tenure < onboardingDays) set(m, 'onboarding', 'never-seen-new');
      else set(m, 'lapsed', 'never-seen');
    } else if (tenure < onboardingDays) set(m, 'onboarding', 'new');
    else if (recency < activeDays) set(m, 'active', 'seen');
    else if (recency < atRiskDays) set(m, 'at-risk', 'quiet');
    else set(m, 'lapsed', 'silent');
  }
  return { states: HEALTH_STATES, code, rule };
}
