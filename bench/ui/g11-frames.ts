import type { Page } from '@playwright/test';
import type { Bridge } from '../../shared/ipc/channels.ts';
import type { GoalResult } from '../harness.ts';
import { frameTimes, quantile } from './frames.ts';
import { kill, simulatedConfig, startEmpty, startTapedeck, temporaryFolder, whenFilled } from './program.ts';

declare global {
  interface Window {
    readonly tapedeck: Bridge;
  }
}

const SYMBOLS = 10_000;
/** A minute of the market in a second: 10,000 bars a second, 1,000 rows each 100 ms, several cells of each. */
const SPEED = 60;
const LIMIT = 1.3;
const ROUNDS = 5;
const ROUND_MS = 3_000;
const COUNT_MS = 3_000;

/** The universe grid with 10,000 live rows against a page that draws nothing. */
export async function benchFrames(): Promise<GoalResult> {
  const folder = temporaryFolder();
  const empty = await startEmpty();
  const config = simulatedConfig(folder.path, SYMBOLS, SPEED);
  const ours = await startTapedeck(folder.path, ['--config', config]);
  try {
    await whenFilled(ours.page, SYMBOLS);
    const emptyTimes: number[] = [];
    const ourTimes: number[] = [];
    const rows = await changedRows(ours.page);
    for (let round = 0; round < ROUNDS; round += 1) {
      emptyTimes.push(...(await frameTimes(empty.page, ROUND_MS)));
      ourTimes.push(...(await frameTimes(ours.page, ROUND_MS)));
    }
    const ratio = quantile(ourTimes, 0.95) / quantile(emptyTimes, 0.95);
    return {
      id: 'G11',
      title: `frames of the window, ${SYMBOLS.toLocaleString('en-US')} live rows, sorted`,
      ratio: { 'empty page': ratio },
      limit: { 'at_most:empty page': LIMIT },
      pass: ratio <= LIMIT,
      equal: rows > 0,
      detail:
        `frame p95 ${quantile(ourTimes, 0.95).toFixed(1)} ms, empty ${quantile(emptyTimes, 0.95).toFixed(1)} ms, ` +
        `p50 ${quantile(ourTimes, 0.5).toFixed(1)} ms; ${rows.toFixed(0)} rows changed each 100 ms`,
    };
  } finally {
    await kill(ours);
    await kill(empty);
    folder.remove();
  }
}

/** Rows that the session's deltas change in 100 ms. Listening costs the page time: not while frames are measured. */
async function changedRows(page: Page): Promise<number> {
  const rows = await page.evaluate(
    (duration) =>
      new Promise<number>((done) => {
        let sum = 0;
        const end = window.tapedeck.events['session.delta']((delta: unknown) => {
          // Runs in the page: nothing of this module is there.
          const changed: unknown = typeof delta === 'object' && delta !== null && Reflect.get(delta, 'rows');
          if (changed instanceof Uint32Array) sum += changed.length;
        });
        setTimeout(() => {
          end();
          done(sum);
        }, duration);
      }),
    COUNT_MS,
  );
  return rows / (COUNT_MS / 100);
}
