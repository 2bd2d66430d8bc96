import { writeSync } from 'node:fs';
import { openFolder } from '../platform/session-factory.ts';
import { SessionFolder } from '../platform/session-folder.ts';
import { sourcesInThread } from './kept-sessions.ts';

/*
 * A process that has a session open and does something to it without end, to be killed. It prints what it is
 * about to do, and again once that is acknowledged: `try lock AAPL reason`, `done lock AAPL reason`.
 *
 * Arguments: the session's folder, the number to begin with.
 */

const [path = '', firstNumber = '1'] = process.argv.slice(2);

function say(line: string): void {
  // Straight to the pipe: what was said before the kill has been said.
  writeSync(1, `${line}\n`);
}

const { live, kept } = await openFolder(new SessionFolder(path), sourcesInThread);
const { commands, view } = live;
commands.pause();

/** Tries one thing and says so before and after. */
async function attempt(what: string, act: () => Promise<{ readonly ok: boolean }>): Promise<void> {
  say(`try ${what}`);
  if ((await act()).ok) say(`done ${what}`);
}

say(`ready ${kept.differences.length}`);
for (let number = Number(firstNumber); ; number += 1) {
  const symbols = view.symbols();
  const symbol = symbols[(number * 7) % symbols.length];
  if (symbol === undefined) throw new Error('The session has no symbols');
  if (number % 5 === 0) await attempt(`unlock ${symbol}`, () => commands.unlock(symbol));
  else await attempt(`lock ${symbol} ${number}`, () => commands.lock(symbol, `${number}`));
  if (number % 3 === 0) await attempt(`promote ${symbol}`, () => commands.promote(symbol));
  // Once or twice in a second of the child's life the session moves.
  if (number % 4 === 0) {
    commands.step();
    while (view.status().runState === 'running') await new Promise((resolve) => setImmediate(resolve));
  }
}
