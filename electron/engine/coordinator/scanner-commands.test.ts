import { describe, expect, it } from 'vitest';
import type { Result } from '../../../shared/domain/result.ts';
import { scannerSchema } from '../../../shared/domain/session-config/scanners.ts';
import type { ScannerConfig } from '../../../shared/domain/session-config.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { PLAIN, TurnPacer } from '../../testing/random-sessions/circumstances.ts';
import { heldSession, simulatedConfig, simulatedSource } from '../../testing/simulated-session.ts';
import { readSessionConfig } from '../config/read-session-config.ts';
import { playAgain } from '../proof/play-again.ts';

const OPEN = Date.parse('2024-03-06T14:30:00Z');
const MINUTE = 60_000;

const scanner = (name: string, when: string, settings: Partial<ScannerConfig> = {}): ScannerConfig =>
  scannerSchema.parse({
    ...{ name, kind: 'rule', schedule: [{ start: 'open+5m', end: 'close', interval: '5m' }] },
    config: { when, interval: '1d' },
    ...settings,
  });

/** Finds every symbol whose average is there. */
const ALL = scanner('all', 'last > sma(20) * 0.1');

/** A session at 10:00 with the scanner `all`. */
async function session(scanners: readonly ScannerConfig[] = [ALL]) {
  const data = { scanners, promotion: { auto: false } };
  const lines: string[] = [];
  const held = await heldSession(simulatedConfig({ data }), [simulatedSource()], (text) => lines.push(text));
  const { session: live } = held;
  await held.runTo(OPEN + 30 * MINUTE);
  const hitsAt = (name: string, minutes: number) =>
    live.view.hits(0, 100_000).filter((hit) => hit.scanner === name && hit.time === OPEN + minutes * MINUTE);
  const recordOf = (name: string) => live.view.scanners().find((record) => record.name === name);
  const held1d = (symbol: SymbolId) =>
    live.data
      .whoHolds(symbol)
      .flatMap(({ key, owners }) => (key === undefined ? [] : [`${key}: ${[...owners].join(' ')}`]))
      .sort();
  const events = () => {
    live.summary();
    return lines.flatMap((text) => text.split('\n')).filter((line) => line !== '');
  };
  const names = () => live.view.config().current.session_data_config.scanners.map(({ name }) => name);
  return { ...held, live, commands: live.commands, hitsAt, recordOf, held1d, events, names };
}

const refusal = (reply: Result<unknown>): string => (reply.ok ? 'done' : reply.error.message);
const codeOf = (reply: Result<unknown>): string => (reply.ok ? 'done' : reply.error.code);

describe('a scanner that is saved while a session runs', () => {
  it('scans from the next time it is due, with the data that it asked for', async () => {
    const { commands, hitsAt, runTo, recordOf, finish } = await session();
    const saved = await commands.saveScanner({
      scanner: scanner('new', 'last > sma(7) * 0.1', { schedule: [{ every: '15m' }] }),
      previous: null,
    });
    expect(saved).toEqual({ ok: true, value: { version: 1, place: 1 } });
    expect(recordOf('new')).toMatchObject({ state: 'active', savedAt: OPEN + 30 * MINUTE, doneToday: 0 });
    await runTo(OPEN + 50 * MINUTE);
    expect([30, 35, 45].map((minutes) => hitsAt('new', minutes).length)).toEqual([0, 0, 12]);
    expect(hitsAt('new', 45)[0]).toMatchObject({ first: true, version: 1 });
    await finish();
  });

  it('takes the place of the one before: the same record of hits, another version, no data but its own', async () => {
    const { commands, hitsAt, held1d, live, runTo, finish } = await session();
    const [symbol] = live.view.symbols();
    if (symbol === undefined) throw new Error('There are no symbols');
    expect(held1d(symbol)).toEqual(['sma_20_1d: scanner:all']);
    const loads = live.view.status().barCount;
    const saved = await commands.saveScanner({
      scanner: scanner('all', 'last > sma(10) * 0.1'),
      previous: 'all',
    });
    expect(saved).toEqual({ ok: true, value: { version: 2, place: 0 } });
    expect(held1d(symbol)).toEqual(['sma_10_1d: scanner:all']);
    await runTo(OPEN + 35 * MINUTE);
    expect(live.view.status().barCount - loads).toBeLessThan(12 * 20);
    expect(hitsAt('all', 35).map(({ first, version }) => [first, version])).toEqual(
      Array(12).fill([false, 2]),
    );
    await finish();
  });

  it('may have another name, and is still the same scanner', async () => {
    const { commands, hitsAt, held1d, live, names, recordOf, runTo, finish } = await session();
    const [symbol] = live.view.symbols();
    await commands.saveScanner({ scanner: { ...ALL, name: 'renamed' }, previous: 'all' });
    expect(names()).toEqual(['renamed']);
    expect(symbol && held1d(symbol)).toEqual(['sma_20_1d: scanner:renamed']);
    await runTo(OPEN + 35 * MINUTE);
    expect(hitsAt('renamed', 35).every(({ first }) => !first)).toBe(true);
    expect(recordOf('renamed')).toMatchObject({ hitsToday: 12, doneToday: 7 });
    await finish();
  });

  it('is in the config as it stands, which can be read again; the event log says what was done', async () => {
    const { commands, live, events, finish } = await session();
    await commands.saveScanner({ scanner: scanner('new', 'close > 1'), previous: null, place: 0 });
    await commands.enableScanner('all', false);
    await commands.removeScanner('new');
    const read = readSessionConfig(live.exportConfig(), 'again.json');
    expect(read.ok && read.value.session_data_config.scanners).toEqual([{ ...ALL, enabled: false }]);
    expect(events().flatMap((line) => /"kind":"(scanner_\w+)"/.exec(line)?.[1] ?? [])).toEqual([
      'scanner_saved',
      'scanner_enabled',
      'scanner_removed',
    ]);
    await finish();
  });
});

describe('a scanner that is removed', () => {
  it('scans no more and holds nothing; it comes back at its place, with its firsts told', async () => {
    const { commands, hitsAt, held1d, live, names, runTo, finish } = await session([
      ALL,
      scanner('two', 'close > 1'),
    ]);
    const [symbol] = live.view.symbols();
    const removed = await commands.removeScanner('all');
    expect(removed).toEqual({ ok: true, value: { scanner: ALL, place: 0 } });
    expect([names(), symbol && held1d(symbol)]).toEqual([['two'], ['value_ago_0_1d: scanner:two']]);
    await runTo(OPEN + 35 * MINUTE);
    expect(hitsAt('all', 35)).toEqual([]);
    await commands.saveScanner({ scanner: ALL, previous: null, place: 0 });
    expect(names()).toEqual(['all', 'two']);
    await runTo(OPEN + 40 * MINUTE);
    expect(hitsAt('all', 40).map(({ first, version }) => [first, version])).toEqual(
      Array(12).fill([false, 2]),
    );
    await finish();
  });
});

describe('a scanner that is switched', () => {
  it('off holds nothing and is not due; on again, it is', async () => {
    const { commands, recordOf, hitsAt, held1d, live, runTo, finish } = await session([
      ALL,
      scanner('two', 'close > 1'),
    ]);
    const [symbol] = live.view.symbols();
    expect(await commands.enableScanner('all', true)).toEqual({ ok: true, value: false });
    await commands.enableScanner('all', false);
    expect(recordOf('all')).toMatchObject({ state: 'disabled', nextRun: null, hitsToday: 12 });
    expect(symbol && held1d(symbol)).toEqual(['value_ago_0_1d: scanner:two']);
    await runTo(OPEN + 35 * MINUTE);
    await commands.enableScanner('all', true);
    await runTo(OPEN + 40 * MINUTE);
    expect([35, 40].map((minutes) => hitsAt('all', minutes).length)).toEqual([0, 12]);
    await finish();
  });
});

describe('what cannot be saved', () => {
  it.each([
    [scanner('all', 'close > 1'), null, 'duplicate_name', 'A scanner named all exists already'],
    [scanner('new', 'close > 1'), 'gone', 'unknown_scanner', 'There is no scanner named gone'],
    [scanner('new', 'close > smaa(20)'), null, 'invalid_scanner', 'sma'],
    [{ ...ALL, name: 'new', kind: 'gapp' }, null, 'invalid_scanner', 'gap'],
    [
      scanner('new', 'close > 1', { schedule: [{ start: '11:00', end: '10:00', interval: '5m' }] }),
      null,
      'invalid_scanner',
      'schedule.0.end is "10:00"; allowed: start ("11:00") or later',
    ],
    [
      scanner('new', 'close > 1', { schedule: [{ at: 'open' }, { at: '22:00' }] }),
      null,
      'invalid_scanner',
      'schedule.1 is never due; allowed: times from 04:00 to 20:00 of the exchange',
    ],
  ] as const)(
    'is refused with its reason, and nothing has changed: %#',
    async (entry, previous, code, words) => {
      const { commands, live, finish } = await session();
      const before = live.view.config().current;
      const reply = await commands.saveScanner({ scanner: entry, previous });
      expect(codeOf(reply)).toBe(code);
      expect(refusal(reply)).toContain(words);
      expect(live.view.config().current).toEqual(before);
      await finish();
    },
  );

  it('is a scanner that there is not, to be removed or switched', async () => {
    const { commands, finish } = await session();
    expect(codeOf(await commands.removeScanner('gone'))).toBe('unknown_scanner');
    expect(codeOf(await commands.enableScanner('gone', true))).toBe('unknown_scanner');
    await finish();
  });
});

it('a run that repeats one that did not wait for a scan skips it too, strike and all', async () => {
  const config = simulatedConfig({ data: { scanners: [ALL], promotion: { auto: false } } });
  const due = OPEN + 10 * MINUTE;
  const at = { session: 1, time: epochMs(due - MINUTE), step: 1 };
  const skipped = { name: 'skippedScan', scanner: 'all', due, reason: 'timeout' } as const;
  const script = { config, until: epochMs(OPEN + 20 * MINUTE) };
  const pacer = () => new TurnPacer(PLAIN.stepsPerTurn);
  const whole = await playAgain({ ...script, commands: [] }, [simulatedSource()], pacer());
  const again = await playAgain(
    { ...script, commands: [{ at, command: skipped }] },
    [simulatedSource()],
    pacer(),
  );
  const scans = ({ events }: typeof whole) =>
    events
      .filter((line) => /"kind":"(scan|scan_skipped|scanner_error)"/.test(line))
      .map((line) => line.slice(0, 60));
  expect(scans(whole)).toHaveLength(4);
  expect(scans(again)).toEqual([
    ...scans(whole).slice(0, 1),
    expect.stringContaining('"kind":"scan_skipped"'),
    expect.stringContaining('"kind":"scanner_error"'),
    ...scans(whole).slice(2),
  ]);
});
