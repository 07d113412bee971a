import { describe, expect, test } from 'vitest';
import { guessRecipe } from '../../../core/import/guess.ts';
import type { TableRecipe } from '../../../core/import/recipe.ts';
import { checkRecipe } from '../../../core/import/recipeCheck.ts';

function guess(
  name: string,
  csv: string,
  anchor?: string,
): { table: TableRecipe | undefined; fields: Record<string, string | null>; types: string[] } {
  const [columns, ...sample] = csv.split('\n').map((line) => line.split(','));
  const { recipe, tables } = guessRecipe([{ name, columns: columns!, sample }], anchor ? { anchor } : {});
  if (recipe.tables.length > 0) expect(checkRecipe(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
  return {
    table: recipe.tables[0],
    fields: Object.fromEntries(tables[0]!.columns.map((column) => [column.name, column.field])),
    types: tables[0]!.columns.map((column) => column.type),
  };
}

describe('entities', () => {
  test('Chinese member list: fields, translations, secrets, attributes', () => {
    const { table, fields, types } = guess(
      '会员名单',
      '用户ID,昵称,性别,年龄,手机号,职业,城市/地区,加入时间,状态,会员等级,积分\n' +
        '10001,小明,男,25,13800138000,教师,上海,2024-01-02 10:00:00,正常,年卡,12\n10002,小红,女,--,13900139000,程序员,北京,2024/1/3 9:05,已过期,月卡,7',
    );
    expect(table?.entity).toBe('member');
    expect(fields).toEqual({
      用户ID: 'source_key',
      昵称: 'handle',
      性别: 'gender',
      年龄: 'age',
      手机号: 'phone',
      职业: 'occupation',
      '城市/地区': 'region',
      加入时间: 'joined_at',
      状态: 'status',
      会员等级: 'plan',
      积分: 'attr:积分',
    });
    expect(table?.fields['gender']).toMatchObject({ values: { 男: 'male', 女: 'female' } });
    expect(table?.fields['status']).toMatchObject({ values: { 正常: 'active', 已过期: 'expired' } });
    expect(table?.fields['joined_at']).toEqual({ column: '加入时间', format: 'iso' });
    expect(types.slice(0, 5)).toEqual(['int', 'text', 'text', 'int', 'int']);
  });

  test('event log, with kinds in Chinese and in parts', () => {
    const zh = guess(
      '行为日志',
      '用户ID,行为,课程,时间\n1,浏览,c1,2024-01-01 10:00:00\n2,学完,c2,2024-01-01 10:00:01\n2,登陆,,2024-01-01 10:00:02',
    );
    expect(zh.table?.entity).toBe('event');
    expect(zh.table?.fields['kind']).toMatchObject({
      values: { 浏览: 'view', 学完: 'complete', 登陆: 'login', 点击: 'click', 收藏: 'like' },
    });
    const en = guess(
      'log',
      'user_id,event,item_id,timestamp\nu1,lesson_complete,c1,1700000000\nu2,VideoPlayed,c2,1700000001\nu3,add_to_cart,c3,1700000002',
    );
    expect(en.table?.fields['kind']).toMatchObject({ values: { lesson_complete: 'complete', VideoPlayed: 'play' } });
    expect(en.table?.fields['kind']).not.toHaveProperty('values.add_to_cart');
    expect(en.table?.fields['occurred_at']).toEqual({ column: 'timestamp', format: 'epoch-s' });
  });

  test('who rated what when is an event; with words it is feedback', () => {
    expect(guess('ratings', 'userId,movieId,rating,timestamp\n1,31,2.5,1260759144').table).toEqual({
      match: 'ratings',
      entity: 'event',
      fields: {
        member_id: 'userId',
        content_id: 'movieId',
        value: 'rating',
        occurred_at: { column: 'timestamp', format: 'epoch-s' },
        kind: { const: 'x_rating' },
      },
    });
    expect(guess('u', 'user,item,timestamp\n1,31,1260759144').table?.fields['kind']).toEqual({ const: 'view' });
    expect(guess('评价', '用户,课程,评分,评价内容,时间\n1,2,5,很好,2024-01-01').table?.entity).toBe('feedback');
  });

  test('orders, with status words and money', () => {
    const { table, fields } = guess(
      '订单',
      '订单号,用户ID,课程名称,实付金额,状态,下单时间\nA1,1,Python课,￥199.00,已支付,2024-01-01 10:00\nA2,2,写作课,99,待支付,2024-01-01 11:00',
    );
    expect(table?.entity).toBe('order');
    expect(fields).toEqual({
      订单号: 'source_key',
      用户ID: 'member_id',
      课程名称: 'content_id',
      实付金额: 'amount',
      状态: 'status',
      下单时间: 'ordered_at',
    });
    expect(table?.fields['status']).toMatchObject({
      values: { 已支付: 'paid', 待支付: 'placed', 已退款: 'refunded', 已取消: 'cancelled' },
    });
    expect(guess('orders', 'order_id,user_id,金额(分),status\nA1,1,19900,paid').fields['金额(分)']).toBe('amount_minor');
  });

  test('messages and comments: what is said is not an id, and a comment keeps its own', () => {
    const chat = guess(
      'messages',
      'id,author.id,content,timestamp,type\n1,175928847299117063,hi,2024-01-01T10:00:00+08:00,Default\n2,175928847299117064,yo,2024-01-01T10:00:01+08:00,Reply',
    );
    expect(chat.table?.entity).toBe('post');
    expect(chat.fields).toEqual({
      id: 'source_key',
      'author.id': 'author_id',
      content: 'body_text',
      timestamp: 'created_at',
      type: 'kind',
    });
    expect(guess('comments', 'id,post_id,user_id,text,created_at\n1,2,3,hello,2024-01-01').fields).toMatchObject({
      id: 'source_key',
      post_id: 'parent_key',
      user_id: 'author_id',
    });
  });

  test('contents', () => {
    const { table } = guess('courses', 'id,title,type,price,duration\n1,Python,视频,199,3600\n2,x,音频,1,2');
    expect(table?.entity).toBe('content');
    expect(table?.fields['kind']).toMatchObject({ values: { 视频: 'video', 音频: 'audio' } });
    expect(table?.fields['duration_s']).toBe('duration');
  });

  test('people without ids get no key, and shared values are no contact data', () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${20 + i},teacher,single,${i % 2 ? 'cellular' : 'telephone'},${i * 10}`);
    const { table, fields } = guess('bank', `age,job,marital,contact,balance\n${rows.join('\n')}`);
    expect(table?.entity).toBe('member');
    expect(table?.fields).not.toHaveProperty('source_key');
    expect(fields).toEqual({
      age: 'age',
      job: 'occupation',
      marital: 'attr:marital',
      contact: 'attr:contact',
      balance: 'attr:balance',
    });
  });

  test('a survey is people with attributes; age bands are no ages', () => {
    const { table, fields } = guess(
      'survey',
      'RespondentID,Gender,Age,Education,Location (Census Region),Which film / One\n1,Male,18-29,High school,South,Yes\n2,Female,> 60,Degree,West,',
    );
    expect(table?.entity).toBe('member');
    expect(fields).toEqual({
      RespondentID: 'source_key',
      Gender: 'gender',
      Age: 'age_band',
      Education: 'education',
      'Location (Census Region)': 'region',
      'Which film / One': 'attr:Which film / One',
    });
  });

  test('columns that identify people are recognised by their values and never kept as attributes', () => {
    const { fields } = guess('users', 'user_id,name,x1,x2,x3\n1,a,a@b.cn,13800138000,c@d.cn\n2,b,b@c.com,13900139000,e@f.cn');
    expect(fields).toMatchObject({ x1: 'email', x2: 'phone', x3: null });
  });

  test('relative days are times only when the first day is known', () => {
    const csv = 'id_student,id_site,date,sum_click\n1,2,-10,3\n2,3,5,1';
    expect(guess('studentVle', csv).table?.entity).not.toBe('event');
    expect(guess('studentVle', csv, '2014-02-01').table).toMatchObject({
      entity: 'event',
      fields: { occurred_at: { format: { relativeDays: '2014-02-01' } }, kind: { const: 'click' } },
    });
  });

  test('a column that is empty so far is mapped by its name', () => {
    expect(guess('users', 'id,nickname,left_at\n1,a,\n2,b,').table?.fields['left_at']).toEqual({
      column: 'left_at',
      format: 'auto',
    });
  });

  test('tables that fit nothing are left out, and nothing crashes on empty ones', () => {
    expect(guess('x', 'foo,bar\n1,2').table).toBeUndefined();
    expect(
      guessRecipe([
        { name: '', columns: [], sample: [] },
        { name: 'a', columns: ['', '__proto__', 'constructor'], sample: [] },
      ]).recipe.tables,
    ).toEqual([]);
  });

  test('the guess is the same whatever the order of the columns', () => {
    const columns = ['event_id', 'user_id', 'kind', 'item_id', 'timestamp', 'value'];
    const cells = ['1', 'u1', 'view', 'c1', '1700000000', '3'];
    const wanted = guess('events', `${columns.join()}\n${cells.join()}`).table;
    for (let shift = 1; shift < columns.length; shift++) {
      const turned = <T>(list: T[]) => [...list.slice(shift), ...list.slice(0, shift)];
      expect(guess('events', `${turned(columns).join()}\n${turned(cells).join()}`).table).toEqual(wanted);
    }
  });
});
