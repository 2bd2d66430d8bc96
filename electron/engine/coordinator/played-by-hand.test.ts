import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failure, success } from '../../../shared/domain/result.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { createSource } from '../../loaders/registry.ts';
import { WallPacer } from '../../platform/wall-pacer.ts';
import { keptConfig } from '../../testing/kept-sessions.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import type { LiveSession } from './live-session.ts';
import { openSession } from './open-session.ts';
import { NO_OUTPUTS } from './run-recorder.ts';

const MINUTE = 60_000;
const SIMULATED = { kind: 'simulated', name: 'simulated', seed: 42, symbols: 200 } as const;

describe('a session that is played by hand', () => {
  let session: LiveSession;
  beforeEach(async () => {
    session = await openSession({
      config: keptConfig(),
      sources: [createSource(SIMULATED, exchangeCalendar('NYSE'))],
      pacer: new WallPacer(),
      outputs: NO_OUTPUTS,
      until: undefined,
      speed: 30,
    });
    session.commands.pause();
    await still();
  });
  afterEach(() => session.stop());

  /** Waits until the run stands still. */
  async function still(): Promise<void> {
    while (!['paused', 'ended'].includes(session.view.status().runState)) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async function step(): Promise<void> {
    session.commands.step();
    await still();
  }

  /** To the open, where minutes come in. */
  async function toTheOpen(): Promise<void> {
    while (session.view.status().phase !== 'regular') await step();
  }

  function firstHits() {
    return session.view.hits(0, 100_000).filter(({ first }) => first);
  }

  function symbol(row: number): SymbolId {
    const found = session.view.symbols()[row];
    if (found === undefined) throw new Error('The session has fewer symbols');
    return found;
  }

  it('moves one minute a step while the market is open, and shows the speed that is set', async () => {
    await toTheOpen();
    for (let count = 0; count < 5; count += 1) {
      const { now } = session.view.status();
      await step();
      expect(session.view.status()).toMatchObject({ now: now + MINUTE, runState: 'paused', speed: 30 });
    }
  });

  it('stops at the very scan that brings the next first hit, and nowhere before', async () => {
    await toTheOpen();
    for (let count = 0; count < 4; count += 1) {
      const before = firstHits().length;
      session.commands.playToNextHit();
      expect(session.view.status()).toMatchObject({ runState: 'running', speed: 30 });
      await still();
      const { now } = session.view.status();
      const found = firstHits().slice(before);
      expect(found.length).toBeGreaterThan(0);
      expect(found.every(({ time }) => time === now)).toBe(true);
    }
  });

  /** Plays from first hit to first hit to the end of the date. */
  async function toTheClose(): Promise<void> {
    const { close } = session.view.status();
    while (session.view.status().now < close) {
      session.commands.playToNextHit();
      await still();
    }
  }

  it('stops quietly at the end of the date where no other hit comes, and at the end of the run', async () => {
    await toTheClose();
    expect(session.view.status()).toMatchObject({ runState: 'paused', sessionDate: '2026-11-19' });
    await step();
    expect(session.view.status()).toMatchObject({ runState: 'paused', sessionDate: '2026-11-20' });
    await toTheClose();
    session.commands.playToNextHit();
    await still();
    expect(session.view.status()).toMatchObject({ runState: 'ended', sessionDate: '2026-11-20' });
  });

  it('does what it is asked between two dates, and is closed there at once', async () => {
    await toTheClose();
    expect(await session.commands.lock(symbol(0), 'over night')).toEqual(success(true));
    await session.stop();
    expect(session.view.status().sessionDate).toBe('2026-11-19');
  });

  it('counts the first hits of the date in each ten minutes from the open on', async () => {
    await toTheOpen();
    for (let count = 0; count < 45; count += 1) await step();
    const { hitsByTenMinutes, open } = session.view.status();
    const expected = [0, 0, 0, 0, 0].map(
      (_zero, slot) =>
        firstHits().filter(({ time }) => Math.floor((time - open) / (10 * MINUTE)) === slot).length,
    );
    expect(hitsByTenMinutes).toEqual(expected.slice(0, hitsByTenMinutes.length));
    expect(expected.slice(hitsByTenMinutes.length).every((count) => count === 0)).toBe(true);
    expect(hitsByTenMinutes.some((count) => count > 0)).toBe(true);
  });

  it('does commands in the order of their calls, in a pause too', async () => {
    await toTheOpen();
    const answers = await Promise.all([
      session.commands.lock(symbol(0), 'mine'),
      session.commands.remove(symbol(0)),
      session.commands.unlock(symbol(0)),
      session.commands.remove(symbol(0)),
    ]);
    expect(answers).toMatchObject([
      success(true),
      { ok: false, error: { code: 'symbol_locked' } },
      success(true),
      success(true),
    ]);
    expect(session.view.status().runState).toBe('paused');
  });

  it('refuses what waits when it is closed, and whatever comes later', async () => {
    const waiting = session.commands.lock(symbol(0), 'mine');
    const stopped = session.stop();
    const closed = failure('session_over', 'The session is closed.');
    expect(await waiting).toEqual(closed);
    await stopped;
    expect(await session.commands.lock(symbol(0), 'mine')).toEqual(closed);
  });

  it('takes locks after its end', async () => {
    session.commands.setSpeed(null);
    session.commands.resume();
    await session.finished;
    expect(await session.commands.lock(symbol(0), 'for tomorrow')).toEqual(success(true));
    expect(session.view.locks()).toMatchObject([{ reason: 'for tomorrow' }]);
    expect(await session.commands.unlock(symbol(0))).toEqual(success(true));
  });
});
