import { expect, it } from 'vitest';
import { droppedWords, hashWords, shownPieces, trustWords } from './script-words.ts';

it('a script that was changed is told from one that was never trusted', () => {
  expect(trustWords({ trusted: true, changed: false })).toBe('Trusted');
  expect(trustWords({ trusted: false, changed: false })).toBe('Not trusted');
  expect(trustWords({ trusted: false, changed: true })).toBe('Changed since it was trusted');
});

it('a hash is read in groups, and loses nothing', () => {
  const hash = '0123456789abcdef'.repeat(4);
  expect(hashWords(hash).split(' ')).toHaveLength(8);
  expect(hashWords(hash).replaceAll(' ', '')).toBe(hash);
});

it('a dropped script is said not to run by being copied, and what replacing another one does', () => {
  const dropped = { file: 'a.js', sha256: '', bytes: 1, lines: 1, trusted: false, there: 'nothing' } as const;
  expect(droppedWords(dropped)).toMatch(/does not run by that/);
  expect(droppedWords({ ...dropped, there: 'other' })).toMatch(
    /Another script is called a\.js.*does not run/,
  );
  expect(droppedWords({ ...dropped, trusted: true })).toMatch(/You trust these very bytes already/);
});

it('what is not seen in a script, or turns the order of its text, is shown by its name', () => {
  const shown = (text: string) =>
    shownPieces(text).map(({ isHidden, text: piece }) => (isHidden ? `[${piece}]` : piece));
  expect(shown('\ufeffa\tb\r\n')).toEqual(['a\tb\r\n']);
  expect(shown('if (a\u202e) \u2066{')).toEqual(['if (a', '[U+202E]', ') ', '[U+2066]', '{']);
  expect(shown('x\u200b\u0000\u3164')).toEqual(['x', '[U+200B]', '[U+0000]', '[U+3164]']);
  expect(shown('a\ufeff')).toEqual(['a', '[U+FEFF]']);
  expect(shown('a\u{e0041}')).toEqual(['a', '[U+E0041]']);
  expect(shown('größer > 3 %')).toEqual(['größer > 3 %']);
});
