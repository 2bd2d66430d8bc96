import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { epochMs, sessionDate } from '../../shared/domain/time.ts';
import { exchangeCalendar } from '../engine/calendar/exchanges.ts';
import type { LiveSession } from '../engine/coordinator/live-session.ts';
import { openSession } from '../engine/coordinator/open-session.ts';
import { NO_OUTPUTS } from '../engine/coordinator/run-recorder.ts';
import { verifyLedger } from '../engine/locks/ledger-chain.ts';
import { createSource } from '../loaders/registry.ts';
import { readConfig } from '../testing/play-config.ts';
import { openSessionFolder } from './session-folder.ts';
import { WallPacer } from './wall-pacer.ts';

const SIMULATED = { kind: 'simulated', name: 'simulated', seed: 42, symbols: 40 } as const;

describe('a session folder', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tapedeck-session-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Plays the folder's session up to a wall time of its day, with the session still open for commands. */
  async function play(until: string, act: (session: LiveSession) => void): Promise<LiveSession> {
    const { config, storage } = await openSessionFolder(folder);
    const calendar = exchangeCalendar('NYSE');
    const embedded = { ...readConfig('assets/examples/simulated.json'), data_sources: [SIMULATED] };
    const session = await openSession({
      config: config ?? embedded,
      sources: [createSource(SIMULATED, calendar)],
      pacer: new WallPacer(),
      outputs: NO_OUTPUTS,
      until: epochMs(calendar.instantOf(sessionDate('2026-11-20'), until)),
      speed: null,
      storage,
    });
    act(session);
    await session.finished;
    return session;
  }

  it('gives the next start the promoted symbols and the locks of this one', async () => {
    const first = await play('09:10', (session) => session.data.lockSymbol('AAPL', 'earnings'));
    const promoted = first.data.getConfigSymbols();
    expect(promoted.length).toBeGreaterThan(0);
    const second = await play('08:00', () => undefined);
    expect(second.data.getConfigSymbols()).toEqual(promoted);
    expect(second.data.getLocks('AAPL')).toMatchObject([{ holder: { kind: 'manual' }, reason: 'earnings' }]);
    expect(second.data.removeSymbol('AAPL')).toBe(false);
  });

  it('keeps a ledger of promotions, locks and refusals whose chain holds', async () => {
    await play('09:10', (session) => {
      session.data.lockSymbol('AAPL', 'earnings');
      session.data.removeSymbol('AAPL');
    });
    const text = readFileSync(join(folder, 'ledger.jsonl'), 'utf8');
    const kinds = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).kind);
    expect(kinds.slice(0, 2)).toEqual(['lock', 'refuse']);
    expect(kinds.filter((kind) => kind === 'promote')).toHaveLength(5);
    expect(verifyLedger(text).brokenLine).toBeUndefined();
  });

  it('says when a lock would outlive a crash: it is in the ledger’s file by then', async () => {
    let lines = '';
    await play('09:10', (session) => {
      session.data.lockSymbol('AAPL', 'earnings');
      const durable = session.data.whenDurable(session.data.changeSequence());
      void durable.then(() => {
        lines = readFileSync(join(folder, 'ledger.jsonl'), 'utf8');
      });
    });
    expect(lines).toContain('"reason":"earnings"');
  });

  it('releases the lock of a paper position that ended with the program, and no other', async () => {
    await play('09:10', (session) => {
      session.data.lockSymbol('AAPL', 'open_position', { kind: 'position', id: 'P-1' });
      session.data.lockSymbol('AAPL', 'earnings');
    });
    const next = await play('08:00', () => undefined);
    expect(next.data.getLocks('AAPL').map((lock) => lock.holder.kind)).toEqual(['manual']);
  });

  it('writes nothing where the symbols do not change', async () => {
    await play('08:00', () => undefined);
    expect(existsSync(join(folder, 'session_config.json'))).toBe(false);
  });
});
