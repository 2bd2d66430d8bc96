import { expect, it } from 'vitest';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { heldSession, sessionOn, simulatedConfig, simulatedSource } from '../../testing/simulated-session.ts';

const { open } = sessionOn('2024-03-06');
const MINUTE = 60_000;

interface Line {
  readonly time: string;
  readonly kind: string;
  readonly symbol?: string;
  readonly metadata?: { readonly price: number; readonly sma: number };
}

it('at one instant come bars with what is derived of them, then fills, then scans, then commands', async () => {
  const lines: Line[] = [];
  const config = simulatedConfig({
    data: {
      symbols: ['ABT'],
      streams: ['1m', '5m'],
      indicators: [{ name: 'sma', interval: '5m', period: 1 }],
      scanners: [
        {
          name: 'near',
          kind: 'gap',
          schedule: [{ start: '09:35', end: '15:55', interval: '5m' }],
          config: { percent: 0.01 },
        },
      ],
    },
  });
  const held = await heldSession(config, [simulatedSource()], (text) => {
    for (const line of text.split('\n')) if (line !== '') lines.push(JSON.parse(line));
  });
  const { commands, data } = held.session;
  await held.runTo(open + 9 * MINUTE);
  await commands.submitOrder(symbolId('ABT'), 'buy', 10);
  await held.runTo(open + 10 * MINUTE);
  await commands.lock(symbolId('ABT'), 'mine');
  // The bar that ends now, the one that is derived of it, and the indicator of that: all are there.
  const closes = [...data.getBars('ABT', '1m', { from: open })].map(({ close }) => close);
  expect(closes).toHaveLength(10);
  const five = [...data.getBars('ABT', '5m', { from: open })].map(({ close }) => close);
  expect(five).toEqual([closes[4], closes[9]]);
  expect(data.getIndicator('ABT', 'sma_1_5m')?.currentValue).toBeCloseTo(five[1] ?? Number.NaN, 9);
  await held.finish();

  const now = new Date(open + 10 * MINUTE).toISOString();
  const kinds = lines.filter(({ time }) => time === now).map(({ kind }) => kind);
  expect([...new Set(kinds)]).toEqual(['bars', 'fill', 'scan', 'hit', 'locked']);
  // The scan saw the bar that ended at its instant, against an average of closed days.
  const hit = lines.find(({ time, kind, symbol }) => time === now && kind === 'hit' && symbol === 'ABT');
  expect(hit?.metadata?.price).toBe(closes[9]);
  const days = [...data.getHistoricalBars('ABT', '1d').entries()].filter(([date]) => date < '2024-03-06');
  const average = days.slice(-20).reduce((sum, [, day]) => sum + day.close(0) / 20, 0);
  expect(hit?.metadata?.sma).toBeCloseTo(average, 9);
});
