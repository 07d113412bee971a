/**
 * One JSON object -> cells. Numbers stay the text they were (ids beyond 2^53 must not be rounded), nested objects become
 * dotted names, arrays stay JSON text. Lenient where programs are sloppy: NaN and Infinity are null, raw control characters pass.
 */

export const MAX_DEPTH = 200;

export class JsonFault extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

export type OnCell = (column: string, value: string | null) => void;

const QUOTE = 34;
const BACKSLASH = 92;

/** @returns parses one object and hands over its cells; throws JsonFault when the text is not one object. */
export function recordParser(onCell: OnCell): (text: string) => void {
  let text = '';
  let i = 0;
  let depth = 0;
  /** Inside an array: check, but give no cells. */
  let silent = 0;

  function parse(source: string): void {
    text = source;
    i = 0;
    depth = 0;
    silent = 0;
    space();
    if (text.charCodeAt(i) !== 123) throw new JsonFault('expected {', i);
    object('');
    space();
    if (i < text.length) throw new JsonFault('text after the end', i);
  }

  function space(): void {
    for (;;) {
      const code = text.charCodeAt(i);
      if (code === 32 || code === 10 || code === 13 || code === 9 || code === 0xfeff) i++;
      else return;
    }
  }

  function object(prefix: string): void {
    enter();
    i++; // {
    space();
    if (text.charCodeAt(i) === 125) {
      i++;
      depth--;
      return;
    }
    for (;;) {
      space();
      if (text.charCodeAt(i) !== QUOTE) throw new JsonFault('expected a key', i);
      const key = string();
      space();
      if (text.charCodeAt(i++) !== 58) throw new JsonFault('expected :', i - 1);
      space();
      value(silent > 0 || prefix === '' ? key : `${prefix}.${key}`);
      space();
      const next = text.charCodeAt(i++);
      if (next === 44) continue;
      if (next !== 125) throw new JsonFault('expected , or }', i - 1);
      depth--;
      return;
    }
  }

  function array(): void {
    enter();
    i++; // [
    space();
    if (text.charCodeAt(i) === 93) {
      i++;
      depth--;
      return;
    }
    for (;;) {
      space();
      value('');
      space();
      const next = text.charCodeAt(i++);
      if (next === 44) continue;
      if (next !== 93) throw new JsonFault('expected , or ]', i - 1);
      depth--;
      return;
    }
  }

  function enter(): void {
    if (++depth > MAX_DEPTH) throw new JsonFault(`nested deeper than ${MAX_DEPTH}`, i);
  }

  function value(column: string): void {
    const code = text.charCodeAt(i);
    if (code === QUOTE) give(column, string());
    else if (code === 123) object(column);
    else if (code === 91) {
      const from = i;
      silent++;
      array();
      silent--;
      give(column, silent > 0 ? '' : text.slice(from, i));
    } else if (code === 45 || (code >= 48 && code <= 57)) number(column);
    else if (text.startsWith('true', i)) literal(column, 4, 'true');
    else if (text.startsWith('false', i)) literal(column, 5, 'false');
    else if (text.startsWith('null', i)) literal(column, 4, null);
    else if (text.startsWith('NaN', i)) literal(column, 3, null);
    else if (text.startsWith('Infinity', i)) literal(column, 8, null);
    else throw new JsonFault('expected a value', i);
  }

  function give(column: string, cell: string | null): void {
    if (silent === 0) onCell(column, cell);
  }

  function literal(column: string, length: number, cell: string | null): void {
    i += length;
    give(column, cell);
  }

  function number(column: string): void {
    const from = i;
    if (text.startsWith('-Infinity', i)) {
      literal(column, 9, null);
      return;
    }
    for (i++; isNumberCode(text.charCodeAt(i)); ) i++;
    const source = text.slice(from, i);
    if (!/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(source)) throw new JsonFault('expected a number', from);
    give(column, source);
  }

  function string(): string {
    const from = ++i;
    const close = text.indexOf('"', from);
    if (close < 0) throw new JsonFault('text without an end', from - 1);
    const plain = text.slice(from, close);
    i = close + 1;
    return plain.includes('\\') ? escaped(from) : plain;
  }

  function escaped(from: number): string {
    const parts: string[] = [];
    let start = from;
    for (i = from; ; i++) {
      const code = text.charCodeAt(i);
      if (Number.isNaN(code)) throw new JsonFault('text without an end', from - 1);
      if (code === QUOTE) break;
      if (code !== BACKSLASH) continue;
      parts.push(text.slice(start, i));
      i++;
      const mark = text[i] ?? '';
      if (mark === 'u') {
        const hex = text.slice(i + 1, i + 5);
        if (!/^[0-9a-fA-F]{4}$/.test(hex)) throw new JsonFault('expected four hex digits', i);
        parts.push(String.fromCharCode(Number.parseInt(hex, 16)));
        i += 4;
      } else {
        const plain = ESCAPES[mark];
        if (plain === undefined) throw new JsonFault('unknown escape', i);
        parts.push(plain);
      }
      start = i + 1;
    }
    parts.push(text.slice(start, i));
    i++;
    return parts.join('');
  }

  return parse;
}

const ESCAPES: Record<string, string | undefined> = Object.assign(Object.create(null) as Record<string, string>, {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
});

const isNumberCode = (code: number) =>
  (code >= 48 && code <= 57) || code === 46 || code === 101 || code === 69 || code === 43 || code === 45;
