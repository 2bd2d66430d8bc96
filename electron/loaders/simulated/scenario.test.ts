import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScenarioBook, SPLIT_RATIO } from './scenario.ts';

const seeds = fc.integer();
const counts = fc.integer({ min: 1, max: 600 });
const sessionNumbers = fc.integer({ min: 0, max: 1_600 });

describe('the scenario of a session', () => {
  it('gives gap, halt, split and reverse split to four different symbols where there are four', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 4, max: 600 }), sessionNumbers, (seed, count, session) => {
        const events = new ScenarioBook(seed, count).of(session, 390);
        const { gapSymbol, haltSymbol, splitSymbol, reverseSplitSymbol } = events;
        const symbols = [gapSymbol, haltSymbol, splitSymbol, reverseSplitSymbol];
        expect(new Set(symbols).size).toBe(4);
        for (const symbol of symbols) expect(symbol).toBeLessThan(count);
      }),
    );
  });

  it('halts for 10 to 20 minutes and loses the feed for 2 to 4, inside the session, half days too', () => {
    fc.assert(
      fc.property(seeds, sessionNumbers, fc.constantFrom(390, 210), (seed, session, minutes) => {
        const events = new ScenarioBook(seed, 50).of(session, minutes);
        expect(events.haltUntil - events.haltFrom).toBeGreaterThanOrEqual(10);
        expect(events.haltUntil - events.haltFrom).toBeLessThanOrEqual(20);
        expect(events.haltFrom).toBeGreaterThan(15);
        expect(events.haltUntil).toBeLessThan(minutes - 15);
        expect(events.feedLostMinutes).toBeGreaterThanOrEqual(2);
        expect(events.feedLostMinutes).toBeLessThanOrEqual(4);
        expect(events.feedLostMinute).toBeGreaterThan(15);
        expect(events.feedLostMinute + events.feedLostMinutes).toBeLessThan(minutes - 15);
      }),
    );
  });

  it('gaps one symbol up by 6 to 9% and leaves the others alone', () => {
    fc.assert(
      fc.property(seeds, counts, sessionNumbers, (seed, count, session) => {
        const book = new ScenarioBook(seed, count);
        const gaps = Array.from({ length: count }, (_, symbol) => book.gap(session, symbol));
        const { gapSymbol } = book.of(session, 390);
        expect(gaps[gapSymbol]).toBeGreaterThan(0.06);
        expect(gaps[gapSymbol]).toBeLessThan(0.09);
        expect(gaps.filter((gap) => gap > 0)).toHaveLength(1);
      }),
      { numRuns: 50 },
    );
  });

  it('changes the shares of a symbol at its split and its reverse split, and at no other time', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 60 }), (seed, count) => {
        const book = new ScenarioBook(seed, count);
        for (let session = 1; session < 130; session += 1) {
          const { splitSymbol, reverseSplitSymbol } = book.of(session, 390);
          for (let symbol = 0; symbol < count; symbol += 1) {
            const ratio = book.shareMultiple(session, symbol) / book.shareMultiple(session - 1, symbol);
            if (symbol === splitSymbol) expect(ratio).toBe(SPLIT_RATIO);
            else expect(ratio).toBe(symbol === reverseSplitSymbol ? 1 / SPLIT_RATIO : 1);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it('splits every symbol once before any is split again', () => {
    const book = new ScenarioBook(42, 500);
    const symbols = Array.from({ length: 500 }, (_, session) => book.of(1_000 + session, 390).splitSymbol);
    expect(new Set(symbols).size).toBe(500);
  });

  it('always has a symbol that has climbed for the 19 sessions before', () => {
    fc.assert(
      fc.property(
        seeds,
        fc.integer({ min: 10, max: 100 }),
        fc.integer({ min: 30, max: 1_600 }),
        (seed, count, session) => {
          const book = new ScenarioBook(seed, count);
          const climbed = Array.from({ length: count }, (_, symbol) =>
            Array.from({ length: 19 }, (_, age) => book.isRunner(session - 1 - age, symbol)).every(Boolean),
          );
          expect(climbed).toContain(true);
        },
      ),
    );
  });
});
