import { readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { symbolId } from '../../shared/domain/symbol.ts';
import { epochMs } from '../../shared/domain/time.ts';
import { ManualClock } from '../engine/clock.ts';
import { ConfigStore } from '../engine/config/config-store.ts';
import { parseSessionConfig } from '../engine/config/parse-session-config.ts';
import { LockBook } from '../engine/locks/lock-book.ts';
import { openLedger } from '../engine/locks/open-ledger.ts';

/*
 * A process that saves configs and takes locks without end, to be killed. It prints
 * `config N` and `lock N` once version N of the config and lock N are acknowledged.
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
const openedLedger = await openLedger(join(folder, 'ledger.jsonl'), clock);
if (!parsed.ok || !opened.ok || !openedLedger.ok) {
  throw new Error(JSON.stringify([parsed, opened, openedLedger]));
}
const example = parsed.value;
const { store } = opened.value;
const { ledger, restored } = openedLedger.value;
const book = new LockBook(clock, ledger, restored);

async function saveConfigs(): Promise<never> {
  for (let number = Number(firstNumber); ; number += 1) {
    // Versions differ in length, so that a mixture of two would not parse.
    const session_name = `version ${number} ${'x'.repeat(number % 40)}y`;
    const sequence = store.save({ ...example, session_name });
    if ((await store.whenDurable(sequence)).ok) say(`config ${number}`);
  }
}

async function takeLocks(): Promise<never> {
  for (let number = Number(firstNumber); ; number += 1) {
    const { seq } = book.lock(symbolId(`T${number}`), `lock ${number} ${'x'.repeat(number % 40)}`);
    if ((await ledger.whenDurable(seq)).ok) say(`lock ${number}`);
  }
}

say('ready');
await Promise.all([saveConfigs(), takeLocks()]);
