/** Who touched which content, over all events, found once: the features of members and the ranking of contents read the same pass. */
import type { EventColumns } from '../base/columns.ts';

export interface Touches {
  /** Int32[members]: different contents of each member. */
  contents: Int32Array;
  /** Int32[contents + 1]; index = content number: events, and different members. */
  events: Int32Array;
  members: Int32Array;
}

/** Stamp array, no sets.
 *  @param contents largest content number.   Cost: three look-ups an event in tables of the size of the contents. */
export function countTouches(columns: EventColumns, contents: number): Touches {
  const { off, content } = columns;
  const own = new Int32Array(columns.members);
  const events = new Int32Array(contents + 1);
  const members = new Int32Array(contents + 1);
  const seenBy = new Int32Array(contents + 1); // last member + 1 that touched the content
  for (let m = 0; m < columns.members; m++) {
    const stamp = m + 1;
    const end = off[m + 1]!;
    let distinct = 0;
    seenBy[0] = stamp; // no content is not a content
    for (let i = off[m]!; i < end; i++) {
      const c = content[i]!;
      const isNew = (seenBy[c]! - stamp) >>> 31; // 1 where an earlier stamp stands; written so that the processor has nothing to guess
      events[c]!++;
      members[c]! += isNew;
      distinct += isNew;
      seenBy[c] = stamp;
    }
    own[m] = distinct;
  }
  events[0] = 0;
  return { contents: own, events, members };
}
