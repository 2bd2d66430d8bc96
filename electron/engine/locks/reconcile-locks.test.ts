import { expect, it } from 'vitest';
import type { LockHolderKind, LockRecord } from '../../../shared/domain/lock.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { reconcileLocks } from './reconcile-locks.ts';

function lock(number: number, ticker: string, kind: LockHolderKind, id: string): LockRecord {
  return {
    id: `L-${number}`,
    symbol: symbolId(ticker),
    holder: { kind, id },
    reason: 'x',
    since: epochMs(0),
  };
}

it('finds locks of positions that are flat, and positions that lock nothing', () => {
  const locks = [
    lock(1, 'AAPL', 'position', 'P-1'),
    lock(2, 'IBM', 'position', 'P-2'),
    lock(3, 'SPY', 'manual', 'user'),
    lock(4, 'SPY', 'position', 'P-9'),
  ];
  const positions = [
    { id: 'P-1', symbol: symbolId('AAPL') },
    { id: 'P-3', symbol: symbolId('SPY') },
    { id: 'P-2', symbol: symbolId('QQQ') },
  ];
  const { lockedButFlat, heldButUnlocked } = reconcileLocks(locks, positions);
  expect(lockedButFlat.map((found) => found.id)).toEqual(['L-2', 'L-4']);
  expect(heldButUnlocked.map((position) => position.id)).toEqual(['P-3', 'P-2']);
});

it('finds nothing where locks and positions agree', () => {
  const positions = [{ id: 'P-1', symbol: symbolId('AAPL') }];
  const found = reconcileLocks(
    [lock(1, 'AAPL', 'position', 'P-1'), lock(2, 'AAPL', 'order', 'O-1')],
    positions,
  );
  expect(found).toEqual({ lockedButFlat: [], heldButUnlocked: [] });
});
