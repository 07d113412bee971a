import type { Reader } from '../store/connection.ts';
import { otherDefinitions, segmentRecords } from './queries.ts';

/** Something whose definition names a segment. */
export interface Use {
  kind: 'segment' | 'tag' | 'preference';
  name: string;
  /** Of a segment; null otherwise. */
  segmentNo: number | null;
  isTrashed: boolean;
  /** It names the segment itself, not only something that does. */
  isDirect: boolean;
  /** Names from the segment's direct user to this one, e.g. `["New buyers", "At risk"]`; one name when it is direct. */
  way: string[];
}

interface Node {
  key: string;
  kind: Use['kind'];
  name: string;
  segmentNo: number | null;
  isTrashed: boolean;
  /** Keys of what it names. */
  names: Set<string>;
}

/** What would change with a segment: other segments, tags and kept settings that name it, directly or through each other.
 *  A definition names a segment by a field `segment` or `segmentNo` (number or name), and a tag by the trait `tag:<name>`.
 *  @returns direct uses first, then by distance.   Cost: reads every definition once. */
export function usedBy(db: Reader, segmentNo: number): Use[] {
  const nodes = definitions(db);
  const found: Use[] = [];
  const seen = new Set([`segment:${segmentNo}`]);
  let edge: { key: string; way: string[] }[] = [{ key: `segment:${segmentNo}`, way: [] }];
  for (let isDirect = true; edge.length > 0; isDirect = false) {
    const next: typeof edge = [];
    for (const { key, way } of edge) {
      for (const node of nodes) {
        if (seen.has(node.key) || !node.names.has(key)) continue;
        seen.add(node.key);
        const { kind, name, isTrashed } = node;
        found.push({ kind, name, segmentNo: node.segmentNo, isTrashed, isDirect, way: [...way, name] });
        next.push({ key: node.key, way: [...way, name] });
      }
    }
    edge = next;
  }
  return found;
}

function definitions(db: Reader): Node[] {
  const segments = segmentRecords(db);
  const numbers = new Map(segments.filter((s) => s.trashedAt === null).map((s) => [s.name, s.segmentNo]));
  return [
    ...segments.map((s) => ({
      key: `segment:${s.segmentNo}`,
      kind: 'segment' as const,
      name: s.name,
      segmentNo: s.segmentNo,
      isTrashed: s.trashedAt !== null,
      names: namedIn(s.definition, numbers),
    })),
    ...otherDefinitions(db).map(({ kind, name, definition }) => ({
      key: `${kind}:${name}`,
      kind,
      name,
      segmentNo: null,
      isTrashed: false,
      names: namedIn(definition, numbers),
    })),
  ];
}

/** @param numbers of live segments by name */
function namedIn(definition: string, numbers: Map<string, number>): Set<string> {
  const names = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [field, inner] of Object.entries(value)) {
      // of a list: its places
      if (field === 'segment' || field === 'segmentNo') {
        const no = typeof inner === 'string' ? numbers.get(inner) : inner;
        if (typeof no === 'number') names.add(`segment:${no}`);
      }
      if (field === 'trait' && typeof inner === 'string' && inner.startsWith('tag:')) names.add(inner);
      walk(inner);
    }
  };
  try {
    walk(JSON.parse(definition));
  } catch {
    // a definition that is no JSON names nothing
  }
  return names;
}
