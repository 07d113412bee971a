import { describe, expect, test } from 'vitest';
import { InputError } from '../../../core/base/errors.ts';
import { ENTITIES, type EntityName, entityOf } from '../../../core/import/entities.ts';
import { MAIN_TIME, resolveField } from '../../../core/import/fieldAliases.ts';
import { checkRecipe } from '../../../core/import/recipeCheck.ts';

const table = (entity: string, fields: unknown, more: object = {}) => ({ tables: [{ match: 't', entity, fields, ...more }] });

function refused(json: unknown): string {
  try {
    checkRecipe(json);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).code).toBe('bad-recipe');
    return (error as InputError).message;
  }
  throw new Error('was accepted');
}

describe('recipes', () => {
  test('a full one passes unchanged', () => {
    const recipe = {
      name: 'shop',
      tables: [
        {
          match: 'users*',
          entity: 'member',
          fields: {
            source_key: { column: 'id', with: ['shop'], prefix: 'a-' },
            gender: { column: 'sex', values: { 男: 'male' }, missing: ['0'] },
            joined_at: { column: 'at', format: 'iso', zone: 'Asia/Shanghai' },
            'attr:level': 'level',
          },
          where: { type: ['vip'] },
        },
        {
          match: 'log',
          entity: 'event',
          fields: {
            member_id: 'u',
            occurred_at: { column: 'd', format: { relativeDays: '2014-02-01' } },
            kind: { const: 'view' },
          },
        },
      ],
    };
    expect(checkRecipe(recipe)).toEqual(recipe);
  });

  test('aliases become the names of the entity', () => {
    const fields = (entity: string, written: object) => Object.keys(checkRecipe(table(entity, written)).tables[0]!.fields);
    expect(fields('event', { id: 'a', user_id: 'b', item: 'c', timestamp: 'd', type: 'e', amount: 'f' })).toEqual([
      'source_key',
      'member_id',
      'content_id',
      'occurred_at',
      'kind',
      'value',
    ]);
    expect(fields('member', { user_id: 'a', name: 'b', date: 'c', sex: 'd' })).toEqual([
      'source_key',
      'handle',
      'joined_at',
      'gender',
    ]);
    expect(fields('post', { id: 'a', author: 'b', text: 'c', time: 'd', item: 'e', parent: 'f' })).toEqual([
      'source_key',
      'author_id',
      'body_text',
      'created_at',
      'content_id',
      'parent_key',
    ]);
    expect(fields('order', { id: 'a', customer: 'b', price: 'c', at: 'd', item_id: 'e' })).toEqual([
      'source_key',
      'member_id',
      'amount',
      'ordered_at',
      'content_id',
    ]);
    expect(fields('content', { item_id: 'a', name: 'b' })).toEqual(['source_key', 'title']);
  });

  test('the main time of an entity is a time field it has', () => {
    for (const [entity, field] of Object.entries(MAIN_TIME))
      expect(entityOf(entity as EntityName).fields[field]?.type).toBe('time');
    for (const entity of Object.keys(ENTITIES) as EntityName[]) {
      for (const field of Object.keys(entityOf(entity).fields)) expect(resolveField(entity, field)).toBe(field);
    }
  });

  test('what is wrong is said with the place and a suggestion', () => {
    expect(refused(null)).toMatch(/must be a JSON object, got null/);
    expect(refused({})).toMatch(/"tables"/);
    expect(refused({ tables: [] })).toMatch(/at least one/);
    expect(refused(table('membr', {}))).toMatch(/Did you mean "member"/);
    expect(refused(table('member', { gendr: 'x' }))).toMatch(/no field "gendr".*Did you mean "gender".*attr:gendr/);
    expect(refused(table('member', {}))).toMatch(/at least one field/);
    expect(refused(table('member', { user_id: 'a', id: 'b' }))).toMatch(/both mean member.source_key/);
    expect(refused(table('event', { 'attr:x': 'x' }))).toMatch(/only a member/);
    expect(refused(table('member', { gender: {} }))).toMatch(/must have "column"/);
    expect(refused(table('member', { gender: { colum: 'x' } }))).toMatch(/unknown entry "colum".*Did you mean "column"/);
    expect(refused(table('member', { gender: { column: 'x', format: 'iso' } }))).toMatch(/only times/);
    expect(refused(table('event', { time: { column: 'x', format: 'epoch' } }))).toMatch(/Did you mean "epoch-s"/);
    expect(refused(table('event', { time: { column: 'x', format: { relativeDays: 'soon' } } }))).toMatch(/must be a date/);
    expect(refused(table('event', { time: { column: 'x', zone: 'Mars' } }))).toMatch(/IANA/);
    expect(refused(table('event', { kind: { const: null } }))).toMatch(/text or a number/);
    expect(refused(table('member', { gender: { column: 'x', values: { a: {} } } }))).toMatch(/must become a text/);
    expect(refused(table('member', { gender: 'x' }, { where: { a: 1 } }))).toMatch(/list of texts/);
    expect(refused(table('member', { gender: 'x' }, { only: 1 }))).toMatch(/unknown entry "only"/);
    expect(refused({ tables: [{ entity: 'member', fields: { id: 'x' } }] })).toMatch(/"match"/);
    expect(refused({ tables: ['x'] })).toMatch(/JSON object/);
  });

  test('names that mean something to JavaScript are unknown fields', () => {
    for (const name of ['constructor', 'toString', 'hasOwnProperty'])
      expect(refused(table('member', { [name]: 'x' }))).toMatch(/no field/);
    expect(refused(table('constructor', { id: 'x' }))).toMatch(/must name an entity/);
  });
});
