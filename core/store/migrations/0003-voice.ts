import type { Migration } from '../migrate.ts';

/**
 * What people make of what members say: corrected labels, their own words, and the board of issues.
 *
 * Invariants
 * - Reasons for a refund are feedback of their own kind, and a survey may ask for a ranking: both tables are made anew, because a CHECK cannot be
 *   changed in place.
 * - A text is named by `(item_kind, item_no)`: a post, a feedback entry or an answer, by its row number. Row numbers never change.
 * - `text_label` holds at most one value per text and question; taking a correction back deletes the row.
 * - `lexicon_word.weight` is -5..5, the scale of the word lists that ship.
 * - What images show (`alt_text`) and what is said in sound and film (`transcript`) are part of a text, as an export gives them.
 * - `text_index` and `text_trait` are made from posts, feedback and answers and can always be made anew; they hold every import up to
 *   `meta.texts_import`. Their row number is four times the item's number plus the item: 0 a post, 1 feedback, 2 an answer.
 *   `text_index` holds no text, only tokens (core/kernel/text/searchTokens.ts).
 * - `post_image` holds the images that lay beside an export: the hash of the file, and of its look 16 hexadecimal digits (core/kernel/image/imageHash.ts;
 *   NULL where the format is not read, or the image is of one colour). The files themselves are not kept.
 * - A card in the trash keeps its row and its evidence; `position` orders the cards of a column.
 */
export const voice: Migration = {
  version: 3,
  name: 'voice',
  up: `
CREATE TABLE feedback_3 (
  feedback_id INTEGER PRIMARY KEY,
  source_no INTEGER NOT NULL,
  source_key TEXT NOT NULL,
  member_no INTEGER,
  content_no INTEGER,
  post_no INTEGER,
  kind TEXT NOT NULL DEFAULT 'rating' CHECK (kind IN ('rating', 'review', 'complaint', 'suggestion', 'exit_reason', 'refund_reason')),
  rating REAL,
  rating_max REAL,
  text TEXT,
  created_at INTEGER,
  import_id INTEGER NOT NULL,
  UNIQUE (source_no, source_key)
) STRICT;
INSERT INTO feedback_3
SELECT feedback_id, source_no, source_key, member_no, content_no, post_no, kind, rating, rating_max, text, created_at, import_id
FROM feedback;
DROP TABLE feedback;
ALTER TABLE feedback_3 RENAME TO feedback;
CREATE INDEX feedback_by_content ON feedback (content_no, created_at);
CREATE INDEX feedback_by_member ON feedback (member_no, created_at);

CREATE TABLE question_3 (
  question_id INTEGER PRIMARY KEY,
  source_no INTEGER NOT NULL,
  source_key TEXT NOT NULL,
  survey_key TEXT NOT NULL,
  position INTEGER,
  kind TEXT CHECK (kind IN ('single', 'multi', 'scale', 'nps', 'matrix', 'ranking', 'text', 'number', 'date')),
  text TEXT,
  scale_min REAL,
  scale_max REAL,
  options TEXT,
  import_id INTEGER NOT NULL,
  UNIQUE (source_no, source_key)
) STRICT;
INSERT INTO question_3
SELECT question_id, source_no, source_key, survey_key, position, kind, text, scale_min, scale_max, options, import_id
FROM question;
DROP TABLE question;
ALTER TABLE question_3 RENAME TO question;

CREATE TABLE text_label (
  text_label_no INTEGER PRIMARY KEY,
  about TEXT NOT NULL CHECK (about IN ('sentiment', 'topic', 'theme')),
  item_kind TEXT NOT NULL CHECK (item_kind IN ('post', 'feedback', 'answer')),
  item_no INTEGER NOT NULL,
  value TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (about, item_kind, item_no)
) STRICT;

CREATE TABLE lexicon_word (
  lexicon_word_no INTEGER PRIMARY KEY,
  word TEXT NOT NULL UNIQUE,
  weight REAL NOT NULL CHECK (weight BETWEEN -5 AND 5),
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE issue_card (
  card_no INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  topic TEXT,
  status TEXT NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'planned', 'doing', 'done')),
  position REAL NOT NULL DEFAULT 0,
  owner TEXT NOT NULL DEFAULT '',
  fix TEXT NOT NULL DEFAULT '',
  fixed_on TEXT,
  metric TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  trashed_at INTEGER
) STRICT;

CREATE TABLE issue_evidence (
  issue_evidence_no INTEGER PRIMARY KEY,
  card_no INTEGER NOT NULL,
  item_kind TEXT NOT NULL CHECK (item_kind IN ('post', 'feedback', 'answer')),
  item_no INTEGER NOT NULL,
  UNIQUE (card_no, item_kind, item_no)
) STRICT;

ALTER TABLE post ADD COLUMN alt_text TEXT;
ALTER TABLE post ADD COLUMN transcript TEXT;
ALTER TABLE content ADD COLUMN alt_text TEXT;
ALTER TABLE content ADD COLUMN transcript TEXT;

CREATE VIRTUAL TABLE text_index USING fts5 (body, content = '', contentless_delete = 1, tokenize = 'ascii');

CREATE TABLE text_trait (
  text_no INTEGER PRIMARY KEY,
  language INTEGER NOT NULL,
  media INTEGER NOT NULL
) STRICT;

CREATE TABLE post_image (
  post_no INTEGER NOT NULL,
  source TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  look TEXT,
  PRIMARY KEY (post_no, source)
) STRICT;
`,
};
