import { readFileSync, writeSync } from 'node:fs';
import { epochMs } from '../../shared/domain/time.ts';
import { ManualClock } from '../engine/clock.ts';
import { ConfigStore } from '../engine/config/config-store.ts';
import { parseSessionConfig } from '../engine/config/parse-session-config.ts';

/*
 * A process that saves configs without end, to be killed. It prints `config N` once version N is acknowledged.
 *
 * Arguments: the session folder, a config to begin with, the number to begin with.
 */

const [folder = '', configPath = '', firstNumber = '1'] = process.argv.slice(2);

function say(line: string): void {
  // Straight to the pipe: what was said before the kill has been said.
  writeSync(1, `${line}\n`);
}

const clock = new ManualClock(epochMs(1_000));
const parsed = parseSessionConfig(readFileSync(configPath, 'utf8'), configPath);
const opened = await ConfigStore.open(folder, clock);
if (!parsed.ok || !opened.ok) throw new Error(JSON.stringify([parsed, opened]));
const example = parsed.value;
const { store } = opened.value;

say('ready');
for (let number = Number(firstNumber); ; number += 1) {
  // Versions differ in length, so that a mixture of two would not parse.
  const session_name = `version ${number} ${'x'.repeat(number % 40)}y`;
  const sequence = store.save({ ...example, session_name });
  if ((await store.whenDurable(sequence)).ok) say(`config ${number}`);
}
