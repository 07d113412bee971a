/** Initials of Chinese text, so that "cy" finds 成员. Uses the collation order of the runtime: no table to carry. */
const LETTERS = 'abcdefghjklmnopqrstwxyz';
/** First character of each initial in pinyin order. */
const FIRSTS = '阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥仨它穵夕丫帀';
const collator = new Intl.Collator('zh-Hans-CN-u-co-pinyin');

export function pinyinInitials(text: string): string {
  let initials = '';
  for (const character of text) {
    if (/[a-z0-9]/i.test(character)) initials += character.toLowerCase();
    else if (/\p{Script=Han}/u.test(character)) initials += initialOf(character);
  }
  return initials;
}

function initialOf(character: string): string {
  for (let i = FIRSTS.length - 1; i >= 0; i--) if (collator.compare(character, FIRSTS[i]!) >= 0) return LETTERS[i]!;
  return '';
}

/** Whether what was typed fits a name: part of it, or its pinyin initials. */
export function fits(query: string, ...names: string[]): boolean {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return true;
  return names.some(
    (name) => name.toLowerCase().includes(wanted) || (/^[a-z]+$/.test(wanted) && pinyinInitials(name).startsWith(wanted)),
  );
}
