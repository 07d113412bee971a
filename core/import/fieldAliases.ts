/**
 * Other names a recipe written by hand may use for a field. The one list:
 *
 *   id, key                                                  the key of the entity's own rows
 *   member, user, member_id, user_id, author, customer ...   the member the row belongs to (of a member: its key)
 *   item, item_id, content, content_id, course, product ...  the content the row is about (of a content: its key)
 *   post, post_id, message_id                                the post the row is about (of a post: its key)
 *   time, timestamp, date, at, when                          the main time, see MAIN_TIME
 *   text, body, message                                      the words of a post, content or feedback
 *   name                                                     handle of a member, title of a content
 *   amount, price, score ...                                 see OWN
 *   type, action, event                                      kind
 *
 * A name that is a field of the entity is never an alias.
 */
import { type EntityName, entityOf } from './entities.ts';

const KEY = ['id', 'key', 'native_id'];
const MEMBER = [
  'member',
  'user',
  'member_id',
  'user_id',
  'author',
  'author_id',
  'customer',
  'customer_id',
  'student',
  'student_id',
  'owner',
  'sender',
];
const CONTENT = [
  'item',
  'item_id',
  'content',
  'content_id',
  'course',
  'course_id',
  'product',
  'product_id',
  'lesson',
  'lesson_id',
  'article',
  'article_id',
];
const POST = ['post', 'post_id', 'message_id', 'comment_id'];
const TIME = ['time', 'timestamp', 'date', 'at', 'when', 'datetime'];

/** What "time" means where there are several. */
export const MAIN_TIME: Partial<Record<EntityName, string>> = {
  member: 'joined_at',
  attribute: 'valid_from',
  membership: 'started_at',
  content: 'published_at',
  event: 'occurred_at',
  post: 'created_at',
  reaction: 'reacted_at',
  order: 'ordered_at',
  feedback: 'created_at',
  survey: 'opens_at',
  response: 'submitted_at',
  mod_item: 'opened_at',
  mod_report: 'reported_at',
  mod_decision: 'decided_at',
  campaign: 'starts_at',
  campaign_touch: 'occurred_at',
  experiment: 'started_at',
  assignment: 'assigned_at',
  exposure: 'exposed_at',
  assessment_result: 'submitted_at',
};

/** alias -> fields, the first that the entity has. */
const OWN: Record<string, string[]> = {
  text: ['body_text', 'text', 'value_text', 'note'],
  body: ['body_text', 'text'],
  message: ['body_text', 'text'],
  comment: ['body_text', 'text', 'note'],
  content_text: ['body_text'],
  name: ['handle', 'title', 'name'],
  nickname: ['handle'],
  username: ['handle'],
  title: ['title', 'name'],
  amount: ['amount', 'value', 'budget'],
  price: ['price', 'amount', 'value'],
  rating: ['rating', 'value'],
  score: ['score', 'rating', 'value'],
  stars: ['rating', 'value'],
  type: ['kind'],
  action: ['kind'],
  event: ['kind'],
  verb: ['kind'],
  reply_to: ['parent_key'],
  parent: ['parent_key', 'parent_id'],
  parent_id: ['parent_key', 'parent_id'],
  thread: ['thread_key'],
  thread_id: ['thread_key'],
  session: ['session_key'],
  campaign: ['campaign_key'],
  campaign_id: ['campaign_key'],
  experiment: ['experiment_key'],
  experiment_id: ['experiment_key'],
  duration: ['duration_s', 'duration_ms'],
  channel: ['channel', 'acquisition_channel'],
  source: ['acquisition_channel', 'channel'],
  tag: ['tags'],
  job: ['occupation'],
  sex: ['gender'],
};

/** The entity's field that a recipe means; null when it has none of that name. */
export function resolveField(entity: EntityName, name: string): string | null {
  const { fields } = entityOf(entity);
  if (Object.hasOwn(fields, name)) return name;
  const alias = name
    .trim()
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  if (Object.hasOwn(fields, alias)) return alias;
  if (KEY.includes(alias)) return has(fields, 'source_key');
  if (TIME.includes(alias)) return MAIN_TIME[entity] ?? null;
  if (MEMBER.includes(alias)) return entity === 'member' ? 'source_key' : ofType(entity, 'member');
  if (POST.includes(alias) && (entity === 'post' || ofType(entity, 'post')))
    return entity === 'post' ? 'source_key' : ofType(entity, 'post');
  const own = Object.hasOwn(OWN, alias) ? OWN[alias]!.find((field) => Object.hasOwn(fields, field)) : undefined;
  if (own) return own;
  if (CONTENT.includes(alias)) return entity === 'content' ? 'source_key' : ofType(entity, 'content');
  return null;
}

const has = (fields: object, name: string): string | null => (Object.hasOwn(fields, name) ? name : null);

function ofType(entity: EntityName, type: 'member' | 'content' | 'post'): string | null {
  return Object.entries(entityOf(entity).fields).find(([, field]) => field.type === type)?.[0] ?? null;
}
