import type { TextItem, TextRef } from '../../../core/api/contract.ts';
import type { ScopeInput, TextsSearch } from '../../app/search.ts';

export const refName = ({ item, no }: TextRef): string => `${item}-${no}`;

export function refOf(name: string | undefined): TextRef | null {
  const match = /^(post|feedback|answer)-(\d+)$/.exec(name ?? '');
  return match ? { item: match[1] as TextItem, no: Number(match[2]) } : null;
}

/** What the engine is asked for. */
export function listInput(q: string, texts: TextsSearch, { from, to, segment }: ScopeInput) {
  return {
    query: q,
    facets: texts.facets ?? {},
    order: texts.order ?? ('relevance' as const),
    sameAs: refOf(texts.same),
    from,
    to,
    segment,
  };
}
