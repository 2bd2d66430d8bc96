import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { sessionDate } from '../../../shared/domain/time.ts';
import { exchangeCalendar } from '../../engine/calendar/exchanges.ts';
import { joinRecords, sessionMinutes } from '../../testing/minute-bars.ts';
import type { BarRequest, SourceLimits } from '../contract.ts';
import { type Fault, FaultyVendor, minutesBetween } from '../testing/faulty-vendor.ts';
import { VirtualTimers } from '../testing/virtual-timers.ts';
import { PacedSource } from './paced-source.ts';

const calendar = exchangeCalendar('NYSE');
const sessions = calendar.sessionsBetween(sessionDate('2024-03-01'), sessionDate('2024-03-06'));
const [first, last] = [sessions[0], sessions.at(-1)];
if (first === undefined || last === undefined) throw new Error('no sessions');
const MINUTES = joinRecords(...sessions.map((session, day) => sessionMinutes(session, 100 + day)));

const WHOLE: BarRequest = {
  symbol: symbolId('AAPL'),
  interval: '1m',
  from: first.open,
  to: last.close,
  hours: 'regular',
  asOf: last.date,
};

/** A vendor with a source before it, on a clock that a test moves. */
function paced(limits: SourceLimits, faults: readonly Fault[] = []) {
  const timers = new VirtualTimers();
  const vendor = new FaultyVendor(MINUTES, limits, faults, timers);
  return { timers, vendor, source: new PacedSource(vendor, calendar, timers) };
}

async function readWhole(limits: SourceLimits, faults: readonly Fault[] = [], request = WHOLE) {
  const { timers, vendor, source } = paced(limits, faults);
  const [answer] = await timers.until(source.readBars([request]));
  if (answer === undefined) throw new Error('no answer');
  return { answer, vendor, timers, source };
}

describe('a source with limits', () => {
  it('is asked in pages of no more bars than it allows, which together are the request', async () => {
    const { answer, vendor } = await readWhole({ maxBarsPerRequest: 500, requestsPerMinute: 600 });
    expect(answer).toEqual({
      symbol: 'AAPL',
      interval: '1m',
      basis: { kind: 'split_adjusted', asOf: last.date },
      records: MINUTES,
    });
    expect(vendor.asked).toHaveLength(Math.ceil(MINUTES.length / BAR_STRIDE / 500));
    expect(vendor.complaints).toEqual([]);
  });

  it('never has more requests in a minute than it allows, and is done within a tenth of the shortest time', async () => {
    const limits = { maxBarsPerRequest: 2, requestsPerMinute: 200, concurrent: 4 };
    const { answer, timers, vendor } = await readWhole(limits);
    expect(answer.records).toEqual(MINUTES);
    expect(vendor.complaints).toEqual([]);
    const shortest = (vendor.asked.length / 200) * 60_000;
    expect(timers.now()).toBeLessThan(1.1 * shortest);
  });

  it('has no more requests under way than it allows', async () => {
    const { vendor } = await readWhole({ maxBarsPerRequest: 100, concurrent: 3 }, ['slow', 'slow', 'slow']);
    expect(vendor.complaints).toEqual([]);
    expect(vendor.asked.filter(({ at }) => at === 0)).toHaveLength(3);
  });

  it('is left alone for as long as it wants, and asked again then', async () => {
    const { answer, vendor, timers } = await readWhole({ requestsPerMinute: 60 }, ['too_many']);
    expect(answer.records).toEqual(MINUTES);
    expect(vendor.complaints).toEqual([]);
    expect(vendor.asked.map(({ at }) => at >= 7_000)).toEqual([false, true]);
    expect(timers.now()).toBeLessThan(8_000);
  });

  it('is asked five times where it does not answer, each time after a longer wait, and then no more', async () => {
    const faults = new Array<Fault>(8).fill('unavailable');
    const { answer, vendor } = await readWhole({ concurrent: 1 }, faults);
    expect(answer).toMatchObject({
      records: new Float64Array(),
      cause: 'vendor failed: status 503',
      failed: [{ from: WHOLE.from, to: WHOLE.to }],
    });
    const waits = vendor.asked.slice(1).map(({ at }, index) => at - (vendor.asked[index]?.at ?? 0));
    expect(waits).toHaveLength(4);
    for (const [index, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(250 * 2 ** index);
      expect(wait).toBeLessThanOrEqual(500 * 2 ** index + 20);
    }
  });

  it('is asked once where asking again would not help', async () => {
    const { answer, vendor } = await readWhole({ concurrent: 1 }, ['gone']);
    expect(answer).toMatchObject({ cause: 'vendor failed: the key is not valid', failed: [{}] });
    expect(vendor.asked).toHaveLength(1);
  });

  it('that hangs is given up after its time, told so, and asked again', async () => {
    const { answer, vendor, timers } = await readWhole({ timeoutMs: 10_000 }, ['hang']);
    expect(answer.records).toEqual(MINUTES);
    expect(vendor.asked).toHaveLength(2);
    expect(vendor.under).toBe(0);
    expect(timers.now()).toBeLessThan(11_000);
  });

  it('keeps what came where a page is lost for good, and says which stretch is missing', async () => {
    const faults: Fault[] = ['none', 'gone', 'none', 'none'];
    const { answer } = await readWhole({ maxBarsPerRequest: 390, requestsPerMinute: 60 }, faults);
    const lost = sessions[1];
    expect(answer.records).toEqual(joinRecords(...[0, 2, 3].map((day) => dayOf(day))));
    expect(answer.cause).toBe('vendor failed: the key is not valid');
    expect(answer.failed?.map(({ to }) => to)).toEqual([lost?.close]);
  });

  it('says every stretch that its origin could not give, of an answer that is cut short too', async () => {
    const { timers, vendor, source } = paced({ concurrent: 1 });
    const [, second, third] = sessions;
    if (second === undefined || third === undefined) throw new Error('no sessions');
    const lost = [first, second, last].map(({ open, close }) => ({ from: open, to: close }));
    const readBars = vendor.readBars.bind(vendor);
    vendor.readBars = async (requests, signal) => {
      const [request] = requests;
      if (request === undefined) return [];
      const isCut = request.to > third.open && request.from < third.open;
      const to = isCut ? third.open : request.to;
      const [answer] = await readBars([{ ...request, to }], signal);
      if (answer === undefined) return [];
      const failed = lost.filter((range) => range.from >= request.from && range.to <= to);
      return [{ ...answer, cause: 'the disk is bad', failed, ...(isCut && { through: to }) }];
    };
    const [answer] = await timers.until(source.readBars([WHOLE]));
    expect(answer).toMatchObject({ cause: 'the disk is bad', failed: lost });
  });

  it('lets the more urgent go first, and the others in the order of their coming', async () => {
    const { timers, vendor, source } = paced({ requestsPerMinute: 10 });
    const ask = (symbol: string, priority: number) =>
      source.readBars([{ ...WHOLE, symbol: symbolId(symbol), priority }]);
    const all = [ask('A', 5), ask('B', 5), ask('C', 0), ask('D', 1), ask('E', 0)];
    await timers.until(Promise.all(all));
    expect(vendor.asked.map(({ request }) => request.symbol).join('')).toBe('ACEDB');
  });

  it('says what may still be asked, and how long whoever waits has to', async () => {
    const { timers, source } = paced({ requestsPerMinute: 100, concurrent: 10 });
    expect(await source.budget()).toEqual({ requestsPerMinute: 100, left: 5, waiting: 0, clearInMs: 0 });
    const reads = Promise.all(new Array<number>(24).fill(0).map(() => source.readBars([WHOLE])));
    await timers.pass(0);
    const budget = await source.budget();
    expect(budget).toMatchObject({ left: 0, waiting: 19 });
    const asked = timers.now();
    await timers.until(reads);
    expect(timers.now() - asked - budget.clearInMs).toBeGreaterThanOrEqual(0);
    expect(timers.now() - asked - budget.clearInMs).toBeLessThan(100);
  });

  it('refuses what is no bar of any session, and says so', async () => {
    const odd = Float64Array.of(first.open + 1, 1, 1, 1, 1, 1);
    const timers = new VirtualTimers();
    const vendor = new FaultyVendor(joinRecords(odd, MINUTES), { concurrent: 1 }, [], timers);
    const source = new PacedSource(vendor, calendar, timers);
    const [answer] = await timers.until(source.readBars([WHOLE]));
    expect(answer?.records).toEqual(MINUTES);
    expect(await source.takeRejectedRows()).toMatchObject([
      { source: 'vendor', text: '2024-03-01T14:30:00.001Z' },
    ]);
    expect(await source.takeRejectedRows()).toEqual([]);
  });
});

describe('giving up', () => {
  it.each<[string, readonly Fault[]]>([
    ['while requests wait for their turn', []],
    ['while the vendor hangs', new Array<Fault>(9).fill('hang')],
    ['while a failed one waits for its next try', new Array<Fault>(9).fill('unavailable')],
  ])('%s rejects at once, and leaves nothing running', async (_when, faults) => {
    const { timers, vendor, source } = paced({ maxBarsPerRequest: 10, requestsPerMinute: 40 }, faults);
    const controller = new AbortController();
    const reading = source.readBars([WHOLE], controller.signal);
    await timers.pass(100);
    const asked = vendor.asked.length;
    controller.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    await timers.pass(0);
    expect({ under: vendor.under, waiting: (await source.budget()).waiting, timers: timers.pending }).toEqual(
      {
        under: 0,
        waiting: 0,
        timers: 0,
      },
    );
    await timers.pass(600_000);
    expect(vendor.asked).toHaveLength(asked);
  });
});

describe('whatever a vendor does', () => {
  const fault = fc.constantFrom<Fault>(
    'none',
    'too_many',
    'unavailable',
    'hang',
    'half',
    'duplicates',
    'disorder',
    'overlap',
    'slow',
  );
  const limits = fc.record({
    requestsPerMinute: fc.integer({ min: 1, max: 600 }),
    maxBarsPerRequest: fc.integer({ min: 60, max: 2_000 }),
    concurrent: fc.integer({ min: 1, max: 5 }),
  });

  it('the bars are those of a vendor without faults, or it is said which are not there and why', async () => {
    let [whole, partial] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        limits,
        fc.array(fc.oneof({ weight: 6, arbitrary: fault }, fc.constant<Fault>('gone')), { maxLength: 30 }),
        async (allowed, faults) => {
          const { answer, vendor } = await readWhole(allowed, faults);
          expect(vendor.complaints).toEqual([]);
          expect(vendor.under).toBe(0);
          const { failed = [] } = answer;
          const missing = (end: number): boolean => failed.some(({ from, to }) => end > from && end <= to);
          const expected: number[] = [];
          for (let at = 0; at < MINUTES.length; at += BAR_STRIDE) {
            if (!missing((MINUTES[at] ?? 0) + 60_000))
              expected.push(...MINUTES.subarray(at, at + BAR_STRIDE));
          }
          expect([...answer.records]).toEqual(expected);
          expect(answer.cause === undefined).toBe(failed.length === 0);
          if (failed.length === 0) whole += 1;
          else partial += 1;
        },
      ),
      { numRuns: 60 },
    );
    // Both outcomes were seen: neither half of the statement is empty.
    expect(Math.min(whole, partial)).toBeGreaterThan(0);
  });

  it('the same faults at the same places give the same answer and the same requests', async () => {
    await fc.assert(
      fc.asyncProperty(limits, fc.array(fault, { maxLength: 12 }), async (allowed, faults) => {
        const [one, other] = [await readWhole(allowed, faults), await readWhole(allowed, faults)];
        expect(other.answer).toEqual(one.answer);
        expect(other.vendor.asked).toEqual(one.vendor.asked);
      }),
      { numRuns: 10 },
    );
  });
});

function dayOf(day: number): Float64Array {
  const session = sessions[day];
  return session === undefined ? new Float64Array() : minutesBetween(MINUTES, session.open, session.close);
}
