import { describe, expect, it } from 'vitest';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { createSource } from '../../loaders/registry.ts';
import { sourceOptions } from '../../platform/source-options.ts';
import { loadedChart } from '../../testing/chart-reader.ts';
import { readConfig } from '../../testing/play-config.ts';
import {
  type HeldSession,
  heldSession,
  sessionOn,
  simulatedConfig,
  simulatedSession,
} from '../../testing/simulated-session.ts';
import { hasTestData, testData } from '../../testing/test-data.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';

const INTERVALS = ['1m', '5m', '1d'] as const;
const INDICATORS = [
  { name: 'ema', interval: '1d', period: 10 },
  { name: 'rsi', interval: '5m', period: 14 },
  { name: 'obv', interval: '5m' },
  { name: 'sma', interval: '5m', period: 20 },
];
const SCANNER = {
  name: 'moved',
  kind: 'gap',
  schedule: [{ start: '09:35', end: '15:55', interval: '5m' }],
  config: { direction: 'above', percent: 0.5 },
};

/** Opens charts of the first symbols, of every interval, deep into the past. */
async function openCharts({ session }: HeldSession, count: number): Promise<void> {
  for (const symbol of session.view.symbols().slice(0, count)) {
    for (const interval of INTERVALS) {
      const chartId = `${symbol}-${interval}`.replace('.', '-');
      await loadedChart(session.view, { chartId, symbol, interval, last: 1_500, since: null });
    }
  }
}

/** Every value of every indicator, and every hit, as text: equal to the last digit or not. */
function decided({ session }: HeldSession): string {
  const { data, view } = session;
  const readings = view
    .symbols()
    .map((symbol) =>
      ['ema_10_1d', 'rsi_14_5m', 'obv_5m', 'sma_20_5m', 'sma_20_1d'].map((key) =>
        data.getIndicator(symbol, key),
      ),
    );
  return JSON.stringify([readings, view.hits(0, 100_000), view.locks(), data.getConfigSymbols()]);
}

/** What a session of two days decides by and has found, at some of its instants. */
async function played(charts: { readonly before?: boolean; readonly during?: boolean }): Promise<string[]> {
  const [first, second] = ['2024-03-06', '2024-03-07'].map(sessionOn);
  const held = await simulatedSession(
    simulatedConfig({
      dates: ['2024-03-06', '2024-03-07'],
      data: { indicators: INDICATORS, scanners: [SCANNER], promotion: { auto: true, max_promoted: 4 } },
    }),
  );
  const seen: string[] = [];
  const instants = [0, 60 * 60_000, 200 * 60_000].map((after) => (first?.open ?? 0) + after);
  await held.runTo((first?.preOpen ?? 0) + 1);
  if (charts.before === true) await openCharts(held, 4);
  for (const instant of [...instants, (second?.open ?? 0) + 1, (second?.open ?? 0) + 90 * 60_000]) {
    await held.runTo(instant);
    seen.push(decided(held));
    if (charts.during === true) await openCharts(held, 6);
  }
  await held.session.commands.promote(symbolId(held.session.view.symbols()[5] ?? ''));
  await held.runTo((second?.open ?? 0) + 120 * 60_000);
  seen.push(decided(held));
  await held.session.stop();
  return seen;
}

describe('what is looked at', () => {
  it('changes nothing that is decided by: indicators, hits and promotions are equal to the last digit', async () => {
    const without = await played({});
    expect(without.at(-1)).toContain('"scanner":"moved"');
    expect(await played({ before: true })).toEqual(without);
    expect(await played({ during: true })).toEqual(without);
  });
});

describe.skipIf(!hasTestData)('charts of October 2013 (needs the test data)', () => {
  it('leave every hit of three days as it was', async () => {
    const calendar = exchangeCalendar('NYSE');
    const hits = async (count: number): Promise<string> => {
      const config = readConfig('assets/examples/replay-2013-10.json');
      const options = sourceOptions(config, 'config.json', testData('.'));
      const held = await heldSession(
        config,
        options.map((each) => createSource(each, calendar)),
      );
      await held.runTo(Date.parse('2013-10-07T12:00:00Z'));
      for (const symbol of ['AIG', 'BAC', 'IBM', 'DRI', 'HIG'].slice(0, count).map(symbolId)) {
        for (const interval of INTERVALS) {
          const query = { chartId: `${symbol}-${interval}`, symbol, interval, last: 1_500, since: null };
          await loadedChart(held.session.view, query);
        }
      }
      await held.finish();
      const found = JSON.stringify(held.session.view.hits(0, 100_000));
      await held.session.stop();
      return found;
    };
    expect(await hits(5)).toBe(await hits(0));
  });
});
