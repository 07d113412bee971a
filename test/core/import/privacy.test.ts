import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Recipe } from '../../../core/import/index.ts';
import type { ImportResult } from '../../../core/import/types.ts';
import { tempFolder } from '../store/temp.ts';
import { activity, exportOf, importInto, issue } from './community.ts';

const folder = tempFolder();
const EMAILS = Array.from({ length: 40 }, (_, i) => `secret.person${i}@private-mail.example`);
const PHONES = Array.from({ length: 40 }, (_, i) => `138${String(71_235_000 + i * 37).padStart(8, '0')}`);
const IPS = Array.from({ length: 40 }, (_, i) => `203.0.113.${100 + i}`);
const NAMES = Array.from({ length: 40 }, (_, i) => `欧阳真实姓名${i}`);

/** The private texts found in any byte of the workspace, of what lies beside it, or of the report. */
function leaks(path: string, result: ImportResult, texts: readonly string[]): string[] {
  const files = readdirSync(dirname(path)).filter((n) => n.startsWith(basename(path)));
  const all = [...files.map((n) => readFileSync(join(dirname(path), n))), Buffer.from(JSON.stringify(result))];
  const found = (text: string) => all.some((bytes) => bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')));
  return texts.filter((text) => found(text) || found(text.toUpperCase()));
}

const BY_EMAIL = {
  tables: [{ match: '*', entity: 'event', fields: { member_id: 'email', kind: 'action', occurred_at: 'timestamp' } }],
} as unknown as Recipe;

const people = (head: string, row: (i: number) => string) => `${head}\n${EMAILS.map((_, i) => row(i)).join('\n')}\n`;

describe('e-mail, phone, IP and real name are nowhere in the workspace', () => {
  test('when they are columns beside an id, under English names', async () => {
    const path = folder.fresh('.hearth');
    const csv = people(
      'user_id,nickname,email,phone,ip,real_name,joined_at',
      (i) => `${i + 1},nick${i},${EMAILS[i]},${PHONES[i]},${IPS[i]},${NAMES[i]},2023-01-01`,
    );
    const result = await importInto(path, join(exportOf(folder, { 'users.csv': csv }), 'users.csv'));
    expect(result.totals.members).toBe(40);
    expect(leaks(path, result, [...EMAILS, ...PHONES, ...IPS, ...NAMES])).toEqual([]);
    expect(leaks(path, result, ['nick17'])).toEqual(['nick17']); // the search itself works
    expect(issue(result, 'personal-data-dropped')).toBeGreaterThanOrEqual(160);
  });

  test('under Chinese names', async () => {
    const path = folder.fresh('.hearth');
    const csv = people(
      '用户ID,昵称,邮箱,手机号,IP地址,真实姓名,注册时间',
      (i) => `${i + 1},昵称${i},${EMAILS[i]},${PHONES[i]},${IPS[i]},${NAMES[i]},2023-01-01`,
    );
    const result = await importInto(path, join(exportOf(folder, { '用户.csv': csv }), '用户.csv'));
    expect(result.totals.members).toBe(40);
    expect(leaks(path, result, [...EMAILS, ...PHONES, ...IPS, ...NAMES])).toEqual([]);
  });

  test('when the e-mail is the only id: it is hashed, and the same person stays the same', async () => {
    const path = folder.fresh('.hearth');
    const from = exportOf(folder, {
      'log.csv': people(
        'email,action,timestamp',
        (i) => `${EMAILS[i % 10]},view,2023-01-${String(1 + (i % 28)).padStart(2, '0')}`,
      ),
    });
    const result = await importInto(path, join(from, 'log.csv'), { recipe: BY_EMAIL });
    expect(result.totals).toMatchObject({ members: 10, events: 40 });
    expect(leaks(path, result, EMAILS)).toEqual([]);
    const later = exportOf(folder, { 'log.csv': `email,action,timestamp\n${EMAILS[0]!.toUpperCase()},view,2024-01-01\n` });
    expect((await importInto(path, join(later, 'log.csv'), { recipe: BY_EMAIL })).totals).toMatchObject({
      members: 10,
      events: 41,
    });
  });

  test('when a recipe is guessed for tables that know people by their e-mail alone', async () => {
    const path = folder.fresh('.hearth');
    const from = exportOf(folder, {
      'members.csv': people('email,nickname,joined_at', (i) => `${EMAILS[i]},nick${i},2023-01-01`),
      'log.csv': people('email,action,timestamp', (i) => `${EMAILS[i % 10]},view,2023-02-01`),
    });
    const result = await importInto(path, from);
    expect(result.totals).toMatchObject({ members: 40, events: 40 });
    expect(issue(result, 'member-implied')).toBe(0);
    expect(leaks(path, result, EMAILS)).toEqual([]);
  });

  test('when a phone number or an IP address is the only id', async () => {
    const path = folder.fresh('.hearth');
    const csv = people('email,action,timestamp', (i) => `${i % 2 ? PHONES[i % 8] : ` ${IPS[i % 8]}`},view,2023-01-01`);
    const result = await importInto(path, exportOf(folder, { 'log.csv': csv }), { recipe: BY_EMAIL });
    expect(result.totals).toMatchObject({ members: 8, events: 40 });
    expect(leaks(path, result, [...PHONES, ...IPS])).toEqual([]);
  });

  test('two workspaces hash the same e-mail differently', async () => {
    const csv = `email,action,timestamp\n${EMAILS[0]},view,2023-01-01\n`;
    const keys = [];
    for (let i = 0; i < 2; i++) {
      const path = folder.fresh('.hearth');
      await importInto(path, join(exportOf(folder, { 'log.csv': csv }), 'log.csv'), { recipe: BY_EMAIL });
      keys.push(activity(path)[0]!.split(' ')[0]);
    }
    expect(keys[0]).toMatch(/^h-[0-9a-f]{32}$/);
    expect(keys[0]).not.toBe(keys[1]);
  });

  test('when a recipe maps them to ordinary fields and attributes all the same', async () => {
    const path = folder.fresh('.hearth');
    const recipe = {
      tables: [
        {
          match: 'u',
          entity: 'member',
          fields: {
            source_key: 'id',
            handle: 'a',
            region: 'b',
            city: 'c',
            'attr:contact': 'a',
            'attr:tel': 'b',
            'attr:host': 'c',
            joined_at: 't',
          },
        },
      ],
    } as unknown as Recipe;
    const csv = people('id,a,b,c,t', (i) => `${i},${EMAILS[i]},${PHONES[i]},${IPS[i]},${EMAILS[i]}`);
    const result = await importInto(path, exportOf(folder, { 'u.csv': csv }), { recipe });
    expect(leaks(path, result, [...EMAILS, ...PHONES, ...IPS])).toEqual([]);
    expect(result.totals.members).toBe(40);
  });

  test('when they stand in a column that is not used, or where a time, a number or an author should be', async () => {
    const path = folder.fresh('.hearth');
    const recipe = {
      tables: [
        { match: 'members', entity: 'member', fields: { source_key: 'id' } },
        { match: 'log', entity: 'event', fields: { member_id: 'who', occurred_at: 't', value: 'v' } },
        {
          match: 'posts',
          entity: 'post',
          fields: { source_key: 'id', author_id: 'who', created_at: 't', score: 'v', parent_key: 'p' },
        },
      ],
    } as unknown as Recipe;
    const from = exportOf(folder, {
      'members.csv': people('id,unused', (i) => `${i},${PHONES[i]}`),
      'log.csv': people('who,t,v', (i) => (i % 2 ? `${i},${EMAILS[i]},1` : `${i},2023-01-01,${IPS[i]}`)),
      'posts.csv': people('id,who,t,v,p', (i) => `${i},${EMAILS[i]},${IPS[i]},${EMAILS[i]},`),
    });
    const result = await importInto(path, from, { recipe });
    expect(leaks(path, result, [...EMAILS, ...IPS, ...PHONES])).toEqual([]);
  });
});
