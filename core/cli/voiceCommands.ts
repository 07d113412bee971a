/** Commands about what members say: surveys, search, feelings, near-duplicates. */
import { resolve } from 'node:path';
import { inProcess, judgeDocuments, similarTexts } from '../api/index.ts';
import { InputError } from '../base/errors.ts';
import { type Flags, list, oneOf, type Parsed, place, text, whole } from './args.ts';
import type { Command } from './commands.ts';
import { linesOfInput } from './lines.ts';
import { peopleFlags, peopleOf, workspace } from './scope.ts';

const engine = inProcess();

export const VOICE_COMMANDS: Record<string, Command> = {
  survey: {
    usage:
      'survey <ws> [--survey ID|TITLE] [--question N] [--by N|TRAIT|attr:NAME|segment:N] [--kano found|F=D,…] [--list] [--where RULE.json] [--segment N]',
    says: 'What a survey says, question by question; --by sets its questions against a question or what is known about the members, --kano pairs questions with and without a feature (found = by their wording), --list names the surveys. Without --survey the latest.',
    flags: { survey: 'text', question: 'text', by: 'text', kano: 'text', list: 'switch', seed: 'text', ...peopleFlags },
    run: survey,
  },
  search: {
    usage:
      'search <ws> QUERY [--order relevance|newest|oldest] [--form a,b] [--language zh,en] [--channel a,b] [--media image,…] [--content N] [--member N] [--from DATE --to DATE] [--where RULE.json] [--segment N] [--offset N] [--limit N]',
    says: 'Texts that hold every word of the query ("in quotes" = just so), with the places where they stand, facets and texts per week.',
    flags: {
      ...Object.fromEntries(
        ['order', 'form', 'language', 'channel', 'media', 'content', 'member', 'from', 'to', 'offset', 'limit'].map((f) => [
          f,
          'text' as const,
        ]),
      ),
      ...peopleFlags,
    },
    run: search,
  },
  sentiment: {
    usage: 'sentiment [--train FILE.tsv] [--threshold 0.24]   (one {"id", "text"} a line on standard input)',
    says: 'Positive, neutral, negative, unsure or not judged, and by which words: a line {"id", "score", "label", "confidence", "language", "words"} for each. --train adds labels for this run (label, tab, text); --threshold is how far from even odds a label must be, 0 to 0.5.',
    flags: { train: 'text', threshold: 'text' },
    isLines: true,
    run({ flags }) {
      const train = text(flags, 'train');
      return judgeDocuments(linesOfInput(), {
        trainFile: train === null ? null : resolve(train),
        threshold: share(flags, 'threshold', 0.5),
      });
    },
  },
  similar: {
    usage: 'similar [--threshold 0.5]   (one {"id", "text"} a line on standard input)',
    says: 'Groups of texts that say the same, one a line: ids, size, lowest and mean similarity (Jaccard of character pairs).',
    flags: { threshold: 'text' },
    isLines: true,
    run: ({ flags }) => similarTexts(linesOfInput(), thresholdOf(flags)),
  },
};

/** A number from 0 to `high`, or null when it is not given. */
function share(flags: Flags, name: string, high: number): number | null {
  const value = text(flags, name);
  if (value === null) return null;
  const n = Number(value);
  if (value.trim() !== '' && n >= 0 && n <= high) return n;
  throw new InputError('bad-option', `--${name} should be a number from 0 to ${high}, got "${value}".`, { option: name });
}

function survey(parsed: Parsed): unknown {
  const path = workspace(parsed);
  const { flags } = parsed;
  const people = peopleOf(flags);
  const surveys = engine.ask(path, 'surveys', people);
  if (surveys.kind === 'unavailable' || flags['list']) return surveys;
  const surveyId = surveyIdOf(surveys.rows, text(flags, 'survey'));
  const by = text(flags, 'by');
  const kano = text(flags, 'kano');
  if (by !== null && kano !== null)
    throw new InputError('bad-option', 'Either --by or --kano should be given, got both. Take one away.', { option: 'by' });
  const result = engine.ask(path, 'survey', { ...people, surveyId });
  if (result.kind === 'unavailable') return result;
  const byPosition = new Map(result.questions.map((q) => [String(q.position), q]));
  const question = (position: string, option: string) => {
    const found = byPosition.get(position);
    if (found) return found;
    throw new InputError(
      'bad-option',
      `--${option} should name a question from 1 to ${result.questions.length}, got "${position}".`,
      { option },
    );
  };
  const wanted = text(flags, 'question');
  if (by !== null) {
    const isQuestion = /^\d+$/.test(by);
    return engine.ask(path, 'surveyCross', {
      ...people,
      surveyId,
      questionId: wanted === null ? null : question(wanted, 'question').questionId,
      byQuestionId: isQuestion ? question(by, 'by').questionId : null,
      by: isQuestion ? null : by,
      seed: whole(flags, 'seed', 1, 0, 2 ** 31),
    });
  }
  if (kano !== null) {
    const pairs =
      kano === 'found' ? null : pairsOf(flags).map((pair) => pair.map((item) => itemOf(item, question)) as [Item, Item]);
    return engine.ask(path, 'surveyKano', { ...people, surveyId, pairs });
  }
  return wanted === null ? result : { ...result, questions: [question(wanted, 'question')] };
}

/** An index that is behind (a workspace of an older format) is brought up to date first. */
function search(parsed: Parsed): unknown {
  const path = workspace(parsed);
  const { flags } = parsed;
  const facets = Object.fromEntries(
    (['form', 'language', 'channel', 'media'] as const)
      .map((f) => [f, list(flags, f)] as const)
      .filter(([, values]) => values.length > 0),
  );
  const number = (name: string) => (text(flags, name) === null ? null : whole(flags, name, 1, 1, 2 ** 31));
  const input = {
    ...peopleOf(flags),
    query: place(parsed.positional, 1, 'What to look for (QUERY)'),
    facets,
    contentNo: number('content'),
    memberNo: number('member'),
    from: text(flags, 'from'),
    to: text(flags, 'to'),
    order: oneOf(flags, 'order', ['relevance', 'newest', 'oldest'] as const, 'relevance'),
    offset: whole(flags, 'offset', 0, 0, 2 ** 31),
    limit: whole(flags, 'limit', 20, 1, 500),
  };
  const result = engine.ask(path, 'texts', input);
  if (result.kind !== 'unavailable' || result.reason !== 'texts-not-indexed') return result;
  engine.write(path, 'indexTexts', { now: Date.now() });
  return engine.ask(path, 'texts', input);
}

interface Item {
  questionId: number;
  row: string | null;
}

/** A question by its place, or `4:Row of the matrix`. */
function itemOf(text: string, question: (position: string, option: string) => { questionId: number }): Item {
  const [position = '', ...row] = text.split(':');
  return { questionId: question(position.trim(), 'kano').questionId, row: row.length > 0 ? row.join(':').trim() : null };
}

function pairsOf(flags: Flags): [string, string][] {
  return list(flags, 'kano').map((pair) => {
    const sides = pair.split('=');
    if (sides.length === 2 && sides.every((side) => side.trim() !== '')) return sides as [string, string];
    throw new InputError('bad-option', `--kano should be pairs such as 3=4,5=6 (with the feature = without it), got "${pair}".`, {
      option: 'kano',
    });
  });
}

function surveyIdOf(rows: readonly { surveyId: number; title: string }[], wanted: string | null): number {
  if (wanted === null) return rows[0]!.surveyId;
  const plain = (title: string) => title.normalize('NFKC').trim().toLowerCase();
  const found =
    rows.filter((row) => String(row.surveyId) === wanted || plain(row.title) === plain(wanted))[0] ??
    only(rows.filter((row) => plain(row.title).includes(plain(wanted))));
  if (found) return found.surveyId;
  throw new InputError(
    'not-found',
    `--survey should be the number or the title of one survey, got "${wanted}". There are: ${rows.map((r) => `${r.surveyId} ${r.title}`).join('; ')}.`,
    { survey: wanted },
  );
}

const only = <T>(rows: readonly T[]): T | undefined => (rows.length === 1 ? rows[0] : undefined);

function thresholdOf(flags: Flags): { threshold?: number } {
  const value = text(flags, 'threshold');
  if (value === null) return {};
  const threshold = value.trim() === '' ? Number.NaN : Number(value);
  if (!Number.isNaN(threshold)) return { threshold };
  throw new InputError('bad-option', `--threshold should be a similarity such as 0.5, got "${value}".`, { option: 'threshold' });
}
