import { pathToFileURL } from 'node:url';
import { failure } from '../../shared/domain/result.ts';
import { sessionDate } from '../../shared/domain/time.ts';
import type { ScanFrame, ScriptFacts, ScriptNeeds } from '../engine/scripts/contract.ts';
import { frameLength, scriptInputs } from '../engine/scripts/script-inputs.ts';
import { type FindScript, ThreadScripts } from '../scripts/thread-scripts.ts';
import { buildChild } from './build-child.ts';
import { temporaryFolder } from './temporary-folder.ts';

let entry: Promise<URL> | undefined;

/** The worker of scripts as it is shipped, built once for a test file. */
export function scriptWorkerEntry(): Promise<URL> {
  entry ??= buildChild('electron/scripts/script-worker.ts', temporaryFolder()).then(pathToFileURL);
  return entry;
}

const NOTHING_FOUND: FindScript = () =>
  Promise.resolve(failure('script_missing', 'There is no such script.'));

/** Scripts in real threads. @param wallMs when a call is given up; as in the program where undefined */
export async function threadScripts(
  find: FindScript = NOTHING_FOUND,
  wallMs?: number,
): Promise<ThreadScripts> {
  return new ThreadScripts(find, { entry: await scriptWorkerEntry(), wallMs });
}

/** 09:35 in New York on an ordinary Wednesday. */
export const SCRIPT_NOW = Date.UTC(2024, 2, 6, 14, 35);

export const SCRIPT_FACTS: ScriptFacts = {
  scanner: 'tried',
  sessionDate: sessionDate('2024-03-06'),
  now: SCRIPT_NOW,
  seed: 42,
  params: { percent: 2 },
};

/** A scan of three symbols, in which the number at a place of the columns is that place. */
export function plainFrame(needs: ScriptNeeds = [], now = SCRIPT_NOW): ScanFrame {
  const symbols = ['AAA', 'BBB', 'CCC'].map((symbol) => ({ symbol, sector: 'Energy' }));
  const columns = new Float64Array(frameLength(scriptInputs(needs), symbols.length));
  // Nobody is promoted.
  for (let at = symbols.length; at < columns.length; at += 1) columns[at] = at;
  return { now, minutesSinceOpen: 5, minutesToClose: 385, symbols, count: symbols.length, columns };
}
