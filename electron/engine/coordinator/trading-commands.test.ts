import { describe, expect, it } from 'vitest';
import type { Result } from '../../../shared/domain/result.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { simulatedConfig, simulatedSession } from '../../testing/simulated-session.ts';

const AAPL = symbolId('AAPL');
const OPEN = Date.parse('2024-03-06T14:30:00Z');
const CLOSE = Date.parse('2024-03-06T21:00:00Z');
const MINUTE = 60_000;

/** Keeps the session going after the close. */
const EVENING = { name: 'evening', kind: 'gap', schedule: [{ at: '16:30' }], config: {} };

async function trading(dates: readonly [string, string] = ['2024-03-06', '2024-03-06']) {
  const { session, runTo, finish } = await simulatedSession(
    // Somebody's minutes make the clock go by minutes.
    simulatedConfig({ dates, data: { symbols: ['A'], streams: ['1m'], scanners: [EVENING] } }),
  );
  await runTo(OPEN + 30 * MINUTE);
  const opened = (minutes: number): number => {
    const bars = [...session.data.getBars('AAPL', '1m')];
    return bars.find(({ start }) => start === OPEN + minutes * MINUTE)?.open ?? Number.NaN;
  };
  const { view, commands, data } = session;
  return { session, runTo, finish, opened, view, commands, data };
}

function codeOf(reply: Result<unknown>): string {
  return reply.ok ? 'ok' : reply.error.code;
}

describe('an order by hand', () => {
  it('is filled at the next bar’s open and shows in the account', async () => {
    const { commands, view, runTo, finish, opened } = await trading();
    expect(await commands.submitOrder(AAPL, 'buy', 200)).toEqual({ ok: true, value: 'O-1' });
    expect(view.trading()).toMatchObject({
      positions: [{ id: 'P-1', symbol: 'AAPL', quantity: 0 }],
      orders: [{ id: 'O-1', quantity: 200 }],
      cash: 100_000,
    });
    await runTo(OPEN + 32 * MINUTE);
    const bought = opened(30);
    expect(view.trading()).toMatchObject({
      positions: [{ quantity: 200, averagePrice: bought }],
      orders: [],
      fills: [{ orderId: 'O-1', positionId: 'P-1', quantity: 200, price: bought, time: OPEN + 30 * MINUTE }],
      realizedProfit: 0,
    });
    expect(view.trading().cash).toBeCloseTo(100_000 - 200 * bought, 6);
    await finish();
  });

  it('against what is held reduces it, and turns it round where it is larger', async () => {
    const { commands, view, runTo, finish, opened } = await trading();
    await commands.submitOrder(AAPL, 'sell', 100);
    await runTo(OPEN + 31 * MINUTE);
    await commands.submitOrder(AAPL, 'buy', 250);
    await runTo(OPEN + 32 * MINUTE);
    expect(view.trading().positions).toMatchObject([{ quantity: 150, averagePrice: opened(31) }]);
    expect(view.trading().realizedProfit).toBeCloseTo(100 * (opened(30) - opened(31)), 6);
    await finish();
  });

  it.each([0, -5, 1.5, Number.NaN])('for %s shares is refused and locks nothing', async (quantity) => {
    const { commands, view, finish } = await trading();
    expect(codeOf(await commands.submitOrder(AAPL, 'buy', quantity))).toBe('bad_quantity');
    expect([view.trading().positions, view.locks()]).toEqual([[], []]);
    await finish();
  });

  it('of a symbol that nobody knows is refused with the nearest name', async () => {
    const { commands, view, finish } = await trading();
    const reply = await commands.submitOrder(symbolId('AAPLL'), 'buy', 1);
    expect(!reply.ok && reply.error.message).toContain('did you mean AAPL?');
    expect(view.locks()).toEqual([]);
    await finish();
  });

  it('after the close is refused until the next session, and for good when the run is over', async () => {
    const { commands, view, runTo, finish, session } = await trading(['2024-03-06', '2024-03-07']);
    await runTo(CLOSE);
    const reply = await commands.submitOrder(AAPL, 'buy', 1);
    expect(!reply.ok && reply.error.message).toBe(
      'No order was placed: the session of 2024-03-06 closed at 16:00, and no bar is left to fill it. Place it once the next session has begun.',
    );
    expect(view.locks()).toEqual([]);
    await finish();
    expect(codeOf(await commands.submitOrder(AAPL, 'buy', 1))).toBe('session_over');
    expect(codeOf(await commands.closeAllPositions())).toBe('session_over');
    await session.stop();
  });
});

describe('closing', () => {
  it('by symbol closes once, and says so when it is under way', async () => {
    const { commands, view, runTo, finish, data } = await trading();
    expect(codeOf(await commands.closePosition(AAPL))).toBe('no_position');
    await commands.submitOrder(AAPL, 'buy', 10);
    await runTo(OPEN + 31 * MINUTE);
    expect(codeOf(await commands.closePosition(AAPL))).toBe('ok');
    expect(codeOf(await commands.closePosition(AAPL))).toBe('already_closing');
    await runTo(OPEN + 32 * MINUTE);
    expect([view.trading().positions, data.isSymbolLocked('AAPL')]).toEqual([[], false]);
    await finish();
  });

  it('of everything leaves alone what closes already', async () => {
    const { commands, view, runTo, finish } = await trading();
    const [first, second] = view.symbols().filter((symbol) => symbol !== AAPL && symbol !== 'A');
    if (first === undefined || second === undefined) throw new Error('too few symbols');
    for (const symbol of [AAPL, first, second]) await commands.submitOrder(symbol, 'sell', 5);
    await runTo(OPEN + 31 * MINUTE);
    await commands.closePosition(first);
    expect(await commands.closeAllPositions()).toEqual({ ok: true, value: 2 });
    await runTo(OPEN + 32 * MINUTE);
    expect(view.trading()).toMatchObject({ positions: [], orders: [] });
    expect(view.trading().fills).toHaveLength(6);
    expect(view.trading().cash - 100_000).toBeCloseTo(view.trading().realizedProfit, 6);
    await finish();
  });
});

it('the account is the same object while nothing of it changes', async () => {
  const { commands, view, runTo, finish } = await trading();
  const before = view.trading();
  await runTo(OPEN + 31 * MINUTE);
  expect(view.trading()).toBe(before);
  await commands.submitOrder(AAPL, 'buy', 1);
  const ordered = view.trading();
  expect(ordered).not.toBe(before);
  await runTo(OPEN + 33 * MINUTE);
  expect(view.trading()).not.toBe(ordered);
  expect(view.trading()).toBe(view.trading());
  await finish();
});

it('a position stays open overnight, and is closed in the next session', async () => {
  const { commands, view, runTo, finish, data } = await trading(['2024-03-06', '2024-03-07']);
  await commands.submitOrder(AAPL, 'buy', 10);
  await runTo(Date.parse('2024-03-07T14:00:00Z'));
  expect(view.trading().positions).toMatchObject([{ id: 'P-1', quantity: 10 }]);
  expect(data.isSymbolLocked('AAPL')).toBe(true);
  await runTo(Date.parse('2024-03-07T15:00:00Z'));
  expect(codeOf(await commands.closePosition(AAPL))).toBe('ok');
  await runTo(Date.parse('2024-03-07T15:02:00Z'));
  expect(view.trading().positions).toEqual([]);
  expect(view.trading().fills.map(({ time }) => new Date(time).toISOString().slice(0, 10))).toEqual([
    '2024-03-06',
    '2024-03-07',
  ]);
  await finish();
});
