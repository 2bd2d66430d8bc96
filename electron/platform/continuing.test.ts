import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scannerSchema } from '../../shared/domain/session-config/scanners.ts';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import type { WatchedConfig } from '../engine/coordinator/universe.ts';
import type { ScannerEdit } from '../engine/scanners/scanner-list.ts';
import { copyAsItStands } from '../testing/copy-as-it-stands.ts';
import { keptConfig, sourcesInThread } from '../testing/kept-sessions.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { type OpenedSession, openFolder } from './session-factory.ts';
import { SessionFolder } from './session-folder.ts';

/** What a user does: a command on one of the symbols, or minutes of session time that pass. */
const action = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('minutes' as const), count: fc.integer({ min: 1, max: 40 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'promote',
        'demote',
        'cancel',
        'retry',
        'remove',
        'restore',
        'leave',
        'lock',
        'unlock',
        'buy',
        'sell',
        'close',
        'closeAll',
        'save',
        'drop',
        'switch',
        'watch',
      ),
      // Few of them, so that commands meet each other.
      symbol: fc.integer({ min: 0, max: 5 }),
    }),
  },
);
/** More of them by the environment; the same property each time. */
const CUTS = Number(process.env.TAPEDECK_TEST_CUTS ?? 12);
const TIMEOUT = 60_000 + CUTS * 5_000;

type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

async function newSession(): Promise<{ folder: string; opened: OpenedSession }> {
  const folder = join(temporaryFolder(), '1-test');
  const created = await SessionFolder.create(folder, { config: keptConfig(), dataFolder: undefined });
  const opened = await openFolder(created, sourcesInThread);
  opened.live.commands.pause();
  await settled(opened);
  return { folder, opened };
}

const reopen = (folder: string): Promise<OpenedSession> =>
  openFolder(new SessionFolder(folder), sourcesInThread);

/** Waits until the run stands still. */
async function settled({ live }: OpenedSession): Promise<void> {
  for (;;) {
    const { runState, pendingLoads } = live.view.status();
    if ((runState === 'paused' || runState === 'ended') && pendingLoads === 0) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function doAction(opened: OpenedSession, what: Action): Promise<void> {
  const { commands, view } = opened.live;
  if (what.kind === 'minutes') {
    for (let minute = 0; minute < what.count; minute += 1) await step(opened);
    return;
  }
  const symbol = view.symbols()[what.symbol];
  if (symbol === undefined) throw new Error('The session has fewer symbols');
  const done = {
    promote: () => commands.promote(symbol),
    demote: () => commands.demote(symbol),
    cancel: async () => {
      const promoted = commands.promote(symbol);
      // Before its loads begin, while they run, or when they are over.
      for (let turns = 0; turns < what.symbol * 2; turns += 1) await new Promise(setImmediate);
      await commands.cancelPromotion(symbol);
      await promoted;
    },
    retry: () => commands.retryLoads(symbol),
    remove: () => commands.remove(symbol),
    restore: () => commands.restore(symbol),
    leave: () => commands.removeWhenReleased(symbol, true),
    lock: () => commands.lock(symbol, `reason ${what.symbol}`),
    unlock: () => commands.unlock(symbol),
    buy: () => commands.submitOrder(symbol, 'buy', 1 + what.symbol),
    sell: () => commands.submitOrder(symbol, 'sell', 2),
    close: () => commands.closePosition(symbol),
    closeAll: () => commands.closeAllPositions(),
    save: () => commands.saveScanner(savedScanner(what.symbol)),
    drop: () => commands.removeScanner(`scan${what.symbol % 3}`),
    switch: () => commands.enableScanner(`scan${what.symbol % 3}`, what.symbol > 2),
    watch: async () =>
      expect(await commands.watch(watched(what.symbol, view.symbols()))).toMatchObject({ ok: true }),
  }[what.kind];
  await done();
}

/** A new scanner, one changed, or one under another name; some are refused. */
function savedScanner(number: number): ScannerEdit {
  const name = `scan${number % 3}`;
  const scanner = scannerSchema.parse({
    ...{ name, kind: 'rule', hold_scans: 1 + (number % 2), schedule: [{ every: '5m' }] },
    config: { when: number > 3 ? 'close > vwap' : `last(1d) > sma(${5 + number}, 1d)`, interval: '5m' },
  });
  return { scanner, previous: number < 3 ? null : `scan${(number + 1) % 3}` };
}

/** A universe of a list and of one symbol added by hand, without another one. */
function watched(number: number, symbols: readonly SymbolId[]): WatchedConfig {
  const [added, left, ...listed] = symbols.slice(number, number + 5);
  if (added === undefined || left === undefined) throw new Error('The session has fewer symbols');
  const lists = [{ name: 'mine', symbols: [left, ...listed] }];
  return { universe: { lists: ['mine'], symbols: [added], exclude: [left] }, lists };
}

async function step(opened: OpenedSession): Promise<void> {
  if (opened.live.view.status().runState === 'ended') return;
  opened.live.commands.step();
  await settled(opened);
}

/** Everything that can be told of a session that stands still. */
function stateOf({ live }: OpenedSession) {
  const { warnings: _warnings, runState, ...status } = live.view.status();
  return {
    status,
    isEnded: runState === 'ended',
    locks: live.view.locks(),
    trading: live.view.trading(),
    promoted: live.view.promoted().map(({ symbol, since, by }) => ({ symbol, since, by })),
    hits: live.view.hits(0, 100_000),
    columns: [...live.view.columns().last].slice(0, live.view.columns().count),
    flags: [...live.view.columns().flags].slice(0, live.view.columns().count),
    watched: live.view.universe().watched,
    config: live.view.config().current,
    events: live.summary().eventLogHash,
  };
}

describe('a session that is continued', () => {
  it(
    'stands where it was closed, with all that it had, and goes on as if nothing had been',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(action, { minLength: 4, maxLength: 25 }), async (actions) => {
          const { folder, opened } = await newSession();
          for (const each of actions) await doAction(opened, each);
          await settled(opened);
          const before = stateOf(opened);
          await opened.session.stop();
          const again = await reopen(folder);
          await settled(again);
          expect(stateOf(again)).toEqual(before);
          expect(again.kept.differences).toEqual([]);
          await again.session.stop();
        }),
        { numRuns: CUTS },
      );
    },
    TIMEOUT,
  );

  it(
    'stands where it was cut off, at a command or between two, and has the same future',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(action, { minLength: 2, maxLength: 14 }),
          fc.array(action, { minLength: 1, maxLength: 6 }),
          async (actions, later) => {
            const { folder, opened } = await newSession();
            for (const each of actions) await doAction(opened, each);
            // What is on the disk at this moment is what a kill would leave.
            const image = join(temporaryFolder(), '1-test');
            copyAsItStands(folder, image);
            const again = await reopen(image);
            again.live.commands.pause();
            await settled(again);
            const { now } = opened.live.view.status();
            expect(again.live.view.status().now).toBeLessThanOrEqual(now);
            while (again.live.view.status().now < now) await step(again);
            for (const each of later) {
              await doAction(opened, each);
              await doAction(again, each);
            }
            await settled(opened);
            await settled(again);
            expect(stateOf(again)).toEqual(stateOf(opened));
            expect(again.kept.differences).toEqual([]);
            await opened.session.stop();
            await again.session.stop();
          },
        ),
        { numRuns: CUTS },
      );
    },
    TIMEOUT,
  );

  it(
    'is not changed by charts that somebody looked at',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(action, fc.constantFrom('1m', '5m', '1d'), fc.integer({ min: 0, max: 9 })), {
            minLength: 4,
            maxLength: 16,
          }),
          async (looked) => {
            const { folder, opened } = await newSession();
            for (const [each, interval, row] of looked) {
              const symbol = opened.live.view.symbols()[row];
              if (symbol !== undefined)
                opened.live.view.chart({ chartId: 'main', symbol, interval, last: 2_000, since: null });
              await doAction(opened, each);
            }
            await settled(opened);
            const before = boundTo(opened);
            await opened.session.stop();
            const again = await reopen(folder);
            await settled(again);
            expect(boundTo(again)).toEqual(before);
            expect(again.kept.differences).toEqual([]);
            await again.session.stop();
          },
        ),
        { numRuns: CUTS },
      );
    },
    TIMEOUT,
  );
});

/**
 * What must not depend on what the window looks at. A chart holds longer history than a scanner asks for, so
 * that a running average is summed up from another bar on: its last digits may differ.
 */
function boundTo(opened: OpenedSession) {
  const { locks, trading, promoted, hits, status } = stateOf(opened);
  const { hitCount, now, phase, promotedCount, sessionDate } = status;
  const rounded = hits.map(({ metadata, ...hit }) => ({
    ...hit,
    metadata: Object.entries(metadata).map(([name, value]) => [name, value.toPrecision(12)]),
  }));
  return { locks, trading, promoted, hits: rounded, hitCount, now, phase, promotedCount, sessionDate };
}
