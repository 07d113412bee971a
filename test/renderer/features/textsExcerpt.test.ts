import { describe, expect, it } from 'vitest';
import { refName, refOf } from '../../../renderer/features/texts/address.ts';
import { piecesOf } from '../../../renderer/features/texts/excerpt.ts';

const drawn = (...args: Parameters<typeof piecesOf>) =>
  piecesOf(...args)
    .map(({ text, isMarked }) => (isMarked ? `[${text}]` : text))
    .join('');

describe('piecesOf', () => {
  it('marks ranges and keeps the rest', () => {
    expect(
      drawn('要退款，马上退款', [
        [1, 3],
        [6, 8],
      ]),
    ).toBe('要[退款]，马上[退款]');
    expect(drawn('abc', [])).toBe('abc');
    expect(drawn('', [])).toBe('');
  });

  it('puts ranges that overlap together once', () => {
    expect(
      drawn('abcdef', [
        [1, 4],
        [2, 3],
        [3, 5],
      ]),
    ).toBe('a[bcd][e]f');
  });

  it('shows the part around the first mark when short, and says that it goes on', () => {
    const text = `${'前'.repeat(500)}退款\n${'后'.repeat(500)}`;
    const short = drawn(text, [[500, 502]], { isShort: true });
    expect(short).toMatch(/^…前{36}\[退款\] 后+…$/);
    expect(short.length).toBeLessThan(270);
    expect(drawn(text, [[500, 502]])).toBe(`${'前'.repeat(500)}[退款]\n${'后'.repeat(500)}`);
  });

  it('never cuts a character in two', () => {
    const text = '😀'.repeat(400);
    for (const { text: piece } of piecesOf(text, [[400, 402]], { isShort: true })) expect(piece.isWellFormed()).toBe(true);
  });
});

describe('names of texts in the address', () => {
  it('are read back', () => {
    expect(refOf(refName({ item: 'feedback', no: 7 }))).toEqual({ item: 'feedback', no: 7 });
    for (const wrong of [undefined, '', 'post', 'post-x', 'member-1', 'post-1-2']) expect(refOf(wrong)).toBeNull();
  });
});
