import { expect, it } from 'vitest';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { simulatedSource, steppedSession } from '../../testing/simulated-session.ts';
import { sparksOf } from './spark-rows.ts';

/** A symbol whose days are held and whose minutes are only folded, and what its sparkline shows. */
async function screened() {
  const source = simulatedSource();
  const stepped = await steppedSession(undefined, source);
  const { coordinator } = stepped;
  const { data } = coordinator;
  const [symbol = symbolId('NONE')] = (await source.describe()).instruments.map((each) => each.symbol);
  data.addHistoricalBars(symbol, '1d', 20);
  data.addSessionBars(symbol, '5m');
  await coordinator.settle();
  const row = coordinator.core.register(symbol);
  const shown = (): number[] => [...sparksOf([symbol], coordinator)].filter((close) => !Number.isNaN(close));
  const last = (): number => coordinator.board.last[row] ?? Number.NaN;
  const days = Array.from(data.getBars(symbol, '1d'), (bar) => bar.close);
  return { ...stepped, shown, last, days };
}

it('a sparkline is of days, the latest price behind them, until a dozen bars of the session have come', async () => {
  const { days, goTo, last, shown } = await screened();
  expect(days).toHaveLength(20);
  expect(shown()).toEqual(days);
  for (const time of ['09:31', '09:41']) {
    await goTo(time);
    expect(shown()).toEqual([...days, last()]);
  }
  await goTo('09:42');
  expect(shown()).toHaveLength(12);
  expect(shown().at(-1)).toBe(last());
});

it('a sparkline goes on over the night', async () => {
  const { begin, goTo, last, shown } = await screened();
  await goTo('16:00');
  const before = shown();
  expect(before).toHaveLength(60);
  await begin('2024-03-07');
  expect(shown()).toEqual(before);
  await goTo('09:32');
  expect(shown().slice(0, -2)).toEqual(before.slice(2));
  expect(shown().at(-1)).toBe(last());
});
