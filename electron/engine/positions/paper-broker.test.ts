import { expect, it } from 'vitest';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { simulatedConfig, simulatedSession } from '../../testing/simulated-session.ts';
import { PaperBroker } from './paper-broker.ts';

const AAPL = symbolId('AAPL');
const ABBV = symbolId('ABBV');

it('fills in the order of placing, each order whole and once', () => {
  const broker = new PaperBroker();
  broker.place(AAPL, 10, epochMs(100));
  broker.place(ABBV, -5, epochMs(100));
  broker.place(AAPL, -3, epochMs(200));
  expect(broker.openOrders(AAPL).map(({ id }) => id)).toEqual(['O-1', 'O-3']);
  const fills = broker.fillOrders((symbol, since) =>
    symbol === AAPL && since <= 150 ? { start: epochMs(150), open: 42 } : undefined,
  );
  expect(fills).toMatchObject([{ order: { id: 'O-1', quantity: 10 }, price: 42, time: 150 }]);
  expect(broker.openOrders().map(({ id }) => id)).toEqual(['O-2', 'O-3']);
  expect(broker.cancelOpenOrders().map(({ id }) => id)).toEqual(['O-2', 'O-3']);
  expect(broker.openOrders()).toEqual([]);
});

it('fills in a session at the open of the first bar after the order, though no bar was held before', async () => {
  const { session, runTo, finish } = await simulatedSession(
    simulatedConfig({ data: { symbols: ['A'], streams: ['1m'] } }),
  );
  const open = Date.parse('2024-03-06T14:30:00Z');
  const placed = open + 30 * 60_000;
  await runTo(placed);
  expect(session.positions.onSignalEnter({ symbol: 'AAPL', side: 'long', quantity: 7 }).ok).toBe(true);
  expect(session.data.getLocks('AAPL')).toHaveLength(1);
  await runTo(placed + 5 * 60_000);
  const [first] = session.data.getBars('AAPL', '1m', { from: epochMs(placed) });
  expect(session.positions.position('AAPL')).toMatchObject({ quantity: 7, averagePrice: first?.open });
  session.positions.onSignalExit('AAPL');
  await finish();
  expect(session.positions.positions()).toEqual([]);
  expect(session.data.isSymbolLocked('AAPL')).toBe(false);
});
