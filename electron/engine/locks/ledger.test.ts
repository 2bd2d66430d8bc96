import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { failure, success } from '../../../shared/domain/result.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { ManualClock } from '../clock.ts';
import { Ledger } from './ledger.ts';
import { LEDGER_KINDS, verifyLedger } from './ledger-chain.ts';

async function ledgerText(count: number): Promise<string> {
  const clock = new ManualClock(epochMs(Date.UTC(2013, 9, 7)));
  let text = '';
  const ledger = new Ledger(clock, async (lines) => {
    text += lines;
    return success(undefined);
  });
  for (let index = 0; index < count; index += 1) {
    const kind = LEDGER_KINDS[index % LEDGER_KINDS.length] ?? 'lock';
    ledger.record(kind, { symbol: 'AAPL', reason: `reason ${index} é "quoted"` });
  }
  await ledger.flush();
  return text;
}

it('each line carries the sha256 of the hash before and of itself', async () => {
  const lines = (await ledgerText(3)).trimEnd().split('\n');
  let previous = '0'.repeat(64);
  for (const line of lines) {
    const { hash, ...rest } = JSON.parse(line);
    const body = JSON.stringify(rest).slice(0, -1);
    expect(hash).toBe(
      createHash('sha256')
        .update(previous + body)
        .digest('hex'),
    );
    previous = hash;
  }
  expect(lines[0]).toMatch(/^\{"seq":1,"time":"2013-10-07T00:00:00.000Z","kind":"lock","data":\{"reason":/);
});

it('an untouched ledger verifies', async () => {
  const verified = verifyLedger(await ledgerText(20));
  expect(verified.brokenLine).toBeUndefined();
  expect(verified.entries.length).toBe(20);
  expect(verified.head.seq).toBe(20);
  expect(verifyLedger('').brokenLine).toBeUndefined();
});

it('a change of any character is found at its line', async () => {
  const text = await ledgerText(12);
  fc.assert(
    fc.property(fc.nat(text.length - 2), fc.constantFrom('0', 'a', '"', ' ', '}'), (at, character) => {
      fc.pre(text[at] !== character && text[at] !== '\n');
      const line = text.slice(0, at).split('\n').length;
      expect(verifyLedger(text.slice(0, at) + character + text.slice(at + 1)).brokenLine).toBe(line);
    }),
    { numRuns: 500 },
  );
});

it('a line that was taken out, put in twice or moved is found', async () => {
  const lines = (await ledgerText(8)).trimEnd().split('\n');
  const without = lines.toSpliced(3, 1).join('\n');
  const twice = lines.toSpliced(3, 0, lines[3] ?? '').join('\n');
  const moved = [lines[1], lines[0], ...lines.slice(2)].join('\n');
  expect([without, twice, moved].map((text) => verifyLedger(text).brokenLine)).toEqual([4, 5, 1]);
});

it('entries that the disk refuses stay in memory and are written when it takes them', async () => {
  const clock = new ManualClock(epochMs(5_000));
  let text = '';
  let full = true;
  const ledger = new Ledger(clock, async (lines) => {
    if (full) return failure('disk_full', 'the disk is full');
    text += lines;
    return success(undefined);
  });
  const seq = ledger.record('lock', { symbol: 'AAPL' });
  expect((await ledger.whenDurable(seq)).ok).toBe(false);
  expect(ledger.notSaved).toMatchObject({ since: 5_000, cause: { code: 'disk_full' } });
  full = false;
  ledger.record('unlock', { symbol: 'AAPL' });
  expect((await ledger.flush()).ok).toBe(true);
  expect(ledger.notSaved).toBeUndefined();
  expect(verifyLedger(text)).toMatchObject({ brokenLine: undefined, head: ledger.head });
});
