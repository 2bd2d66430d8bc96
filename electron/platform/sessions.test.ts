import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type SymbolId, symbolId } from '../../shared/domain/symbol.ts';
import { serializeSessionConfig } from '../engine/config/export-session-config.ts';
import { SessionHost } from '../ipc/session-host.ts';
import { keptConfig, sourcesInThread } from '../testing/kept-sessions.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import type { SessionChoice } from './home/session-door.ts';
import { SessionLibrary } from './session-library.ts';
import { Sessions } from './sessions.ts';

const CONFIG: SessionChoice = { kind: 'config', config: keptConfig(), dataFolder: undefined };

/** The sessions of a program on a folder. */
function program(root: string) {
  const host = new SessionHost(() => undefined);
  const sessions = new Sessions(host, new SessionLibrary(root), sourcesInThread);
  const open = async () => {
    const session = await host.running();
    if (!session.ok) throw new Error(session.error.message);
    return session.value;
  };
  return { host, sessions, open };
}

/** Waits until the run stands still. */
async function still(running: Awaited<ReturnType<ReturnType<typeof program>['open']>>): Promise<void> {
  while (running.view.status().runState !== 'paused') await new Promise((resolve) => setImmediate(resolve));
}

describe('the sessions of the program', () => {
  let root: string;
  beforeEach(() => {
    root = join(temporaryFolder(), 'sessions');
  });

  /** A session with two locks, a promotion and an order, as it would be found after a kill. */
  async function killed(): Promise<{ image: string; symbols: readonly SymbolId[] }> {
    const { host, sessions, open } = program(root);
    await sessions.open(CONFIG);
    const running = await open();
    running.commands.pause();
    await still(running);
    const symbols = running.view.symbols().slice(0, 3);
    const [first, second, third] = symbols;
    if (first === undefined || second === undefined || third === undefined)
      throw new Error('too few symbols');
    await running.commands.lock(first, 'earnings');
    await running.commands.promote(second);
    await running.commands.submitOrder(third, 'buy', 10);
    const image = join(temporaryFolder(), 'sessions');
    cpSync(root, image, { recursive: true });
    await host.stop();
    return { image, symbols };
  }

  it('opens none at the start where none was left open', async () => {
    const before = program(root);
    await before.sessions.open(CONFIG);
    await before.host.stop();
    const { sessions } = program(root);
    await sessions.recover();
    expect(sessions.isOpen).toBe(false);
    expect(sessions.recovery()).toBeNull();
    expect(await sessions.last()).toMatchObject({ name: 'Simulated session', symbols: 24, locked: 0 });
  });

  it('goes on at once with the one that a crash took away, and tells what it brought back', async () => {
    const { image, symbols } = await killed();
    const { host, sessions, open } = program(image);
    await sessions.recover();
    expect(sessions.isOpen).toBe(true);
    const running = await open();
    expect(sessions.recovery()).toMatchObject({
      symbols: 24,
      locks: 2,
      positions: 1,
      differences: [],
    });
    expect(running.view.locks().map(({ symbol }) => symbol)).toEqual([symbols[0], symbols[2]]);
    await host.stop();
  });

  it('leaves it to the user where the program ended on the way to it', async () => {
    const { image } = await killed();
    const [name = ''] = readdirSync(image);
    writeFileSync(join(image, name, 'open'), 'opening\n');
    const { host, sessions } = program(image);
    await sessions.recover();
    expect(sessions.isOpen).toBe(false);
    expect(sessions.notices().join()).toContain('“Simulated session”');
    expect(await sessions.open({ kind: 'last' })).toEqual({ ok: true, value: null });
    expect((await sessions.view()).ok).toBe(true);
    await host.stop();
  });

  it('takes locks anew that the changed data does not bring back, and says what differs', async () => {
    const { image, symbols } = await killed();
    const [name = ''] = readdirSync(image);
    const path = join(image, name, 'starting_config.json');
    // Another market under the same names.
    writeFileSync(path, serializeSessionConfig(keptConfig(7)));
    writeFileSync(join(image, name, 'journal.jsonl'), '');
    const { host, sessions, open } = program(image);
    await sessions.recover();
    const running = await open();
    const [first, , third] = symbols;
    expect(running.view.locks()).toMatchObject([
      { symbol: first, reason: 'earnings', holder: { kind: 'manual' } },
      {
        symbol: third,
        reason: 'open_position (position P-1 before the restart)',
        holder: { kind: 'manual' },
      },
    ]);
    const differences = sessions.recovery()?.differences.join('\n') ?? '';
    expect(differences).toContain(`${first} was locked ("earnings")`);
    expect(differences).toContain(`${symbols[1]} was promoted and is not any more.`);
    const keptAs = /kept as (.*)\.$/.exec(differences)?.[1] ?? '';
    expect(readFileSync(keptAs, 'utf8')).toContain('earnings');
    await host.stop();
    // From here on that is what happened: it is found again.
    const again = program(image);
    await again.sessions.open({ kind: 'last' });
    expect((await again.open()).view.locks()).toHaveLength(2);
    expect(again.sessions.notices()).toEqual([]);
    await again.host.stop();
  });

  it('plays a named config file and never writes it', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'mine.json');
    const text = serializeSessionConfig({ ...keptConfig(), session_name: 'Mine' });
    writeFileSync(path, text);
    const { host, sessions, open } = program(root);
    await sessions.openFile(path, undefined);
    const running = await open();
    const symbol = running.view.symbols()[0];
    if (symbol !== undefined) await running.commands.promote(symbol);
    await sessions.close();
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(readdirSync(folder)).toEqual(['mine.json']);
    expect(readdirSync(root)).toEqual(['1-mine']);
    expect(existsSync(join(root, '1-mine', 'session_config.json'))).toBe(true);
    await host.stop();
  });

  it('keeps why a session could not be opened, for the home screen', async () => {
    const { sessions } = program(root);
    const opened = await sessions.openFile('/nowhere/session.json', undefined);
    expect(opened).toMatchObject({ ok: false });
    expect(sessions.isOpen).toBe(false);
    expect(sessions.notices().join()).toContain('/nowhere/session.json');
    expect(await sessions.open({ kind: 'last' })).toMatchObject({
      ok: false,
      error: { message: 'There is no session to continue: open a new one.' },
    });
  });

  it('leaves the last session to be continued where a new one cannot be opened', async () => {
    const { host, sessions, open } = program(root);
    await sessions.open(CONFIG);
    (await open()).commands.pause();
    await still(await open());
    const { session_data_config: data } = keptConfig();
    const mistyped = { ...keptConfig(), session_data_config: { ...data, symbols: [symbolId('ZZZZ')] } };

    const opened = await sessions.open({ kind: 'config', config: mistyped, dataFolder: undefined });

    expect(opened).toMatchObject({ ok: false, error: { message: expect.stringContaining('ZZZZ') } });
    expect(sessions.isOpen).toBe(false);
    expect(readdirSync(root)).toEqual(['1-simulated-session']);
    expect(await sessions.last()).toMatchObject({ name: 'Simulated session' });
    expect(await sessions.open({ kind: 'last' })).toEqual({ ok: true, value: null });
    await host.stop();
  });

  it('keeps a session that gives way to another', async () => {
    const { host, sessions } = program(root);
    await sessions.open(CONFIG);
    await sessions.open(CONFIG);
    expect(readdirSync(root).sort()).toEqual(['1-simulated-session', '2-simulated-session']);
    expect(existsSync(join(root, '1-simulated-session', 'open'))).toBe(false);
    expect(existsSync(join(root, '2-simulated-session', 'open'))).toBe(true);
    await host.stop();
    expect(existsSync(join(root, '2-simulated-session', 'open'))).toBe(false);
  });
});
