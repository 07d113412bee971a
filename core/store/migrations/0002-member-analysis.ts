import type { Migration } from '../migrate.ts';

/**
 * What people make of the members: segments, tags, their own cuts and weights; and what the members looked like at each import.
 *
 * Invariants
 * - `segment.definition` is a rule as JSON; a static list is the rule `{"members": [member numbers]}`. Member numbers never change.
 * - A segment in the trash keeps its row (`trashed_at`), so that restoring it brings the same number back; names are unique outside the trash.
 * - `preference` holds one JSON document per name: cuts, weights, a kept clustering. Absent = the defaults of the code.
 * - `profile_snapshot` is written once, by the import it belongs to; its blob is columns, described in core/profile/snapshot.ts.
 */
export const memberAnalysis: Migration = {
  version: 2,
  name: 'member-analysis',
  up: `
CREATE TABLE segment (
  segment_no INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  definition TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  trashed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX segment_by_name ON segment (name) WHERE trashed_at IS NULL;

CREATE TABLE member_tag (
  member_tag_no INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  definition TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE preference (
  preference_no INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  definition TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE profile_snapshot (
  import_id INTEGER PRIMARY KEY REFERENCES import,
  as_of INTEGER NOT NULL,
  members INTEGER NOT NULL,
  columns BLOB NOT NULL
) STRICT;
`,
};
