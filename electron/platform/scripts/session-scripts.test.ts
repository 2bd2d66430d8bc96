import { appendFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import { formatConfigProblems } from '../../engine/config/problem.ts';
import { readSessionConfig } from '../../engine/config/read-session-config.ts';
import type { ThreadScripts } from '../../scripts/thread-scripts.ts';
import { copyAsItStands } from '../../testing/copy-as-it-stands.ts';
import { keptConfig, sourcesInThread } from '../../testing/kept-sessions.ts';
import { threadScripts } from '../../testing/script-sandbox.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { type OpenedSession, openFolder } from '../session-factory.ts';
import { SessionFolder } from '../session-folder.ts';
import { sha256Of } from './read-script.ts';
import { ScriptFolder } from './script-folder.ts';
import { SCRIPT_KIT } from './script-kit.ts';
import { TrustedScripts } from './trusted-scripts.ts';

const AT = '2026-11-23T05:00:00.000Z';
/** Counts its scans, and reports one symbol after the other: what it did before can be seen in every hit. */
const TEXT = `\uFEFFlet scans = 0;
export function setup(context) { context.latest('1d'); }
export function scan(context) {
  scans += 1;
  const row = scans % context.count;
  if (context.check(row, 'chance', context.random(), '>', 0.3)) context.hit(row, { scans });
}`;
const HASH = sha256Of(Buffer.from(TEXT));

const services: ThreadScripts[] = [];
afterAll(async () => {
  for (const each of services) await each.end();
});

function configWithScript(): SessionConfig {
  const config = keptConfig();
  const scanner = { name: 'mine', kind: 'script', schedule: [{ every: '5m' }] };
  // It has bars come in, so that a minute passes with a step.
  const rule = {
    ...scanner,
    name: 'minutes',
    kind: 'rule',
    config: { when: 'close(1m) < 0', interval: '1m' },
  };
  const scanners = [{ ...scanner, config: { file: 'mine.js', sha256: HASH } }, rule];
  const data = { ...config.session_data_config, scanners };
  const read = readSessionConfig(JSON.stringify({ ...config, session_data_config: data }), 'test.json');
  if (!read.ok) throw new Error(formatConfigProblems(read.error));
  return read.value;
}

/** A user with one script in the folder, and a session of two dates, paused at its beginning. */
async function begun(isTrusted: boolean) {
  const root = temporaryFolder();
  const path = join(root, 'scripts');
  mkdirSync(path);
  writeFileSync(join(path, 'mine.js'), TEXT);
  const folder = new ScriptFolder(path, new TrustedScripts(root), SCRIPT_KIT);
  if (isTrusted) await folder.trust('mine.js', HASH, AT);
  const scripts = await threadScripts((file, sha256) => folder.find(file, sha256));
  services.push(scripts);
  const session = join(temporaryFolder(), '1-test');
  const created = await SessionFolder.create(session, { config: configWithScript(), dataFolder: undefined });
  const open = (at: SessionFolder) => openFolder(at, sourcesInThread, {}, scripts);
  const opened = await open(created);
  opened.live.commands.pause();
  await settled(opened);
  const reopen = () => open(new SessionFolder(session));
  /** What a kill at this moment would leave, opened in its own place. */
  const image = async () => {
    const copy = join(temporaryFolder(), '1-test');
    copyAsItStands(session, copy);
    return open(new SessionFolder(copy));
  };
  return { folder, path, session, opened, reopen, image };
}

/** Waits until the run stands still. */
async function settled({ live }: OpenedSession): Promise<void> {
  for (;;) {
    const { runState, pendingLoads } = live.view.status();
    if ((runState === 'paused' || runState === 'ended') && pendingLoads === 0) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function minutes(opened: OpenedSession, count: number): Promise<void> {
  for (let minute = 0; minute < count; minute += 1) {
    opened.live.commands.step();
    await settled(opened);
  }
}

async function toTheEnd(opened: OpenedSession): Promise<void> {
  opened.live.commands.setSpeed(null);
  opened.live.commands.resume();
  await opened.live.finished;
}

/** All that the scripts had to do with. */
const stateOf = ({ live }: OpenedSession) => ({
  hits: live.view.hits(0, 100_000),
  events: live.summary().eventLogHash,
});

type Begun = Awaited<ReturnType<typeof begun>>;
const CHANGES: readonly [name: string, change: (begun: Begun) => unknown, notice: RegExp][] = [
  ['was edited', ({ path }) => appendFileSync(join(path, 'mine.js'), '\n//'), /is not the one that/],
  ['was removed', ({ path }) => rmSync(join(path, 'mine.js')), /is not there/],
  ['is not trusted any more', ({ folder }) => folder.untrust('mine.js', HASH), /is not trusted/],
];

describe('a session with a script that is continued', () => {
  it.each(CHANGES)(
    'does again what it did, and has the future that it would have had, though the script %s',
    async (_name, change, notice) => {
      const all = await begun(true);
      const { image, opened, reopen } = all;
      await minutes(opened, 24);
      const before = stateOf(opened);
      expect(before.hits.length).toBeGreaterThan(1);
      await change(all);
      const cut = await image();
      cut.live.commands.pause();
      expect(cut.kept.repairs.join()).toMatch(notice);
      // To the end of the second date, on which the script is refused.
      await toTheEnd(opened);
      await toTheEnd(cut);
      expect(stateOf(cut)).toEqual(stateOf(opened));
      expect(opened.live.view.hits(0, 100_000).length).toBeGreaterThan(before.hits.length);
      await cut.session.stop();
      await opened.session.stop();
      const again = await reopen();
      expect(stateOf(again)).toEqual(stateOf(opened));
      await again.session.stop();
    },
  );

  it('repeats that it was refused, and only then that it was trusted', async () => {
    const { folder, opened, reopen } = await begun(false);
    await minutes(opened, 12);
    expect(opened.live.view.hits(0, 100)).toEqual([]);
    await folder.trust('mine.js', HASH, AT);
    expect(await opened.live.commands.enableScanner('mine', true)).toMatchObject({ ok: true });
    await minutes(opened, 24);
    const before = stateOf(opened);
    expect(before.hits.length).toBeGreaterThan(0);
    await opened.session.stop();
    const again = await reopen();
    expect(stateOf(again)).toEqual(before);
    expect(again.kept.repairs).toEqual([]);
    await again.session.stop();
  });

  it('is not opened where its copy was changed and the file is gone, and says what to do', async () => {
    const { opened, path, reopen, session } = await begun(true);
    await minutes(opened, 6);
    await opened.session.stop();
    const copies = readdirSync(join(session, 'scripts'));
    expect(copies).toEqual([`${HASH}.js`]);
    appendFileSync(join(session, 'scripts', `${HASH}.js`), ' ');
    // The user's own file is as good.
    await (await reopen()).session.stop();
    rmSync(join(path, 'mine.js'));
    await expect(reopen()).rejects.toThrow(
      /mine\.js, and its copy of it is lost.*Put the file of that time back/,
    );
  });
});
