import type { Migration } from '../migrate.ts';

/**
 * The canonical model: what every export becomes.
 *
 * Invariants
 * - Text ids are `<source>:<native id>`; the native id stays in `source_key`. Tables that events point at have an
 *   INTEGER row number (`member_no`, `content_no`, `post_no`), because an event row that repeats text ids is twice as large.
 * - `event.event_id` IS the position in (member, time) order: a member's timeline is the rowid range
 *   `member.ev_from .. member.ev_to - 1` (empty when equal). The import keeps this true; nothing else writes `event`.
 * - `*_at` are milliseconds since 1970 UTC; `time_s` of an event is seconds, because the columns in memory are.
 * - `native_key` of an event is the native id itself when it is a whole number in 0..2^53-1, else the negative 62-bit hash
 *   of its text, else NULL (the row had no key).
 * - Import never deletes a row; it inserts and updates on the natural key.
 */
export const canonicalModel: Migration = {
  version: 1,
  name: 'canonical-model',
  up: `
CREATE TABLE community (
  community_no INTEGER PRIMARY KEY CHECK (community_no = 1),
  name TEXT NOT NULL,
  tz TEXT NOT NULL DEFAULT 'UTC',
  currency TEXT NOT NULL DEFAULT 'CNY',
  is_synthetic INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE source (
  source_no INTEGER PRIMARY KEY,
  source_id TEXT NOT NULL UNIQUE,
  format TEXT NOT NULL,
  label TEXT NOT NULL,
  tz TEXT NOT NULL DEFAULT 'UTC',
  mapping TEXT,
  id_salt TEXT NOT NULL
) STRICT;

CREATE TABLE import (
  import_id INTEGER PRIMARY KEY,
  started_at INTEGER NOT NULL,
  finished_at INTEGER NOT NULL,
  changes TEXT NOT NULL DEFAULT '[]'
) STRICT;

CREATE TABLE import_file (
  file_no INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import,
  source_no INTEGER NOT NULL REFERENCES source,
  file_name TEXT NOT NULL,
  file_sha256 TEXT NOT NULL,
  file_bytes INTEGER NOT NULL,
  format TEXT NOT NULL,
  encoding TEXT,
  dialect TEXT,
  recipe_hash TEXT NOT NULL,
  rows_read INTEGER NOT NULL,
  rows_inserted INTEGER NOT NULL,
  rows_updated INTEGER NOT NULL,
  rows_skipped INTEGER NOT NULL,
  rows_rejected INTEGER NOT NULL
) STRICT;
CREATE INDEX import_file_by_hash ON import_file (source_no, file_sha256);

CREATE TABLE import_issue (
  issue_id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import,
  file_name TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('info', 'warn', 'error')),
  code TEXT NOT NULL,
  file_row INTEGER,
  column_name TEXT,
  sample TEXT,
  count INTEGER NOT NULL
) STRICT;
CREATE INDEX import_issue_by_code ON import_issue (import_id, code);

CREATE TABLE import_column (
  import_id INTEGER NOT NULL REFERENCES import,
  file_name TEXT NOT NULL,
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  position INTEGER NOT NULL,
  field TEXT,
  rows INTEGER NOT NULL,
  missing INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  minimum TEXT,
  maximum TEXT,
  samples TEXT NOT NULL,
  PRIMARY KEY (import_id, file_name, table_name, position)
) STRICT;

CREATE TABLE member (
  member_no INTEGER PRIMARY KEY,
  member_id TEXT NOT NULL,
  source_no INTEGER NOT NULL REFERENCES source,
  source_key TEXT NOT NULL,
  handle TEXT,
  joined_at INTEGER,
  left_at INTEGER,
  role TEXT NOT NULL DEFAULT 'member' CHECK (role IN ('owner', 'admin', 'moderator', 'expert', 'member', 'bot', 'guest')),
  status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'expired', 'suspended', 'deleted')),
  birth_year INTEGER,
  age_band TEXT,
  gender TEXT,
  occupation TEXT,
  education TEXT,
  region TEXT,
  country TEXT,
  city TEXT,
  acquisition_channel TEXT,
  plan TEXT,
  is_implied INTEGER NOT NULL DEFAULT 0,
  is_synthetic INTEGER NOT NULL DEFAULT 0,
  props TEXT,
  import_id INTEGER NOT NULL,
  ev_from INTEGER NOT NULL DEFAULT 0,
  ev_to INTEGER NOT NULL DEFAULT 0,
  UNIQUE (source_no, source_key)
) STRICT;
CREATE INDEX member_by_joined ON member (joined_at);
CREATE INDEX member_by_role ON member (role, status);

CREATE TABLE member_alias (
  source_no INTEGER NOT NULL,
  source_key TEXT NOT NULL,
  member_no INTEGER NOT NULL REFERENCES member,
  kind TEXT NOT NULL CHECK (kind IN ('merge', 'rename', 'cross_platform')),
  confidence REAL,
  PRIMARY KEY (source_no, source_key)
) STRICT;

CREATE TABLE member_attribute (
  member_no INTEGER NOT NULL REFERENCES member,
  name TEXT NOT NULL,
  value_text TEXT,
  value_num REAL,
  unit TEXT,
  valid_from INTEGER NOT NULL DEFAULT 0,
  valid_to INTEGER,
  import_id INTEGER NOT NULL,
  PRIMARY KEY (member_no, name, valid_from)
) STRICT;
CREATE INDEX member_attribute_by_value ON member_attribute (name, value_text);

CREATE TABLE membership (
  membership_id INTEGER PRIMARY KEY,
  source_no INTEGER NOT NULL,
  source_key TEXT NOT NULL,
  member_no INTEGER NOT NULL REFERENCES member,
  plan TEXT,
  started_at INTEGER,
  ended_at INTEGER,
  renewed_from TEXT,
  status TEXT CHECK (status IN ('trial', 'active', 'grace', 'expired', 'refunded')),
  import_id INTEGER NOT NULL,
  UNIQUE (source_no, source_key)
) STRICT;
CREATE INDEX membership_by_member ON membership (member_no, started_at);
CREATE INDEX membership_by_ended ON membership (ended_at);

CREATE TABLE content (
  content_no INTEGER PRIMARY KEY,
  content_id TEXT NOT NULL,
  source_no INTEGER NOT NULL REFERENCES source,
  source_key TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT 'article' CHECK (kind IN ('article', 'video', 'audio', 'course', 'lesson', 'live', 'file', 'column', 'assessment', 'post', 'other')),
  title TEXT,
  summary TEXT,
  body_text TEXT,
  body_format TEXT,
  lang TEXT,
  author_no INTEGER REFERENCES member,
  parent_no INTEGER REFERENCES content,
  position INTEGER,
  media_type TEXT,
  duration_ms INTEGER,
  word_count INTEGER,
  access TEXT CHECK (access IN ('free', 'paid', 'member')),
  price_minor INTEGER,
  currency TEXT,
  published_at INTEGER,
  updated_at INTEGER,
  removed_at INTEGER,
  url TEXT,
  content_license TEXT,
  is_implied INTEGER NOT NULL DEFAULT 0,
  props TEXT,
  import_id INTEGER NOT NULL,
  UNIQUE (source_no, source_key)
) STRICT;
CREATE INDEX content_by_parent ON content (parent_no);
CREATE INDEX content_by_kind ON content (kind, published_at);

CREATE TABLE tag (
  tag_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  parent_id INTEGER
) STRICT;
CREATE TABLE content_tag (
  content_no INTEGER NOT NULL REFERENCES content,
  tag_id INTEGER NOT NULL REFERENCES tag,
  origin TEXT NOT NULL CHECK (origin IN ('author', 'rule', 'operator')),
  weight REAL NOT NULL DEFAULT 1,
  PRIMARY KEY (content_no, tag_id)
) STRICT;
CREATE TABLE post_tag (
  post_no INTEGER NOT NULL REFERENCES post,
  tag_id INTEGER NOT NULL REFERENCES tag,
  origin TEXT NOT NULL CHECK (origin IN ('author', 'rule', 'operator')),
  weight REAL NOT NULL DEFAULT 1,
  PRIMARY KEY (post_no, tag_id)
) STRICT;

CREATE TABLE event_kind (
  kind INTEGER PRIMARY KEY CHECK (kind BETWEEN 0 AND 254),
  name TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('observed', 'derived')),
  UNIQUE (name, origin)
) STRICT;

CREATE TABLE event (
  event_id INTEGER PRIMARY KEY,
  member_no INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  content_no INTEGER,
  post_no INTEGER,
  time_s INTEGER NOT NULL,
  value REAL,
  source_no INTEGER NOT NULL,
  native_key INTEGER,
  time_precision INTEGER NOT NULL,
  detail TEXT
) STRICT;

CREATE TABLE post (
  post_no INTEGER PRIMARY KEY,
  post_id TEXT NOT NULL,
  source_no INTEGER NOT NULL REFERENCES source,
  source_key TEXT NOT NULL,
  thread_key TEXT,
  thread_no INTEGER,
  parent_key TEXT,
  parent_no INTEGER,
  reply_to_member_no INTEGER,
  content_no INTEGER REFERENCES content,
  channel TEXT,
  kind TEXT NOT NULL DEFAULT 'message' CHECK (kind IN ('topic', 'reply', 'comment', 'question', 'answer', 'message', 'announcement', 'system')),
  author_no INTEGER REFERENCES member,
  author_name TEXT,
  title TEXT,
  body_text TEXT,
  body_html TEXT,
  lang TEXT,
  created_at INTEGER,
  edited_at INTEGER,
  deleted_at INTEGER,
  is_accepted INTEGER NOT NULL DEFAULT 0,
  is_pinned INTEGER NOT NULL DEFAULT 0,
  is_digest INTEGER NOT NULL DEFAULT 0,
  score INTEGER,
  like_count INTEGER,
  reply_count INTEGER,
  view_count INTEGER,
  reward_minor INTEGER,
  depth INTEGER,
  attachments TEXT,
  props TEXT,
  import_id INTEGER NOT NULL,
  UNIQUE (source_no, source_key)
) STRICT;
CREATE INDEX post_by_thread ON post (thread_no, created_at);
CREATE INDEX post_by_author ON post (author_no, created_at);
CREATE INDEX post_by_parent ON post (parent_no);

CREATE TABLE reaction (
  reaction_id INTEGER PRIMARY KEY,
  source_no INTEGER NOT NULL,
  source_key TEXT NOT NULL,
  post_no INTEGER,
  content_no INTEGER,
  member_no INTEGER,
  kind TEXT NOT NULL CHECK (kind IN ('like', 'upvote', 'downvote', 'emoji', 'favourite', 'bounty', 'share', 'accept', 'flag', 'close', 'reopen', 'delete', 'undelete', 'review', 'edit', 'other')),
  emoji TEXT,
  value INTEGER,
  count INTEGER NOT NULL DEFAULT 1,
  reacted_at INTEGER,
  import_id INTEGER NOT NULL,
  UNIQUE (source_no, source_key)
) STRICT;
CREATE INDEX reaction_by_post ON reaction (post_no, kind);

CREATE TABLE survey (
  survey_id INTEGER PRIMARY KEY,
  source_no INTEGER NOT NULL,
  source_key TEXT NOT NULL,
  title TEXT,
  opens_at INTEGER,
  import_id INTEGER NOT NULL,
  UNIQUE (source_no, source_key)
) STRICT;
CREATE TABLE question (
  question_id INTEGER PRIMARY KEY,
  source_no INTEGER NOT NULL,
  source_key TEXT NOT NULL,
  survey_key TEXT NOT NULL,
  position INTEGER,
  kind TEXT CHECK (kind IN ('single', 'multi', 'scale', 'nps', 'matrix', 'text', 'number', 'date')),
  text TEXT,
  scale_min REAL,
  scale_max REAL,
  options TEXT,
  import_id INTEGER NOT NULL,
  UNIQUE (source_no, source_key)
) STRICT;
CREATE TABLE response (
  response_id INTEGER PRIMARY KEY,
  source_no INTEGER NOT NULL,
  source_key TEXT NOT NULL,
  survey_key TEXT NOT NULL,
  member_no INTEGER,
  started_at INTEGER,
  submitted_at INTEGER,
  channel TEXT,
  import_id INTEGER NOT NULL,
  UNIQUE (source_no, source_key)
) STRICT;
CREATE TABLE answer (
  answer_id INTEGER PRIMARY KEY,
  source_no INTEGER NOT NULL,
  source_key TEXT NOT NULL,
  response_key TEXT NOT NULL,
  question_key TEXT NOT NULL,
  option_key TEXT NOT NULL DEFAULT '',
  value_num REAL,
  value_text TEXT,
  import_id INTEGER NOT NULL,
  UNIQUE (source_no, source_key)
) STRICT;
CREATE INDEX answer_by_question ON answer (source_no, question_key);

CREATE TABLE feedback (
  feedback_id INTEGER PRIMARY KEY,
  source_no INTEGER NOT NULL,
  source_key TEXT NOT NULL,
  member_no INTEGER,
  content_no INTEGER,
  post_no INTEGER,
  kind TEXT NOT NULL DEFAULT 'rating' CHECK (kind IN ('rating', 'review', 'complaint', 'suggestion', 'exit_reason')),
  rating REAL,
  rating_max REAL,
  text TEXT,
  created_at INTEGER,
  import_id INTEGER NOT NULL,
  UNIQUE (source_no, source_key)
) STRICT;
CREATE INDEX feedback_by_content ON feedback (content_no, created_at);
CREATE INDEX feedback_by_member ON feedback (member_no, created_at);

CREATE TABLE mod_item (
  item_id INTEGER PRIMARY KEY,
  source_no INTEGER NOT NULL,
  source_key TEXT NOT NULL,
  target_type TEXT NOT NULL CHECK (target_type IN ('post', 'content', 'member', 'feedback')),
  target_key TEXT NOT NULL,
  target_member_no INTEGER,
  status TEXT NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'approved', 'rejected', 'ignored', 'removed', 'escalated')),
  severity TEXT CHECK (severity IN ('low', 'medium', 'high')),
  risk REAL,
  opened_at INTEGER,
  due_at INTEGER,
  closed_at INTEGER,
  assignee TEXT,
  origin TEXT NOT NULL DEFAULT 'import' CHECK (origin IN ('report', 'rule', 'import', 'operator')),
  import_id INTEGER NOT NULL,
  UNIQUE (source_no, source_key)
) STRICT;
CREATE INDEX mod_item_by_status ON mod_item (status, risk DESC);
CREATE TABLE mod_report (
  report_id INTEGER PRIMARY KEY,
  source_no INTEGER NOT NULL,
  source_key TEXT NOT NULL,
  item_key TEXT NOT NULL,
  reporter_no INTEGER,
  reason TEXT CHECK (reason IN ('spam', 'off_topic', 'abuse', 'ad', 'sexual', 'violence', 'illegal', 'personal_attack', 'privacy', 'copyright', 'other')),
  native_reason TEXT,
  note TEXT,
  weight REAL,
  reported_at INTEGER,
  import_id INTEGER NOT NULL,
  UNIQUE (source_no, source_key)
) STRICT;
CREATE TABLE mod_decision (
  decision_id INTEGER PRIMARY KEY,
  source_no INTEGER NOT NULL,
  source_key TEXT NOT NULL,
  item_key TEXT NOT NULL,
  operator TEXT,
  action TEXT NOT NULL CHECK (action IN ('keep', 'hide', 'delete', 'edit', 'warn', 'mute', 'ban', 'escalate', 'restore')),
  reason TEXT,
  note TEXT,
  rule_id INTEGER,
  decided_at INTEGER,
  reverses_id INTEGER,
  features TEXT,
  score_shown REAL,
  import_id INTEGER NOT NULL,
  UNIQUE (source_no, source_key)
) STRICT;

CREATE TABLE purchase_order (
  order_no INTEGER PRIMARY KEY,
  source_no INTEGER NOT NULL,
  source_key TEXT NOT NULL,
  member_no INTEGER,
  status TEXT CHECK (status IN ('placed', 'paid', 'refunded', 'cancelled')),
  ordered_at INTEGER,
  paid_at INTEGER,
  refunded_at INTEGER,
  amount_minor INTEGER,
  refund_minor INTEGER,
  currency TEXT,
  channel TEXT,
  coupon TEXT,
  campaign_key TEXT,
  content_no INTEGER,
  plan TEXT,
  qty INTEGER NOT NULL DEFAULT 1,
  import_id INTEGER NOT NULL,
  UNIQUE (source_no, source_key)
) STRICT;
CREATE INDEX purchase_order_by_member ON purchase_order (member_no, paid_at);

CREATE TABLE campaign (
  campaign_no INTEGER PRIMARY KEY,
  source_no INTEGER NOT NULL,
  source_key TEXT NOT NULL,
  name TEXT,
  mechanism TEXT CHECK (mechanism IN ('topic', 'poll', 'expert_qa', 'activity', 'checkin', 'live', 'push', 'email', 'coupon')),
  goal_metric TEXT,
  target_segment TEXT,
  host_no INTEGER,
  starts_at INTEGER,
  ends_at INTEGER,
  status TEXT CHECK (status IN ('draft', 'planned', 'running', 'done', 'cancelled')),
  budget_minor INTEGER,
  utm TEXT,
  expected REAL,
  actual REAL,
  props TEXT,
  import_id INTEGER NOT NULL,
  UNIQUE (source_no, source_key)
) STRICT;
CREATE INDEX campaign_by_start ON campaign (starts_at, status);
CREATE TABLE campaign_touch (
  touch_id INTEGER PRIMARY KEY,
  source_no INTEGER NOT NULL,
  source_key TEXT NOT NULL,
  campaign_key TEXT NOT NULL,
  member_no INTEGER,
  kind TEXT NOT NULL CHECK (kind IN ('sent', 'delivered', 'opened', 'clicked', 'joined', 'submitted', 'converted', 'opted_out')),
  occurred_at INTEGER,
  value REAL,
  import_id INTEGER NOT NULL,
  UNIQUE (source_no, source_key)
) STRICT;
CREATE INDEX campaign_touch_by_campaign ON campaign_touch (source_no, campaign_key, kind);
CREATE INDEX campaign_touch_by_member ON campaign_touch (member_no);

CREATE TABLE experiment (
  experiment_no INTEGER PRIMARY KEY,
  source_no INTEGER NOT NULL,
  source_key TEXT NOT NULL,
  name TEXT,
  hypothesis TEXT,
  unit TEXT CHECK (unit IN ('member', 'session', 'impression')),
  status TEXT,
  started_at INTEGER,
  stopped_at INTEGER,
  primary_metric TEXT,
  mde REAL,
  alpha REAL,
  power REAL,
  planned_n INTEGER,
  arms TEXT,
  decision TEXT CHECK (decision IN ('ship', 'stop', 'iterate')),
  decided_at INTEGER,
  decision_note TEXT,
  import_id INTEGER NOT NULL,
  UNIQUE (source_no, source_key)
) STRICT;
CREATE TABLE assignment (
  assignment_id INTEGER PRIMARY KEY,
  source_no INTEGER NOT NULL,
  source_key TEXT NOT NULL,
  experiment_key TEXT NOT NULL,
  unit_key TEXT NOT NULL,
  member_no INTEGER,
  arm TEXT NOT NULL,
  assigned_at INTEGER,
  propensity REAL,
  import_id INTEGER NOT NULL,
  UNIQUE (source_no, source_key)
) STRICT;
CREATE INDEX assignment_by_experiment ON assignment (source_no, experiment_key, arm);
CREATE TABLE exposure (
  exposure_id INTEGER PRIMARY KEY,
  source_no INTEGER NOT NULL,
  source_key TEXT NOT NULL,
  experiment_key TEXT NOT NULL,
  unit_key TEXT NOT NULL,
  member_no INTEGER,
  arm TEXT NOT NULL,
  content_no INTEGER,
  position INTEGER,
  propensity REAL,
  reward REAL,
  exposed_at INTEGER,
  import_id INTEGER NOT NULL,
  UNIQUE (source_no, source_key)
) STRICT;
CREATE INDEX exposure_by_experiment ON exposure (source_no, experiment_key, arm);

CREATE TABLE assessment_result (
  result_id INTEGER PRIMARY KEY,
  source_no INTEGER NOT NULL,
  source_key TEXT NOT NULL,
  member_no INTEGER NOT NULL,
  content_no INTEGER,
  attempt INTEGER NOT NULL DEFAULT 1,
  submitted_at INTEGER,
  score REAL,
  score_max REAL,
  passed INTEGER,
  is_banked INTEGER NOT NULL DEFAULT 0,
  import_id INTEGER NOT NULL,
  UNIQUE (source_no, source_key)
) STRICT;
CREATE INDEX assessment_result_by_member ON assessment_result (member_no);

CREATE TABLE recipe (
  recipe_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  definition TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE TABLE member_note (
  note_id INTEGER PRIMARY KEY,
  member_id TEXT NOT NULL UNIQUE,
  note TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE change_action (
  action_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  params TEXT NOT NULL,
  at INTEGER NOT NULL,
  undone_at INTEGER
) STRICT;
CREATE TABLE change_row (
  change_id INTEGER PRIMARY KEY,
  action_id INTEGER NOT NULL REFERENCES change_action ON DELETE CASCADE,
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  before TEXT,
  after TEXT
) STRICT;
CREATE INDEX change_row_by_action ON change_row (action_id);
CREATE TABLE change_state (
  state_no INTEGER PRIMARY KEY CHECK (state_no = 1),
  action_id INTEGER
) STRICT;
INSERT INTO change_state (state_no, action_id) VALUES (1, NULL);

CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
INSERT INTO meta (name, value) VALUES ('snapshot', '0'), ('clean_exit', '1');

CREATE VIEW event_text AS
SELECT e.event_id, m.member_id, m.handle, k.name AS kind, k.origin, c.content_id, c.title AS content_title, p.post_id,
  datetime(e.time_s, 'unixepoch') AS occurred_at, e.value, s.source_id,
  CASE e.time_precision WHEN 0 THEN 'second' WHEN 1 THEN 'day' ELSE 'relative' END AS time_precision, e.detail
FROM event e
JOIN member m ON m.member_no = e.member_no
JOIN event_kind k ON k.kind = e.kind
JOIN source s ON s.source_no = e.source_no
LEFT JOIN content c ON c.content_no = e.content_no
LEFT JOIN post p ON p.post_no = e.post_no;
`,
};
