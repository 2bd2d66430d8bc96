import { type Circumstances, PLAIN, SLOW } from '../electron/testing/random-sessions/circumstances.ts';
import { playRandom } from '../electron/testing/random-sessions/play-random.ts';

/*
 * Plays random sessions and prints the hash of each one's event log, a line each: `12 1f0a…`. It runs in plain
 * Node and in Electron's main process alike; `npm run determinism` holds the hashes of both together.
 */
const [first = '1', count = '25', pace = 'plain'] = process.argv.slice(2);
const circumstances: Circumstances = pace === 'slow' ? SLOW : PLAIN;
for (let number = Number(first); number < Number(first) + Number(count); number += 1) {
  const { eventLogHash, events } = await playRandom(number, circumstances);
  process.stdout.write(`${number} ${eventLogHash} ${events.length}\n`);
}
