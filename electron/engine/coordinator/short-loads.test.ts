import { expect, it } from 'vitest';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { sessionDate } from '../../../shared/domain/time.ts';
import type { LoadReport } from './load-report.ts';
import { gapText, ShortLoads } from './short-loads.ts';

const IBM = symbolId('IBM');

function report(
  missing: readonly (readonly [string, string])[],
  cause: string | null = 'the disk is gone',
  sessions: readonly (readonly [string, string])[] = [['2013-10-01', '2013-10-09']],
): LoadReport {
  return {
    symbol: IBM,
    interval: '5m',
    asked: 78,
    got: 0,
    sessions: sessions.map(([from, to]) => ({ from: sessionDate(from), to: sessionDate(to) })),
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

it('forgets of what is missing only what a later load was asked for', () => {
  const loads = new ShortLoads();
  loads.take(report([['2013-10-01', '2013-10-09']]));
  loads.take(report([], null, [['2013-09-02', '2013-09-30']]));
  expect(loads.of(IBM, '5m')?.missing).toEqual([{ from: '2013-10-01', to: '2013-10-09' }]);
  loads.take(report([], null, [['2013-10-03', '2013-10-04']]));
  expect(loads.ofSymbol(IBM)).toMatchObject([
    {
      interval: '5m',
      cause: 'the disk is gone',
      missing: [
        { from: '2013-10-01', to: '2013-10-02' },
        { from: '2013-10-05', to: '2013-10-09' },
      ],
    },
  ]);
  loads.take(report([['2013-10-07', '2013-10-07']], 'no network', [['2013-10-01', '2013-10-09']]));
  expect(loads.of(IBM, '5m')).toMatchObject({
    cause: 'no network',
    missing: [{ from: '2013-10-07', to: '2013-10-07' }],
  });
});
