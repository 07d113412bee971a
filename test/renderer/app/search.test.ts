import { expect, it } from 'vitest';
import { clean, readSearch, scopeOf } from '../../../renderer/app/search.ts';
import { previousScope } from '../../../renderer/features/overview/previousScope.ts';

it('the address keeps what it knows and drops the rest', () => {
  expect(readSearch({ from: '2025-01-01', to: 'tomorrow', basis: 'posts', grain: 'year', evil: 1, q: 7, member: 3 })).toEqual({
    from: '2025-01-01',
    basis: 'posts',
    q: '7',
    member: 3,
  });
});

it('only the scope goes along from page to page', () => {
  expect(scopeOf({ from: '2025-01-01', q: 'x', member: 3, grain: 'day' })).toEqual({ from: '2025-01-01', grain: 'day' });
});

it('empty parts leave the address', () => {
  expect(clean({ q: '', from: undefined, to: '2025-01-01' })).toEqual({ to: '2025-01-01' });
});

it('the stretch before has the same length in whole weeks, and none exists before the data', () => {
  expect(previousScope({ from: '2025-09-29', to: '2025-10-24' }, '2025-01-01', '2025-10-24')).toEqual({
    from: '2025-09-01',
    to: '2025-09-28',
  });
  expect(previousScope({ from: '2025-01-01', to: null }, '2025-01-01', '2025-10-24')).toBeNull();
  expect(previousScope({ from: null, to: null }, '2025-01-01', '2025-10-24')).toBeNull();
});
