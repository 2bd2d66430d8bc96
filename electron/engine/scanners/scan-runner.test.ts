import { describe, expect, it } from 'vitest';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { managedScanners, type Part } from '../../testing/managed-scanners.ts';
import { RunAborted, type ScanMatch, type ScannerContext } from './contract.ts';
import { STRIKES } from './loaded-scanner.ts';
import type { LiveTime, SkippedScan } from './scanner-environment.ts';

const TODAY = '2024-03-06';

const matchOf = (symbol: SymbolId): ScanMatch => ({ symbol, metadata: {} });
/** The first `count` symbols of the universe. */
const first = ({ universe }: ScannerContext, count: number): ScanMatch[] =>
  universe.slice(0, count).map(matchOf);

/** A wall clock that a test moves, and the alarms that it has set. */
function testTime() {
  const alarms = new Set<() => void>();
  let behind = 0;
  const live = (now: () => number): LiveTime => ({
    now: () => now() + behind,
    after: (_milliseconds, act) => {
      alarms.add(act);
      return () => alarms.delete(act);
    },
  });
  return {
    live,
    alarms,
    ring: () => {
      for (const alarm of [...alarms]) alarm();
    },
    fallBehind: (minutes: number) => {
      behind = minutes * 60_000;
    },
  };
}

/** Lets what waits for a promise go on. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a scan that answers a promise', () => {
  it('is waited for: those after it scan when it is done, in the order of the config', async () => {
    const calls: string[] = [];
    const slow: Part = {
      scan: async (context) => {
        calls.push('slow begins');
        await turn();
        calls.push('slow ends');
        return first(context, 1);
      },
    };
    const { begin, run, reports } = await managedScanners({ slow, fast: { scan: () => calls.push('fast') } });
    await begin(TODAY);
    await run(TODAY, '10:00');
    expect(calls).toEqual(['slow begins', 'slow ends', 'fast']);
    expect(reports.map(({ scanner, hits }) => [scanner, hits.length])).toEqual([
      ['slow', 1],
      ['fast', 0],
    ]);
  });

  it('that rejects is an error as one that throws', async () => {
    const { begin, run, errors, manager } = await managedScanners({
      one: { scan: () => Promise.reject(new Error('no memory')) },
    });
    await begin(TODAY);
    for (const minute of ['00', '05', '10', '15']) await run(TODAY, `10:${minute}`);
    expect(errors).toEqual([
      'one: no memory, disabled false',
      'one: no memory, disabled false',
      'one: no memory, disabled true',
    ]);
    expect(manager.records()[0]).toMatchObject({ state: 'failed', runs: STRIKES });
  });

  it('that a backstop outside the engine ended ends the run, and is no strike', async () => {
    const { begin, run, errors } = await managedScanners({
      one: { scan: () => Promise.reject(new RunAborted('a scan did not end')) },
    });
    await begin(TODAY);
    await expect(run(TODAY, '10:00')).rejects.toThrow('a scan did not end');
    expect(errors).toEqual([]);
  });

  it('is given up without a word where the session is closed, and told so by its signal', async () => {
    const signals: AbortSignal[] = [];
    const scan = ({ signal }: ScannerContext) => {
      signals.push(signal);
      return new Promise(() => undefined);
    };
    const { begin, run, errors, manager, reports, skips } = await managedScanners({ one: { scan } });
    await begin(TODAY);
    const scanned = run(TODAY, '10:00');
    manager.abort();
    await scanned;
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect([errors, reports, skips]).toEqual([[], [], []]);
  });
});

describe('in live mode', () => {
  /** A scanner whose answers the test gives, on a clock that the test moves. */
  async function live() {
    const time = testTime();
    const answers: ((matches: ScanMatch[]) => void)[] = [];
    const contexts: ScannerContext[] = [];
    let now = 0;
    const scan = (context: ScannerContext) => {
      contexts.push(context);
      now = context.now;
      return new Promise<ScanMatch[]>((resolve) => answers.push(resolve));
    };
    const managed = await managedScanners({ one: { scan } }, { timeout_seconds: 2 }, {}, [], {
      live: time.live(() => now),
    });
    await managed.begin(TODAY);
    return { ...managed, time, answers, contexts };
  }

  it('a scan that takes too long is stopped, an error and skipped; its late answer reaches nobody', async () => {
    const { run, time, answers, contexts, errors, reports, skips, manager, data } = await live();
    const scanned = run(TODAY, '10:00');
    time.ring();
    await scanned;
    expect(errors).toEqual(['one: A scan took longer than 2 s and was stopped, disabled false']);
    expect(skips.map(({ reason }) => reason)).toEqual(['timeout']);
    const [context] = contexts;
    if (context === undefined) throw new Error('It did not scan');
    expect(context.signal.aborted).toBe(true);
    await run(TODAY, '10:05');
    expect(skips.map(({ reason }) => reason)).toEqual(['timeout', 'busy']);
    for (const symbol of context.universe) context.addSymbol(symbol);
    answers[0]?.(first(context, 3));
    await turn();
    const again = run(TODAY, '10:10');
    answers[1]?.([]);
    await again;
    expect(reports.map(({ hits }) => hits.length)).toEqual([0]);
    expect(data.getConfigSymbols()).toEqual([]);
    expect(manager.records()[0]).toMatchObject({ runs: 2, skipped: 2, errors: 1, state: 'active' });
    expect(time.alarms.size).toBe(0);
  });

  it('a scan is skipped where the next one is due already by the clock on the wall', async () => {
    const { run, time, skips, contexts, answers } = await live();
    const scanned = run(TODAY, '10:00');
    answers[0]?.([]);
    await scanned;
    time.fallBehind(12);
    await run(TODAY, '10:05');
    expect(contexts).toHaveLength(1);
    expect(skips.map(({ reason }) => reason)).toEqual(['late']);
  });
});

describe('a run that is repeated', () => {
  it('skips what was skipped, with the same strikes and hits, and waits for all else', async () => {
    const parts: Record<string, Part> = { one: { scan: async (context) => first(context, 2) } };
    const skipped: SkippedScan['reason'][] = ['timeout', 'late', 'busy'];
    let scans = 0;
    const skippedBefore = (): SkippedScan['reason'] | undefined => {
      scans += 1;
      return scans % 2 === 1 ? skipped[(scans - 1) / 2] : undefined;
    };
    const { begin, run, skips, errors, reports } = await managedScanners(parts, {}, {}, [], {
      skippedBefore,
    });
    await begin(TODAY);
    for (const minute of ['00', '05', '10', '15', '20', '25']) await run(TODAY, `10:${minute}`);
    expect(skips.map(({ reason }) => reason)).toEqual(skipped);
    expect(errors).toEqual(['one: A scan took longer than 30 s and was stopped, disabled false']);
    expect(reports).toHaveLength(3);
  });
});

describe('hold', () => {
  /** Numbers of symbols that each scan finds; `fail` is a scan that fails. */
  async function held(found: readonly (number | 'fail')[], holdScans: number, runs = found.length) {
    let scans = 0;
    const scan = (context: ScannerContext): ScanMatch[] => {
      const count = found[scans];
      scans += 1;
      if (count === 'fail' || count === undefined) throw new Error('no data');
      for (const { symbol } of first(context, count)) context.addSymbol(symbol);
      return first(context, count);
    };
    const managed = await managedScanners({ one: { scan } }, { hold_scans: holdScans });
    await managed.begin(TODAY);
    for (let number = 0; number < runs; number += 1)
      await managed.run(TODAY, `10:${String(number * 5).padStart(2, '0')}`);
    return managed;
  }

  it('makes a symbol a hit once so many scans in a row have found it', async () => {
    const { reports, data, universe } = await held([2, 1, 2, 2, 2], 3);
    const hits = reports.map((report) => report.hits.map(({ symbol, first: isFirst }) => [symbol, isFirst]));
    const [one, two] = universe;
    expect(hits).toEqual([
      [],
      [],
      [[one, true]],
      [[one, false]],
      [
        [one, false],
        [two, true],
      ],
    ]);
    expect(data.getConfigSymbols()).toEqual([one, two]);
  });

  it('begins anew after a scan that failed, and with each session', async () => {
    const { reports, begin, run } = await held([1, 'fail', 1, 1], 2, 3);
    expect(reports.map(({ hits }) => hits.length)).toEqual([0, 0]);
    await begin('2024-03-07');
    await run('2024-03-07', '10:00');
    expect(reports.map(({ hits }) => hits.length)).toEqual([0, 0, 0]);
  });
});

describe('cool-down', () => {
  async function quietOf(minutes: number | undefined) {
    const settings = minutes === undefined ? {} : { cool_down_minutes: minutes };
    const { begin, run, reports } = await managedScanners(
      { one: { scan: (context) => first(context, 1) } },
      settings,
    );
    await begin(TODAY);
    for (const minute of ['00', '05', '10', '15', '20']) await run(TODAY, `10:${minute}`);
    await begin('2024-03-07');
    await run('2024-03-07', '10:00');
    return reports.flatMap(({ hits }) => hits.map(({ quiet = false }) => quiet));
  }

  it('lets a symbol alert again when so many minutes have passed; every match stays a record', async () => {
    expect(await quietOf(10)).toEqual([false, true, false, true, false, false]);
    expect(await quietOf(0)).toEqual([false, false, false, false, false, false]);
  });

  it('lasts to the end of the session where the config names none', async () => {
    expect(await quietOf(undefined)).toEqual([false, true, true, true, true, false]);
  });
});

it('what scans cost is told as percentiles of the clock that is given, and decides nothing', async () => {
  let clock = 0;
  const costs = [1, 9, 2, 4, 3];
  const { begin, run, manager } = await managedScanners(
    {
      one: {
        scan: () => {
          clock += costs.shift() ?? 0;
        },
      },
    },
    {},
    {},
    [],
    { monotonicNow: () => clock },
  );
  await begin(TODAY);
  expect(manager.records()[0]).toMatchObject({ costP50Ms: null, costP95Ms: null });
  for (const minute of ['00', '05', '10', '15', '20']) await run(TODAY, `10:${minute}`);
  expect(manager.records()[0]).toMatchObject({ costP50Ms: 3, costP95Ms: 9 });
});
