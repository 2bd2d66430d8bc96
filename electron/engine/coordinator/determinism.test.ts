import { expect, it } from 'vitest';
import { PLAIN, SLOW } from '../../testing/random-sessions/circumstances.ts';
import { playRandom } from '../../testing/random-sessions/play-random.ts';

/** `npm run determinism -- --sessions 1000` plays as many as one likes, in Electron too. */
const SESSIONS = 10;

it('plays the same log again, byte for byte, however its steps and answers are sliced', async () => {
  const seen = new Set<string>();
  const kinds = new Set<string>();
  for (let number = 1; number <= SESSIONS; number += 1) {
    const once = await playRandom(number, PLAIN);
    const again = await playRandom(number, SLOW);
    expect(again.events, `random session ${number}`).toEqual(once.events);
    expect(again.eventLogHash).toBe(once.eventLogHash);
    seen.add(once.eventLogHash);
    for (const line of once.events) kinds.add(/"kind":"(\w+)"/.exec(line)?.[1] ?? '');
  }
  // Sessions that all are the same, or in which nothing happens, would prove nothing.
  expect(seen.size).toBe(SESSIONS);
  for (const kind of ['promoted', 'removed', 'locked', 'refused', 'hit', 'load'])
    expect([...kinds]).toContain(kind);
});
