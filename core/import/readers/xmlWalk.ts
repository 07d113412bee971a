/**
 * Row-shaped XML in pieces of text: the root's children are records, with attributes or with child elements that hold text.
 * Entities are decoded, comments and processing instructions skipped. A DOCTYPE is refused, since it can define entities.
 */

export interface XmlEvents {
  /** A record begins. */
  onOpen(): void;
  /** A column of the record: attribute, child element, or dotted path of a deeper one. */
  onCell(column: string, value: string): void;
  /** The record is complete. @returns true to pause. */
  onClose(): boolean;
  /** An element that is not XML. The record it stands in, if any, is dropped. */
  onFault(sample: string): void;
  onDoctype(): void;
}

export interface XmlWalker {
  /** Reads on; false when paused: call again with an empty text. */
  push(text: string): boolean;
  /** True when the root was closed. */
  isComplete(): boolean;
  hasRoot(): boolean;
}

/** A tag longer than this is no tag (attributes of 2 MB occur). */
const MAX_TAG_CHARS = 64 << 20;
const MAX_DEPTH = 200;

export function xmlWalker(events: XmlEvents): XmlWalker {
  let text = '';
  let i = 0;
  /** Names of the open elements; [0] is the root, [1] the record. */
  const open: string[] = [];
  /** Text of the open elements from depth 2 on; index = depth. */
  const content: string[] = [];
  let recordTag = '';
  let isClosed = false;
  let hasRoot = false;

  function push(more: string): boolean {
    text = i < text.length ? text.slice(i) + more : more;
    i = 0;
    while (i < text.length) {
      const lt = text.indexOf('<', i);
      if (lt < 0) {
        characters(text.slice(i));
        i = text.length;
        break;
      }
      if (lt > i) characters(text.slice(i, lt));
      i = lt;
      const step = markup();
      if (step === 'more') break;
      if (step === 'pause') return false;
    }
    return true;
  }

  /** Consumes what begins at `<`. 'more': it is not all here yet. */
  function markup(): 'on' | 'more' | 'pause' {
    const second = text[i + 1];
    if (second === undefined) return 'more';
    if (second === '?') return skipTo('?>');
    if (second === '!') {
      if (text.startsWith('<!--', i)) return skipTo('-->');
      if (text.startsWith('<![CDATA[', i)) return cdata();
      if (text.length - i < 9) return 'more';
      if (/^<!doctype|^<!entity/i.test(text.slice(i, i + 9))) events.onDoctype();
      return malformed();
    }
    const end = tagEnd(i + 1);
    if (end === -1) return text.length - i > MAX_TAG_CHARS ? malformed() : 'more';
    if (end === -2) return malformed();
    const from = i;
    i = end + 1;
    return second === '/' ? closeTag(from, end) : openTag(from, end);
  }

  function skipTo(mark: string): 'on' | 'more' {
    const end = text.indexOf(mark, i + 2);
    if (end < 0) return 'more';
    i = end + mark.length;
    return 'on';
  }

  function cdata(): 'on' | 'more' {
    const end = text.indexOf(']]>', i + 9);
    if (end < 0) return 'more';
    add(text.slice(i + 9, end));
    i = end + 3;
    return 'on';
  }

  /** Position of the > that ends the tag; -1 when it is not here, -2 when a < comes first. */
  function tagEnd(from: number): number {
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 62) return at;
      if (code === 60) return -2;
      if (code === 34 || code === 39) {
        const quote = text.indexOf(code === 34 ? '"' : "'", at + 1);
        const gap = text.indexOf('<', at + 1);
        // < is not allowed inside an attribute: the quote that is missing would swallow the next records
        if (gap >= 0 && (quote < 0 || gap < quote)) return -2;
        if (quote < 0) return -1;
        at = quote;
      }
    }
    return -1;
  }

  /** Reports the element and goes on at the next record. */
  function malformed(): 'on' {
    events.onFault(text.slice(i, i + 100));
    if (open.length > 1) open.length = 1;
    const next = recordTag === '' ? text.indexOf('<', i + 1) : text.indexOf(`<${recordTag}`, i + 1);
    const close = open.length > 0 ? text.indexOf(`</${open[0]}`, i + 1) : -1;
    const at = next < 0 ? close : close < 0 ? next : Math.min(next, close);
    i = at < 0 ? Math.max(i + 1, text.lastIndexOf('<')) : at;
    return 'on';
  }

  function openTag(from: number, end: number): 'on' | 'pause' {
    const isSelfClosed = text.charCodeAt(end - 1) === 47;
    const stop = isSelfClosed ? end - 1 : end;
    let at = from + 1;
    while (at < stop && !isSpace(text.charCodeAt(at))) at++;
    const name = text.slice(from + 1, at);
    const depth = open.length;
    if (!NAME.test(name) || depth >= MAX_DEPTH || (depth === 0 && isClosed)) {
      i = from;
      return malformed();
    }
    if (depth === 0) hasRoot = true;
    if (depth === 1) {
      if (recordTag === '') recordTag = name;
      events.onOpen();
    }
    const prefix = depth < 2 ? '' : `${[...open.slice(2), name].join('.')}.`;
    if (!attributes(at, stop, depth === 0 ? undefined : prefix)) {
      i = from;
      return malformed();
    }
    if (isSelfClosed) {
      if (depth >= 2) events.onCell(prefix.slice(0, -1), '');
      if (depth === 0) isClosed = true;
      return depth === 1 && events.onClose() ? 'pause' : 'on';
    }
    open.push(name);
    content[depth] = '';
    return 'on';
  }

  /** Hands over the attributes between two positions; prefix undefined: only checks them. */
  function attributes(from: number, stop: number, prefix: string | undefined): boolean {
    let at = from;
    for (;;) {
      while (at < stop && isSpace(text.charCodeAt(at))) at++;
      if (at >= stop) return true;
      const equals = text.indexOf('=', at);
      if (equals < 0 || equals >= stop) return false;
      const name = text.slice(at, equals).trimEnd();
      if (!NAME.test(name)) return false;
      at = equals + 1;
      while (at < stop && isSpace(text.charCodeAt(at))) at++;
      const quote = text[at];
      if (quote !== '"' && quote !== "'") return false;
      const close = text.indexOf(quote, at + 1);
      if (close < 0 || close >= stop) return false;
      if (prefix !== undefined) events.onCell(prefix + name, decoded(text.slice(at + 1, close)));
      at = close + 1;
    }
  }

  function closeTag(from: number, end: number): 'on' | 'pause' {
    const name = text.slice(from + 2, end).trim();
    const depth = open.length - 1;
    if (depth < 0 || open[depth] !== name) {
      i = from;
      return malformed();
    }
    const own = content[depth] ?? '';
    if (depth >= 2) events.onCell(open.slice(2).join('.'), own);
    else if (depth === 1 && own.trim() !== '') events.onCell('text', own.trim());
    open.pop();
    if (depth === 0) isClosed = true;
    return depth === 1 && events.onClose() ? 'pause' : 'on';
  }

  function characters(raw: string): void {
    if (open.length >= 2) add(decoded(raw));
    else if (open.length === 0 && raw.trim() !== '' && hasRoot) events.onFault(raw.trim().slice(0, 100));
  }

  function add(plain: string): void {
    const depth = open.length - 1;
    if (depth >= 1) content[depth] = (content[depth] ?? '') + plain;
  }

  return { push, isComplete: () => isClosed, hasRoot: () => hasRoot };
}

const NAME = /^[\p{L}_:][\p{L}\p{N}_:.\-·]*$/u;

const isSpace = (code: number) => code === 32 || code === 10 || code === 13 || code === 9;

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Named and numbered character references; what is none stays as it is. */
export function decoded(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    (whole, hex?: string, digits?: string, name?: string) => {
      if (name) return NAMED[name.toLowerCase()] ?? whole;
      const code = hex ? Number.parseInt(hex, 16) : Number(digits);
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole;
    },
  );
}
