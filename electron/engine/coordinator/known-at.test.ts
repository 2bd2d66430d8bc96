import fc from 'fast-check';
import { expect, it } from 'vitest';
import { INTERVALS } from '../../../shared/domain/interval.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { TurnPacer } from '../../testing/random-sessions/circumstances.ts';
import { heldSession, sessionOn, simulatedConfig, simulatedSource } from '../../testing/simulated-session.ts';
import type { LiveSession } from './live-session.ts';
import { openSession } from './open-session.ts';
import { NO_OUTPUTS } from './run-recorder.ts';

const [FIRST, SECOND] = [sessionOn('2024-03-06'), sessionOn('2024-03-07')];
const CONFIG = simulatedConfig({
  dates: ['2024-03-06', '2024-03-07'],
  data: {
    symbols: ['AAPL'],
    streams: ['1m', '5m'],
    historical: { data: [{ trailing_days: 2, intervals: ['1m'] }] },
    indicators: [
      { name: 'ema', interval: '5m', period: 9 },
      { name: 'vwap', interval: '1m' },
      { name: 'sma', interval: '1d', period: 5 },
    ],
    scanners: [
      {
        name: 'moved',
        kind: 'gap',
        schedule: [{ start: '09:35', end: '15:55', interval: '5m' }],
        config: { direction: 'above', percent: 0.5 },
      },
    ],
    promotion: { auto: true, max_promoted: 4 },
  },
});

/** Everything that is known of a session, to the last digit. */
function known({ data, view }: LiveSession): string {
  const symbols = view.symbols();
  const columns = view.columns();
  const rows = { last: columns.last, volume: columns.volume, previousClose: columns.previousClose };
  const { now, sessionDate, phase, hitCount, firstHitCount, promotedCount, hitsByTenMinutes, barCount } =
    view.status();
  return JSON.stringify({
    status: { now, sessionDate, phase, hitCount, firstHitCount, promotedCount, hitsByTenMinutes, barCount },
    rows: Object.entries(rows).map(([name, column]) => [name, ...column.slice(0, columns.count)]),
    bars: symbols.map((symbol) =>
      INTERVALS.map((interval) => [
        data.getLatestBar(symbol, interval),
        [...data.getBars(symbol, interval, { includeForming: true, hours: 'all' }).records()],
      ]),
    ),
    indicators: symbols.map((symbol) =>
      ['ema_9_5m', 'vwap_1m', 'sma_5_1d', 'sma_20_1d'].map((key) => data.getIndicator(symbol, key)),
    ),
    states: symbols.map((symbol) => [data.getSymbolState(symbol), data.getLatestQuote(symbol) ?? null]),
    promoted: data.getConfigSymbols(),
    hits: view.hits(0, 100_000),
    locks: view.locks(),
  });
}

async function playedUntil(until: number): Promise<LiveSession> {
  const session = await openSession({
    config: CONFIG,
    sources: [simulatedSource()],
    pacer: new TurnPacer(1_000),
    outputs: NO_OUTPUTS,
    speed: null,
    until: epochMs(until),
  });
  await session.finished;
  return session;
}

/** Minutes of either session, before its open too, and seconds between its bars. */
const instant = fc.record({
  session: fc.constantFrom(FIRST, SECOND),
  minute: fc.integer({ min: -30, max: 389 }),
  second: fc.constantFrom(0, 0, 37),
});

it('a session that is played to any time shows exactly what was known then', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(instant, { minLength: 2, maxLength: 2 }), async (instants) => {
      const times = instants.map(
        ({ session, minute, second }) => session.open + minute * 60_000 + second * 1_000,
      );
      const whole = await heldSession(CONFIG, [simulatedSource()]);
      for (const time of [...new Set(times)].sort((left, right) => left - right)) {
        await whole.runTo(time);
        const then = JSON.parse(known(whole.session));
        const replayed = JSON.parse(known(await playedUntil(time)));
        // The clock of a run that ends at a time stands there; that of one that goes on, at its newest step.
        expect(replayed.status.now).toBeGreaterThanOrEqual(then.status.now);
        expect({ ...replayed, status: { ...replayed.status, now: 0, phase: '' } }).toEqual({
          ...then,
          status: { ...then.status, now: 0, phase: '' },
        });
      }
      await whole.finish();
    }),
    { numRuns: 2 },
  );
}, 60_000);
