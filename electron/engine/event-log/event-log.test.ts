import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { EventLog } from './event-log.ts';

const OPEN = epochMs(Date.UTC(2013, 9, 7, 13, 30));

function newLog(): { log: EventLog; chunks: string[] } {
  const chunks: string[] = [];
  return { log: new EventLog((chunk) => chunks.push(chunk)), chunks };
}

it('a line has the time first, then the kind, then the fields as they were given', () => {
  const { log, chunks } = newLog();
  log.append({
    kind: 'hit',
    symbol: 'BRK.B',
    time: OPEN,
    figures: { price: 1.5, above: true },
    none: undefined,
  });
  log.flush();
  expect(chunks.join('')).toBe(
    '{"time":"2013-10-07T13:30:00.000Z","kind":"hit","symbol":"BRK.B","figures":{"price":1.5,"above":true}}\n',
  );
});

it('every line reads back as the event that was appended', () => {
  fc.assert(
    fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue())), (dictionaries) => {
      const { log, chunks } = newLog();
      const events = dictionaries.map((fields) => ({ ...fields, time: OPEN, kind: 'x' }));
      for (const event of events) log.append(event);
      log.flush();
      const lines = chunks.join('').split('\n').slice(0, -1);
      const expected = events.map((event) => ({ ...event, time: '2013-10-07T13:30:00.000Z' }));
      expect(lines.map((line) => JSON.parse(line))).toEqual(JSON.parse(JSON.stringify(expected)));
    }),
  );
});

it('the hash is the sha256 of the bytes at the sink, at any moment', () => {
  const { log, chunks } = newLog();
  for (let index = 0; index < 5_000; index += 1) {
    log.append({ time: epochMs(OPEN + index), kind: 'bar', symbol: 'é€😀', close: index / 7 });
  }
  const early = log.hash();
  log.flush();
  expect(chunks.length).toBeGreaterThan(3);
  expect(early).toBe(createHash('sha256').update(chunks.join(''), 'utf8').digest('hex'));
  expect(log.hash()).toBe(early);
  expect(log.count).toBe(5_000);
});

it('one changed field changes the hash', () => {
  const hashes = [1, 1, 2].map((close) => {
    const { log } = newLog();
    log.append({ time: OPEN, kind: 'bar', close });
    return log.hash();
  });
  expect(hashes[0]).toBe(hashes[1]);
  expect(hashes[2]).not.toBe(hashes[1]);
});

it.each([Number.NaN, Number.POSITIVE_INFINITY, () => 1, 1n, new Map(), { deep: [Number.NaN] }])(
  'a value that JSON cannot say is refused, and nothing is written (%s)',
  (value) => {
    const { log } = newLog();
    const before = log.hash();
    expect(() => log.append({ time: OPEN, kind: 'bar', value })).toThrow(InvalidArgumentError);
    expect([log.count, log.hash()]).toEqual([0, before]);
  },
);

it('takes 400,000 events in a few seconds at most', () => {
  let bytes = 0;
  const log = new EventLog((chunk) => {
    bytes += chunk.length;
  });
  const started = performance.now();
  for (let index = 0; index < 400_000; index += 1) {
    const time = epochMs(OPEN + Math.floor(index / 500) * 60_000);
    log.append({
      time,
      kind: 'bar',
      symbol: 'AAPL',
      open: index / 3,
      high: 2,
      low: 1,
      close: 1.5,
      volume: index,
    });
  }
  log.flush();
  expect(bytes).toBeGreaterThan(30_000_000);
  expect(performance.now() - started).toBeLessThan(8_000);
});
