import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { SandboxLost, type ScriptSandbox } from '../engine/scripts/contract.ts';
import {
  plainFrame,
  SCRIPT_FACTS,
  SCRIPT_NOW,
  scriptWorkerEntry,
  threadScripts,
} from '../testing/script-sandbox.ts';
import { scriptThread } from './script-thread.ts';
import { ThreadSandbox } from './thread-sandbox.ts';

const WASM = readFileSync(createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm'));

/** Counts its scans in a global, and says by how many it is called. */
const COUNTS = {
  file: 'counts.js',
  text: `let scans = 0;
    export function scan(context) { scans += 1; context.hit(0, { scans, chance: context.random() }); }`,
};

const open: ScriptSandbox[] = [];
afterEach(async () => {
  for (const sandbox of open.splice(0)) await sandbox.end();
});

/** A sandbox, and the threads that it has started. */
async function watched(wallMs?: number) {
  const entry = await scriptWorkerEntry();
  const threads: Worker[] = [];
  const sandbox = new ThreadSandbox(() => {
    const thread = scriptThread(entry, WASM);
    threads.push(thread);
    return thread;
  }, wallMs);
  open.push(sandbox);
  return { sandbox, threads };
}

async function hitsOf(sandbox: ScriptSandbox, now = SCRIPT_NOW) {
  const { result } = await sandbox.scan(plainFrame([], now));
  return result.ok ? result.value.hits.map(({ figures }) => figures) : result.error.message;
}

describe('a script in a thread', () => {
  it('keeps what it knows from scan to scan, and begins a session with nothing', async () => {
    const { sandbox } = await watched();
    await sandbox.begin(COUNTS, SCRIPT_FACTS);
    expect(await hitsOf(sandbox)).toMatchObject([{ scans: 1 }]);
    expect(await hitsOf(sandbox)).toMatchObject([{ scans: 2 }]);
    await sandbox.begin(COUNTS, SCRIPT_FACTS);
    expect(await hitsOf(sandbox)).toMatchObject([{ scans: 1 }]);
  });

  it('stands where it stood when its thread is killed: nobody notices', async () => {
    const whole = await watched();
    const killed = await watched();
    const seen: unknown[][] = [[], []];
    for (const { sandbox } of [whole, killed]) await sandbox.begin(COUNTS, SCRIPT_FACTS);
    for (let scan = 0; scan < 6; scan += 1) {
      if (scan % 2 === 1) await killed.threads.at(-1)?.terminate();
      for (const [place, { sandbox }] of [whole, killed].entries()) seen[place]?.push(await hitsOf(sandbox));
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(whole.threads).toHaveLength(1);
    expect(killed.threads).toHaveLength(4);
  });

  it('is given up where a call is lost in every thread', async () => {
    const entry = await scriptWorkerEntry();
    const threads: Worker[] = [];
    const sandbox = new ThreadSandbox(() => {
      const thread = scriptThread(entry, WASM);
      thread.once('online', () => void thread.terminate());
      threads.push(thread);
      return thread;
    });
    await expect(sandbox.begin(COUNTS, SCRIPT_FACTS)).rejects.toThrow(/3 times in a row/);
    expect(threads).toHaveLength(3);
  });

  it('is ended by the clock on the wall where its steps do not count its work, once, and says so', async () => {
    const { sandbox, threads } = await watched(500);
    const slow = { file: 'slow.js', text: 'export function scan() { for (;;) new Uint8Array(2 ** 22); }' };
    await sandbox.begin(slow, SCRIPT_FACTS);
    const lost = sandbox.scan(plainFrame());
    await expect(lost).rejects.toThrow(SandboxLost);
    await expect(lost).rejects.toThrow(/did not answer for 0.5 s/);
    expect(threads).toHaveLength(1);
    await sandbox.begin(COUNTS, SCRIPT_FACTS);
    expect(await hitsOf(sandbox)).toMatchObject([{ scans: 1 }]);
  });

  it('answers nobody any more once it is ended', async () => {
    const { sandbox } = await watched();
    await sandbox.begin({ file: 'a.js', text: 'export function scan() { for (;;); }' }, SCRIPT_FACTS);
    const refused = expect(sandbox.scan(plainFrame())).rejects.toThrow(/was ended/);
    await sandbox.end();
    await refused;
  });

  it('is stopped after the same number of steps each time', async () => {
    const { sandbox } = await watched();
    const steps = {
      file: 'steps.js',
      text: `let steps = 0;
        export function scan(context) { if (steps > 0) { context.hit(0, { steps }); return; } for (;;) steps += 1; }`,
    };
    const counted: unknown[] = [];
    for (let round = 0; round < 3; round += 1) {
      await sandbox.begin(steps, SCRIPT_FACTS);
      expect(await hitsOf(sandbox)).toMatch(/took more steps/);
      counted.push(await hitsOf(sandbox));
    }
    expect(counted[0]).toEqual([{ steps: expect.any(Number) }]);
    expect(counted[1]).toEqual(counted[0]);
    expect(counted[2]).toEqual(counted[0]);
  });

  it('has a clock that stands, and chance that begins the same', async () => {
    const { sandbox } = await watched();
    const text = `export function scan(context) {
      context.hit(0, { clock: Date.now() - context.now, year: new Date().getFullYear(), chance: Math.random() });
    }`;
    const rounds: unknown[] = [];
    for (const seed of [1, 1, 2]) {
      await sandbox.begin({ file: 'a.js', text }, { ...SCRIPT_FACTS, seed });
      rounds.push([await hitsOf(sandbox), await hitsOf(sandbox, SCRIPT_NOW + 300_000)]);
    }
    expect(rounds[0]).toMatchObject([[{ clock: 0, year: 2024 }], [{ clock: 0, year: 2024 }]]);
    expect(rounds[1]).toEqual(rounds[0]);
    expect(rounds[2]).not.toEqual(rounds[0]);
  });

  it('says no more than so much', async () => {
    const sandbox = (await threadScripts()).sandbox();
    open.push(sandbox);
    const text = `export function setup() { console.log('set up', { a: [1] }, 2n); }
      export function scan() { for (let i = 0; i < 50; i += 1) console.log('x'.repeat(300) + '\\u0007'); }`;
    expect((await sandbox.begin({ file: 'a.js', text }, SCRIPT_FACTS)).log).toEqual(['set up {"a":[1]} 2']);
    const { log } = await sandbox.scan(plainFrame());
    expect(log).toHaveLength(21);
    expect(log[0]).toBe('x'.repeat(200));
    expect(log[20]).toContain('30 more lines');
  });
});
