import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { SourceThreads } from './source-threads.ts';

const started: Worker[] = [];

function threadsOf(code: string): SourceThreads {
  return new SourceThreads(() => {
    const thread = new Worker(code, { eval: true });
    started.push(thread);
    return thread;
  });
}

const WAITS = 'setInterval(() => undefined, 60000)';

afterEach(async () => {
  await Promise.all(started.splice(0).map((thread) => thread.terminate()));
});

describe('threads for sources', () => {
  it('start when they are asked for', () => {
    const threads = threadsOf(WAITS);
    expect(started).toHaveLength(0);
    expect(threads.take()).toBe(started[0]);
  });

  it('start ahead where that is prepared, once', () => {
    const threads = threadsOf(WAITS);
    threads.prepare();
    threads.prepare();
    expect(started).toHaveLength(1);
    expect(threads.take()).toBe(started[0]);
  });

  it('belong to one session each', () => {
    const threads = threadsOf(WAITS);
    threads.prepare();
    expect(threads.take()).not.toBe(threads.take());
  });

  it('that have failed before they were wanted are replaced, and end nothing', async () => {
    const threads = threadsOf('throw new Error("out of luck")');
    threads.prepare();
    const [spare] = started;
    if (spare === undefined) throw new Error('no thread was started');
    await once(spare, 'exit').catch(() => once(spare, 'exit'));
    expect(threads.take()).not.toBe(spare);
  });
});
