import { expect, it } from 'vitest';
import { droppedWords, hashWords, trustWords } from './script-words.ts';

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
