import { describe, expect, it } from 'vitest';
import type { Hit } from '../../../shared/domain/hit.ts';
import { type LockHolder, type LockRecord, MANUAL } from '../../../shared/domain/lock.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { fillMarks, hitMarks, hitOfMark, lockMarks, positionOf } from './marks.ts';

const IBM = symbolId('IBM');
const AIG = symbolId('AIG');

function hit(time: number, scanner = 'above_2'): Hit {
  return { time: epochMs(time), symbol: IBM, scanner, first: true, version: 1, metadata: {} };
}

function lock(id: string, holder: LockHolder, reason = 'earnings'): LockRecord {
  return { id, symbol: IBM, holder, reason, since: epochMs(5) };
}

describe('hitMarks', () => {
  it('lets the newest speak', () => {
    const marks = hitMarks([hit(1), hit(2)], null);
    expect(marks.map(({ text, isProminent }) => [text, isProminent])).toEqual([
      ['above_2', false],
      ['above_2', true],
    ]);
  });

  it('lets the one speak that was asked for', () => {
    expect(hitMarks([hit(1), hit(2)], 1).map(({ isProminent }) => isProminent)).toEqual([true, false]);
  });

  it('is found again by its mark', () => {
    const hits = [hit(1), hit(1, 'below_2')];
    const [, second] = hitMarks(hits, null);
    expect(hitOfMark(hits, second?.id ?? '')).toBe(hits[1]);
    expect(hitOfMark(hits, 'lock 1')).toBeUndefined();
  });
});

describe('lockMarks', () => {
  it('says who holds it', () => {
    const locks = [
      lock('1', MANUAL),
      lock('2', { kind: 'position', id: 'P-104' }, 'open_position'),
      lock('3', { kind: 'scanner', id: 'Trend-v2' }),
    ];
    const marks = lockMarks(locks);
    expect(marks.map(({ text }) => text)).toEqual([
      'Locked, earnings',
      'Locked, P-104',
      'Locked, scanner Trend-v2',
    ]);
    expect(marks.map(({ isProminent }) => isProminent)).toEqual([false, true, true]);
  });
});

describe('fillMarks', () => {
  it('gives the fills of the symbol, bought and sold', () => {
    const fill = {
      orderId: 'O-1',
      positionId: 'P-1',
      symbol: IBM,
      quantity: 200,
      price: 180.8,
      time: epochMs(7),
    };
    const sold = { ...fill, orderId: 'O-2', quantity: -1_200 };
    expect(fillMarks([fill, { ...fill, symbol: AIG }, sold], IBM)).toMatchObject([
      { kind: 'buy', text: 'Bought 200 at 180.80', instant: 7 },
      { kind: 'sell', text: 'Sold 1,200 at 180.80' },
    ]);
  });
});

describe('positionOf', () => {
  const position = {
    id: 'P-1',
    symbol: IBM,
    quantity: 200,
    averagePrice: 180.8,
    realizedProfit: 0,
    openedAt: epochMs(1),
  };

  it('says side, shares and profit', () => {
    expect(positionOf([position], IBM, 181.11)).toEqual({ averagePrice: 180.8, text: 'Long 200  +62.00' });
    expect(positionOf([{ ...position, quantity: -150 }], IBM, 181.11)?.text).toBe('Short 150  −46.50');
  });

  it('is none while the first order waits, or of another symbol', () => {
    expect(positionOf([{ ...position, quantity: 0 }], IBM, 181)).toBeNull();
    expect(positionOf([position], AIG, 181)).toBeNull();
  });
});
