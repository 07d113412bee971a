import { describe, expect, it } from 'vitest';
import type { Recipe } from '../../../core/api/contract.ts';
import {
  fieldsOfColumn,
  mapColumn,
  recipesOf,
  setConst,
  setEntity,
  setTimeFormat,
  setTranslation,
} from '../../../renderer/features/import/recipeEdit.ts';

const recipe: Recipe = {
  tables: [{ match: '成员', entity: 'member', fields: { source_key: 'id', joined_at: { column: '时间', format: 'iso' } } }],
};

describe('mapping edits', () => {
  it('find the recipes of a table by name, wildcard or file name, whatever the case', () => {
    expect(recipesOf({ tables: [{ match: 'user*', entity: 'member', fields: {} }] }, 'USERS', 'a.db')).toHaveLength(1);
    expect(recipesOf({ tables: [{ match: 'orders', entity: 'order', fields: {} }] }, 'Sheet1', 'Orders.xlsx')).toHaveLength(1);
    expect(recipesOf({ tables: [{ match: 'a.b', entity: 'order', fields: {} }] }, 'axb', 'x')).toHaveLength(0);
  });
  it('move a column to another field together with how it is read', () => {
    const next = mapColumn(recipe, 0, '时间', 'left_at');
    expect(next.tables[0]!.fields).toEqual({ source_key: 'id', left_at: { column: '时间', format: 'iso' } });
    expect(recipe.tables[0]!.fields).toHaveProperty('joined_at'); // the original is untouched
  });
  it('take a field from the column that had it', () => {
    const next = mapColumn(recipe, 0, '昵称', 'source_key');
    expect(next.tables[0]!.fields['source_key']).toBe('昵称');
    expect(fieldsOfColumn(next.tables[0]!, 'id')).toEqual([]);
  });
  it('free a column', () => {
    expect(Object.keys(mapColumn(recipe, 0, '时间', null).tables[0]!.fields)).toEqual(['source_key']);
  });
  it('set a time format on a bare column', () => {
    expect(setTimeFormat(recipe, 0, 'source_key', 'epoch-s').tables[0]!.fields['source_key']).toEqual({
      column: 'id',
      format: 'epoch-s',
    });
  });
  it('keep translations and drop the last one cleanly', () => {
    const one = setTranslation(recipe, 0, 'joined_at', '昨天', 'x');
    expect(one.tables[0]!.fields['joined_at']).toEqual({ column: '时间', format: 'iso', values: { 昨天: 'x' } });
    expect(setTranslation(one, 0, 'joined_at', '昨天', '').tables[0]!.fields['joined_at']).toEqual({
      column: '时间',
      format: 'iso',
    });
  });
  it('hold a constant until it is emptied', () => {
    const one = setConst(recipe, 0, 'role', 'member');
    expect(one.tables[0]!.fields['role']).toEqual({ const: 'member' });
    expect(setConst(one, 0, 'role', '').tables[0]!.fields).not.toHaveProperty('role');
  });
  it('change the entity and keep what both have', () => {
    expect(setEntity(recipe, 0, '成员', 'order', ['source_key']).tables[0]).toEqual({
      match: '成员',
      entity: 'order',
      fields: { source_key: 'id' },
    });
    expect(setEntity(recipe, 0, '成员', null, []).tables).toEqual([]);
    expect(setEntity(recipe, null, '新表', 'event', []).tables[1]).toEqual({ match: '新表', entity: 'event', fields: {} });
  });
});
