/** What the address holds: the scope that analysis pages share, and each list's own filters. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type {
  Basis,
  CompareSide,
  ContentSort,
  FacetField,
  FunnelDefinition,
  Grain,
  Mark,
  MemberSort,
  PathDefinition,
  RetentionDefinition,
  Rule,
  SearchOrder,
  TextFacet,
} from '../../core/api/contract.ts';

export interface Sort<C extends string> {
  column: C;
  direction: 'asc' | 'desc';
}

export interface Search {
  from?: string;
  to?: string;
  basis?: Basis;
  /** Number of a saved segment: only its members count. */
  segment?: number;
  grain?: Grain;
  by?: 'events' | 'members';
  mark?: Mark;
  q?: string;
  facets?: Partial<Record<FacetField, string[]>>;
  /** Computed classes and tags, by trait. */
  classes?: Record<string, string[]>;
  kinds?: string[];
  sort?: Sort<MemberSort>;
  contentSort?: Sort<ContentSort>;
  member?: number;
  /** What a page shows in place of its list. */
  view?: View;
  /** The segment in the builder; absent = a new one, which starts from `rule`. */
  no?: number;
  rule?: Rule;
  /** What is compared, in order. */
  sides?: CompareSide[];
  /** Options of a page, as far as they differ from its defaults: each page checks its own. */
  retention?: RetentionSearch;
  lifecycle?: LifecycleSearch;
  funnel?: Partial<FunnelDefinition>;
  paths?: Partial<PathDefinition> & { compare?: number };
  /** Which part of a page with parts. */
  part?: string;
  /** An attribute, a computed class, or `segment:<number>` to split by. */
  split?: string;
  clusters?: ClustersSearch;
  /** Number of a survey; absent = the latest. */
  survey?: number;
  texts?: TextsSearch;
  voice?: VoiceSearch;
}

/** Voice: grouped by theme unless by topic, and the group that the panels show; absent = the largest. */
export interface VoiceSearch {
  about?: 'theme' | 'topic';
  key?: string;
}

/** The text explorer: what narrows its list besides the query, and what is open. */
export interface TextsSearch {
  facets?: Partial<Record<TextFacet, string[]>>;
  order?: SearchOrder;
  /** Only texts that say the same as this one, as `post-12`. */
  same?: string;
  /** The text that is open beside the list. */
  open?: string;
}

export interface ClustersSearch {
  /** Absent = as many groups as are clear. */
  k?: number;
  /** Absent = all that vary. */
  features?: string[];
  seed?: number;
}

export interface RetentionSearch extends Partial<RetentionDefinition> {
  /** An attribute, a computed class, or `segment:<number>`. */
  breakdown?: string;
  /** The group of the breakdown whose cohorts are listed. */
  group?: string;
  /** Column of the trend. */
  column?: number;
  /** Shows how far each cell moves from On to On or after. */
  isMoved?: boolean;
}

export interface LifecycleSearch {
  /** Period of the flow. */
  start?: string;
  isQuietHidden?: boolean;
  /** Days in the window of the power curve, and its last day. */
  width?: 7 | 28;
  end?: string;
}

export type View = 'edit' | 'compare' | 'trash' | 'tags';

const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value > 0;
const oneOf = <V extends string>(value: unknown, values: readonly V[]): value is V => values.includes(value as V);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keeps what we know how to read; the engine validates the rest again. */
export function readSearch(raw: Record<string, unknown>): Search {
  const search: Search = {};
  if (isDay(raw['from'])) search.from = raw['from'];
  if (isDay(raw['to'])) search.to = raw['to'];
  if (oneOf(raw['basis'], ['events', 'posts', 'all'])) search.basis = raw['basis'];
  if (isNumber(raw['segment'])) search.segment = raw['segment'];
  if (oneOf(raw['grain'], ['day', 'week', 'month'])) search.grain = raw['grain'];
  if (oneOf(raw['by'], ['events', 'members'])) search.by = raw['by'];
  if (isRecord(raw['mark']) && typeof raw['mark']['of'] === 'string') search.mark = raw['mark'] as unknown as Mark;
  if (raw['q'] !== undefined && raw['q'] !== '') search.q = String(raw['q']).slice(0, 200);
  if (isRecord(raw['facets'])) search.facets = raw['facets'] as NonNullable<Search['facets']>;
  if (isRecord(raw['classes'])) search.classes = raw['classes'] as Record<string, string[]>;
  if (Array.isArray(raw['kinds'])) search.kinds = raw['kinds'].map(String);
  if (isRecord(raw['sort'])) search.sort = raw['sort'] as unknown as Sort<MemberSort>;
  if (isRecord(raw['contentSort'])) search.contentSort = raw['contentSort'] as unknown as Sort<ContentSort>;
  if (typeof raw['member'] === 'number') search.member = raw['member'];
  if (typeof raw['part'] === 'string') search.part = raw['part'];
  if (typeof raw['split'] === 'string') search.split = raw['split'];
  if (oneOf(raw['view'], ['edit', 'compare', 'trash', 'tags'])) search.view = raw['view'];
  if (isNumber(raw['no'])) search.no = raw['no'];
  if (isNumber(raw['survey'])) search.survey = raw['survey'];
  if (isRecord(raw['rule'])) search.rule = raw['rule'] as unknown as Rule;
  if (Array.isArray(raw['sides']))
    search.sides = raw['sides'].filter((side) => side === 'rest' || isRecord(side)) as CompareSide[];
  for (const page of ['retention', 'lifecycle', 'funnel', 'paths', 'clusters', 'texts', 'voice'] as const)
    if (isRecord(raw[page])) search[page] = raw[page] as never;
  return search;
}

/** The part that goes along from page to page. */
export const scopeOf = ({ from, to, basis, segment, grain }: Search): Search => clean({ from, to, basis, segment, grain });

export function clean(search: { [K in keyof Search]: Search[K] | undefined }): Search {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== '')) as Search;
}

export function useAddress(): Search {
  return useSearch({ strict: false }) as Search;
}

/** Changes part of the address. `replace` leaves no step in the back list (typing in a field). */
export function useChangeAddress(): (
  change: { [K in keyof Search]: Search[K] | undefined },
  options?: { replace?: boolean },
) => void {
  const navigate = useNavigate();
  return useCallback(
    (change, { replace = false } = {}) =>
      void navigate({ to: '.', search: ((before: Search) => clean({ ...before, ...change })) as never, replace }),
    [navigate],
  );
}

export interface ScopeInput {
  basis: Basis;
  from: string | null;
  to: string | null;
  /** Number of a saved segment; null = all members. */
  segment: number | null;
}

export function useScope(): ScopeInput {
  const { basis = 'all', from = null, to = null, segment = null } = useAddress();
  return useMemo(() => ({ basis, from, to, segment }), [basis, from, to, segment]);
}

/** Opens the members a mark draws, in the scope they were counted in: that of the address unless another is given. */
export function useOpenMark(): (mark: Mark, scope?: Pick<Search, 'from' | 'to' | 'basis' | 'segment'>) => void {
  const navigate = useNavigate();
  const address = useAddress();
  const { from, to, basis, segment, grain } = address;
  return useCallback(
    (mark, scope = clean({ from, to, basis, segment })) =>
      void navigate({ to: '/members', search: clean({ ...scope, grain, mark }) as never }),
    [navigate, from, to, basis, segment, grain],
  );
}
