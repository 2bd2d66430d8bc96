import { describe, expect, it } from 'vitest';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { createSource } from '../../loaders/registry.ts';
import { WallPacer } from '../../platform/wall-pacer.ts';
import { readConfig } from '../../testing/play-config.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import type { LiveSession } from './live-session.ts';
import { openSession } from './open-session.ts';
import { NO_OUTPUTS } from './run-recorder.ts';

const SIMULATED = { kind: 'simulated', name: 'simulated', seed: 42, symbols: 40 } as const;

/** A session at the pace of real time: its next minute is far away. */
async function slowSession(): Promise<LiveSession> {
  const session = await openSession({
    config: { ...readConfig('assets/examples/simulated.json'), data_sources: [SIMULATED] },
    sources: [createSource(SIMULATED, exchangeCalendar('NYSE'))],
    pacer: new WallPacer(),
    outputs: NO_OUTPUTS,
    until: undefined,
    speed: 1,
  });
  await until(() => session.view.status().phase === 'regular');
  return session;
}

async function until(condition: () => boolean): Promise<void> {
  const started = performance.now();
  while (!condition()) {
    if (performance.now() - started > 5_000) throw new Error('waited for 5 s');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A symbol that nothing has promoted yet. */
function screened(session: LiveSession): string {
  const symbol = session.view.symbols().find((each) => session.data.getSymbolState(each) === 'screening');
  if (symbol === undefined) throw new Error('every symbol is promoted');
  return symbol;
}

describe('a command in a session at the pace of real time', () => {
  it.each([false, true])('loads what it promoted before the next bar (paused: %s)', async (paused) => {
    const session = await slowSession();
    const symbol = symbolId(screened(session));
    const before = session.view.status().now;
    if (paused) session.commands.pause();
    expect(await session.commands.promote(symbol)).toEqual({ ok: true, value: true });
    expect(session.data.getSymbolState(symbol)).toBe('loading');
    await until(() => session.data.getSymbolState(symbol) === 'promoted');
    expect(session.view.status().now).toBe(before);
    await session.stop();
  });

  it('is refused with the holder named where the symbol is locked', async () => {
    const session = await slowSession();
    const symbol = symbolId(screened(session));
    await session.commands.lock(symbol, 'earnings');
    const refused = await session.commands.remove(symbol);
    expect(refused).toMatchObject({ ok: false, error: { code: 'symbol_locked' } });
    expect(!refused.ok && refused.error.message).toContain('manual user ("earnings")');
    expect(await session.commands.unlock(symbol)).toEqual({ ok: true, value: true });
    expect(await session.commands.remove(symbol)).toEqual({ ok: true, value: true });
    await session.stop();
  });

  it('promotes nothing any more once the run has played to its end', async () => {
    const session = await slowSession();
    const symbol = symbolId(screened(session));
    session.commands.setSpeed(null);
    await session.finished;
    const refused = await session.commands.promote(symbol);
    expect(refused).toMatchObject({ ok: false, error: { code: 'session_over' } });
    expect(session.data.getSymbolState(symbol)).not.toBe('loading');
  });

  it('leaves nothing owned by a scanner once the session has been stopped', async () => {
    const session = await slowSession();
    await session.stop();
    const owners = session.view
      .symbols()
      .flatMap((symbol) => session.data.whoHolds(symbol).flatMap(({ owners }) => [...owners]));
    expect(owners.filter((owner) => owner.startsWith('scanner:'))).toEqual([]);
  });
});
