/** What every result carries: where it came from; and the answer "too little data". */

/** Provenance of a number: enough to compute it again. */
export interface From {
  /** Name and version of the method, e.g. `activity/1`. */
  method: string;
  /** Data version of the workspace: rises with every import. */
  snapshot: number;
  /** Rows that were scanned. */
  rows: number;
  /** Files the rows came from, newest first: name and SHA-256. */
  files: { name: string; sha256: string }[];
  /** Options after defaults: what was asked, including filters and zone. */
  options: Record<string, string | number | boolean | null | string[]>;
  exact: boolean;
  seed?: number;
}

/** Too little data is an answer: what was needed, what was there. */
export interface Unavailable {
  kind: 'unavailable';
  reason:
    | 'no-events'
    | 'no-members'
    | 'no-posts'
    | 'no-texts'
    | 'no-contents'
    | 'no-orders'
    | 'no-terms'
    | 'too-few-members'
    | 'too-few-texts'
    | 'too-few-periods'
    | 'too-few-events'
    | 'too-few-imports'
    | 'too-few-orders'
    | 'no-clear-groups'
    | 'texts-not-indexed'
    | 'no-surveys'
    | 'no-answers';
  have: number;
  need: number;
  from: From;
}

export type Result<T> = T | Unavailable;
