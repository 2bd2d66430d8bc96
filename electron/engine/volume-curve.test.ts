import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { hasTestData, testData } from '../testing/test-data.ts';
import { usualVolumeShare, VOLUME_SHARES } from './volume-curve.ts';

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

  it('is that of each half hour at its end, and linear between two', () => {
    const [open, close] = [0, 6.5 * HOUR];
    for (const [index, share] of VOLUME_SHARES.entries()) {
      expect(usualVolumeShare(open + (index + 1) * 0.5 * HOUR, open, close)).toBe(share);
    }
    const middle = ((VOLUME_SHARES[3] ?? 0) + (VOLUME_SHARES[4] ?? 0)) / 2;
    expect(usualVolumeShare(2.25 * HOUR, open, close)).toBeCloseTo(middle, 12);
  });

  it('runs through the same curve in the hours of a half day', () => {
    expect(usualVolumeShare(1.75 * HOUR, 0, 3.5 * HOUR)).toBe(usualVolumeShare(3.25 * HOUR, 0, 6.5 * HOUR));
  });

  it('is nothing before the open and all after the close', () => {
    expect([usualVolumeShare(-1, 0, 10), usualVolumeShare(11, 0, 10)]).toEqual([0, 1]);
    expect(usualVolumeShare(Number.NaN, 0, 10)).toBe(0);
  });
});

/** Cumulative volume shares of the half hours of one day, from its LEAN file; prices do not matter. */
function measured(symbol: string, date: string): number[] {
  const archive = unzipSync(
    readFileSync(testData(`lean/Data/equity/usa/minute/${symbol}/${date}_trade.zip`)),
  );
  const [entry = new Uint8Array()] = Object.values(archive);
  const volumes = VOLUME_SHARES.map(() => 0);
  for (const line of strFromU8(entry).split('\n')) {
    const fields = line.split(',').map(Number);
    const half = Math.floor(((fields[0] ?? Number.NaN) - 9.5 * HOUR) / (0.5 * HOUR));
    if (volumes[half] !== undefined) volumes[half] += fields[5] ?? 0;
  }
  const total = volumes.reduce((sum, volume) => sum + volume, 0);
  let soFar = 0;
  return volumes.map((volume) => {
    soFar += volume;
    return soFar / total;
  });
}

it.skipIf(!hasTestData)(
  'is the mean of four stocks on four days of October 2013 (needs the test data)',
  () => {
    const curves = ['aig', 'bac', 'ibm', 'spy'].flatMap((symbol) =>
      ['20131004', '20131007', '20131008', '20131009'].map((date) => measured(symbol, date)),
    );
    for (const [index, share] of VOLUME_SHARES.entries()) {
      const mean = curves.reduce((sum, curve) => sum + (curve[index] ?? Number.NaN), 0) / curves.length;
      expect(Math.abs(mean - share)).toBeLessThan(0.00005);
    }
  },
);
