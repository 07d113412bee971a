/** A first recipe for tables nobody described: which entity each is, and which column is which field. The person importing corrects it. */
import { type ColumnProfile, normalName, profileColumn } from './columnTypes.ts';
import { ENTITIES, type EntityName, entityOf } from './entities.ts';
import { type FieldMatch, type GuessOptions, looksSecret, matchFields } from './guessFields.ts';
import { TABLE_WORDS } from './guessWords.ts';
import type { FieldSource, Recipe, TableRecipe } from './recipe.ts';
import { translationFor } from './translateValues.ts';
import type { ColumnGuess } from './types.ts';

export type { GuessOptions } from './guessFields.ts';

export interface SampledTable {
  name: string;
  columns: readonly string[];
  /** First rows, one array of cells a row. */
  sample: readonly (readonly (string | null)[])[];
}

export interface TableGuess {
  name: string;
  /** `field` is the recipe's field that reads the column. */
  columns: ColumnGuess[];
}

export interface GuessedRecipe {
  recipe: Recipe;
  /** One for each table given, in order. */
  tables: TableGuess[];
}

/** Tables for which no entity fits are left out of the recipe. Method: table name, then the number of fields whose names
 *  (entities.ts) and values match; do not trust it for tables with fewer than three known columns. */
export function guessRecipe(tables: readonly SampledTable[], options: GuessOptions = {}): GuessedRecipe {
  const recipe: Recipe = { tables: [] };
  const guesses = tables.map((table) => {
    const profiles = table.columns.map((name, i) =>
      profileColumn(
        name,
        table.sample.map((row) => row[i] ?? null),
      ),
    );
    const guess = guessTable(table.name, profiles, options);
    if (guess) recipe.tables.push(guess);
    return { name: table.name, columns: profiles.map((profile) => columnGuess(profile, guess)) };
  });
  return { recipe, tables: guesses };
}

/** Entities that can be told from their columns alone; the first wins between equals. */
const CANDIDATES: EntityName[] = [
  'event',
  'post',
  'order',
  'feedback',
  'reaction',
  'member',
  'content',
  'membership',
  'campaign_touch',
  'assessment_result',
  'campaign',
  'attribute',
];

interface Candidate {
  entity: EntityName;
  matches: FieldMatch[];
  score: number;
}

const NAME_BONUS = 3;
/** With less than this, no entity is better than none. */
const MIN_SCORE = 2;

function guessTable(name: string, columns: ColumnProfile[], options: GuessOptions): TableRecipe | undefined {
  const named = entityByName(name);
  const entities = named && !CANDIDATES.includes(named) ? [named, ...CANDIDATES] : CANDIDATES;
  let best: Candidate | undefined;
  for (const entity of entities) {
    const matches = withoutRepeats(entity, matchFields(entity, columns, options));
    if (!isPossible(entity, matches, entity === named)) continue;
    const score = scoreOf(entity, matches) + (entity === named ? NAME_BONUS : 0);
    if (!best || score > best.score) best = { entity, matches, score };
  }
  if (!best || best.score < MIN_SCORE || best.matches.length === 0) return undefined;
  best = ratedItems(best, columns, options) ?? best;
  return { match: name, entity: best.entity, fields: fieldsOf(name, best, columns) };
}

/** A name word as a whole word of the table's name; Chinese words anywhere in it. */
function entityByName(name: string): EntityName | undefined {
  const whole = normalName(name);
  if (Object.hasOwn(ENTITIES, whole)) return whole as EntityName;
  const parts = new Set([
    whole,
    ...name
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .normalize('NFKC')
      .toLowerCase()
      .split(/[^\p{L}]+/u),
  ]);
  return TABLE_WORDS.find(([, words]) => words.some((word) => (word >= '\u4e00' ? whole.includes(word) : parts.has(word))))?.[0];
}

/** Two fields that are stored in one column (age and birth_year) are not both filled. */
function withoutRepeats(entity: EntityName, matches: FieldMatch[]): FieldMatch[] {
  const { fields } = entityOf(entity);
  const stored = new Set<string>();
  return matches.filter(({ field }) => {
    const column = fields[field]?.column ?? field;
    if (stored.has(column)) return false;
    stored.add(column);
    return true;
  });
}

/** The required fields are there. Keys can be made from row numbers, and some kinds follow from the table. */
function isPossible(entity: EntityName, matches: FieldMatch[], isNamed: boolean): boolean {
  const has = (field: string) => matches.some((match) => match.field === field);
  if (entity === 'reaction' && ((!has('post_id') && !has('content_id')) || (!isNamed && !has('kind')))) return false;
  if (entity === 'post' && !has('body_text') && !has('body_html') && !has('title')) return false;
  if (entity === 'order' && !has('amount') && !has('amount_minor') && !has('paid_at') && !has('status')) return false;
  if (entity === 'feedback' && !has('rating') && !has('text')) return false;
  return Object.entries(entityOf(entity).fields).every(
    ([name, field]) => !field.required || has(name) || name === 'source_key' || (entity === 'reaction' && name === 'kind'),
  );
}

function scoreOf(entity: EntityName, matches: FieldMatch[]): number {
  const { fields } = entityOf(entity);
  let score = 0;
  for (const { field } of matches) {
    const { type, required } = fields[field]!;
    // anything may have a row id: it says nothing about the entity
    if (field === 'source_key') score += 0.5;
    else if (type === 'secret') score += 0.5;
    else score += required ? 1.5 : 1;
  }
  return score;
}

/** Who rated what, when: an event, so that it takes part in activity and recommendation. With words it stays feedback. */
function ratedItems(best: Candidate, columns: ColumnProfile[], options: GuessOptions): Candidate | undefined {
  if (best.entity !== 'feedback' || best.matches.some(({ field }) => field === 'text')) return undefined;
  const matches = matchFields('event', columns, options);
  const has = (field: string) => matches.some((match) => match.field === field);
  return has('member_id') && has('content_id') && has('occurred_at')
    ? { entity: 'event', matches, score: best.score }
    : undefined;
}

function fieldsOf(table: string, { entity, matches }: Candidate, columns: ColumnProfile[]): Record<string, FieldSource> {
  const fields: Record<string, FieldSource> = {};
  for (const match of matches) fields[match.field] = sourceOf(entity, match);
  const names = new Set(matches.map(({ column }) => normalName(column.name)));
  if (entity === 'event' && !fields['kind']) fields['kind'] = { const: eventKind(table, names, fields) };
  if (entity === 'reaction' && !fields['kind']) fields['kind'] = { const: 'like' };
  if (entity === 'feedback' && !fields['kind']) fields['kind'] = { const: fields['text'] ? 'review' : 'rating' };
  if (entity === 'post' && !fields['parent_key'] && fields['source_key']) addParent(fields, columns, matches);
  if (entity === 'member') addAttributes(fields, columns, matches);
  return fields;
}

function sourceOf(entity: EntityName, { field, column, timeFormat }: FieldMatch): FieldSource {
  if (timeFormat) return { column: column.name, format: timeFormat };
  const values = translationFor(entity, field, column.texts);
  return values ? { column: column.name, values } : column.name;
}

const RATING_NAMES = ['rating', 'score', 'stars', 'star', '评分', '星级'];
const KIND_BY_NAME: [kind: string, words: string[]][] = [
  ['click', ['click', 'vle', '点击']],
  ['login', ['login', '登录', '登陆']],
  ['purchase', ['purchase', 'buy', '购买', '支付']],
  ['complete', ['completion', 'complete', '完成']],
  ['play', ['play', '播放']],
  ['checkin', ['checkin', '打卡', '签到']],
  ['attend', ['attend', '出席']],
];

function eventKind(table: string, names: Set<string>, fields: Record<string, FieldSource>): string {
  if (fields['value'] && RATING_NAMES.some((name) => names.has(name))) return 'x_rating';
  const name = normalName(table);
  return KIND_BY_NAME.find(([, words]) => words.some((word) => name.includes(word)))?.[0] ?? 'view';
}

/** A comment's post is what it answers. */
function addParent(fields: Record<string, FieldSource>, columns: ColumnProfile[], matches: FieldMatch[]): void {
  const used = new Set(matches.map(({ column }) => column));
  const parent = columns.find(
    (column) => !used.has(column) && ['postid', '帖子id', 'topicid', '主题id'].includes(normalName(column.name)),
  );
  if (parent) fields['parent_key'] = parent.name;
}

/** What else is known about people is kept, except what identifies them, and row numbers without a name. */
function addAttributes(fields: Record<string, FieldSource>, columns: ColumnProfile[], matches: FieldMatch[]): void {
  const used = new Set(matches.map(({ column }) => column));
  const bands = columns.find(
    (column) => !used.has(column) && column.type === 'text' && ['age', '年龄'].includes(normalName(column.name)),
  );
  if (bands && !fields['age_band'] && bands.texts.some((text) => /\d/.test(text))) {
    fields['age_band'] = bands.name;
    used.add(bands);
  }
  for (const column of columns) {
    if (used.has(column) || looksSecret(column)) continue;
    if (/^column \d+$/.test(column.name) && column.type === 'int') continue;
    fields[`attr:${column.name}`] = column.name;
  }
}

function columnGuess(profile: ColumnProfile, table: TableRecipe | undefined): ColumnGuess {
  const { name, type, missing, distinct, samples } = profile;
  const guess: ColumnGuess = { name, type, missing, distinct, samples, field: null };
  for (const [field, source] of Object.entries(table?.fields ?? {})) {
    const column = typeof source === 'string' ? source : 'column' in source ? source.column : null;
    if (column !== name) continue;
    guess.field = field;
    if (typeof source === 'object' && 'column' in source && source.format) guess.timeFormat = source.format;
    break;
  }
  return guess;
}
