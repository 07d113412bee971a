/** Exports that are recognised by their tables: the recipe each of them gets. */
import { ENTITIES, type EntityName, entityOf } from './entities.ts';
import type { TableHead } from './readers/reader.ts';
import type { FieldSource, Recipe, TableRecipe } from './recipe.ts';
import type { SourceFormat } from './types.ts';

export interface Recognised {
  format: SourceFormat;
  recipe: Recipe;
  /** Zone the format fixes for times without a mark. */
  zone?: string;
}

type Heads = Pick<TableHead, 'name' | 'columns'>[];

/** @param anchor first day of relative dates. @returns null when it is none of these: then a recipe is guessed or given. */
export function recogniseFormat(tables: Heads, anchor: string | null): Recognised | null {
  return stackExchange(tables) ?? oulad(tables, anchor) ?? hearthExport(tables);
}

/** Tables of a known format, by name whatever the case. */
function finder(tables: Heads) {
  const byName = new Map(tables.map((t) => [t.name.toLowerCase(), t]));
  return (name: string, ...needs: string[]) => {
    const table = byName.get(name.toLowerCase());
    return table && needs.every((c) => table.columns.includes(c)) ? table : null;
  };
}

/** Only fields whose column is there: dumps leave out columns that no row fills. */
function present(table: { columns: string[] }, fields: Record<string, FieldSource>): Record<string, FieldSource> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, from]) => {
      if (typeof from === 'string') return table.columns.includes(from);
      return 'const' in from || table.columns.includes(from.column);
    }),
  );
}

/** Stack Exchange data dump; times are UTC without a mark (meta.stackexchange.com/questions/2677). */
function stackExchange(tables: Heads): Recognised | null {
  const find = finder(tables);
  const users = find('Users', 'Id', 'CreationDate');
  const posts = find('Posts', 'Id', 'PostTypeId');
  const comments = find('Comments', 'Id', 'PostId');
  const votes = find('Votes', 'Id', 'VoteTypeId');
  const badges = find('Badges', 'Id', 'UserId', 'Date');
  const history = find('PostHistory', 'Id', 'PostHistoryTypeId');
  if (!posts && !votes && !(users && (comments || badges))) return null;
  const recipe: TableRecipe[] = [];
  const comment = (column: string): FieldSource => ({ column, prefix: 'comment-' });
  if (users) {
    recipe.push({
      match: users.name,
      entity: 'member',
      fields: present(users, {
        source_key: 'Id',
        handle: 'DisplayName',
        joined_at: { column: 'CreationDate', format: 'iso' },
        region: 'Location',
        role: { column: 'Id', values: { '-1': 'bot' }, otherwise: 'member' },
        'attr:reputation': 'Reputation',
        'attr:profile views': 'Views',
        'attr:up-votes given': 'UpVotes',
        'attr:down-votes given': 'DownVotes',
        'attr:last access': 'LastAccessDate',
      }),
    });
  }
  if (posts) {
    recipe.push({
      match: posts.name,
      entity: 'post',
      fields: present(posts, {
        source_key: 'Id',
        kind: {
          column: 'PostTypeId',
          values: {
            1: 'question',
            2: 'answer',
            3: 'system',
            4: 'system',
            5: 'system',
            6: 'announcement',
            7: 'system',
            8: 'system',
          },
        },
        parent_key: 'ParentId',
        author_id: 'OwnerUserId',
        author_name: 'OwnerDisplayName',
        title: 'Title',
        body_html: 'Body',
        created_at: { column: 'CreationDate', format: 'iso' },
        edited_at: { column: 'LastEditDate', format: 'iso' },
        score: 'Score',
        view_count: 'ViewCount',
        tags: 'Tags',
      }),
    });
  }
  if (comments) {
    recipe.push({
      match: comments.name,
      entity: 'post',
      fields: present(comments, {
        source_key: comment('Id'),
        kind: { const: 'comment' },
        parent_key: 'PostId',
        author_id: 'UserId',
        author_name: 'UserDisplayName',
        body_text: 'Text',
        created_at: { column: 'CreationDate', format: 'iso' },
        score: 'Score',
      }),
    });
  }
  if (votes) {
    const kind: FieldSource = {
      column: 'VoteTypeId',
      values: {
        1: 'accept',
        2: 'upvote',
        3: 'downvote',
        4: 'flag',
        5: 'favourite',
        6: 'close',
        7: 'reopen',
        8: 'bounty',
        9: 'bounty',
        10: 'delete',
        11: 'undelete',
        12: 'flag',
        15: 'review',
        16: 'edit',
      },
    };
    const hasUser = votes.columns.includes('UserId');
    recipe.push({
      match: votes.name,
      entity: 'reaction',
      ...(hasUser ? { where: { UserId: [''] } } : {}),
      fields: present(votes, {
        source_key: 'Id',
        post_id: 'PostId',
        kind,
        value: 'BountyAmount',
        reacted_at: { column: 'CreationDate', format: 'iso' },
      }),
    });
    if (hasUser) {
      recipe.push({
        match: votes.name,
        entity: 'event',
        where: { UserId: ['*'] },
        fields: present(votes, {
          source_key: { column: 'Id', prefix: 'vote-' },
          member_id: 'UserId',
          kind: { const: 'vote' },
          occurred_at: { column: 'CreationDate', format: 'iso' },
          value: 'BountyAmount',
        }),
      });
    }
  }
  if (badges) {
    recipe.push({
      match: badges.name,
      entity: 'event',
      fields: present(badges, {
        source_key: { column: 'Id', prefix: 'badge-' },
        member_id: 'UserId',
        kind: { const: 'badge' },
        occurred_at: { column: 'Date', format: 'iso' },
        label: 'Name',
      }),
    });
  }
  if (history) {
    const decided = { PostHistoryTypeId: ['10', '11', '12', '13', '14', '15'] };
    recipe.push({
      match: history.name,
      entity: 'mod_item',
      where: decided,
      fields: present(history, {
        source_key: 'PostId',
        target_type: { const: 'post' },
        target_key: 'PostId',
        status: {
          column: 'PostHistoryTypeId',
          values: { 10: 'rejected', 11: 'approved', 12: 'removed', 13: 'approved', 14: 'rejected', 15: 'approved' },
        },
        opened_at: { column: 'CreationDate', format: 'iso' },
        closed_at: { column: 'CreationDate', format: 'iso' },
      }),
    });
    recipe.push({
      match: history.name,
      entity: 'mod_decision',
      where: decided,
      fields: present(history, {
        source_key: 'Id',
        item_key: 'PostId',
        operator: 'UserId',
        action: {
          column: 'PostHistoryTypeId',
          values: { 10: 'hide', 11: 'restore', 12: 'delete', 13: 'restore', 14: 'hide', 15: 'restore' },
        },
        reason: 'Comment',
        decided_at: { column: 'CreationDate', format: 'iso' },
      }),
    });
  }
  return { format: 'stackexchange', recipe: { name: 'Stack Exchange', tables: recipe }, zone: 'UTC' };
}

/** Open University Learning Analytics Dataset: days count from the start of a presentation, `2013J` = October, `B` = February. */
function oulad(tables: Heads, anchor: string | null): Recognised | null {
  const find = finder(tables);
  const info = find('studentInfo', 'id_student', 'code_presentation');
  const registration = find('studentRegistration', 'id_student', 'date_registration');
  const clicks = find('studentVle', 'id_student', 'id_site', 'sum_click');
  const sites = find('vle', 'id_site', 'activity_type');
  const assessments = find('assessments', 'id_assessment', 'assessment_type');
  const results = find('studentAssessment', 'id_assessment', 'id_student');
  if (!clicks && !(info && registration)) return null;
  const anchors = anchor ? {} : presentationStarts();
  const days = (column: string): FieldSource => ({
    column,
    format: { relativeDays: anchor ?? '2013-10-01', by: { column: 'code_presentation', anchors } },
  });
  const course: FieldSource = { column: 'code_module', with: ['code_presentation'] };
  const recipe: TableRecipe[] = [];
  if (info) {
    recipe.push({
      match: info.name,
      entity: 'member',
      fields: present(info, {
        source_key: 'id_student',
        gender: { column: 'gender', values: { M: 'male', F: 'female' } },
        region: 'region',
        education: 'highest_education',
        age_band: 'age_band',
        'attr:imd_band': { column: 'imd_band', values: { '10-20': '10-20%' } },
        'attr:disability': 'disability',
        'attr:studied_credits': 'studied_credits',
        'attr:num_of_prev_attempts': 'num_of_prev_attempts',
        'attr:final_result': 'final_result',
        'attr:presentation': course,
      }),
    });
  }
  if (registration) {
    recipe.push({
      match: registration.name,
      entity: 'member',
      fields: present(registration, {
        source_key: 'id_student',
        joined_at: days('date_registration'),
        left_at: days('date_unregistration'),
      }),
    });
  }
  if (sites) {
    recipe.push({
      match: sites.name,
      entity: 'content',
      fields: present(sites, {
        source_key: 'id_site',
        title: { column: 'activity_type', with: ['id_site'] },
        kind: {
          column: 'activity_type',
          values: OULAD_KIND,
          otherwise: 'other',
        },
        tags: 'activity_type',
      }),
    });
  }
  if (assessments) {
    recipe.push({
      match: assessments.name,
      entity: 'content',
      fields: present(assessments, {
        source_key: { column: 'id_assessment', prefix: 'assessment-' },
        title: { column: 'assessment_type', with: ['id_assessment'] },
        kind: { const: 'assessment' },
        published_at: days('date'),
      }),
    });
  }
  if (clicks) {
    recipe.push({
      match: clicks.name,
      entity: 'event',
      fields: present(clicks, {
        member_id: 'id_student',
        content_id: 'id_site',
        kind: { const: 'click' },
        occurred_at: days('date'),
        value: 'sum_click',
      }),
    });
  }
  if (results) {
    recipe.push({
      match: results.name,
      entity: 'assessment_result',
      fields: present(results, {
        source_key: { column: 'id_assessment', with: ['id_student'] },
        member_id: 'id_student',
        content_id: { column: 'id_assessment', prefix: 'assessment-' },
        score: 'score',
        score_max: { const: 100 },
        is_banked: 'is_banked',
      }),
    });
  }
  return { format: 'oulad', recipe: { name: 'OULAD', tables: recipe } };
}

/** Presentations run from 2012 on; later ones keep the rule. */
function presentationStarts(): Record<string, string> {
  const starts: Record<string, string> = {};
  for (let year = 2012; year <= 2040; year++) {
    starts[`${year}B`] = `${year}-02-01`;
    starts[`${year}J`] = `${year}-10-01`;
  }
  return starts;
}

const OULAD_KIND: Record<string, string> = {
  oucontent: 'lesson',
  resource: 'file',
  url: 'article',
  homepage: 'course',
  page: 'article',
  subpage: 'article',
  quiz: 'assessment',
  externalquiz: 'assessment',
  forumng: 'post',
  ouelluminate: 'live',
  ouwiki: 'article',
  glossary: 'article',
  htmlactivity: 'lesson',
};
/** What Hearth itself writes: tables named after entities (or their store tables), columns named after fields. */
function hearthExport(tables: Heads): Recognised | null {
  const byTable = new Map<string, EntityName>();
  for (const name of Object.keys(ENTITIES) as EntityName[]) {
    byTable.set(name, name);
    byTable.set(entityOf(name).table, name);
  }
  const recipe: TableRecipe[] = [];
  for (const table of tables) {
    const entity = byTable.get(table.name.toLowerCase());
    if (!entity) continue;
    const fields = entityOf(entity).fields;
    const known = table.columns.filter((c) => c in fields || c.startsWith('attr:'));
    const needed = Object.entries(fields).filter(([, f]) => f.required);
    if (known.length !== table.columns.length || needed.some(([name]) => !known.includes(name))) return null;
    const from = (c: string): FieldSource => {
      const type = fields[c]?.type;
      if (type === 'time') return { column: c, format: 'epoch-ms', missing: [] };
      return type === 'text' ? { column: c, missing: [] } : c;
    };
    recipe.push({ match: table.name, entity, fields: Object.fromEntries(known.map((c) => [c, from(c)])) });
  }
  return recipe.length > 0 && recipe.length === tables.length
    ? { format: 'hearth', recipe: { name: 'Hearth', tables: recipe }, zone: 'UTC' }
    : null;
}
