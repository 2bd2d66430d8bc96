import fc from 'fast-check';
import { expect, it } from 'vitest';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { journalLine, readJournal } from './journal-line.ts';
import type { UserCommand } from './user-command.ts';

const symbol = fc.constantFrom('AAPL', 'BRK.B', 'A').map(symbolId);
const command: fc.Arbitrary<UserCommand> = fc.oneof(
  fc.record({
    name: fc.constantFrom('promote', 'demote', 'remove', 'restore', 'unlock', 'closePosition'),
    symbol,
  }),
  fc.record({ name: fc.constant('lock' as const), symbol, reason: fc.string({ unit: 'binary' }) }),
  fc.record({ name: fc.constant('removeWhenReleased' as const), symbol, on: fc.boolean() }),
  fc.record({
    name: fc.constant('submitOrder' as const),
    symbol,
    side: fc.constantFrom('buy' as const, 'sell' as const),
    quantity: fc.integer({ min: 1, max: 1_000_000 }),
  }),
  fc.constant({ name: 'closeAllPositions' as const }),
);
const entry = fc.record({
  at: fc.record({
    session: fc.nat(100),
    time: fc.integer({ min: 0, max: 4e12 }).map((time) => epochMs(time)),
    step: fc.nat(10),
  }),
  command,
});

it('gives back every command as it was written, one line each', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
      const text = entries.map((each) => `${journalLine(each)}\n`).join('');
      expect(text.split('\n')).toHaveLength(entries.length + 1);
      expect(readJournal(text)).toEqual({ entries, brokenLines: [] });
    }),
  );
});

it('passes over a line with any one character changed, and over no other', () => {
  fc.assert(
    fc.property(
      fc.array(entry, { minLength: 3, maxLength: 3 }),
      fc.nat(),
      fc.constantFrom('0', '1', '"', '}', 'x', ' '),
      (entries, at, put) => {
        const lines = entries.map(journalLine);
        const [first = '', middle = '', last = ''] = lines;
        const place = at % middle.length;
        fc.pre(middle[place] !== put);
        const changed = `${middle.slice(0, place)}${put}${middle.slice(place + 1)}`;
        const read = readJournal(`${[first, changed, last].join('\n')}\n`);
        expect(read).toEqual({ entries: [entries[0], entries[2]], brokenLines: [2] });
      },
    ),
  );
});
