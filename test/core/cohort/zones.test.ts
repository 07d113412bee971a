/** The charts in zones where the clock changes, against plain SQL over offsets that were looked up one by one. */
import { copyFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { inProcess } from '../../../core/api/index.ts';
import { seeded } from '../../../core/base/random.ts';
import { countActivity, countLifecycleStates, countStickiness, topContents } from '../../../core/cohort/index.ts';
import { type Dataset, openDataset } from '../../../core/store/dataset.ts';
import { exportOf, importInto } from '../import/community.ts';
import { tempFolder } from '../store/temp.ts';
import { ALL } from './sample.ts';

const folder = tempFolder();
const original = folder.file('original.hearth');
const FROM = Date.parse('2018-10-01T00:00:00Z') / 1000;
const DAYS = 240; // over both changes of the clock, north and south

beforeAll(async () => {
  const random = seeded(12);
  const rows = Array.from({ length: 6000 }, () => {
    // Half of the events stand within two hours of a midnight somewhere, where a wrong offset shows.
    const t =
      FROM +
      random.below(DAYS) * 86_400 +
      (random.unit() < 0.5 ? random.below(24) * 3600 + random.below(60) - 30 : random.below(86_400));
    return `m${random.below(120)},c${random.below(9)},${random.pick(['view', 'like'])},${t}`;
  });
  // And every ten minutes through the nights of the changes.
  for (const day of [
    '2018-10-26',
    '2018-10-28',
    '2018-11-04',
    '2019-02-17',
    '2019-03-10',
    '2019-03-31',
    '2019-04-07',
    '2019-05-05',
  ]) {
    for (let s = -86_400; s < 86_400; s += 600) {
      rows.push(`m${random.below(120)},c${random.below(9)},view,${Date.parse(`${day}T00:00:00Z`) / 1000 + s}`);
    }
  }
  const from = exportOf(folder, { 'log.csv': `member_id,content_id,kind,occurred_at\n${rows.join('\n')}\n` });
  await importInto(original, from);
});

/** Offset of a second by the zone database alone. */
function offsetBy(zone: string): (t: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  return (t) => {
    const name = format.formatToParts(t * 1000).find((p) => p.type === 'timeZoneName')!.value;
    const [, sign, h = '0', m = '0'] = /^GMT(?:([+-])(\d+):(\d+))?$/.exec(name)!;
    return (sign === '-' ? -1 : 1) * (Number(h) * 3600 + Number(m) * 60);
  };
}

describe.each([
  'UTC',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'America/Havana',
  'Africa/Casablanca',
  'Asia/Amman',
])('in %s', (zone) => {
  let data: Dataset;
  let db: Database.Database;
  beforeAll(() => {
    const path = folder.fresh('.hearth');
    copyFileSync(original, path);
    inProcess().write(path, 'saveSettings', { name: 'x', tz: zone, currency: 'CNY', now: 1 });
    data = openDataset(path);
    db = new Database(':memory:');
    db.prepare('ATTACH ? AS ws').run(path);
    db.exec('CREATE TABLE e AS SELECT member_no AS m, content_no AS c, time_s AS t, 0 AS local FROM ws.event');
    const offset = offsetBy(zone);
    const put = db.prepare('UPDATE e SET local = ? WHERE t = ?');
    db.exec('CREATE INDEX e_by_t ON e (t)');
    db.transaction(() => {
      for (const t of db.prepare('SELECT DISTINCT t FROM e').pluck().all() as number[]) put.run(t + offset(t), t);
    })();
    return () => {
      data.db.close();
      db.close();
    };
  });

  const START = {
    day: "date(local, 'unixepoch')",
    week: "date(local, 'unixepoch', 'weekday 0', '-6 days')",
    month: "strftime('%Y-%m-01', local, 'unixepoch')",
  };

  test.each(['day', 'week', 'month'] as const)('active members by %s are those of the local calendar', (grain) => {
    const rows = db
      .prepare(`SELECT ${START[grain]} AS p, count(DISTINCT m) AS active, count(*) AS actions FROM e GROUP BY 1`)
      .all() as {
      p: string;
      active: number;
      actions: number;
    }[];
    const chart = countActivity(data, { ...ALL, grain });
    if (chart.kind !== 'activity') throw new Error(chart.kind);
    const found = new Map(rows.map((r) => [r.p, r]));
    expect(chart.active).toEqual(chart.start.map((s) => found.get(s)?.active ?? 0));
    expect(chart.actions).toEqual(chart.start.map((s) => found.get(s)?.actions ?? 0));
    expect([...found.keys()].every((p) => chart.start.includes(p))).toBe(true);
  });

  test('a scope takes whole local days', () => {
    for (const [from, to] of [
      ['2018-11-04', '2018-11-04'],
      ['2018-10-27', '2018-11-05'],
      ['2019-02-16', '2019-03-10'],
      ['2019-03-31', '2019-04-07'],
    ] as const) {
      const cut = `date(local, 'unixepoch') BETWEEN '${from}' AND '${to}'`;
      const chart = countActivity(data, { ...ALL, grain: 'day', from, to });
      if (chart.kind !== 'activity') throw new Error(chart.kind);
      expect(chart.actions.reduce((a, b) => a + b, 0)).toBe(db.prepare(`SELECT count(*) FROM e WHERE ${cut}`).pluck().get());
      const top = topContents(data, { ...ALL, from, to, by: 'members', limit: 100 });
      if (top.kind !== 'top') throw new Error(top.kind);
      expect(top.rows.map((r) => [r.contentNo, r.events, r.members])).toEqual(
        db
          .prepare(`SELECT c, count(*) AS n, count(DISTINCT m) AS d FROM e WHERE ${cut} GROUP BY c ORDER BY d DESC, c`)
          .raw()
          .all(),
      );
    }
  });

  test('new members sum to everybody, and the rolling windows are sets of members', () => {
    const lifecycle = countLifecycleStates(data, { ...ALL, grain: 'week' });
    if (lifecycle.kind !== 'lifecycle') throw new Error(lifecycle.kind);
    expect(lifecycle.new.reduce((a, b) => a + b, 0)).toBe(db.prepare('SELECT count(DISTINCT m) FROM e').pluck().get());
    const chart = countStickiness(data, ALL);
    if (chart.kind !== 'stickiness') throw new Error(chart.kind);
    const within = db.prepare("SELECT count(DISTINCT m) FROM e WHERE date(local, 'unixepoch') BETWEEN date(?, ?) AND ?").pluck();
    for (let i = 0; i < chart.day.length; i += 9) {
      const day = chart.day[i]!;
      expect([day, chart.dau[i], chart.wau[i], chart.mau[i]]).toEqual([
        day,
        within.get(day, '0 days', day),
        within.get(day, '-6 days', day),
        within.get(day, '-27 days', day),
      ]);
    }
  });
});
