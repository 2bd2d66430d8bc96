import { expect, it } from 'vitest';
import { hashWords, trustWords } from './script-words.ts';

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
