import { describe, expect, it } from 'vitest';
import { failure, success } from '../../../shared/domain/result.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { ManualClock } from '../clock.ts';
import type { EventFields } from './event-fields.ts';
import { SessionActivity } from './session-activity.ts';

const MINUTE = 60_000;
const OPEN = Date.parse('2013-10-09T13:30:00Z');

/** An activity that is told of events, minute by minute from the open on. */
function told(...events: readonly (readonly [kind: string, fields: EventFields])[]): SessionActivity {
  const activity = new SessionActivity(new ManualClock(epochMs(OPEN)), exchangeCalendar('NYSE'));
  for (const [minute, [kind, fields]] of events.entries())
    activity.take(epochMs(OPEN + minute * MINUTE), kind, fields);
  return activity;
}

const messages = (activity: SessionActivity) =>
  activity
    .log(0)
    .map(({ wallTime, level, symbol, message }) => `${wallTime} ${level} ${symbol ?? '-'}: ${message}`);

describe('the log', () => {
  it('tells locks, orders and fills in words', () => {
    const activity = told(
      ['locked', { symbol: 'IBM', by: 'user', holder: 'manual user', reason: 'Earnings 16 Oct' }],
      ['order', { symbol: 'IBM', position: 'P-1', order: 'O-1', quantity: -150 }],
      ['fill', { symbol: 'IBM', position: 'P-1', order: 'O-1', quantity: -150, price: 181.114, held: -150 }],
      ['refused', { symbol: 'IBM', by: 'user', action: 'remove', holders: 'manual user, position P-1' }],
      ['unlocked', { symbol: 'IBM', by: 'user', holder: 'position P-1' }],
      ['promoted', { symbol: 'AIG', by: 'scanner:gap' }],
    );
    expect(messages(activity)).toEqual([
      '09:30:00 info IBM: Locked by user: Earnings 16 Oct',
      "09:31:00 info IBM: O-1: Sell 150 at the next bar's open",
      '09:32:00 info IBM: O-1: Sell 150 filled at 181.11; P-1 is short 150',
      '09:33:00 warning IBM: Refused to remove: held by manual user, position P-1',
      '09:34:00 info IBM: Released by position P-1',
      '09:35:00 info AIG: Promoted by scanner gap',
    ]);
  });

  it('leaves out bars, scans, hits and loads that brought everything', () => {
    const activity = told(
      ['bars', { count: 500, digest: 'x' }],
      ['scan', { scanner: 'gap', hits: 1, unknown: 0 }],
      ['hit', { symbol: 'IBM', scanner: 'gap', first: true }],
      [
        'load',
        { symbol: 'IBM', interval: '5m', asked: 390, got: 388, missing: [], cause: 'quiet', source: 's' },
      ],
    );
    expect(activity.log(0)).toEqual([]);
  });

  it('says how much of a load came, where the rest is missing, and why', () => {
    const activity = told([
      'load',
      {
        symbol: 'IBM',
        interval: '1d',
        asked: 40,
        got: 33,
        missing: [
          { from: '2013-08-01', to: '2013-08-08' },
          { from: '2013-09-02', to: '2013-09-02' },
        ],
        cause: 'daily has no bars of IBM on these sessions',
        source: 'daily',
      },
    ]);
    expect(messages(activity)).toEqual([
      '09:30:00 warning IBM: 33 of 40 1d bars came; none on 2013-08-01 to 2013-08-08, 2013-09-02: daily has no bars of IBM on these sessions',
    ]);
  });

  it('says of bars that no source has that there are none, without calling it an error', () => {
    const load = { symbol: 'DRI', interval: '1m', asked: 1_170, got: 0, source: null };
    const missing = [{ from: '2013-10-04', to: '2013-10-08' }];
    const activity = told(['load', { ...load, missing, cause: 'no data source has 1m bars of DRI' }]);
    expect(messages(activity)).toEqual([
      '09:30:00 warning DRI: No 1m bars: no data source has 1m bars of DRI',
    ]);
    expect(activity.quality()).toMatchObject([{ severity: 'warning', action: 'Worked on with other bars' }]);
  });

  it('tells the first bad row of a file; all of them are counted', () => {
    const row = (file: string, line: number) =>
      ['rejected_row', { file, line, reason: 'high below low' }] as const;
    const activity = told(row('a.csv', 2), row('a.csv', 3), row('b.csv', 9));
    expect(activity.log(0)).toHaveLength(2);
    expect(activity.quality().map(({ evidence, count }) => [evidence, count])).toEqual([
      ['b.csv, line 9: high below low', 1],
      ['a.csv, line 3: high below low', 2],
    ]);
  });

  it('says whether the config got onto the disk, once for all that is on its way', async () => {
    const activity = told();
    const answers: (() => void)[] = [];
    const onDisk = (full: boolean) => () =>
      new Promise<ReturnType<typeof success<void>> | ReturnType<typeof failure>>((resolve) => {
        answers.push(() => resolve(full ? failure('disk_full', 'no space left') : success(undefined)));
      });
    activity.awaitDisk(onDisk(false));
    activity.awaitDisk(onDisk(false));
    expect(answers).toHaveLength(1);
    answers[0]?.();
    await new Promise((resolve) => setTimeout(resolve, 0));
    activity.awaitDisk(onDisk(true));
    answers[1]?.();
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(messages(activity)).toEqual([
      '09:30:00 info -: Session config saved',
      '09:30:00 error -: NOT SAVED: no space left',
    ]);
  });
});

describe('data quality', () => {
  it('is merged by symbol and kind, with the newest evidence', () => {
    const bad = (symbol: string, reason: string) =>
      ['quarantined', { symbol, interval: '1m', reason }] as const;
    const activity = told(bad('IBM', 'high below low'), bad('AIG', 'volume below 0'), bad('IBM', 'no close'));
    expect(activity.quality()).toEqual([
      {
        severity: 'error',
        kind: 'quarantined',
        symbol: 'IBM',
        count: 2,
        first: OPEN,
        last: OPEN + 2 * MINUTE,
        evidence: '1m: no close',
        action: 'Bars set aside',
      },
      expect.objectContaining({ symbol: 'AIG', count: 1 }),
    ]);
  });

  it('counts a missing stretch once, however often it is asked for', () => {
    const load = (from: string) =>
      [
        'load',
        {
          symbol: 'IBM',
          interval: '1d',
          asked: 9,
          got: 8,
          missing: [{ from, to: from }],
          cause: 'no bars',
          source: 's',
        },
      ] as const;
    const [record, ...others] = told(load('2013-10-01'), load('2013-10-01'), load('2013-10-02')).quality();
    expect(others).toEqual([]);
    expect(record).toMatchObject({ severity: 'warning', count: 2, evidence: '1d 2013-10-02: no bars' });
  });

  it('puts what is worst first', () => {
    const activity = told(
      ['quarantined', { symbol: 'IBM', interval: '1m', reason: 'no close' }],
      ['revised', { symbol: 'AIG', interval: '1m', start: '2013-10-09T13:30:00.000Z' }],
    );
    expect(activity.quality().map(({ kind }) => kind)).toEqual(['quarantined', 'revised']);
  });

  it('a lost feed is an error until it is back, and then tells how long it was away', () => {
    const lost = ['notice', { notice: 'feed_lost', detail: 'The connection dropped.' }] as const;
    const back = ['notice', { notice: 'feed_restored', detail: 'Back.' }] as const;
    expect(told(lost).quality()).toMatchObject([{ kind: 'feed', severity: 'error', count: 1 }]);
    const [record] = told(lost, ['bars', {}], ['bars', {}], back).quality();
    expect(record).toMatchObject({
      severity: 'warning',
      count: 1,
      evidence: 'The connection dropped. It was back after 3 min.',
    });
  });
});
