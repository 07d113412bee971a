/** Texts, lists and comments as they may stand in SQL. A view to read and to run by hand: values stand in it literally. */

export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export const texts = (values: string[]): string => values.map(quoted).join(', ');

/** To the end of the line: whatever a name contains, it stays a comment. */
export const comment = (text: string): string => `-- ${text.replace(/[\r\n\u2028\u2029]+/g, ' ')}`;

export const indented = (lines: string): string => lines.replace(/^/gm, '  ');

const PER_LINE = 20;

/** Members by number; the shorter of the two lists. @param of how many members there are, numbered from 1 without gaps */
export function memberList(numbers: ArrayLike<number>, of: number): string {
  const isIn = new Uint8Array(of + 1);
  let count = 0;
  for (let i = 0; i < numbers.length; i++) {
    const no = numbers[i]!;
    if (no > of || isIn[no] === 1) continue;
    isIn[no] = 1;
    count++;
  }
  if (count === 0) return '0';
  if (count === of) return '1';
  const isShort = count * 2 <= of;
  const listed: string[] = [];
  for (let no = 1, line: number[] = []; no <= of; no++) {
    if ((isIn[no] === 1) === isShort) line.push(no);
    if (line.length === PER_LINE || (no === of && line.length > 0)) {
      listed.push(line.join(', '));
      line = [];
    }
  }
  const inside = listed.length === 1 ? listed[0]! : `\n${indented(listed.join(',\n'))}\n`;
  return `m.member_no ${isShort ? 'IN' : 'NOT IN'} (${inside})`;
}
