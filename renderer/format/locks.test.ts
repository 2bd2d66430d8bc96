import { describe, expect, it } from 'vitest';
import { type LockHolder, type LockRecord, MANUAL } from '../../shared/domain/lock.ts';
import { symbolId } from '../../shared/domain/symbol.ts';
import { epochMs } from '../../shared/domain/time.ts';
import { holderName, lockLook, reasonWords } from './locks.ts';

const IBM = symbolId('IBM');
const DATE = '2013-10-09';
const POSITION: LockHolder = { kind: 'position', id: 'P-104' };

function lock(holder: LockHolder, reason: string, number = 1): LockRecord {
  return {
    id: `L-${number}`,
    symbol: IBM,
    holder,
    reason,
    since: epochMs(Date.parse('2013-10-09T14:32:00Z')),
  };
}

describe('a padlock', () => {
  it('is open and says what a press does', () => {
    expect(lockLook(IBM, [], null, DATE)).toMatchObject({ state: 'unlocked', holders: 0, canToggle: true });
  });

  it('tells the reason of the user’s own lock, and that a press unlocks', () => {
    const look = lockLook(IBM, [lock(MANUAL, 'Earnings 16 Oct')], null, DATE);
    expect(look).toMatchObject({ state: 'manual', holders: 1 });
    expect(look.title).toBe('IBM is locked: “Earnings 16 Oct”, since 10:32:00. Press to unlock');
  });

  it('that only a position holds names the position', () => {
    const look = lockLook(IBM, [lock(POSITION, 'open_position')], null, DATE);
    expect(look).toMatchObject({ state: 'held', title: 'IBM is held by position P-104, since 10:32:00' });
  });

  it('of several holders lists them all', () => {
    const look = lockLook(IBM, [lock(POSITION, 'open_position'), lock(MANUAL, 'earnings', 2)], null, DATE);
    expect(look).toMatchObject({ state: 'held', holders: 2 });
    expect(look.title.split('\n')).toEqual([
      'IBM is held by 2:',
      'position P-104, open position, since 10:32:00',
      'manual lock, earnings, since 10:32:00',
    ]);
  });

  it('waits for the engine and takes no second press meanwhile', () => {
    const locks = [lock(MANUAL, 'earnings')];
    expect(lockLook(IBM, locks, 'unlock', DATE)).toMatchObject({ state: 'pending', canToggle: false });
  });
});

it('a reason in the user’s words stays as it is', () => {
  expect([reasonWords('open_position'), reasonWords('Open Position')]).toEqual([
    'open position',
    'Open Position',
  ]);
  expect(holderName({ kind: 'script', id: 'Trend-v2' })).toBe('script Trend-v2');
});
