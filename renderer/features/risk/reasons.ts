/** Why a member may leave, and what could be done, in words. */
import type { AtRiskRow, RiskReason } from '../../../core/api/contract.ts';
import { type T, wordFor } from '../../i18n/t.ts';
import type { Format } from '../../ui/format.ts';

export function reasonText({ reason, value }: { reason: RiskReason; value: number }, t: T, format: Format): string {
  return t(`risk.reason.${reason}`, { n: format.int(Math.abs(value)), count: Math.abs(value) });
}

/** The strongest reason decides: a question that waits can be answered today, a term that ends cannot wait. */
const FIRST: readonly RiskReason[] = ['question-open', 'term-ends', 'refunded', 'never-finished', 'less-active', 'payer-silent'];

export function suggestion({ reasons }: Pick<AtRiskRow, 'reasons'>, t: T): string {
  const strongest = FIRST.find((reason) => reasons.some((r) => r.reason === reason));
  return strongest ? t(`risk.act.${strongest}`) : t('risk.act.none');
}

/** An action as the engine names it: `post:` marks a written post. */
export const actionWord = (action: string, t: T): string => wordFor(t, 'kind', action.replace(/^post:/, ''));
