import { type GoalResult, interleave } from '../harness.ts';
import { kill, type Program, startEmpty, startTapedeck, temporaryFolder, whenFilled } from './program.ts';

const SYMBOLS = 500;
const LIMIT = 2;
const ROUNDS = 5;
/** Yesterday's session: long enough for hits and promotions. */
const PLAYED_MS = 8_000;

/** From the start of the process to a usable window on the session that stood, against an empty Electron window. */
export async function benchStart(): Promise<GoalResult> {
  const folder = temporaryFolder();
  try {
    await playYesterday(folder.path);
    const times = await interleave(
      [
        { name: 'ours', round: () => startOf(() => startTapedeck(folder.path, []), usable) },
        { name: 'empty', round: () => startOf(startEmpty, painted) },
      ],
      ROUNDS,
    );
    const ours = (times.ours ?? Number.NaN) / 1e6;
    const empty = (times.empty ?? Number.NaN) / 1e6;
    return {
      id: 'G13',
      title: 'start to a usable window with the session of before',
      ratio: { 'empty window': ours / empty },
      limit: { 'at_most:empty window': LIMIT },
      pass: ours / empty <= LIMIT,
      equal: true,
      detail: `${ours.toFixed(0)} ms, an empty window ${empty.toFixed(0)} ms; both driven by Playwright`,
    };
  } finally {
    folder.remove();
  }
}

/** Ended as by a crash, so that the next start goes on by itself. */
async function playYesterday(userData: string): Promise<void> {
  const program = await startTapedeck(userData, []);
  await program.page.getByRole('button', { name: /start simulated session/i }).click();
  await whenFilled(program.page, SYMBOLS);
  await program.page.waitForTimeout(PLAYED_MS);
  await kill(program);
}

/** Nanoseconds from the start of the process until the window is ready; then it is ended as by a crash. */
async function startOf(
  start: () => Promise<Program>,
  ready: (program: Program) => Promise<void>,
): Promise<number> {
  const began = process.hrtime.bigint();
  const program = await start();
  await ready(program);
  const took = Number(process.hrtime.bigint() - began);
  await kill(program);
  return took;
}

const usable = ({ page }: Program): Promise<void> => whenFilled(page, SYMBOLS);

async function painted({ page }: Program): Promise<void> {
  await page.waitForSelector('main');
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
}
