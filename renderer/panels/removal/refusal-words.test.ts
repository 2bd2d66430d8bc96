import { describe, expect, it } from 'vitest';
import { type LockHolder, type LockRecord, MANUAL } from '../../../shared/domain/lock.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { holderLines, refusalWords } from './refusal-words.ts';

const IBM = symbolId('IBM');
const HIG = symbolId('HIG');

describe('a refused removal', () => {
  it('of one symbol names it and says when it can go', () => {
    expect(refusalWords('remove', [IBM], [IBM], 3, false)).toEqual({
      title: 'IBM is locked and was not removed',
      lead: 'Three holders need its data. It becomes removable when the last holder releases it.',
    });
  });

  it('that waits for the last holder says so', () => {
    expect(refusalWords('remove', [IBM], [IBM], 1, true).lead).toBe(
      'One holder needs its data. It is removed when the last holder releases it.',
    );
  });

  it('of many counts them', () => {
    expect(refusalWords('demote', [IBM, HIG], [IBM], 12, false)).toEqual({
      title: '2 symbols are locked and were not demoted',
      lead: '12 holders need their data. A symbol becomes demotable when its last holder releases it.',
    });
  });

  it('is none any more once the last holder has gone', () => {
    expect(refusalWords('remove', [IBM], [], 0, false).title).toBe('IBM is not locked any more');
  });
});

describe('a holder', () => {
  const lock = (holder: LockHolder, reason: string): LockRecord => ({
    id: 'L-1',
    symbol: IBM,
    holder,
    reason,
    since: epochMs(0),
  });
  const position = {
    id: 'P-104',
    symbol: IBM,
    quantity: 200,
    averagePrice: 180.8,
    realizedProfit: 0,
    openedAt: epochMs(0),
    last: 181.11,
    profit: 62,
    profitPercent: 0.17,
    waiting: 0,
    stale: false,
  };
  const holder: LockHolder = { kind: 'position', id: 'P-104' };

  it('that is a position tells what is held, at which price, and what it is worth', () => {
    expect(holderLines(lock(holder, 'open_position'), position)).toEqual({
      name: 'Position P-104',
      detail: 'Long 200 at 180.80, now +62.00',
    });
  });

  it('whose first order waits holds nothing yet', () => {
    expect(holderLines(lock(holder, 'open_position'), { ...position, quantity: 0 }).detail).toBe(
      'Its first order waits for the next bar',
    );
  });

  it('that is the user has their words', () => {
    expect(holderLines(lock(MANUAL, 'Earnings 16 Oct'), undefined)).toEqual({
      name: 'Manual lock',
      detail: '“Earnings 16 Oct”',
    });
  });
});
