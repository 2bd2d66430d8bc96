import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FILL_WINDOW, type Position } from '../../../shared/domain/position.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { PaperAccount } from './paper-account.ts';
import type { Fill } from './paper-broker.ts';

const IBM = symbolId('IBM');

function fillOf(number: number, quantity: number, price: number): Fill {
  return {
    order: { id: `O-${number}`, symbol: IBM, quantity, placed: epochMs(0) },
    price,
    time: epochMs(60_000),
  };
}

function held(quantity: number): Position {
  return { id: 'P-1', symbol: IBM, quantity, averagePrice: 0, realizedProfit: 0, openedAt: epochMs(0) };
}

it('what is bought is paid, what is sold short is paid for', () => {
  const account = new PaperAccount(100_000);
  account.take(fillOf(1, 200, 180.8), held(200), 0);
  expect(account.cash).toBeCloseTo(63_840, 9);
  account.take(fillOf(2, -350, 181), held(-150), 40);
  expect(account.cash).toBeCloseTo(127_190, 9);
  expect(account.realizedProfit).toBe(40);
  expect(account.fills()[1]).toEqual({
    orderId: 'O-2',
    positionId: 'P-1',
    symbol: 'IBM',
    quantity: -350,
    price: 181,
    time: 60_000,
  });
});

it('once everything is closed, the cash has changed by the profit', () => {
  const shares = fc.integer({ min: -500, max: 500 }).filter((quantity) => quantity !== 0);
  const prices = fc.tuple(shares, fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 900 }));
  fc.assert(
    fc.property(fc.array(prices, { maxLength: 20 }), (trades) => {
      const account = new PaperAccount(100_000);
      for (const [quantity, opened, closed] of trades) {
        account.take(fillOf(1, quantity, opened), held(quantity), 0);
        account.take(fillOf(2, -quantity, closed), held(0), quantity * (closed - opened));
      }
      expect(account.cash - 100_000).toBeCloseTo(account.realizedProfit, 6);
    }),
  );
});

it('keeps the newest fills only', () => {
  const account = new PaperAccount(0);
  for (let number = 1; number <= FILL_WINDOW + 5; number += 1) account.take(fillOf(number, 1, 1), held(1), 0);
  const ids = account.fills().map(({ orderId }) => orderId);
  expect([ids.length, ids[0], ids.at(-1)]).toEqual([FILL_WINDOW, 'O-6', `O-${FILL_WINDOW + 5}`]);
});
