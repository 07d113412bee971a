import type { Random } from '../../../../core/base/random.ts';

const LATIN = 'abcdefghijklmnopqrstuvwxyz ';

/** A text as somebody retyped it: a share of its characters dropped, doubled by another, or changed, at random places. */
export function edited(text: string, share: number, rng: Random): string {
  const characters = [...text];
  const isLatin = /^[\p{ASCII}\s]*$/u.test(text);
  const other = () => (isLatin ? LATIN[rng.below(LATIN.length)]! : String.fromCharCode(0x4e00 + rng.below(3000)));
  for (let edits = Math.max(1, Math.round(characters.length * share)); edits > 0; edits--) {
    const at = rng.below(characters.length);
    const kind = rng.below(3);
    if (kind === 0) characters.splice(at, 0, other());
    else if (kind === 1) characters.splice(at, 1);
    else characters[at] = other();
  }
  return characters.join('');
}
