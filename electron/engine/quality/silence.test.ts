import { expect, it } from 'vitest';
import { lostRuns, silenceLimit } from './silence.ts';

/** A day by its characters: `#` where the feed said something. */
function day(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => (letter === '#' ? 1 : 0));
}

it('gives a feed that always has something to say two intervals', () => {
  expect([silenceLimit(0), silenceLimit(0.01)]).toEqual([2, 2]);
});

it('gives a feed of thin trade as long as chance could keep it silent', () => {
  expect(silenceLimit(0.1)).toBe(12);
  expect(silenceLimit(0.5)).toBe(40);
  expect(silenceLimit(0.9)).toBe(263);
  expect(silenceLimit(1)).toBe(Number.POSITIVE_INFINITY);
});

it('takes three silent minutes of a dense day for a lost feed, two for no trade', () => {
  const dense = '#'.repeat(100);
  expect(lostRuns(day(`${dense}..${dense}`), 202)).toEqual([]);
  expect(lostRuns(day(`${dense}...${dense}`), 203)).toEqual([{ first: 100, end: 103 }]);
});

it('judges a silence by all other minutes, so that a long one does not excuse itself', () => {
  const half = '#'.repeat(190);
  expect(lostRuns(day(`${half}${'.'.repeat(200)}`), 390)).toEqual([{ first: 190, end: 390 }]);
});

it('takes what a thin market is silent for no loss', () => {
  expect(lostRuns(day('#..#...#.#....#..'.repeat(23)), 391)).toEqual([]);
});

it('looks at what has ended only, and says nothing of a day without any bar', () => {
  expect(lostRuns(day(`${'#'.repeat(50)}....`), 52)).toEqual([]);
  expect(lostRuns(new Uint8Array(390), 390)).toEqual([]);
  expect(lostRuns(new Uint8Array(0), 0)).toEqual([]);
});
