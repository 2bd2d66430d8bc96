import fc from 'fast-check';
import { it } from 'vitest';
import { call, Play } from '../../testing/random-calls/calls.ts';
import { Stage } from '../../testing/random-calls/stage.ts';
import { expectAllCame, expectNothingLeft, expectTruths } from '../../testing/random-calls/truths.ts';

/** More runs than the suite's: `TAPEDECK_RANDOM_CALLS=20000 npx vitest run electron/engine/session-data/random-calls.test.ts` */
const RUNS = Number(process.env.TAPEDECK_RANDOM_CALLS ?? 40);

/** What random calls have found. */
const FOUND: readonly (readonly string[])[] = [
  ['user session BOTH 1m', 'user remove BOTH'],
  // A load that was given up before it ran must not widen, and then cut, a later and smaller one.
  [
    'user promote BOTH',
    'user demote BOTH',
    'user history BOTH 1d 1',
    'run settle',
    'user promote BOTH',
    'user history BOTH 1d 3',
  ],
  ['user promote BOTH', 'run come 0', 'user history BOTH 15m 3'],
  ['user promote BOTH', 'run load late', 'run cut 0', 'run roll'],
  ['user promote MINS', 'run roll', 'user history MINS 5m 1'],
  ['run load late', 'user promote DAYS', 'run settle', 'user demote DAYS', 'user promote DAYS'],
  ['user promote BOTH', 'run play 7', 'user remove BOTH', 'user promote BOTH', 'run roll'],
];

it.each(FOUND.map((lines) => [lines.join('; '), lines] as const))('holds for: %s', async (_words, lines) => {
  await playOut(lines);
});

async function playOut(lines: readonly string[]): Promise<void> {
  const play = new Play(await new Stage().open());
  expectTruths(play);
  for (const line of lines) {
    await play.perform(line);
    expectTruths(play);
  }
  await expectAllCame(play);
  await expectNothingLeft(play);
}

it('whatever is called by whomever, whenever bars come: the model of plain sets holds', async () => {
  await fc.assert(fc.asyncProperty(fc.array(call, { maxLength: 40, size: 'max' }), playOut), {
    numRuns: RUNS,
    verbose: 0,
  });
}, 3_600_000);
