import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { ManualClock } from '../clock.ts';
import { verifyLedger } from './ledger-chain.ts';
import { LockBook } from './lock-book.ts';
import { type OpenedLedger, openLedger } from './open-ledger.ts';

const clock = new ManualClock(epochMs(1_000));
const SYMBOLS = ['AAPL', 'BRK.B', 'SPY', 'IBM'].map(symbolId);

async function openAt(path: string): Promise<{ opened: OpenedLedger; book: LockBook }> {
  const result = await openLedger(path, clock);
  if (!result.ok) throw new Error(result.error.message);
  return { opened: result.value, book: new LockBook(clock, result.value.ledger, result.value.restored) };
}

async function ledgerWithLocks(): Promise<string> {
  const path = join(temporaryFolder(), 'ledger.jsonl');
  const { opened, book } = await openAt(path);
  for (const symbol of SYMBOLS) book.lock(symbol, `watching ${symbol}`);
  book.unlock(symbolId('SPY'));
  await opened.close();
  return path;
}

it('a new start finds the locks that stood, and goes on in the same chain', async () => {
  const path = await ledgerWithLocks();
  const { opened, book } = await openAt(path);
  expect(book.all().map((lock) => `${lock.id} ${lock.symbol}`)).toEqual(['L-1 AAPL', 'L-2 BRK.B', 'L-4 IBM']);
  expect(opened.repairs).toEqual([]);
  const { seq, lock } = book.lock(symbolId('QQQ'), 'new');
  expect(lock.id).toBe('L-5');
  expect((await opened.ledger.whenDurable(seq)).ok).toBe(true);
  await opened.close();
  expect(verifyLedger(readFileSync(path, 'utf8'))).toMatchObject({ brokenLine: undefined, head: { seq: 6 } });
});

it('a torn last line costs that line alone, and is told', async () => {
  const path = await ledgerWithLocks();
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.slice(0, -10));
  const { opened, book } = await openAt(path);
  expect(book.all().map((lock) => lock.symbol)).toEqual(SYMBOLS);
  expect(opened.repairs.length).toBe(1);
  book.lock(symbolId('QQQ'), 'new');
  await opened.close();
  expect(verifyLedger(readFileSync(path, 'utf8'))).toMatchObject({ brokenLine: undefined, head: { seq: 5 } });
});

it('a broken line in the middle costs that line alone; the original is kept and a new chain begins', async () => {
  const path = await ledgerWithLocks();
  const damaged = Buffer.from(readFileSync(path));
  damaged[3] = 0xff;
  writeFileSync(path, damaged);
  const { opened, book } = await openAt(path);
  expect(book.all().map((lock) => lock.symbol)).toEqual(['BRK.B', 'IBM']);
  expect(opened.repairs.join()).toMatch(/^Line 1 /);
  const kept = readFileSync(join(path, '..', 'quarantine', '1-ledger.jsonl'));
  expect(kept.equals(damaged)).toBe(true);
  await opened.close();
  const again = await openAt(path);
  expect(again.opened.repairs).toEqual([]);
  expect(again.book.all()).toEqual(book.all());
  await again.opened.close();
});
