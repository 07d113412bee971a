/** HTML bodies as plain text: what a person would read. Tags become spaces or line breaks; no markup survives. */
export function plainText(html: string): string {
  return decodeEntities(
    html
      .replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/gi, ' ')
      .replace(/<(br|\/p|\/div|\/li|\/h\d|\/blockquote|\/pre|\/tr)\b[^>]*>/gi, '\n')
      .replace(/<[^>]*>/g, ''),
  )
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
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
