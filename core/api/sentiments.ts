/** What members feel, over the texts of a workspace: composed of the stream, the judgements, the people and the periods. */
import { UNKNOWN_TIME } from '../base/columns.ts';
import type { From, Result } from '../base/result.ts';
import { readTexts } from '../feedback/index.ts';
import { offsetOf } from '../kernel/calendar.ts';
import {
  type Scope,
  TEXT_FORMS,
  TEXT_ITEMS,
  type TextForm,
  type TextItem,
  textsAt,
  textsInScope,
  textsOfData,
} from '../scope/index.ts';
import { listSegments } from '../segment/index.ts';
import {
  type Agreement,
  agreementOf,
  DEFAULT_THRESHOLD,
  type EvidenceWord,
  type FeelingGroup,
  type FeelingSummary,
  type FeelingTrend,
  feelingByGroup,
  feelingTrend,
  type JudgedTexts,
  judgedTexts,
  judgementsAt,
  ownWords,
  SENTIMENT_LABELS,
  type SentimentGroup,
  type SentimentLabel,
  summaryOf,
  type TextOrder,
  taughtTexts,
} from '../sentiment/index.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';
import { all, sql } from '../store/sql.ts';
import { membersOfRule } from './people.ts';

export interface SentimentOverview {
  kind: 'sentiment';
  summary: FeelingSummary;
  /** null when no text has a time. */
  trend: FeelingTrend | null;
  by: SentimentGroup | null;
  groups: FeelingGroup[];
  from: From;
}

export interface JudgedText {
  item: TextItem;
  no: number;
  form: TextForm;
  text: string;
  atMs: number | null;
  memberNo: number | null;
  handle: string | null;
  contentTitle: string | null;
  /** null when not judged. */
  score: number | null;
  label: SentimentLabel;
  confidence: number;
  isTaught: boolean;
  words: EvidenceWord[];
}

export interface JudgedPage {
  kind: 'sentiment-texts';
  total: number;
  offset: number;
  rows: JudgedText[];
  from: From;
}

export interface SentimentLearning {
  kind: 'sentiment-learning';
  model: string;
  threshold: number;
  defaultThreshold: number;
  /** Of all written texts. */
  written: number;
  judged: number;
  /** Share of written texts with positive, neutral or negative. */
  committed: number;
  labels: { positive: number; neutral: number; negative: number };
  agreement: Agreement;
  words: { word: string; weight: number }[];
  from: From;
}

const MOST_GROUPS = 30;

const optionsOf = (scope: Scope, judged: JudgedTexts): From['options'] => ({
  model: judged.model.name,
  threshold: judged.threshold,
  labels: judged.labels,
  from: scope.from,
  to: scope.to,
  people: scope.people?.label ?? null,
});

/** What do members feel, how does it move, and where is it better or worse? Ratings without words are not texts. */
export function describeSentiment(
  data: Dataset,
  input: { scope: Scope; grain: 'day' | 'week' | 'month'; by: SentimentGroup | null },
): Result<SentimentOverview> {
  const judged = judgedTexts(data);
  const texts = textsOfData(data);
  const chosen = textsInScope(data, input.scope).filter((i) => texts.isWritten[i] === 1);
  const from = fromOf(data, 'sentiment/1', chosen.length, {
    ...optionsOf(input.scope, judged),
    grain: input.grain,
    by: input.by,
  });
  if (chosen.length === 0) return unavailable('no-texts', 0, 1, from);
  const feelings = { score: judged.score, label: judged.label, atMs: texts.atMs, chosen };
  const { keys, of } = groupsOf(data, input.by);
  return {
    kind: 'sentiment',
    summary: summaryOf(judged, chosen),
    trend: feelingTrend(feelings, { grain: input.grain, zone: data.zone }),
    by: input.by,
    groups: input.by === null ? [] : feelingByGroup(feelings, of, keys, MOST_GROUPS),
    from,
  };
}

const NONE: readonly number[] = [];

/** Names of the groups, and which a text belongs to. */
function groupsOf(data: Dataset, by: SentimentGroup | null): { keys: string[]; of: (i: number) => readonly number[] } {
  const texts = textsOfData(data);
  if (by === 'theme' || by === 'topic') {
    const { themes, preference, topics, topic } = readTexts(data);
    const codes = by === 'theme' ? themes.theme : topic;
    return {
      keys: by === 'theme' ? preference.themes.map((one) => one.key) : topics.map((one) => one.key),
      of: (i) => (codes[i]! < 0 ? NONE : [codes[i]!]),
    };
  }
  if (by === 'form') return { keys: [...TEXT_FORMS], of: (i) => [texts.form[i]!] };
  if (by === 'content') {
    const titles = contentTitles(data);
    const keys = [...titles.values()];
    const at = new Map([...titles.keys()].map((no, k) => [no, [k]]));
    return { keys, of: (i) => at.get(texts.contentNo[i]!) ?? NONE };
  }
  if (by === 'cohort') {
    const months = new Map<string, number[]>();
    const offset = offsetOf(data.zone);
    const ofMember = Array.from(data.columns.joined, (s) => {
      if (s === UNKNOWN_TIME) return NONE;
      const month = new Date((s + offset(s)) * 1000).toISOString().slice(0, 7);
      let known = months.get(month);
      if (!known) months.set(month, (known = [months.size]));
      return known;
    });
    return { keys: [...months.keys()], of: (i) => ofMember[texts.memberNo[i]! - 1] ?? NONE };
  }
  if (by === 'segment') {
    const { names, masks } = workingSegments(data);
    return {
      keys: names,
      of: (i) => {
        const m = texts.memberNo[i]! - 1;
        return m < 0 ? NONE : masks.flatMap((mask, s) => (mask[m] === 1 ? [s] : []));
      },
    };
  }
  return { keys: [], of: () => NONE };
}

/** Segments outside the trash whose rule still works. */
function workingSegments(data: Dataset): { names: string[]; masks: Uint8Array[] } {
  const names: string[] = [];
  const masks: Uint8Array[] = [];
  for (const { name, rule, trashedAt } of listSegments(data.db)) {
    if (trashedAt !== null) continue;
    try {
      masks.push(membersOfRule(data, rule));
      names.push(name);
    } catch {
      // What its rule names is gone: the list of segments says so.
    }
  }
  return { names, masks };
}

const contentTitles = (data: Dataset): Map<number, string> =>
  new Map(
    all<{ no: number; title: string }>(
      data.db,
      sql`SELECT content_no AS no, coalesce(title, content_id) AS title FROM content ORDER BY content_no`,
    ).map((c) => [c.no, c.title]),
  );

/** Which texts stand behind a figure, with the words that spoke? */
export function listJudged(
  data: Dataset,
  input: {
    scope: Scope;
    labels: SentimentLabel[];
    forms: TextForm[];
    isTaught: boolean | null;
    order: TextOrder;
    offset: number;
    limit: number;
  },
): Result<JudgedPage> {
  const judged = judgedTexts(data);
  const texts = textsOfData(data);
  const wanted = new Set(input.labels.map((l) => SENTIMENT_LABELS.indexOf(l)));
  const forms = new Set(input.forms.map((f) => TEXT_FORMS.indexOf(f)));
  const chosen = textsInScope(data, input.scope).filter(
    (i) =>
      texts.isWritten[i] === 1 &&
      (wanted.size === 0 || wanted.has(judged.label[i]!)) &&
      (forms.size === 0 || forms.has(texts.form[i]!)) &&
      (input.isTaught === null || input.isTaught === (judged.isTaught[i] === 1)),
  );
  const from = fromOf(data, 'sentiment-texts/1', chosen.length, { ...optionsOf(input.scope, judged), order: input.order });
  if (texts.size === 0) return unavailable('no-texts', 0, 1, from);
  const rank = rankOf(input.order, judged, texts.atMs);
  const page = Array.from(chosen)
    .sort((a, b) => rank(a) - rank(b) || a - b)
    .slice(input.offset, input.offset + input.limit);
  const said = textsAt(data, page);
  const judgements = judgementsAt(data, page, said);
  const titles = contentTitles(data);
  const handles = new Map(
    all<{ no: number; handle: string | null }>(
      data.db,
      sql`SELECT member_no AS no, coalesce(handle, member_id) AS handle FROM member WHERE member_no IN (SELECT value FROM json_each(${JSON.stringify(page.map((i) => texts.memberNo[i]!))}))`,
    ).map((m) => [m.no, m.handle]),
  );
  return {
    kind: 'sentiment-texts',
    total: chosen.length,
    offset: input.offset,
    rows: page.map((i, n): JudgedText => {
      const { score, label, confidence, words } = judgements[n]!;
      return {
        item: TEXT_ITEMS[texts.item[i]!]!,
        no: texts.no[i]!,
        form: TEXT_FORMS[texts.form[i]!]!,
        text: said[n]!,
        atMs: Number.isNaN(texts.atMs[i]!) ? null : texts.atMs[i]!,
        memberNo: texts.memberNo[i] === 0 ? null : texts.memberNo[i]!,
        handle: handles.get(texts.memberNo[i]!) ?? null,
        contentTitle: titles.get(texts.contentNo[i]!) ?? null,
        score: Number.isNaN(score) ? null : score,
        label,
        confidence,
        isTaught: judged.isTaught[i] === 1,
        words,
      };
    }),
    from,
  };
}

/** Smaller comes first. */
function rankOf(order: TextOrder, judged: JudgedTexts, atMs: Float64Array): (i: number) => number {
  if (order === 'newest') return (i) => -(Number.isNaN(atMs[i]!) ? 0 : atMs[i]!);
  if (order === 'strongest') return (i) => -Math.abs(Number.isNaN(judged.score[i]!) ? 0 : judged.score[i]!);
  return (i) => (Number.isNaN(judged.score[i]!) ? 2 : judged.confidence[i]!);
}

/** What has the model been taught here, and does it agree more with people since? */
export function describeLearning(data: Dataset): Result<SentimentLearning> {
  const judged = judgedTexts(data);
  const texts = textsOfData(data);
  const taught = taughtTexts(data);
  let written = 0;
  let read = 0;
  let committed = 0;
  for (let i = 0; i < texts.size; i++) {
    if (texts.isWritten[i] !== 1) continue;
    written++;
    const label = SENTIMENT_LABELS[judged.label[i]!]!;
    if (label !== 'not-judged') read++;
    if (label === 'positive' || label === 'neutral' || label === 'negative') committed++;
  }
  const from = fromOf(data, 'sentiment-learning/1', taught.length, { model: judged.model.name, threshold: judged.threshold });
  if (written === 0) return unavailable('no-texts', 0, 1, from);
  const count = (label: string) => taught.filter((t) => t.label === label).length;
  return {
    kind: 'sentiment-learning',
    model: judged.model.name,
    threshold: judged.threshold,
    defaultThreshold: DEFAULT_THRESHOLD,
    written,
    judged: read,
    committed: committed / written,
    labels: { positive: count('positive'), neutral: count('neutral'), negative: count('negative') },
    agreement: agreementOf(judged.model, taught, { threshold: judged.threshold }),
    words: ownWords(data.db),
    from,
  };
}
