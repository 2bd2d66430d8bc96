import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Interval } from '../../../shared/domain/interval.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs, MILLISECONDS_PER_MINUTE, sessionDate } from '../../../shared/domain/time.ts';
import type { BarAnswer, BarRequest, DataSource } from '../../loaders/contract.ts';
import { simulatedSource } from '../../testing/simulated-session.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { BarMemory } from './bar-memory.ts';
import { RememberingSource } from './remembering-source.ts';

const calendar = exchangeCalendar('NYSE');
const BEGIN = Date.parse('2024-03-01T14:00:00Z');
const AMPLE = 1e9;

/** A source, with every request that came to it. */
function watched(source: DataSource = simulatedSource()) {
  const asked: BarRequest[] = [];
  const readBars: DataSource['readBars'] = (requests, signal) => {
    asked.push(...requests);
    return source.readBars(requests, signal);
  };
  return {
    asked,
    source: new Proxy(source, { get: (of, key) => (key === 'readBars' ? readBars : bound(of, key)) }),
  };
}

function bound(of: DataSource, key: string | symbol): unknown {
  const value: unknown = Reflect.get(of, key);
  return typeof value === 'function' ? value.bind(of) : value;
}

function request(symbol: string, interval: Interval, from: number, to: number): BarRequest {
  return {
    symbol: symbolId(symbol),
    interval,
    from: epochMs(from),
    to: epochMs(to),
    hours: 'regular',
    asOf: sessionDate('2024-03-06'),
  };
}

/** Requests within five sessions, any of which may lie in, over or beside any other. */
const anyRequest = fc
  .record({
    symbol: fc.constantFrom('ABBV', 'ABT'),
    interval: fc.constantFrom<Interval>('1m', '1d'),
    from: fc.integer({ min: 0, max: 7_000 }),
    minutes: fc.integer({ min: 1, max: 3_000 }),
  })
  .map(({ symbol, interval, from, minutes }) => {
    const begin = BEGIN + from * MILLISECONDS_PER_MINUTE;
    return request(symbol, interval, begin, begin + minutes * MILLISECONDS_PER_MINUTE);
  });
const anyCalls = fc.array(fc.array(anyRequest, { minLength: 1, maxLength: 3 }), {
  minLength: 1,
  maxLength: 12,
});

const anyRoom = fc.oneof(fc.integer({ min: 0, max: 60_000 }), fc.constant(AMPLE));

function barsOf(answers: readonly BarAnswer[]): readonly (readonly number[])[] {
  return answers.map(({ records }) => [...records]);
}

describe('a source that remembers', () => {
  it('answers whatever is asked as the source itself does, and asks it for no moment twice', async () => {
    await fc.assert(
      fc.asyncProperty(anyCalls, async (calls) => {
        const { asked, source } = watched();
        const remembering = new RememberingSource(source, new BarMemory(calendar, AMPLE));
        for (const wanted of calls.flat()) {
          const answers = await remembering.readBars([wanted]);
          expect(barsOf(answers)).toEqual(barsOf(await simulatedSource().readBars([wanted])));
        }
        for (const [place, one] of asked.entries()) {
          for (const other of asked.slice(place + 1)) {
            const same = one.symbol === other.symbol && one.interval === other.interval;
            expect(same && one.from < other.to && one.to > other.from).toBe(false);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('answers the same for many at once and where there is hardly any room, and keeps within it', async () => {
    await fc.assert(
      fc.asyncProperty(anyCalls, anyRoom, async (calls, most) => {
        const memory = new BarMemory(calendar, most);
        const remembering = new RememberingSource(simulatedSource(), memory);
        for (const call of calls) {
          memory.beginRound();
          const answers = await remembering.readBars(call);
          expect(barsOf(answers)).toEqual(barsOf(await simulatedSource().readBars(call)));
          expect(memory.bytes).toBeLessThanOrEqual(most);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('asks for what is new of a longer stretch alone', async () => {
    const { asked, source } = watched();
    const remembering = new RememberingSource(source, new BarMemory(calendar, AMPLE));
    const noon = BEGIN + 180 * MILLISECONDS_PER_MINUTE;
    await remembering.readBars([request('ABBV', '1m', BEGIN, noon)]);
    await remembering.readBars([request('ABBV', '1m', BEGIN, noon + MILLISECONDS_PER_MINUTE)]);
    expect(asked.map(({ from, to }) => [from, to])).toEqual([
      [BEGIN, noon],
      [noon, noon + MILLISECONDS_PER_MINUTE],
    ]);
  });

  it('asks again for what failed, and says so each time', async () => {
    const answers = [{ failed: [{ from: epochMs(0), to: epochMs(1) }], cause: 'The line is down.' }, {}];
    const real = simulatedSource();
    const { asked, source } = watched(
      new Proxy(real, {
        get: (of, key) =>
          key === 'readBars'
            ? async (requests: readonly BarRequest[]) =>
                (await of.readBars(requests)).map((answer) => ({ ...answer, ...answers.shift() }))
            : bound(of, key),
      }),
    );
    const remembering = new RememberingSource(source, new BarMemory(calendar, AMPLE));
    const wanted = request('ABBV', '1m', BEGIN, BEGIN + 60 * MILLISECONDS_PER_MINUTE);
    expect(await remembering.readBars([wanted])).toMatchObject([{ cause: 'The line is down.' }]);
    const [whole] = await remembering.readBars([wanted]);
    expect(whole?.failed).toBeUndefined();
    expect(asked).toHaveLength(2);
    await remembering.readBars([wanted]);
    expect(asked).toHaveLength(2);
  });

  it('lets go what the newest trial does not use before what it uses', async () => {
    const { asked, source } = watched();
    const hour = 60 * MILLISECONDS_PER_MINUTE;
    const memory = new BarMemory(calendar, 5_000);
    const remembering = new RememberingSource(source, memory);
    const open = Date.parse('2024-03-01T14:30:00Z');
    const [first, second] = [
      request('ABBV', '1m', open, open + hour),
      request('ABT', '1m', open, open + hour),
    ];
    for (const wanted of [first, second, second]) {
      memory.beginRound();
      await remembering.readBars([wanted]);
    }
    expect(asked.map(({ symbol }) => symbol)).toEqual(['ABBV', 'ABT']);
    await remembering.readBars([first]);
    await remembering.readBars([second]);
    // There is no room for both, and the second one is in use: the first one is not kept.
    expect(asked.map(({ symbol }) => symbol)).toEqual(['ABBV', 'ABT', 'ABBV']);
  });

  it('reads for nobody any more once the trial is given up', async () => {
    const remembering = new RememberingSource(simulatedSource(), new BarMemory(calendar, AMPLE));
    const trial = new AbortController();
    remembering.beginTrial(trial.signal);
    trial.abort(new Error('newer'));
    await expect(remembering.readBars([request('ABBV', '1m', BEGIN, BEGIN + 1)])).rejects.toThrow('newer');
  });
});
