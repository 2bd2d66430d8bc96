import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minuteShape } from './minute-shape.ts';
import { RandomStream } from './random.ts';
import { drawRegularTape } from './regular-tape.ts';
import { TAPE_CLOSE, TAPE_HIGH, TAPE_LOW, TAPE_OPEN, TAPE_STRIDE, TAPE_VOLUME } from './tape.ts';

/** Days of any shape: calm, wide, closing at an extreme, without any range at all. */
const days = fc
  .record({
    open: fc.integer({ min: 200, max: 150_000 }),
    change: fc.double({ min: -0.1, max: 0.1, noNaN: true }),
    above: fc.double({ min: 0, max: 0.05, noNaN: true }),
    below: fc.double({ min: 0, max: 0.05, noNaN: true }),
    volume: fc.integer({ min: 2_000, max: 900_000_000 }),
  })
  .map(({ open, change, above, below, volume }) => {
    const close = Math.round(open * (1 + change));
    const high = Math.round(Math.max(open, close) * (1 + above));
    const low = Math.round(Math.min(open, close) * (1 - below));
    return { previousClose: open, open, high, low, close, volume };
  });

const conditions = fc.constantFrom(
  { quietShare: 0, haltFrom: 0, haltUntil: 0 },
  { quietShare: 0, haltFrom: 100, haltUntil: 117 },
  { quietShare: 0.4, haltFrom: 60, haltUntil: 80 },
  { quietShare: 0.4, haltFrom: 0, haltUntil: 0 },
);

interface Minute {
  readonly minute: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

function minutesOf(tape: Int32Array): Minute[] {
  const field = (minute: number, offset: number): number => tape[minute * TAPE_STRIDE + offset] ?? Number.NaN;
  return Array.from({ length: tape.length / TAPE_STRIDE }, (_, minute) => ({
    minute,
    open: field(minute, TAPE_OPEN),
    high: field(minute, TAPE_HIGH),
    low: field(minute, TAPE_LOW),
    close: field(minute, TAPE_CLOSE),
    volume: field(minute, TAPE_VOLUME),
  })).filter(({ volume }) => volume !== 0);
}

describe('the minutes of a regular session', () => {
  it('agree with the daily bar to the cent and to the share, whatever the day', () => {
    const random = new RandomStream();
    fc.assert(
      fc.property(days, fc.constantFrom(390, 210), conditions, fc.integer(), (day, length, given, key) => {
        random.restart(key);
        const minutes = minutesOf(drawRegularTape(day, minuteShape(length), given, random));

        expect(minutes[0]).toMatchObject({ minute: 0, open: day.open });
        expect(minutes.at(-1)).toMatchObject({ minute: length - 1, close: day.close });
        expect(Math.max(...minutes.map(({ high }) => high))).toBe(day.high);
        expect(Math.min(...minutes.map(({ low }) => low))).toBe(day.low);
        expect(minutes.reduce((sum, { volume }) => sum + volume, 0)).toBe(day.volume);
        for (const bar of minutes) {
          expect(bar.volume).toBeGreaterThan(0);
          expect(bar.low).toBeLessThanOrEqual(Math.min(bar.open, bar.close));
          expect(bar.high).toBeGreaterThanOrEqual(Math.max(bar.open, bar.close));
          expect(bar.minute >= given.haltFrom && bar.minute < given.haltUntil).toBe(false);
        }
      }),
    );
  });

  it('are all there when the symbol is busy, and some are missing when it is quiet', () => {
    const random = new RandomStream();
    const day = { previousClose: 9_900, open: 10_000, high: 10_200, low: 9_900, close: 10_100, volume: 5e6 };
    const count = (quietShare: number): number => {
      const given = { quietShare, haltFrom: 0, haltUntil: 0 };
      random.restart(1);
      return minutesOf(drawRegularTape(day, minuteShape(390), given, random)).length;
    };
    expect(count(0)).toBe(390);
    expect(count(0.3)).toBeGreaterThan(220);
    expect(count(0.3)).toBeLessThan(320);
  });
});
