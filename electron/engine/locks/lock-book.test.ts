import fc from 'fast-check';
import { expect, it } from 'vitest';
import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import { LOCK_HOLDER_KINDS, type LockHolder, MANUAL } from '../../../shared/domain/lock.ts';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { ManualClock } from '../clock.ts';
import { Ledger } from './ledger.ts';
import { LockBook } from './lock-book.ts';
import { replayLedger } from './replay-ledger.ts';

const AAPL = symbolId('AAPL');
const POSITION: LockHolder = { kind: 'position', id: 'P-104' };

function newBook(disk: () => Result<void> = () => success(undefined)) {
  const clock = new ManualClock(epochMs(1_000));
  const written: string[] = [];
  const append = async (lines: string) => {
    const taken = disk();
    if (taken.ok) written.push(lines);
    return taken;
  };
  const ledger = new Ledger(clock, append);
  return { clock, ledger, written, book: new LockBook(clock, ledger) };
}

it('a symbol holds several locks, and is free when the last is gone', () => {
  const { book } = newBook();
  book.lock(AAPL, 'watching it');
  book.lock(AAPL, 'open_position', POSITION);
  expect(book.getLocks(AAPL).map((lock) => [lock.id, lock.holder, lock.reason])).toEqual([
    ['L-1', MANUAL, 'watching it'],
    ['L-2', POSITION, 'open_position'],
  ]);
  expect(book.unlock(AAPL, POSITION)).toBeDefined();
  expect(book.isLocked(AAPL)).toBe(true);
  expect(book.unlock(AAPL)).toBeDefined();
  expect([book.isLocked(AAPL), book.getLocks(AAPL), book.lockedSymbolCount]).toEqual([false, [], 0]);
});

it('the same holder changes the reason, and keeps the lock and since when it stands', () => {
  const { book, clock, ledger } = newBook();
  const first = book.lock(AAPL, 'earnings');
  clock.advanceTo(epochMs(9_000));
  const second = book.lock(AAPL, 'earnings tomorrow');
  expect(second.lock).toEqual({ ...first.lock, reason: 'earnings tomorrow' });
  expect(book.all()).toEqual([second.lock]);
  expect(book.lock(AAPL, 'earnings tomorrow')).toEqual(second);
  expect(ledger.head.seq).toBe(2);
});

it("nobody releases another holder's lock", () => {
  const { book } = newBook();
  book.lock(AAPL, 'open_position', POSITION);
  expect(book.unlock(AAPL)).toBeUndefined();
  expect(book.unlock(AAPL, { kind: 'position', id: 'P-105' })).toBeUndefined();
  expect(book.unlock(symbolId('MSFT'), POSITION)).toBeUndefined();
  expect(book.isLocked(AAPL)).toBe(true);
});

it('a holder without an identity is refused, and nothing has changed', () => {
  const { book, ledger } = newBook();
  expect(() => book.lock(AAPL, 'x', { kind: 'script', id: '' })).toThrow(InvalidArgumentError);
  expect([book.all(), ledger.head.seq]).toEqual([[], 0]);
});

it('a lock that the disk refuses holds all the same, is said to be not saved, and is written when there is room', async () => {
  let isFull = true;
  const { book, ledger, written } = newBook(() =>
    isFull ? failure('disk_full', 'no space left') : success(undefined),
  );
  const { seq } = book.lock(AAPL, 'open_position', POSITION);
  expect(await ledger.whenDurable(seq)).toMatchObject({ ok: false, error: { code: 'disk_full' } });
  expect([book.isLocked(AAPL), ledger.notSaved?.cause.code, written]).toEqual([true, 'disk_full', []]);
  expect(book.unlock(AAPL)).toBeUndefined();
  isFull = false;
  expect(await ledger.whenDurable(seq)).toMatchObject({ ok: true });
  expect(ledger.notSaved).toBeUndefined();
  expect(replayLedger(written.join('')).locks).toEqual(book.all());
});

const action = fc.record({
  lock: fc.boolean(),
  symbol: fc.constantFrom(AAPL, symbolId('BRK.B'), symbolId('SPY')),
  holder: fc.record({ kind: fc.constantFrom(...LOCK_HOLDER_KINDS), id: fc.constantFrom('a', 'b') }),
  reason: fc.string(),
});

it('the locks of the ledger are those of the book, after any actions', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 60 }), async (actions) => {
      const { book, clock, ledger, written } = newBook();
      const model = new Map<string, string>();
      for (const { lock, symbol, holder, reason } of actions) {
        clock.advanceTo(epochMs(clock.now() + 1));
        const key = [symbol, holder.kind, holder.id].join();
        if (lock) book.lock(symbol, reason, holder);
        else expect(book.unlock(symbol, holder) !== undefined).toBe(model.has(key));
        if (lock) model.set(key, reason);
        else model.delete(key);
      }
      const standing = book
        .all()
        .map(({ symbol, holder, reason }) => [[symbol, holder.kind, holder.id].join(), reason]);
      expect(new Map(standing.map(([key, reason]) => [key, reason]))).toEqual(model);
      await ledger.flush();
      const replayed = replayLedger(written.join(''));
      expect(replayed.brokenLine).toBeUndefined();
      expect(replayed.locks).toEqual(book.all());
    }),
  );
});
