import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { hasTestData, testData } from '../testing/test-data.ts';
import { usualVolumeShare, VOLUME_CURVE } from './volume-curve.ts';

const HOUR = 3_600_000;

describe('the usual share of a session’s volume', () => {
  it('grows from nothing at the open to all of it at the close', () => {
    const [open, close] = [9.5 * HOUR, 16 * HOUR];
    expect(usualVolumeShare(open, open, close)).toBe(0);
    expect(usualVolumeShare(close, open, close)).toBe(1);
    let before = 0;
    for (let at = open; at <= close; at += 60_000) {
      const share = usualVolumeShare(at, open, close);
      expect(share).toBeGreaterThanOrEqual(before);
      before = share;
    }
  });

  it('is that of each point of the curve, and linear between two', () => {
    const [open, close] = [0, 6.5 * HOUR];
    for (const [minute, share] of VOLUME_CURVE) {
      expect(usualVolumeShare(open + minute * 60_000, open, close)).toBeCloseTo(share, 12);
    }
    expect(usualVolumeShare(135 * 60_000, open, close)).toBeCloseTo((0.3635 + 0.4269) / 2, 12);
    expect(usualVolumeShare(90_000, open, close)).toBeCloseTo((0.0128 + 0.0189) / 2, 12);
  });

  it('rises as steeply after the open, and in the closing auction, as trading does', () => {
    const share = (minute: number) => usualVolumeShare(minute, 0, 390);
    expect(share(1)).toBeGreaterThan(2 * (share(30) / 30));
    expect(share(390) - share(389)).toBeGreaterThan(5 * (share(389) - share(388)));
  });

  it('runs through the same curve in the hours of a half day', () => {
    expect(usualVolumeShare(1.75 * HOUR, 0, 3.5 * HOUR)).toBe(usualVolumeShare(3.25 * HOUR, 0, 6.5 * HOUR));
  });

  it('is nothing before the open and all after the close', () => {
    expect([usualVolumeShare(-1, 0, 10), usualVolumeShare(11, 0, 10)]).toEqual([0, 1]);
    expect(usualVolumeShare(Number.NaN, 0, 10)).toBe(0);
  });
});

/** Shares of one day's volume by the points of the curve, from its LEAN file; prices do not matter. */
function measured(symbol: string, date: string): number[] {
  const archive = unzipSync(
    readFileSync(testData(`lean/Data/equity/usa/minute/${symbol}/${date}_trade.zip`)),
  );
  const [entry = new Uint8Array()] = Object.values(archive);
  const trades = strFromU8(entry)
    .split('\n')
    .map((line) => line.split(',').map(Number))
    .map(([at = Number.NaN, , , , , volume = 0]) => ({ minute: (at - 9.5 * HOUR) / 60_000, volume }))
    .filter(({ minute }) => minute >= 0 && minute < 390);
  const before = (end: number) =>
    trades.filter(({ minute }) => minute < end).reduce((sum, { volume }) => sum + volume, 0);
  return VOLUME_CURVE.map(([minute]) => before(minute) / before(390));
}

it.skipIf(!hasTestData)(
  'is the mean of four stocks on four days of October 2013 (needs the test data)',
  () => {
    const curves = ['aig', 'bac', 'ibm', 'spy'].flatMap((symbol) =>
      ['20131004', '20131007', '20131008', '20131009'].map((date) => measured(symbol, date)),
    );
    for (const [index, [, share]] of VOLUME_CURVE.entries()) {
      const mean = curves.reduce((sum, curve) => sum + (curve[index] ?? Number.NaN), 0) / curves.length;
      expect(Math.abs(mean - share)).toBeLessThan(0.00005);
    }
  },
);
