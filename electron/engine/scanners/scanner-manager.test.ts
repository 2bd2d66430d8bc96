import { describe, expect, it } from 'vitest';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { managedScanners, type Part } from '../../testing/managed-scanners.ts';
import { sessionOn } from '../../testing/simulated-session.ts';
import type { ScanMatch, ScannerContext } from './contract.ts';
import { STRIKES } from './loaded-scanner.ts';

const TODAY = '2024-03-06';

describe('the record of a scanner', () => {
  it('tells runs, symbols that hit today, errors and when it runs next', async () => {
    const scan = (context: ScannerContext) => {
      if (context.name === 'broken') throw new Error('no such column');
      return context.universe.slice(0, 2).map((symbol) => ({ symbol, metadata: {} }));
    };
    const { manager, begin, run } = await managedScanners({
      fine: { scan },
      broken: { scan },
      idle: { setup: () => false },
    });
    await begin(TODAY);
    for (const time of ['10:00', '10:05', '10:10', '10:15']) await run(TODAY, time);
    const at = (minutes: number) => sessionOn(TODAY).open + minutes * 60_000;
    const common = { kind: expect.any(String), schedule: 'every 5 min 10:00–11:00' };
    expect(manager.records()).toMatchObject([
      {
        ...common,
        name: 'fine',
        state: 'active',
        hitsToday: 2,
        hits: 8,
        firsts: 2,
        runs: 4,
        doneToday: 4,
        dueToday: 13,
        unknown: 0,
        errors: 0,
        lastRun: at(45),
        nextRun: at(50),
        lastError: null,
      },
      {
        ...common,
        name: 'broken',
        state: 'failed',
        hitsToday: 0,
        unknown: null,
        runs: STRIKES,
        errors: STRIKES,
        lastRun: at(40),
        nextRun: null,
        lastError: 'no such column',
      },
      { name: 'idle', state: 'disabled', runs: 0, nextRun: null },
    ]);
  });

  it('is there for a scanner that the config has switched off', async () => {
    const { manager } = await managedScanners({ off: {} }, { enabled: false });
    expect(manager.records()).toMatchObject([{ name: 'off', state: 'disabled', lastRun: null }]);
  });
});

it('a symbol that comes back is set up alone, by the scanners that run and whose universe it is in', async () => {
  const setUp: string[] = [];
  const setup = ({ name, universe }: ScannerContext) => {
    setUp.push(`${name}: ${universe.join(' ')}`);
    return name !== 'idle';
  };
  const { manager, begin, universe } = await managedScanners({ runs: { setup }, idle: { setup } });
  await begin(TODAY);
  setUp.length = 0;
  const [symbol = ''] = universe;
  manager.welcomeBack(symbolId(symbol));
  manager.welcomeBack(symbolId('NOWHERE'));
  await manager.prepare();
  expect(setUp).toEqual([`runs: ${symbol}`]);
});

describe('the scanner manager', () => {
  it('sets every scanner up once a session, and scans in the order of the config', async () => {
    const calls: string[] = [];
    const part = (name: string): Part => ({
      setup: ({ sessionDate }) => calls.push(`${name} set up ${sessionDate}`),
      scan: ({ now, sessionDate }) => {
        calls.push(`${name} scans ${sessionDate} ${(now - sessionOn(sessionDate).open) / 60_000}`);
      },
    });
    const { begin, run } = await managedScanners({ zeta: part('zeta'), alpha: part('alpha') });
    await begin(TODAY);
    await run(TODAY, '09:59');
    await run(TODAY, '10:00');
    await run(TODAY, '10:00');
    await begin('2024-03-07');
    await run('2024-03-07', '10:05');
    expect(calls).toEqual([
      'zeta set up 2024-03-06',
      'alpha set up 2024-03-06',
      'zeta scans 2024-03-06 30',
      'alpha scans 2024-03-06 30',
      'zeta set up 2024-03-07',
      'alpha set up 2024-03-07',
      'zeta scans 2024-03-07 35',
      'alpha scans 2024-03-07 35',
    ]);
  });

  it('sets up a large universe in parts that let others in between, every symbol once and in order', async () => {
    const others = Array.from({ length: 238 }, (_, index) => symbolId(`X${index}`));
    const seen: string[] = [];
    const sizes: number[] = [];
    const setup = ({ universe: part }: ScannerContext) => {
      setImmediate(() => sizes.push(-1));
      sizes.push(part.length);
      seen.push(...part);
      return part.includes(symbolId('X237'));
    };
    const { begin, manager, universe } = await managedScanners({ large: { setup } }, {}, {}, others);
    await begin(TODAY);
    expect(seen).toEqual(universe);
    expect(sizes.slice(0, 5)).toEqual([100, -1, 100, -1, 50]);
    expect(manager.nextDue()).not.toBe(Number.POSITIVE_INFINITY);
  });

  it('knows when the next scan is due, the one before the session first', async () => {
    const { manager, begin, run, coordinator } = await managedScanners({ one: {} }, { pre_session: true });
    const at = (wallTime: string): number =>
      coordinator.parts.calendar.instantOf(coordinator.session.date, wallTime);
    expect(manager.nextDue()).toBe(Number.POSITIVE_INFINITY);
    await begin(TODAY);
    expect(manager.nextDue()).toBe(at('09:00'));
    await run(TODAY, '09:00');
    expect(manager.nextDue()).toBe(at('10:00'));
    await run(TODAY, '10:55');
    expect(manager.nextDue()).toBe(at('11:00'));
    await run(TODAY, '11:00');
    expect(manager.nextDue()).toBe(Number.POSITIVE_INFINITY);
  });

  it('calls the first match of a symbol on a session date first, and no other', async () => {
    const part: Part = {
      scan: ({ universe }) => universe.slice(0, 2).map((symbol) => ({ symbol, metadata: {} })),
    };
    const { begin, run, reports } = await managedScanners({ one: part, two: part });
    await begin(TODAY);
    await run(TODAY, '10:00');
    await run(TODAY, '10:05');
    await begin('2024-03-07');
    await run('2024-03-07', '10:00');
    expect(reports.map(({ scanner, hits }) => [scanner, ...hits.map(({ first }) => first)])).toEqual([
      ['one', true, true],
      ['two', true, true],
      ['one', false, false],
      ['two', false, false],
      ['one', true, true],
      ['two', true, true],
    ]);
  });

  it('disables a scanner after three errors in a row, not after two and a scan that went well', async () => {
    let scans = 0;
    const failing = (fails: (scan: number) => boolean): Part => ({
      scan: () => {
        scans += 1;
        if (fails(scans)) throw new Error(`scan ${scans}`);
      },
    });
    const { begin, run, errors, manager } = await managedScanners({ one: failing((scan) => scan !== 3) });
    await begin(TODAY);
    for (const minute of ['00', '05', '10', '15', '20', '25', '30']) await run(TODAY, `10:${minute}`);
    expect(scans).toBe(3 + STRIKES);
    expect(errors).toEqual([
      'one: scan 1, disabled false',
      'one: scan 2, disabled false',
      'one: scan 4, disabled false',
      'one: scan 5, disabled false',
      'one: scan 6, disabled true',
    ]);
    expect(manager.nextDue()).toBe(Number.POSITIVE_INFINITY);
  });

  it('leaves a scanner out whose setup says no or fails, and goes on with the others', async () => {
    const scanned: string[] = [];
    const scan = ({ name }: ScannerContext): void => void scanned.push(name);
    const { begin, run, errors } = await managedScanners({
      refusing: { setup: () => false, scan },
      failing: {
        setup: () => {
          throw new Error('no data');
        },
        scan,
      },
      working: { scan },
    });
    await begin(TODAY);
    await run(TODAY, '10:00');
    expect(scanned).toEqual(['working']);
    expect(errors).toEqual(['failing: no data, disabled true']);
  });

  it('releases at teardown exactly what a scanner held, even where its teardown fails', async () => {
    const setup = ({ data, universe }: ScannerContext): void => {
      for (const symbol of universe) data.addIndicator(symbol, 'sma', { interval: '1d', period: 20 });
    };
    const teardown = (): void => {
      throw new Error('too tired');
    };
    const { manager, begin, data, universe, errors } = await managedScanners({
      one: { setup, teardown },
      two: { setup },
    });
    await begin(TODAY);
    data.addSessionBars('AAPL', '1d');
    expect(data.getActiveSymbols()).toEqual(universe);
    await manager.teardown();
    expect(data.getActiveSymbols()).toEqual(['AAPL']);
    expect(data.whoHolds('AAPL')).toMatchObject([{ kind: 'session', owners: new Set(['user']) }]);
    expect(errors).toEqual(['one: too tired, disabled true']);
  });

  it('leaves out scanners that the config has disabled', async () => {
    const { manager, begin } = await managedScanners({ one: {} }, { enabled: false, pre_session: true });
    await begin(TODAY);
    expect(manager.nextDue()).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('promotion by scanners', () => {
  const gapOf = (context: ScannerContext): ScanMatch[] =>
    context.universe.slice(0, 6).map((symbol, number) => {
      context.addSymbol(symbol);
      return { symbol, metadata: { gap_percent: number } };
    });

  it('is applied after the scan, strongest first, within the bounds, and marks what is held back', async () => {
    const asked: boolean[] = [];
    const scan = (context: ScannerContext): ScanMatch[] => {
      const [first] = context.universe;
      if (first !== undefined) asked.push(context.addSymbol(first), context.addSymbol(first));
      expect(context.data.getConfigSymbols()).toEqual([]);
      return gapOf(context);
    };
    const { begin, run, data, reports } = await managedScanners({ one: { scan } }, {}, { max_per_scan: 4 });
    await begin(TODAY);
    await run(TODAY, '10:00');
    expect(asked).toEqual([true, false]);
    expect(data.getConfigSymbols()).toEqual(['ACGL', 'ABT', 'ABNB', 'ABBV']);
    expect(reports[0]?.hits.map(({ heldBack }) => heldBack)).toEqual([
      'max_per_scan',
      'max_per_scan',
      ...Array(4).fill(undefined),
    ]);
  });

  it('goes on in the next scan with those that were held back, up to the most that may be', async () => {
    const { begin, run, data, reports } = await managedScanners(
      { one: { scan: gapOf } },
      {},
      { max_per_scan: 2, max_promoted: 5 },
    );
    await begin(TODAY);
    for (const minute of ['00', '05', '10', '15']) await run(TODAY, `10:${minute}`);
    expect(data.getConfigSymbols()).toEqual(['ACGL', 'ABT', 'ABNB', 'ABBV', 'AAPL']);
    expect(reports.at(-1)?.hits.map(({ heldBack }) => heldBack)).toEqual([
      'max_promoted',
      ...Array(5).fill(undefined),
    ]);
  });

  it('does not bring back what the user removed, before the next session', async () => {
    const { begin, run, data, coordinator } = await managedScanners({ one: { scan: gapOf } });
    await begin(TODAY);
    await run(TODAY, '10:00');
    data.removeSymbol('ABT');
    await run(TODAY, '10:05');
    expect(data.getConfigSymbols()).not.toContain('ABT');
    await coordinator.beginSession(sessionOn('2024-03-07'), sessionOn(TODAY));
    await begin('2024-03-07');
    await run('2024-03-07', '10:00');
    expect(data.getConfigSymbols()).toContain('ABT');
  });
});
