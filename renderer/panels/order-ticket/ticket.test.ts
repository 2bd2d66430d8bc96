import { describe, expect, it } from 'vitest';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs, sessionDate } from '../../../shared/domain/time.ts';
import { afterOrder, overReason, proposedQuantity, readQuantity } from './ticket.ts';

describe('a quantity', () => {
  it.each([
    ['200', 200],
    ['1,000,000', 1_000_000],
    [' 1 200 ', 1_200],
    ['007', 7],
  ])('%s is %d shares', (text, shares) => expect(readQuantity(text)).toEqual({ ok: true, shares }));

  it.each([
    ['', 'how many?'],
    ['0', '1 or more'],
    ['-5', 'whole shares'],
    ['1.5', 'whole shares'],
    ['1e3', 'whole shares'],
    ['1000001', 'at most 1,000,000'],
  ])('%s is refused: %s', (text, fault) => expect(readQuantity(text)).toEqual({ ok: false, fault }));
});

it('a ticket proposes what closes the position, else what was ordered last', () => {
  expect(proposedQuantity(200, 'sell', 50)).toBe(200);
  expect(proposedQuantity(-150, 'buy', null)).toBe(150);
  expect(proposedQuantity(200, 'buy', 50)).toBe(50);
  expect(proposedQuantity(0, 'sell', null)).toBe(100);
  expect(proposedQuantity(0.5, 'sell', null)).toBe(100);
});

describe('what an order makes of a position', () => {
  const held = (quantity: number) => ({
    id: 'P-1',
    symbol: symbolId('IBM'),
    quantity,
    averagePrice: 1,
    realizedProfit: 0,
    openedAt: epochMs(0),
  });

  it('opens, adds, reduces, closes and turns round', () => {
    expect(afterOrder(undefined, 0, 'buy', 200)).toBe('Flat → Long 200');
    expect(afterOrder(held(200), 0, 'buy', 50)).toBe('Long 200 → Long 250');
    expect(afterOrder(held(-200), 0, 'buy', 50)).toBe('Short 200 → Short 150');
    expect(afterOrder(held(200), 0, 'sell', 200)).toBe('Long 200 → Flat');
    expect(afterOrder(held(200), 0, 'sell', 250)).toBe('Long 200 → Short 50');
  });

  it('counts orders that wait', () => {
    expect(afterOrder(held(0), 100, 'sell', 100)).toBe('Long 100 → Flat');
  });
});

describe('an order that could not be filled', () => {
  const status = {
    runState: 'running',
    now: epochMs(99),
    close: epochMs(100),
    sessionDate: sessionDate('2013-10-09'),
  } as const;

  it('can be placed until the session closes', () => {
    expect(overReason(status)).toBeNull();
    expect(overReason({ ...status, runState: 'paused' })).toBeNull();
  });

  it('is refused after the close, and once the run is over', () => {
    expect(overReason({ ...status, now: status.close })).toContain('session of 2013-10-09 has closed');
    expect(overReason({ ...status, runState: 'ended' })).toContain('has ended');
    expect(overReason({ ...status, runState: 'failed' })).toContain('has failed');
  });
});
