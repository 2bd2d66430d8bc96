import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { buildChild } from '../testing/build-child.ts';
import { keptConfig, sourcesInThread } from '../testing/kept-sessions.ts';
import { runAndKill } from '../testing/run-and-kill.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openFolder } from './session-factory.ts';
import { SessionFolder } from './session-folder.ts';

/** Each costs the start of a process and of a session. */
const KILLS = Math.ceil(Number(process.env.TAPEDECK_TEST_KILLS ?? 60) / 6);

/** Lets the child do things on a folder for a while, kills it, and answers the lines that it said. */
async function liveAndKill(
  child: string,
  folder: string,
  first: number,
  milliseconds: number,
): Promise<string[]> {
  const output = await runAndKill(child, [folder, String(first)], milliseconds);
  return output.split('\n').slice(0, -1);
}

/** What a user has been told stands: the reason of each lock, and the promoted symbols. */
class Acknowledged {
  readonly locks = new Map<string, string>();
  readonly promoted = new Set<string>();
  /** Symbols of what was tried and not told of: it may have been done. */
  readonly uncertain = new Set<string>();
  count = 0;

  take(line: string): void {
    const [word, what, symbol = '', reason = ''] = line.split(' ');
    if (word === 'try') this.uncertain.add(symbol);
    if (word !== 'done') return;
    this.count += 1;
    this.uncertain.delete(symbol);
    if (what === 'lock') this.locks.set(symbol, reason);
    if (what === 'unlock') this.locks.delete(symbol);
    if (what === 'promote') this.promoted.add(symbol);
  }

  /** What of these locks is known to stand, or to be gone. */
  certain(locks: ReadonlyMap<string, string>): [string, string][] {
    return [...locks].filter(([symbol]) => !this.uncertain.has(symbol)).sort();
  }

  /** Somebody has looked: from here on that is what stands. */
  see(locks: ReadonlyMap<string, string>): void {
    this.locks.clear();
    for (const [symbol, reason] of locks) this.locks.set(symbol, reason);
    this.uncertain.clear();
  }
}

it('no kill -9 loses a lock or a promotion that was acknowledged, and nothing differs afterwards', {
  timeout: 30_000 + KILLS * 6_000,
}, async () => {
  const child = await buildChild(resolve('electron/testing/session-child.ts'), temporaryFolder());
  const path = join(temporaryFolder(), '1-test');
  await SessionFolder.create(path, { config: keptConfig(), dataFolder: undefined });
  const told = new Acknowledged();
  for (let kill = 0; kill < KILLS; kill += 1) {
    const lines = await liveAndKill(child, path, 1 + kill * 1_000, 5 + ((kill * 0.618_034 * 400) % 400));
    // The child itself has gone on from what the last one left.
    expect(lines[0]).toBe('ready 0');
    for (const line of lines) told.take(line);
    // Sometimes two are killed before anybody looks.
    if (kill % 3 === 1) continue;
    const { live, kept, session } = await openFolder(new SessionFolder(path), sourcesInThread);
    expect(kept.differences).toEqual([]);
    const standing = new Map(live.view.locks().map(({ symbol, reason }) => [String(symbol), reason]));
    expect(told.certain(standing)).toEqual(told.certain(told.locks));
    const promoted = new Set<string>(live.data.getConfigSymbols());
    expect([...told.promoted].filter((symbol) => !promoted.has(symbol))).toEqual([]);
    told.see(standing);
    await session.stop();
  }
  // Kills that all came before the first command would prove nothing.
  expect(told.count).toBeGreaterThan(KILLS * 3);
});
