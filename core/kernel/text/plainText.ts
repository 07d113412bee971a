/** HTML bodies as plain text: what a person would read. Tags become nothing or line breaks; no markup survives. Cost: one pass. */
export function plainText(html: string): string {
  return decodeEntities(withoutTags(html))
    .split('\n')
    .map(withoutTrailingBlanks)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const HIDDEN = /^<(script|style)\b/i;
const BREAK = /^<(br|\/p|\/div|\/li|\/h\d|\/blockquote|\/pre|\/tr)\b/i;
/** Longest name that matters, `</blockquote`, and the character after it. */
const NAME_ROOM = 13;

/** A loop, not one pattern: on an open bracket that nothing closes a pattern would look to the end of the text again and again. */
function withoutTags(html: string): string {
  const ends = { script: /<\/script>/gi, style: /<\/style>/gi };
  const unclosed = new Set<string>();
  let out = '';
  let at = 0;
  for (;;) {
    const open = html.indexOf('<', at);
    const close = open < 0 ? -1 : html.indexOf('>', open);
    if (close < 0) return out + html.slice(at);
    out += html.slice(at, open);
    at = close + 1;
    const start = html.slice(open, Math.min(at, open + NAME_ROOM));
    const hidden = HIDDEN.exec(start)?.[1]?.toLowerCase() as 'script' | 'style' | undefined;
    if (hidden && !unclosed.has(hidden)) {
      const end = ends[hidden];
      end.lastIndex = at;
      if (end.test(html)) {
        at = end.lastIndex;
        out += ' ';
      } else unclosed.add(hidden);
    } else if (BREAK.test(start)) out += '\n';
  }
}

function withoutTrailingBlanks(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end--;
  return line.slice(0, end);
}

const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  mdash: '—',
  ndash: '–',
};

export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));/g, (whole, decimal, hex, name) => {
    if (name) return NAMED[name.toLowerCase()] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '';
  });
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i;
const CHINESE_MOBILE = /^(\+?86[- ]?)?1[3-9]\d{9}$/;
const INTERNATIONAL_PHONE = /^\+\d[\d ()-]{7,}$/;
const IPV4 = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;

/** Whether a whole cell is an e-mail address, a phone number or an IP address. */
export function isPersonalData(text: string): boolean {
  const t = text.trim();
  return EMAIL.test(t) || CHINESE_MOBILE.test(t) || INTERNATIONAL_PHONE.test(t) || IPV4.test(t);
}
