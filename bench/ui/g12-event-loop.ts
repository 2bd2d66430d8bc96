import type { ElectronApplication } from '@playwright/test';
import type { GoalResult } from '../harness.ts';
import { quantile } from './frames.ts';
import { kill, simulatedConfig, startTapedeck, temporaryFolder, UNIVERSE, whenFilled } from './program.ts';

const SYMBOLS = 10_000;
const LIMIT_MS = 8;
const ROUNDS = 5;
const IDLE_MS = 3_000;
const OPEN_MS = 15_000;

interface Delay {
  /** Milliseconds that the main process answered late: 99th percentile, and the worst. */
  readonly p99: number;
  readonly worst: number;
}

/**
 * How late the main process is while a market of 10,000 symbols is set up and opens and a symbol is promoted, against
 * the same program doing nothing (the home screen).
 */
export async function benchEventLoop(): Promise<GoalResult> {
  const idle: Delay[] = [];
  const busy: Delay[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    idle.push(await idleDelay());
    busy.push(await openingDelay());
  }
  const idleP99 = quantile(
    idle.map(({ p99 }) => p99),
    0.5,
  );
  const busyP99 = quantile(
    busy.map(({ p99 }) => p99),
    0.5,
  );
  const above = busyP99 - idleP99;
  return {
    id: 'G12',
    title: `event loop of the main process, ${SYMBOLS.toLocaleString('en-US')} symbols open, milliseconds above idle`,
    ratio: { idle: above },
    limit: { 'at_most:idle': LIMIT_MS },
    pass: above <= LIMIT_MS,
    equal: true,
    detail: `p99 ${busyP99.toFixed(1)} ms, idle ${idleP99.toFixed(1)} ms; longest ${Math.max(...busy.map(({ worst }) => worst)).toFixed(0)} ms`,
  };
}

async function idleDelay(): Promise<Delay> {
  const folder = temporaryFolder();
  const program = await startTapedeck(folder.path, []);
  try {
    await watch(program.app);
    await program.page.waitForTimeout(IDLE_MS);
    return await read(program.app);
  } finally {
    await kill(program);
    folder.remove();
  }
}

/** From the first moment of the session on: sources are read, scanners set up, the market opens at full speed. */
async function openingDelay(): Promise<Delay> {
  const folder = temporaryFolder();
  const config = simulatedConfig(folder.path, SYMBOLS, 20);
  const program = await startTapedeck(folder.path, ['--config', config]);
  try {
    await watch(program.app);
    await whenFilled(program.page, SYMBOLS);
    await program.page.locator(`${UNIVERSE} .ag-row`).first().click();
    await program.page.keyboard.press('Control+Enter');
    await program.page.waitForTimeout(500);
    await program.page.keyboard.press('Control+Enter');
    await program.page.waitForTimeout(OPEN_MS);
    return await read(program.app);
  } finally {
    await kill(program);
    folder.remove();
  }
}

/** Begins to measure in the main process. */
async function watch(app: ElectronApplication): Promise<void> {
  await app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const histogram = monitorEventLoopDelay({ resolution: 1 });
    histogram.enable();
    Reflect.set(globalThis, 'benchDelay', histogram);
  });
}

async function read(app: ElectronApplication): Promise<Delay> {
  return app.evaluate(() => {
    const histogram: import('node:perf_hooks').IntervalHistogram = Reflect.get(globalThis, 'benchDelay');
    return { p99: histogram.percentile(99) / 1e6, worst: histogram.max / 1e6 };
  });
}
