import fc from 'fast-check';
import { it } from 'vitest';
import { call, Play } from '../../testing/random-calls/calls.ts';
import { Stage } from '../../testing/random-calls/stage.ts';
import { expectAllCame, expectNothingLeft, expectTruths } from '../../testing/random-calls/truths.ts';

/** More runs than the suite's: `TAPEDECK_RANDOM_CALLS=20000 npx vitest run electron/engine/session-data/random-calls.test.ts` */
const RUNS = Number(process.env.TAPEDECK_RANDOM_CALLS ?? 60);

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
