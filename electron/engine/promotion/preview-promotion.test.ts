import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noted, previewed, priceOf, promoted } from '../../testing/promotion-trial.ts';
import { simulatedConfig, simulatedSource, steppedSession } from '../../testing/simulated-session.ts';

/** Some of the simulated exchange's symbols. */
const symbolsOf = async (): Promise<string[]> =>
  (await simulatedSource().describe()).instruments.map(({ symbol }) => symbol);

const interval = fc.constantFrom('1m', '5m', '15m', '1h', '1d', '1w');
const indicator = fc.constantFrom(
  { name: 'sma', interval: '1d', period: 20 },
  { name: 'sma', interval: '5m', period: 20 },
  { name: 'rsi', interval: '15m', period: 14 },
  { name: 'vwap', interval: '1m' },
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
