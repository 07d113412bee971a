/** The days that decide a state of health. */
import type { Preferences } from '../../../core/api/contract.ts';

export type HealthDays = Preferences['health'];
export const HEALTH_DAYS = ['onboardingDays', 'activeDays', 'atRiskDays'] as const;
export const MOST_DAYS = 3650;

export const isHealthRule = (rule: HealthDays): boolean =>
  HEALTH_DAYS.every((field) => Number.isInteger(rule[field]) && rule[field] >= 1 && rule[field] <= MOST_DAYS) &&
  rule.atRiskDays > rule.activeDays;
