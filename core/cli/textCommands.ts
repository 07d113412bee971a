/** Commands over documents from stdin: one line in, one line out. */
import { resolve } from 'node:path';
import { documentJudge } from '../api/index.ts';
import { InputError } from '../base/errors.ts';
import { type Flags, type Parsed, text } from './args.ts';
import { type LineCommand, readDocuments } from './ndjson.ts';

export const TEXT_COMMANDS: Record<string, LineCommand> = {
  sentiment: {
    usage: 'sentiment [--train FILE.tsv] [--threshold 0.24] < texts.ndjson',
    says: 'Positive, neutral or negative, by which words: reads lines {"id", "text"}, writes lines {"id", "score", "label", "confidence", "language", "words"}. --train adds labels of your own for this run (label, tab, text); --threshold is how far from even odds a label must be (0 to 0.5).',
    flags: { train: 'text', threshold: 'text' },
    lines: judgeDocuments,
  },
};

async function* judgeDocuments({ flags }: Parsed): AsyncGenerator<object, void, undefined> {
  const train = text(flags, 'train');
  const judge = documentJudge({
    trainFile: train === null ? null : resolve(train),
    threshold: share(flags, 'threshold', 0, 0.5),
  });
  for await (const { id, text: said } of readDocuments(process.stdin)) {
    const { score, label, confidence, language, words } = judge(said);
    yield { id, score: Number.isNaN(score) ? null : rounded(score), label, confidence: rounded(confidence), language, words };
  }
}

const rounded = (x: number): number => Math.round(x * 1e4) / 1e4;

function share(flags: Flags, name: string, low: number, high: number): number | null {
  const value = text(flags, name);
  if (value === null) return null;
  const n = Number(value);
  if (value.trim() !== '' && n >= low && n <= high) return n;
  throw new InputError('bad-option', `--${name} should be a number from ${low} to ${high}, got "${value}".`, { option: name });
}
