import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type SymbolId, symbolId } from '../../shared/domain/symbol.ts';
import type { OpeningSession } from '../../shared/ipc/requests/home.ts';
import { serializeSessionConfig } from '../engine/config/export-session-config.ts';
import { SessionHost } from '../ipc/session-host.ts';
import type { DataSource } from '../loaders/contract.ts';
import { copyAsItStands } from '../testing/copy-as-it-stands.ts';
import { keptConfig, sourcesInThread } from '../testing/kept-sessions.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import type { SessionChoice } from './home/session-door.ts';
import { SessionLibrary } from './session-library.ts';
import { Sessions } from './sessions.ts';

const CONFIG: SessionChoice = { kind: 'config', config: keptConfig(), dataFolder: undefined };

/** The sessions of a program on a folder. */
function program(root: string, connect: typeof sourcesInThread = sourcesInThread) {
  const host = new SessionHost(() => undefined);
  const told: (OpeningSession | null)[] = [];
  const sessions = new Sessions({
    host,
    library: new SessionLibrary(root),
    connect,
    onOpening: (opening) => told.push(opening),
  });
  const open = async () => {
    const session = await host.running();
    if (!session.ok) throw new Error(session.error.message);
    return session.value;
  };
  return { host, sessions, open, told };
}

/** Sources that call `act` whenever something of them is read, or what is said. */
function whenRead(act: () => void, what = 'read'): typeof sourcesInThread {
  return async (...asked) => {
    const { sources, end } = await sourcesInThread(...asked);
    const watched = sources.map(
      (source) =>
        new Proxy(source, {
          get: (target, name: keyof DataSource) => {
            const value = target[name];
            if (typeof value !== 'function') return value;
            return async (...args: never[]) => {
              if (name.startsWith(what)) act();
              return Reflect.apply(value, target, args);
            };
          },
        }),
    );
    return { sources: watched, end };
  };
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
    copyAsItStands(root, image);
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
    expect(sessions.opening()).toMatchObject({ name: 'Simulated session', continued: true });
    const running = await open();
    expect(sessions.isOpen).toBe(true);
    const recovery = sessions.recovery();
    expect(recovery).toMatchObject({ symbols: 24, locks: 2, positions: 1, differences: [] });
    expect(recovery?.details).toEqual([
      expect.stringMatching(/^Simulated session stands at \d\d:\d\d:\d\d on 2026-11-19\.$/),
      `Locks: ${symbols[0]} (earnings), ${symbols[2]} (position P-1)`,
      expect.stringMatching(/^Promoted: /),
    ]);
    sessions.dismissRecovery();
    expect(sessions.recovery()).toBeNull();
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

  const { session_data_config: data } = keptConfig();
  const mistyped: SessionChoice = {
    kind: 'config',
    dataFolder: undefined,
    config: { ...keptConfig(), session_data_config: { ...data, symbols: [symbolId('ZZZZ')] } },
  };

  it('leaves the last session to be continued where a new one cannot be opened', async () => {
    const before = program(root);
    await before.sessions.open(CONFIG);
    await before.host.stop();
    const { host, sessions } = program(root);

    const opened = await sessions.open(mistyped);

    expect(opened).toMatchObject({ ok: false, error: { message: expect.stringContaining('ZZZZ') } });
    expect(sessions.isOpen).toBe(false);
    expect(sessions.notices().join()).toContain('ZZZZ');
    expect(readdirSync(root)).toEqual(['1-simulated-session']);
    expect(await sessions.last()).toMatchObject({ name: 'Simulated session' });
    expect(await sessions.open({ kind: 'last' })).toEqual({ ok: true, value: null });
    expect(sessions.notices()).toEqual([]);
    await host.stop();
  });

  it('lets the open session go on, with all that it has, where another cannot be opened', async () => {
    const { host, sessions, open } = program(root);
    await sessions.open(CONFIG);
    const running = await open();
    running.commands.pause();
    await still(running);
    const [symbol] = running.view.symbols();
    if (symbol === undefined) throw new Error('too few symbols');
    await running.commands.lock(symbol, 'earnings');

    expect(await sessions.open(mistyped)).toMatchObject({ ok: false });
    expect(await sessions.open({ kind: 'last' })).toMatchObject({
      ok: false,
      error: { code: 'already_open' },
    });

    expect(await open()).toBe(running);
    expect(running.view.status()).toMatchObject({ runState: 'paused', lockedCount: 1, failure: null });
    expect(await running.commands.unlock(symbol)).toEqual({ ok: true, value: true });
    expect(sessions.notices()).toEqual([]);
    expect(readdirSync(root)).toEqual(['1-simulated-session']);
    await host.stop();
  });

  const pulledOut = (): never => {
    throw new Error('the disk was pulled out');
  };

  it('lets the open session go on where the source of another cannot be opened', async () => {
    const { host, sessions, open } = program(root);
    await sessions.open(CONFIG);
    const running = await open();
    const connect = whenRead(pulledOut, 'describe');
    const failing = new Sessions({ host, library: new SessionLibrary(root), connect });
    expect(await failing.open(CONFIG)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('the disk was pulled out') },
    });
    expect(await open()).toBe(running);
    expect(readdirSync(root)).toEqual(['1-simulated-session']);
    await host.stop();
  });

  it('opens one whose source gives nothing, and says why in its log', async () => {
    const { host, open } = program(root);
    const connect = whenRead(pulledOut);
    const unread = new Sessions({ host, library: new SessionLibrary(root), connect });
    expect(await unread.open(CONFIG)).toMatchObject({ ok: true });
    const { view } = await open();
    expect(view.status()).toMatchObject({ failure: null });
    expect(view.log(0).map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        expect.stringContaining(
          'simulated could not tell halts and splits of the session: the disk was pulled out',
        ),
      ]),
    );
    await host.stop();
  });

  it('goes back to the open session where the program ended while it opened another', async () => {
    const { image, symbols } = await killed();
    const never = await new SessionLibrary(image).create({ config: keptConfig(), dataFolder: undefined });
    await never.mark('new');
    const { host, sessions, open } = program(image);
    await sessions.recover();
    expect((await open()).view.locks().map(({ symbol }) => symbol)).toEqual([symbols[0], symbols[2]]);
    expect(sessions.notices().join()).toContain('while it opened another session');
    expect(readdirSync(image)).toEqual(['1-simulated-session']);
    await host.stop();
  });

  describe('a session that is on its way to where it stood', () => {
    /** One that stood at noon, so that there is a way to it. */
    async function noon(): Promise<void> {
      const { host, sessions, open } = program(root);
      await sessions.open(CONFIG);
      const running = await open();
      const [symbol] = running.view.symbols();
      if (symbol === undefined) throw new Error('too few symbols');
      running.commands.setSpeed(null);
      while (running.view.status().wallTime < '12:00:00') await new Promise((done) => setImmediate(done));
      running.commands.pause();
      await still(running);
      await running.commands.lock(symbol, 'earnings');
      await host.stop();
    }

    /** Every file of the folder with its bytes. */
    function bytes(): Record<string, string> {
      const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((each) =>
        each.isFile(),
      );
      return Object.fromEntries(
        files.map(({ name, parentPath }) => [name, readFileSync(join(parentPath, name), 'base64')]),
      );
    }

    it('tells how far it is', async () => {
      await noon();
      const { host, sessions, open, told } = program(root);
      await sessions.open({ kind: 'last' });
      const { sessionDate, wallTime } = (await open()).view.status();
      const [first] = told;
      expect(first).toEqual({
        name: 'Simulated session',
        continued: true,
        at: null,
        until: null,
        done: null,
      });
      expect(told.at(-1)).toBeNull();
      expect(sessions.opening()).toBeNull();
      const there = { date: sessionDate, wallTime };
      expect(told.at(-2)).toEqual({ ...first, at: there, until: there, done: 1 });
      await host.stop();
    });

    it.each([1, 3, 6])(
      'can be given up (at read %d), and is as it was kept: still the last one',
      async (cutAt) => {
        await noon();
        const before = bytes();
        let reads = 0;
        const interrupted = program(
          root,
          whenRead(() => {
            reads += 1;
            if (reads === cutAt) interrupted.sessions.cancel();
          }),
        );
        const { host, sessions } = interrupted;
        const opening = sessions.open({ kind: 'last' });
        expect(await opening).toMatchObject({ ok: false, error: { code: 'cancelled' } });
        expect(sessions.isOpen).toBe(false);
        expect(sessions.notices()).toEqual([]);
        expect(reads).toBeGreaterThanOrEqual(cutAt);
        expect(bytes()).toEqual(before);
        expect(await sessions.last()).toMatchObject({ name: 'Simulated session', locked: 1 });
        expect(await sessions.open({ kind: 'last' })).toEqual({ ok: true, value: null });
        await host.stop();
      },
    );
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
