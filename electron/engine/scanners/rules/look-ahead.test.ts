import { describe, expect, it } from 'vitest';
import type { Hit } from '../../../../shared/domain/hit.ts';
import { INTERVALS } from '../../../../shared/domain/interval.ts';
import type { SessionConfig } from '../../../../shared/domain/session-config.ts';
import { symbolId } from '../../../../shared/domain/symbol.ts';
import { epochMs, sessionDate } from '../../../../shared/domain/time.ts';
import { SESSION_FIGURES } from '../../../../shared/rules/checked-rule.ts';
import type { DataSource } from '../../../loaders/contract.ts';
import { createSource } from '../../../loaders/registry.ts';
import { createSimulatedSource } from '../../../loaders/simulated/simulated-source.ts';
import { sourceOptions } from '../../../platform/source-options.ts';
import { cutAt } from '../../../testing/cut-source.ts';
import { readConfig } from '../../../testing/play-config.ts';
import { heldSession, sessionOn, simulatedConfig } from '../../../testing/simulated-session.ts';
import { hasTestData, testData } from '../../../testing/test-data.ts';
import { exchangeCalendar } from '../../calendar/exchanges.ts';

/*
 * A scan knows nothing of what comes after it: with data that end at an instant, every hit up to that instant is the
 * same as with data that go on, down to the last figure. The rules hit every symbol at every scan, so that all that
 * they measure is seen everywhere.
 */
const calendar = exchangeCalendar('NYSE');
const MINUTE = 60_000;

const OF_BARS = ['open', 'volume', 'last', 'high', 'close[1]', 'highest(close - open, 3)', 'lowest(4)[1]'];
const OF_DAYS = ['gap', 'change', 'prior_day.high', 'relative_volume(2)', 'highest(rsi(3), 2)'];
const MEASURED: readonly (readonly [interval: string, figures: readonly string[]])[] = [
  ...INTERVALS.filter((interval) => interval !== '1s').map(
    (interval) => [interval, [...OF_BARS, 'sma(3)', 'macd(3, 5, 2).signal']] as const,
  ),
  ['5m', [...SESSION_FIGURES, 'minutes_since_open', 'minutes_to_close']],
  ['5m', ['vwap', 'vwap[1]', 'opening_range(30).high', 'opening_range(15).low[1]', 'premarket(1m).high']],
  ['5m', OF_DAYS.map((text) => text.replace(/^(gap|change)$/, '$1(5m)'))],
  ['5m', ['rank(change)', 'rank(close / vwap)', 'bars_since(close < open, 5)', 'pct_change(close, 3)']],
  ['1d', ['rank(last / prev_close)', 'rank(close)', 'bars_since(close < open, 5)', 'relative_volume(2, 1d)']],
];

const SCANNERS = MEASURED.map(([interval, figures], place) => ({
  ...{ name: `measured${place}`, kind: 'rule', pre_session: true, cool_down_minutes: 30 },
  schedule: [
    { start: '08:00', end: 'close+20m', interval: '30m' },
    { start: 'open', end: 'open+30m', interval: '15m' },
    { at: 'close' },
  ],
  config: {
    ...{ when: 'symbol not in ("NONE")', interval },
    figures: Object.fromEntries(figures.map((text, number) => [`figure${number}`, text])),
  },
}));

const SYMBOLS = 3;
const market = (): DataSource =>
  createSimulatedSource({ kind: 'simulated', name: 'simulated', seed: 42, symbols: SYMBOLS }, calendar);

/** Everything of every hit up to an instant; what is noted of it later, such as a revision, is not of it. */
async function hitsUntil(config: SessionConfig, sources: readonly DataSource[], until: number) {
  const { session, runTo } = await heldSession(config, sources);
  await runTo(until);
  const hits: readonly Hit[] = session.view.hits(0, 1_000_000).filter(({ time }) => time <= until);
  await session.stop();
  return hits;
}

async function expectNothingAhead(
  config: SessionConfig,
  sources: () => readonly DataSource[],
  cuts: readonly number[],
) {
  const whole = await hitsUntil(config, sources(), Math.max(...cuts));
  for (const cut of cuts) {
    const known = sources().map((source) => cutAt(epochMs(cut), source, calendar));
    const hits = await hitsUntil(config, known, cut);
    expect(hits).toEqual(whole.filter(({ time }) => time <= cut));
    expect(hits.length).toBeGreaterThan(0);
  }
}

describe('a rule over data that end at an instant measures what it measures where they go on', () => {
  it.each([
    ['a half day and the day after the holiday', '2024-07-03', '2024-07-05'],
    ['the days around the change of the clocks, and of the week', '2024-03-08', '2024-03-11'],
  ])(
    '%s',
    async (_name, first, last) => {
      const config = simulatedConfig({
        dates: [first, last],
        data: { scanners: SCANNERS, promotion: { auto: true, max_promoted: 3 } },
      });
      const [one, two] = [sessionOn(first), sessionOn(last)];
      await expectNothingAhead(config, () => [market()], [
        one.open + 15 * MINUTE,
        one.close,
        two.open + 30 * MINUTE,
      ]);
    },
    60_000,
  );

  it.skipIf(!hasTestData)(
    'minutes of October 2013 (need the test data)',
    async () => {
      const base = readConfig('assets/examples/replay-2013-10.json');
      const scanners = simulatedConfig({ data: { scanners: SCANNERS } }).session_data_config.scanners;
      const config: SessionConfig = {
        ...base,
        replay: { start_date: sessionDate('2013-10-08'), end_date: sessionDate('2013-10-09'), speed: 'max' },
        session_data_config: {
          ...base.session_data_config,
          scanners,
          universe: { symbols: ['SPY', 'AIG', 'BAC', 'IBM', 'AAPL'].map((each) => symbolId(each)) },
        },
      };
      const sources = (): DataSource[] =>
        sourceOptions(config, 'config.json', testData('.')).map((each) => createSource(each, calendar));
      const [one, two] = [sessionOn('2013-10-08'), sessionOn('2013-10-09')];
      await expectNothingAhead(config, sources, [one.open + 90 * MINUTE, one.close, two.open + 15 * MINUTE]);
    },
    60_000,
  );
});
