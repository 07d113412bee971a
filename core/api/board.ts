/** What the board needs from the other parts: who paid what, which texts are about a group, which are negative. */
import { type BoardContext, readTexts } from '../feedback/index.ts';
import { memberTable } from '../profile/index.ts';
import { judgedTexts, SENTIMENT_LABELS } from '../sentiment/index.ts';
import type { Dataset } from '../store/dataset.ts';

const NEGATIVE = SENTIMENT_LABELS.indexOf('negative');
const NOT_JUDGED = SENTIMENT_LABELS.indexOf('not-judged');

/** Each part is worked out only where a card asks for it. */
export function boardContext(data: Dataset): BoardContext {
  return {
    spend: spendOf(data),
    inGroup(group) {
      const [about, key] = [group.slice(0, group.indexOf(':')), group.slice(group.indexOf(':') + 1)];
      const reading = readTexts(data);
      const codes = about === 'theme' ? reading.themes.theme : reading.topic;
      const keys = about === 'theme' ? reading.preference.themes.map((t) => t.key) : reading.topics.map((t) => t.key);
      const code = keys.indexOf(key);
      return code < 0 ? null : Uint8Array.from(codes, (c) => (c === code ? 1 : 0));
    },
    negative() {
      const { label } = judgedTexts(data);
      return Int8Array.from(label, (l) => (l === NOT_JUDGED ? -1 : l === NEGATIVE ? 1 : 0));
    },
  };
}

/** Money paid less money given back, major units; null when nobody paid. */
function spendOf(data: Dataset): Float64Array | null {
  const { spend } = memberTable(data);
  return spend.some((s) => s !== 0) ? Float64Array.from(spend, (s) => s / 100) : null;
}
