import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { scannerSchema } from '../../../shared/domain/session-config/scanners.ts';
import type { ScannerConfig } from '../../../shared/domain/session-config.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { exchangeCalendar } from '../../engine/calendar/exchanges.ts';
import type { TrialStep } from '../../engine/preview/trial-parts.ts';
import type { TrialQuestion } from '../../engine/preview/try-scanners.ts';
import type { DataSource } from '../../loaders/contract.ts';
import { VirtualTimers } from '../../loaders/testing/virtual-timers.ts';
import { simulatedConfig, simulatedSource } from '../../testing/simulated-session.ts';
import { serveDrafts } from './draft-host.ts';
import type { DraftWorker } from './draft-protocol.ts';
import { DraftThread } from './draft-thread.ts';

const calendar = exchangeCalendar('NYSE');
const NOON = epochMs(Date.parse('2024-03-06T17:00:00Z'));
const unheard = (): void => undefined;

const openPorts: MessagePort[] = [];
afterAll(() => {
  for (const port of openPorts) port.close();
});

/** A thread whose other end is in this one, on a source. */
function threadOn(source: DataSource = simulatedSource()): DraftThread {
  return new DraftThread(() => {
    const { port1, port2 } = new MessageChannel();
    openPorts.push(port1);
    serveDrafts(port2, [source], calendar);
    return workerAt(port1);
  });
}

function workerAt(port: MessagePort): DraftWorker {
  return Object.assign(port, { terminate: () => port.close() });
}

/** A worker that says nothing, and whose end a test brings about. */
function silentWorker() {
  const listeners = new Map<string, (detail: never) => void>();
  const worker = {
    terminated: false,
    postMessage: unheard,
    on: (event: string, listener: (detail: never) => void) => listeners.set(event, listener),
    terminate: () => {
      worker.terminated = true;
    },
    die: (cause: unknown) => Reflect.apply(listeners.get('error') ?? unheard, undefined, [cause]),
  };
  return worker;
}

function gap(percent: number): ScannerConfig {
  return scannerSchema.parse({
    name: 'gap',
    kind: 'gap',
    schedule: [{ start: '09:35', end: '15:55', interval: '5m' }],
    config: { direction: 'above', percent },
  });
}

function question(percent: number): TrialQuestion {
  return { config: simulatedConfig(), removed: [], draft: gap(percent), saved: gap(4), until: NOON };
}

/** What a trial answers, but for how long it took. */
async function answerOf(played: ReturnType<DraftThread['try']>): Promise<object> {
  const outcome = await played;
  if (!outcome.ok) throw new Error(outcome.error.message);
  return { ...outcome.value.answer, tookMs: 0 };
}

/** A source that takes a while over each question, as one does that reads from a disk. */
function slow(source: DataSource): DataSource {
  const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 60));
  const readBars: DataSource['readBars'] = async (requests, signal) => {
    await wait();
    return source.readBars(requests, signal);
  };
  return changed(source, { readBars });
}

/** A source of which a test replaces something. */
function changed(source: DataSource, changes: Partial<DataSource>): DataSource {
  return new Proxy(source, {
    get(of, key) {
      const value: unknown = Reflect.get(changes, key) ?? Reflect.get(of, key);
      return typeof value === 'function' ? value.bind(of) : value;
    },
  });
}

describe('the thread of trials', () => {
  it('answers what was asked last: what was asked before it has given way', async () => {
    const thread = threadOn();
    const first = thread.try(question(50), unheard);
    const second = thread.test(question(40), 2, unheard);
    const third = await answerOf(thread.try(question(0.5), unheard));
    expect([await first, await second]).toMatchObject([
      { ok: false, error: { code: 'superseded' } },
      { ok: false, error: { code: 'superseded' } },
    ]);
    expect(third).toMatchObject({ kind: 'tried', at: NOON, draft: { scans: 30 } });
    expect(third).toEqual(await answerOf(threadOn().try(question(0.5), unheard)));
    await thread.close();
  });

  it('gives up what is under way, and plays the next as if nothing had been', async () => {
    const thread = threadOn();
    const given = thread.try(question(2), unheard);
    await new Promise((resolve) => setTimeout(resolve, 20));
    thread.stop();
    expect(await given).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    const next = await answerOf(thread.try(question(2), unheard));
    expect(next).toEqual(await answerOf(threadOn().try(question(2), unheard)));
    await thread.close();
  });

  it('tells how far it is', async () => {
    const thread = threadOn(slow(simulatedSource()));
    const steps: TrialStep[] = [];
    await thread.test(question(2), 3, (step) => steps.push(step));
    expect(steps.length).toBeGreaterThan(0);
    for (const { done, of, words } of steps) {
      expect(done).toBeLessThanOrEqual(of);
      expect(words).toMatch(/^2024-03-0[456] \d\d:\d\d$/);
    }
    await thread.close();
  });

  it('says in one sentence that it died or hung, and is another with the next trial', async () => {
    const timers = new VirtualTimers();
    const workers: ReturnType<typeof silentWorker>[] = [];
    const thread = new DraftThread(() => {
      const worker = silentWorker();
      workers.push(worker);
      return worker;
    }, timers);

    const crashed = thread.try(question(2), unheard);
    workers[0]?.die(new Error('out of memory'));
    expect(await crashed).toMatchObject({
      ok: false,
      error: {
        code: 'draft_failed',
        message: 'The scanner could not be tried: its thread failed: out of memory. Change it, or try again.',
      },
    });

    const hung = timers.until(thread.try(question(2), unheard));
    expect(await hung).toMatchObject({
      ok: false,
      error: {
        message:
          'The scanner could not be tried: its thread did not answer for 60 s. Change it, or try again.',
      },
    });
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, true]);
    expect(timers.pending).toBe(0);
  });

  it('that is closed rejects nobody, and a later trial opens it again', async () => {
    const thread = threadOn();
    const given = thread.try(question(2), unheard);
    await thread.close();
    expect(await given).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await thread.values(1, 'draft', 0)).toEqual(new Float64Array(0));
    expect(await answerOf(thread.try(question(2), unheard))).toMatchObject({ kind: 'tried' });
    await thread.close();
  });

  it('says what a source has against it', async () => {
    const describe = () => Promise.reject(new Error('The folder is gone.'));
    const broken = changed(simulatedSource(), { describe });
    expect(await threadOn(broken).try(question(2), unheard)).toMatchObject({
      ok: false,
      error: { code: 'draft_failed', message: 'The scanner could not be tried: The folder is gone.' },
    });
  });
});
