import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PacedSource } from '../../loaders/paced/paced-source.ts';
import { VirtualTimers } from '../../loaders/testing/virtual-timers.ts';
import { noted, previewed, priceOf, promoted } from '../../testing/promotion-trial.ts';
import { ScriptedSource } from '../../testing/scripted-source.ts';
import {
  sessionOn,
  simulatedConfig,
  simulatedSource,
  steppedSession,
} from '../../testing/simulated-session.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';

/** Some of the simulated exchange's symbols. */
const symbolsOf = async (): Promise<string[]> =>
  (await simulatedSource().describe()).instruments.map(({ symbol }) => symbol);

const interval = fc.constantFrom('1m', '5m', '15m', '1h', '1d', '1w');
const indicator = fc.constantFrom(
  { name: 'sma', interval: '1d', period: 20 },
  { name: 'sma', interval: '5m', period: 20 },
  { name: 'rsi', interval: '15m', period: 14 },
  { name: 'vwap', interval: '1m' },
  { name: 'vwap', interval: '5m' },
  { name: 'ema', interval: '1h', period: 9 },
  { name: 'sma', interval: '1w', period: 4 },
);
const data = fc.record({
  streams: fc.uniqueArray(interval, { minLength: 1, maxLength: 4 }),
  historical: fc.record({
    data: fc.array(
      fc.record({
        trailing_days: fc.integer({ min: 1, max: 45 }),
        intervals: fc.uniqueArray(interval, { minLength: 1, maxLength: 3 }),
      }),
      { maxLength: 3 },
    ),
  }),
  indicators: fc.uniqueArray(indicator, { maxLength: 4 }),
});

/** Something that a scanner holds of a symbol before anybody promotes it. */
const holding = fc.record({
  symbol: fc.nat(3),
  kind: fc.constantFrom('session', 'history', 'indicator'),
  interval,
  days: fc.integer({ min: 1, max: 60 }),
  indicator,
});

const PLAIN = {
  streams: ['1m'],
  historical: { data: [{ trailing_days: 3, intervals: ['1m', '1d'] }] },
  promotion: { auto: false, max_promoted: 1, max_per_scan: 1, rank_by: 'gap_percent' },
};

describe('what is said with the price', () => {
  it('names half days, today and among the sessions asked for', async () => {
    const after = await steppedSession(simulatedConfig({ dates: ['2024-07-05', '2024-07-05'], data: PLAIN }));
    expect((await priceOf(after, ['A'])).warnings).toEqual(['3 Jul 2024 was a half day of 210 minutes.']);
    const on = await steppedSession(simulatedConfig({ dates: ['2024-07-03', '2024-07-03'], data: PLAIN }));
    expect((await priceOf(on, ['A'])).warnings).toEqual([
      'Today is a half day: the session closes at 13:00.',
    ]);
  });

  it('names the bound that is exceeded, which keeps nobody from it', async () => {
    const stepped = await steppedSession(simulatedConfig({ data: PLAIN }));
    const names = (await symbolsOf()).slice(0, 3);
    const price = await priceOf(stepped, names);
    expect(price).toMatchObject({ promotedNow: 0, maxPromoted: 1 });
    expect(price.symbols.map(({ refusal }) => refusal)).toEqual([null, null, null]);
    expect(price.warnings).toEqual([
      '3 symbols would be promoted, over the config’s bound of 1: scanners will promote no more.',
    ]);
  });

  it('names a jump in the days that are held which looks like a split', async () => {
    const days = ['2024-03-01', '2024-03-04', '2024-03-05'].map(sessionOn);
    const prices = [100, 25.2, 25.4];
    const daily = days.flatMap(({ open }, day) => {
      const price = prices[day] ?? 0;
      return [open, price, price, price, price, 1_000];
    });
    const source = new ScriptedSource({ bars: { AAPL: { '1d': Float64Array.from(daily) } } });
    const config = {
      ...PLAIN,
      streams: ['1d'],
      historical: { data: [{ trailing_days: 3, intervals: ['1d'] }] },
    };
    const stepped = await steppedSession(simulatedConfig({ data: config }), source);
    stepped.coordinator.data.addHistoricalBars('AAPL', '1d', 3);
    await stepped.coordinator.settle();
    expect((await priceOf(stepped, ['AAPL'])).warnings).toEqual([
      'AAPL opened on 4 Mar 2024 as after a 4:1 split that its source does not know: values across that day are not to be trusted.',
    ]);
  });

  it('is why a symbol cannot be promoted, with the one that was meant', async () => {
    const stepped = await steppedSession(simulatedConfig({ data: PLAIN }));
    const [symbol = ''] = await symbolsOf();
    stepped.coordinator.data.addSymbol(symbol);
    await stepped.coordinator.settle();
    const price = await priceOf(stepped, [symbol, 'QQQQQQ', symbol]);
    expect(price.symbols).toMatchObject([
      { symbol, alreadyPromoted: true, refusal: null, fetch: 0 },
      { symbol: 'QQQQQQ', refusal: 'No data source of this session knows QQQQQQ.', fetch: 0 },
    ]);
    expect(price).toMatchObject({ requests: 0, fetch: 0, addedBytes: 0, seconds: 0, loads: [] });
  });

  it('is no time before a load was timed, and nothing that was held before or after', async () => {
    const stepped = await steppedSession(simulatedConfig({ data: PLAIN }));
    const held = stepped.coordinator.core.parts.symbols.size;
    expect((await priceOf(stepped, ['A'])).seconds).toBeNull();
    stepped.coordinator.loads.rate.measure({ requests: 1, bars: 1_000 }, 500);
    expect((await priceOf(stepped, ['A'])).seconds).toBeCloseTo((3 * 390 + 3) / 2_000, 9);
    expect(stepped.coordinator.core.parts.symbols.size).toBe(held);
    expect(stepped.coordinator.loads.pendingCount).toBe(0);
    expect(stepped.coordinator.promotions.records()).toEqual([]);
  });
});

describe('the price of asking a source that counts', () => {
  it('is in its own requests, says what is left of them, and is what is then asked for', async () => {
    const vendor = noted(simulatedSource());
    const limits = { maxBarsPerRequest: 500, requestsPerMinute: 60_000, concurrent: 4 };
    const counting = Object.assign(vendor.source, {
      describe: async () => ({ ...(await simulatedSource().describe()), limits }),
    });
    const source = new PacedSource(counting, exchangeCalendar('NYSE'));
    const stepped = await steppedSession(simulatedConfig({ data: PLAIN }), source);
    const price = await priceOf(stepped, ['A', 'AAPL']);
    // Three sessions of minutes are 1,170 bars, and three days are one request.
    expect(price.requests).toBe(2 * (3 + 1));
    expect(price.budgets).toEqual([
      { source: 'simulated', requestsPerMinute: 60_000, left: 3_000, requests: 8, seconds: 0 },
    ]);
    const before = vendor.requests.length;
    for (const symbol of ['A', 'AAPL']) stepped.coordinator.data.addSymbol(symbol);
    await stepped.coordinator.settle();
    const { preOpen } = stepped.coordinator.session;
    expect(vendor.requests.slice(before).filter(({ to }) => to <= preOpen)).toHaveLength(price.requests);
  });

  it('names what has to wait, and how long it takes at the least', async () => {
    const timers = new VirtualTimers();
    const counting = Object.assign(noted(simulatedSource()).source, {
      describe: async () => ({
        ...(await simulatedSource().describe()),
        limits: { requestsPerMinute: 6, maxBarsPerRequest: 1_000 },
      }),
    });
    const source = new PacedSource(counting, exchangeCalendar('NYSE'), timers);
    const stepped = await timers.until(steppedSession(simulatedConfig({ data: PLAIN }), source));
    const price = await timers.until(priceOf(stepped, ['A']));
    expect(price).toMatchObject({
      requests: 3,
      seconds: 20,
      budgets: [{ left: 1, requests: 3, seconds: 20 }],
    });
    expect(price.warnings).toEqual([
      'simulated allows 6 requests a minute: 1 of 3 can go out now, the last after about 20 s.',
    ]);
  });
});

describe('the price of a promotion', () => {
  it('is what the promotion then asks for and takes, whatever is held already', async () => {
    const names = await symbolsOf();
    const times = fc.constantFrom('09:00', '09:31', '10:17', '15:59');
    await fc.assert(
      fc.asyncProperty(
        data,
        fc.array(holding, { maxLength: 6 }),
        times,
        fc.uniqueArray(fc.nat(4), { minLength: 1, maxLength: 3 }),
        async (config, holdings, time, wanted) => {
          const source = noted(simulatedSource());
          const stepped = await steppedSession(simulatedConfig({ data: config }), source.source);
          const scanner = stepped.coordinator.data.as('scanner:test');
          for (const each of holdings) {
            const symbol = names[each.symbol] ?? '';
            if (each.kind === 'session') scanner.addSessionBars(symbol, each.interval);
            else if (each.kind === 'history') scanner.addHistoricalBars(symbol, each.interval, each.days);
            else scanner.addIndicator(symbol, each.indicator.name, each.indicator);
          }
          await stepped.goTo(time);
          const symbols = wanted.map((index) => names[index] ?? '');
          const { addedBytes: said, ...price } = previewed(await priceOf(stepped, symbols));
          const { addedBytes: taken, whole, ...came } = await promoted(stepped, [source], symbols);
          expect(came).toEqual(price);
          // Bars that never traded need no room: the price is the most that it can take.
          expect(said).toBeGreaterThanOrEqual(taken);
          if (whole && time < '09:45') expect(said).toBe(taken);
        },
      ),
      { numRuns: 60 },
    );
  });
});
