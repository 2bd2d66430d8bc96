import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { epochMs } from '../../../shared/domain/time.ts';
import { buildChild } from '../../testing/build-child.ts';
import { runAndKill } from '../../testing/run-and-kill.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { ManualClock } from '../clock.ts';
import { ConfigStore } from '../config/config-store.ts';
import { parseSessionConfig } from '../config/parse-session-config.ts';

const KILLS = Number(process.env.TAPEDECK_TEST_KILLS ?? 60);
const CONFIG = resolve('assets/examples/simulated.json');

/** Lets the child write for a while, kills it, and answers the last number that it acknowledged. */
async function writeAndKill(
  child: string,
  folder: string,
  first: number,
  milliseconds: number,
): Promise<number> {
  return lastNumber(await runAndKill(child, [folder, CONFIG, String(first)], milliseconds), 'config');
}

function lastNumber(output: string, word: string): number {
  const numbers = output
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split(' '));
  return Math.max(0, ...numbers.filter(([first]) => first === word).map(([, number]) => Number(number)));
}

/** A spread of moments from 0 to 60 ms, the same in every run. */
function moment(kill: number): number {
  return (kill * 0.618_034 * 60) % 60;
}

it('no kill -9 breaks a config or loses one that was acknowledged', {
  timeout: 20_000 + KILLS * 2_000,
}, async () => {
  const clock = new ManualClock(epochMs(1_000));
  const child = await buildChild(resolve('electron/testing/durability-child.ts'), temporaryFolder());
  const folder = temporaryFolder();
  let first = 1;
  let acknowledged = 0;
  let newest = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const last = await writeAndKill(child, folder, first, moment(kill));
    acknowledged += Math.max(0, last - first + 1);
    newest = Math.max(newest, last);

    const path = join(folder, 'session_config.json');
    if (newest > 0) expect(parseSessionConfig(readFileSync(path, 'utf8'), path).ok).toBe(true);
    const config = await ConfigStore.open(folder, clock);
    if (!config.ok) throw new Error(config.error.message);
    expect(config.value.refused).toEqual([]);
    const saved = Number(config.value.config?.session_name.split(' ')[1] ?? 0);
    expect(saved).toBeGreaterThanOrEqual(newest);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    first = Math.max(saved, last, first) + 1;
  }
  // Kills that all came before the first write would prove nothing.
  expect(acknowledged).toBeGreaterThan(KILLS / 4);
});
