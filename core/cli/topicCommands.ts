/** Commands about what members say: topics, themes of feedback, corrections. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { inProcess } from '../api/index.ts';
import { InputError } from '../base/errors.ts';
import { type Flags, list, oneOf, type Parsed, text, whole } from './args.ts';
import type { Command } from './commands.ts';
import { peopleFlags, peopleOf, workspace } from './scope.ts';

const engine = inProcess();

const voiceFlags = {
  from: 'text',
  to: 'text',
  ...peopleFlags,
  corrections: 'text',
  label: 'text',
  about: 'text',
  save: 'switch',
  k: 'text',
  signals: 'text',
  seed: 'text',
  pick: 'text',
  limit: 'text',
} as const;
const USUAL =
  '[--corrections FILE.tsv] [--label KEY=VALUE,…] [--about topic|theme] [--save] [--from DATE --to DATE] [--where RULE.json] [--segment N] [--seed N]';

export const TOPIC_COMMANDS: Record<string, Command> = {
  topics: {
    usage: `topics <ws> [--topic NAME [--pick central|unsure|latest] [--limit N]] [--k N] [--signals all|text] [--brief] ${USUAL}`,
    says: 'What members talk about: topics found in the texts, with the topic and the theme of every text (--brief leaves these out). --corrections reads checked texts, one a line: key, tab, topic, and optionally tab, topic or theme; they teach this run, or with --save are kept. --topic shows one topic: weeks, who says it, texts.',
    flags: { ...voiceFlags, topic: 'text', brief: 'switch' },
    run(parsed) {
      const { flags } = parsed;
      const path = workspace(parsed);
      const question = questionOf(path, flags, 'topic');
      const topic = text(flags, 'topic');
      if (topic !== null) return one(path, question, flags, 'topic', topic);
      return engine.ask(path, 'topics', { ...question, withTexts: flags['brief'] !== true });
    },
  },
  feedback: {
    usage: `feedback <ws> [--theme KEY [--pick central|unsure|latest] [--limit N]] ${USUAL}`,
    says: 'What kind of feedback it is, by the themes of the community, with change, weeks and emerging words; and the signs without words: ratings, refunds, leaves, expiries. --theme shows one theme: weeks, who says it, texts.',
    flags: { ...voiceFlags, theme: 'text' },
    run(parsed: Parsed) {
      const { flags } = parsed;
      const path = workspace(parsed);
      const question = questionOf(path, flags, 'theme');
      const theme = text(flags, 'theme');
      return theme === null ? engine.ask(path, 'feedback', question) : one(path, question, flags, 'theme', theme);
    },
  },
};

type About = 'topic' | 'theme';
type Question = ReturnType<typeof questionOf>;

const one = (path: string, question: Question, flags: Flags, about: About, key: string) =>
  engine.ask(path, 'voiceOne', {
    ...question,
    about,
    key,
    pick: oneOf(flags, 'pick', ['central', 'unsure', 'latest'] as const, 'central'),
    limit: whole(flags, 'limit', 6, 1, 100),
  });

/** Reads the corrections, keeps them with --save, else passes them on as a sample. */
function questionOf(path: string, flags: Flags, otherwise: About) {
  const about = oneOf(flags, 'about', ['topic', 'theme'] as const, otherwise);
  const given = [...correctionsOf(text(flags, 'corrections'), about), ...labelsOf(flags, about)];
  const names = given.length === 0 ? [] : engine.ask(path, 'textsOfNames', { names: given.map((g) => g.name) });
  const labels = given.map(({ about: of, value }, i) => ({ ...names[i]!, about: of, value }));
  if (flags['save'] && labels.length > 0) engine.write(path, 'labelTopic', { labels, now: Date.now() });
  return {
    ...peopleOf(flags),
    from: text(flags, 'from'),
    to: text(flags, 'to'),
    k: text(flags, 'k') === null ? null : whole(flags, 'k', 8, 2, 40),
    signals: oneOf(flags, 'signals', ['all', 'text'] as const, 'all'),
    seed: whole(flags, 'seed', 1, 0, 2 ** 31),
    sample: flags['save'] ? [] : labels,
  };
}

interface Given {
  name: string;
  value: string;
  about: About;
}

/** @throws InputError file-not-found; bad-option: a line that is not key, tab, topic */
function correctionsOf(path: string | null, about: About): Given[] {
  if (path === null) return [];
  let content: string;
  try {
    content = readFileSync(resolve(path), 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    throw new InputError('file-not-found', `There is no file of corrections at ${path}.`, { path }, cause);
  }
  const given: Given[] = [];
  content.split(/\r?\n/).forEach((line, n) => {
    if (line.trim() === '') return;
    const [name = '', value = '', of = about] = line.split('\t').map((cell) => cell.trim());
    if (n === 0 && /^(key|id|source_key)$/i.test(name)) return; // names of the columns
    if (name === '' || value === '' || (of !== 'topic' && of !== 'theme'))
      throw new InputError(
        'bad-option',
        `Line ${n + 1} of ${path} should be a key, a tab and a topic (then, if wanted, a tab and topic or theme), got "${line}".`,
        { path, line: n + 1 },
      );
    given.push({ name, value, about: of });
  });
  return given;
}

function labelsOf(flags: Flags, about: About): Given[] {
  return list(flags, 'label').map((pair) => {
    const at = pair.indexOf('=');
    if (at > 0 && at < pair.length - 1) return { name: pair.slice(0, at).trim(), value: pair.slice(at + 1).trim(), about };
    throw new InputError('bad-option', `--label should be pairs such as p00012=writing, got "${pair}".`, { option: 'label' });
  });
}
