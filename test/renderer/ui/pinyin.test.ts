import { expect, it } from 'vitest';
import { fits, pinyinInitials } from '../../../renderer/ui/pinyin.ts';

it('names get their pinyin initials', () => {
  expect(['概览', '成员', '内容', '导入', '历史', '设置', '打开工作区'].map(pinyinInitials)).toEqual([
    'gl',
    'cy',
    'nr',
    'dr',
    'ls',
    'sz',
    'dkgzq',
  ]);
});

it('a query fits a part of a name in either language, or its initials', () => {
  expect(fits('cy', '成员', 'Members')).toBe(true);
  expect(fits('MEM', '成员', 'Members')).toBe(true);
  expect(fits('成', '成员', 'Members')).toBe(true);
  expect(fits('yc', '成员', 'Members')).toBe(false);
  expect(fits('  ', '成员')).toBe(true);
});
