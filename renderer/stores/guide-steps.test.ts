import { describe, expect, it } from 'vitest';
import type { LockRecord } from '../../shared/domain/lock.ts';
import { symbolId } from '../../shared/domain/symbol.ts';
import { epochMs } from '../../shared/domain/time.ts';
import { nextStep, withDone, withSeen } from './guide-steps.ts';

const lock = (kind: LockRecord['holder']['kind']): LockRecord => ({
  id: 'L-1',
  symbol: symbolId('AAPL'),
  holder: { kind, id: 'user' },
  reason: 'earnings',
  since: epochMs(0),
});
const session = (hitCount: number, locks: readonly LockRecord[] = []) => ({ status: { hitCount }, locks });
const NOTHING = { previewOpen: false, exports: 0 };

describe('the first-run guide', () => {
  it('begins with the first hit, and goes on by itself when it is there', () => {
    expect(nextStep(undefined)).toBe('hit');
    expect(nextStep(withSeen(undefined, session(0), NOTHING))).toBe('hit');
    expect(nextStep(withSeen(undefined, session(1), NOTHING))).toBe('preview');
  });

  it('sees each step done, in whatever order', () => {
    const locked = withSeen(undefined, session(3, [lock('manual')]), NOTHING);
    expect(locked.done).toEqual(['hit', 'lock']);
    const previewed = withSeen(locked, session(3), { ...NOTHING, previewOpen: true });
    expect(nextStep(previewed)).toBe('export');
    const all = withSeen(previewed, session(3), { ...NOTHING, exports: 1 });
    expect(nextStep(all)).toBeNull();
  });

  it('keeps a step done that is not seen any more, and is the same where nothing is new', () => {
    const done = withSeen(undefined, session(1), { ...NOTHING, previewOpen: true });
    expect(withSeen(done, session(1), NOTHING)).toBe(done);
  });

  it('does not take the lock of a position for one of the user', () => {
    expect(withSeen(undefined, session(0, [lock('position')]), NOTHING).done).toEqual([]);
  });

  it('skips a step, and ends where the user wants no guide', () => {
    expect(nextStep(withDone(undefined, ['hit']))).toBe('preview');
    expect(nextStep({ done: [], dismissed: true })).toBeNull();
  });
});
