import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { ManualClock } from '../clock.ts';
import { verifyLedger } from './ledger-chain.ts';
import { LockBook } from './lock-book.ts';
import { ResumedLedger } from './resumed-ledger.ts';

const AAPL = symbolId('AAPL');
const MSFT = symbolId('MSFT');

describe('the ledger of a session that is played again', () => {
  let path: string;
  beforeEach(() => {
    path = join(temporaryFolder(), 'ledger.jsonl');
  });

  async function open(before: () => Promise<Result<void>> = async () => success(undefined)) {
    const clock = new ManualClock(epochMs(1_000));
    const opened = await ResumedLedger.open({ path, clock, before });
    if (!opened.ok) throw new Error(opened.error.message);
    return { resumed: opened.value, book: new LockBook(clock, opened.value.ledger) };
  }

  /** A first life with a lock on AAPL. */
  async function firstLife(): Promise<string> {
    const { resumed, book } = await open();
    resumed.begin();
    book.lock(AAPL, 'earnings');
    await resumed.close();
    return readFileSync(path, 'utf8');
  }

  it('leaves the file alone until the session stands where it stood, then goes on at its end', async () => {
    const old = await firstLife();
    const { resumed, book } = await open();
    book.lock(AAPL, 'earnings');
    book.lock(MSFT, 'split');
    await resumed.ledger.flush();
    expect(readFileSync(path, 'utf8')).toBe(old);
    expect(resumed.isAsLong).toBe(true);
    expect(await resumed.goOn()).toEqual(success({ agrees: true, keptAs: undefined }));
    book.unlock(AAPL);
    await resumed.close();
    const text = readFileSync(path, 'utf8');
    expect(text.startsWith(old)).toBe(true);
    expect(verifyLedger(text)).toMatchObject({ brokenLine: undefined });
    expect(verifyLedger(text).entries.map(({ kind }) => kind)).toEqual(['lock', 'lock', 'unlock']);
  });

  it('gives way to a new one where an entry is not found again; the old one is kept', async () => {
    const old = await firstLife();
    const { resumed, book } = await open();
    book.lock(MSFT, 'split');
    expect(await resumed.agrees()).toBe(false);
    expect(resumed.lostLocks(book.all())).toMatchObject([{ symbol: 'AAPL', reason: 'earnings' }]);
    book.lock(AAPL, 'earnings');
    const outcome = await resumed.goOn();
    const keptAs = outcome.ok ? (outcome.value.keptAs ?? '') : '';
    expect(readFileSync(keptAs, 'utf8')).toBe(old);
    await resumed.close();
    const text = readFileSync(path, 'utf8');
    expect(verifyLedger(text)).toMatchObject({ brokenLine: undefined });
    expect(verifyLedger(text).entries).toHaveLength(2);
  });

  it.each([
    ['shorter than the old one', (): void => undefined],
    [
      'of a ledger whose line was changed',
      (): void => writeFileSync(path, readFileSync(path, 'utf8').replace('earnings', 'earninks')),
    ],
  ])('does not agree where it is %s', async (_name, damage) => {
    await firstLife();
    damage();
    const { resumed, book } = await open();
    if (readFileSync(path, 'utf8').includes('earninks')) book.lock(AAPL, 'earninks');
    expect(await resumed.agrees()).toBe(false);
    expect(await resumed.goOn()).toMatchObject({ ok: true, value: { agrees: false } });
    await resumed.close();
    expect(verifyLedger(readFileSync(path, 'utf8')).brokenLine).toBeUndefined();
  });

  it('keeps the bytes of a broken line as they were, and the locks of every other', async () => {
    const old = Buffer.from(await firstLife());
    const damaged = Buffer.concat([Buffer.from([0xff, 0x0a]), old]);
    writeFileSync(path, damaged);
    const { resumed, book } = await open();
    expect(resumed.old).toMatchObject({ brokenLine: 1, locks: [{ symbol: 'AAPL' }] });
    book.lock(AAPL, 'earnings');
    const outcome = await resumed.goOn();
    const keptAs = outcome.ok ? (outcome.value.keptAs ?? '') : '';
    expect(readFileSync(keptAs).equals(damaged)).toBe(true);
    await resumed.close();
    expect(readFileSync(path).equals(old)).toBe(true);
  });

  it('writes nothing before what caused it is on the disk', async () => {
    let ready = false;
    const notYet = failure('disk_full', 'journal.jsonl is not saved: the disk is full.');
    const { resumed, book } = await open(() => Promise.resolve(ready ? success(undefined) : notYet));
    resumed.begin();
    const { seq } = book.lock(AAPL, 'earnings');
    expect(await resumed.ledger.whenDurable(seq)).toEqual(notYet);
    expect(readFileSync(path, 'utf8')).toBe('');
    ready = true;
    expect(await resumed.ledger.whenDurable(seq)).toEqual(success(undefined));
    expect(readFileSync(path, 'utf8')).toContain('earnings');
    await resumed.close();
  });

  it('keeps the original of a torn last line', async () => {
    const old = await firstLife();
    writeFileSync(path, `${old}{"seq":2,"ti`);
    const { resumed } = await open();
    expect(resumed.old.locks).toHaveLength(1);
    expect(resumed.repairs).toHaveLength(1);
    expect(existsSync(join(path, '..', 'quarantine'))).toBe(true);
    expect(readdirSync(join(path, '..', 'quarantine'))).toHaveLength(1);
    await resumed.close();
  });
});
