import { expect, it } from 'vitest';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { sessionDate } from '../../../shared/domain/time.ts';
import type { LoadReport } from './load-report.ts';
import { gapText, ShortLoads } from './short-loads.ts';

const IBM = symbolId('IBM');

function report(
  missing: readonly (readonly [string, string])[],
  cause: string | null = 'the disk is gone',
): LoadReport {
  return {
    symbol: IBM,
    interval: '5m',
    asked: 78,
    got: 0,
    missing: missing.map(([from, to]) => ({ from: sessionDate(from), to: sessionDate(to) })),
    cause,
    source: 'lean',
    records: new Float64Array(0),
  };
}

function textOf(loads: ShortLoads, from: string): string | undefined {
  const short = loads.of(IBM, '5m');
  return short === undefined ? undefined : gapText(short, sessionDate(from));
}

it('tells which sessions are missing among those that are shown, and why', () => {
  const loads = new ShortLoads();
  loads.take(
    report([
      ['2013-10-01', '2013-10-04'],
      ['2013-10-08', '2013-10-08'],
    ]),
  );
  expect(textOf(loads, '2013-10-07')).toBe('No 5m bars of IBM on 2013-10-08: the disk is gone.');
  expect(textOf(loads, '2013-10-02')).toBe(
    'No 5m bars of IBM from 2013-10-01 to 2013-10-04 and 1 more stretch: the disk is gone.',
  );
  expect(textOf(loads, '2013-10-09')).toBeUndefined();
  expect(loads.of(IBM, '1m')).toBeUndefined();
});

it('forgets what has come since', () => {
  const loads = new ShortLoads();
  loads.take(report([['2013-10-08', '2013-10-08']]));
  loads.take(report([], null));
  expect(loads.of(IBM, '5m')).toBeUndefined();
});
