import { symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve as resolvePath } from 'node:path';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { symbolId } from '../../shared/domain/symbol.ts';
import { epochMs, sessionDate } from '../../shared/domain/time.ts';
import { exchangeCalendar } from '../engine/calendar/exchanges.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import type { BarAnswer, BarRequest, DataSource, SourceOptions } from './contract.ts';
import { createSource } from './registry.ts';
import { type ConnectedSources, connectSources } from './remote-source.ts';
import { ANSWERS_UNDER_WAY } from './source-channel.ts';
import { serveSources } from './source-host.ts';
import type { SourceWorker } from './source-protocol.ts';
import { testDataSource } from './testing/source-contract.ts';
import { VirtualTimers } from './testing/virtual-timers.ts';

const calendar = exchangeCalendar('NYSE');

/** Two symbols with a bar for each session of two months, and a row on a holiday. */
function dailyOptions(): SourceOptions {
  const path = temporaryFolder();
  const sessions = calendar.sessionsBetween(sessionDate('2014-06-02'), sessionDate('2014-07-31'));
  for (const [index, symbol] of ['A', 'B', 'brk-b'].entries()) {
    const rows = sessions.map(({ date }, day) => `${date},${10 + day},${12 + day},9,${11 + day},${index}`);
    const lines = ['date,open,high,low,close,volume', ...rows, '2014-07-04,1,1,1,1,1'];
    writeFileSync(join(path, `${symbol}_data.csv`), lines.join('\n'));
  }
  return { kind: 'daily_csv', name: 'daily', path, adjustedAsOf: sessionDate('2014-07-31') };
}

const SIMULATED: SourceOptions = { kind: 'simulated', name: 'simulated', seed: 7, symbols: 20 };

const request: BarRequest = {
  symbol: symbolId('A'),
  interval: '1d',
  from: epochMs(Date.parse('2014-06-02T20:00:00Z')),
  to: epochMs(Date.parse('2014-07-30T20:00:00Z')),
  hours: 'regular',
  asOf: sessionDate('2014-07-30'),
};

const openPorts: MessagePort[] = [];
afterAll(() => {
  for (const port of openPorts) port.close();
});

/** An end of a channel whose other end serves sources, as often as one is asked for. */
function served(open: (options: SourceOptions) => DataSource): () => SourceWorker {
  return () => {
    const { port1, port2 } = new MessageChannel();
    serveSources(port2, open);
    openPorts.push(port1);
    return workerAt(port1);
  };
}

/** A port as if it were the worker behind it. */
function workerAt(port: MessagePort): SourceWorker {
  return Object.assign(port, { terminate: () => port.close() });
}

async function onlySource(connecting: Promise<ConnectedSources>): Promise<DataSource> {
  const [source] = (await connecting).sources;
  if (source === undefined) throw new Error('no source');
  return source;
}

function connected(options: SourceOptions): Promise<DataSource> {
  return onlySource(
    connectSources(
      served((each) => createSource(each, calendar)),
      [options],
      'NYSE',
    ),
  );
}

/** A source of which a test replaces what it is about. */
function stub(changes: Partial<DataSource>): DataSource {
  return {
    name: 'stub',
    describe: async () => ({ name: 'stub', kind: 'stub', instruments: [], coverage: [] }),
    readBars: async () => [],
    readQuotes: async () => [],
    readNotices: async () => [],
    splitFactors: async () => [],
    historySpans: async () => [],
    takeRejectedRows: async () => [],
    close: async () => {},
    ...changes,
  };
}

const STUB_OPTIONS: SourceOptions = { kind: 'simulated', name: 'stub', seed: 0, symbols: 1 };

function connectedStub(changes: Partial<DataSource>): Promise<DataSource> {
  return onlySource(
    connectSources(
      served(() => stub(changes)),
      [STUB_OPTIONS],
      'NYSE',
    ),
  );
}

function answerOf(records: Float64Array): BarAnswer {
  return { symbol: request.symbol, interval: '1d', records, basis: { kind: 'raw' } };
}

testDataSource(
  'a source behind a port',
  () => connected(dailyOptions()),
  () => ({
    calendar,
    request,
    minimumBars: 40,
    otherSymbol: symbolId('B'),
    unknownSymbol: symbolId('ZZZZ'),
    unknownInterval: '1m',
    rejectsRows: true,
  }),
);

describe('sources behind a port', () => {
  it('answer as the source itself does', async () => {
    const options = dailyOptions();
    const local = createSource(options, calendar);
    const remote = await connected(options);

    expect(await remote.readBars([request])).toEqual(await local.readBars([request]));
    expect(await remote.describe()).toEqual(await local.describe());
    const spans = [{ symbol: request.symbol, interval: '1d', asOf: request.asOf } as const];
    expect(await remote.historySpans(spans)).toEqual(await local.historySpans(spans));
    expect(await remote.takeRejectedRows()).toEqual(await local.takeRejectedRows());
  });

  it('keep several sources apart', async () => {
    const port = served((options) => createSource(options, calendar));
    const { sources } = await connectSources(port, [dailyOptions(), SIMULATED], 'NYSE');
    const descriptions = await Promise.all(sources.map((source) => source.describe()));

    expect(descriptions.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'daily daily_csv',
      'simulated simulated',
    ]);
  });

  it('pair answers with their questions, in whatever order these come', async () => {
    const gates: (() => void)[] = [];
    const source = await connectedStub({
      readBars: ([first]) =>
        new Promise((resolve) => gates.push(() => resolve([answerOf(Float64Array.of(first?.from ?? 0))]))),
    });
    const asked = [1, 2, 3].map((from) => source.readBars([{ ...request, from: epochMs(from) }]));
    while (gates.length < 3) await new Promise(setImmediate);
    for (const open of gates.reverse()) open();

    expect((await Promise.all(asked)).map(([answer]) => answer?.records[0])).toEqual([1, 2, 3]);
  });

  it('move a large answer’s own buffer and copy no more of a larger one than the answer', async () => {
    const own = new Float64Array(6_000);
    const larger = new Float64Array(60_000);
    const source = await connectedStub({
      readBars: async () => [answerOf(own), answerOf(larger.subarray(6_000, 12_000))],
    });
    const answers = await source.readBars([request, request]);

    expect(answers.map(({ records }) => records.buffer.byteLength)).toEqual([48_000, 48_000]);
    expect(own.buffer.byteLength).toBe(0);
    expect(larger.buffer.byteLength).toBe(480_000);
  });

  it('pack small answers into one buffer', async () => {
    const source = await connectedStub({
      readBars: async () => [
        answerOf(Float64Array.of(1, 2)),
        answerOf(Float64Array.of()),
        answerOf(Float64Array.of(3)),
      ],
    });
    const answers = await source.readBars([request, request, request]);

    expect(answers.map(({ records }) => [...records])).toEqual([[1, 2], [], [3]]);
    expect(new Set(answers.map(({ records }) => records.buffer)).size).toBe(1);
  });

  it('move a buffer that two answers share once', async () => {
    const shared = new Float64Array(6_000).fill(6);
    const source = await connectedStub({ readBars: async () => [answerOf(shared), answerOf(shared)] });

    expect((await source.readBars([request, request])).map(({ records }) => records[5])).toEqual([6, 6]);
  });

  it('tell the worker that the caller has given up, and reject at once', async () => {
    let aborted: Promise<unknown> | undefined;
    const source = await connectedStub({
      readBars: (_requests, signal) => {
        aborted = new Promise((resolve) => signal?.addEventListener('abort', resolve));
        return new Promise(() => {});
      },
    });
    const controller = new AbortController();
    const pending = source.readBars([request], controller.signal);
    while (aborted === undefined) await new Promise(setImmediate);
    controller.abort();

    await expect(pending).rejects.toMatchObject({ name: 'AbortError' });
    await expect(aborted).resolves.toBeDefined();
  });

  it('hand an error over with its code and message', async () => {
    const missing = join(tmpdir(), 'no-such-folder');
    const source = await connected({ kind: 'lean', name: 'lean', path: missing });
    const broken = await connectedStub({ readNotices: () => Promise.reject(new RangeError('out of range')) });

    await expect(source.describe()).rejects.toMatchObject({
      name: 'SourceError',
      code: 'folder_missing',
      message: expect.stringContaining(missing),
    });
    await expect(broken.readNotices(epochMs(0), epochMs(1))).rejects.toMatchObject({
      code: 'failed',
      message: 'out of range',
    });
  });

  it('are asked so many questions for bars at a time and no more, in their order', async () => {
    const gates: (() => void)[] = [];
    const asked: number[] = [];
    const source = await connectedStub({
      readBars: ([first]) =>
        new Promise((resolve) => {
          asked.push(first?.from ?? 0);
          gates.push(() => resolve([answerOf(Float64Array.of(first?.from ?? 0))]));
        }),
    });
    const answers = Array.from({ length: 40 }, (_, from) =>
      source.readBars([{ ...request, from: epochMs(from) }]),
    );
    for (let answered = 0; answered < 40; answered += 1) {
      while (asked.length < Math.min(40, answered + ANSWERS_UNDER_WAY)) await turn();
      await turn();
      expect(asked).toHaveLength(Math.min(40, answered + ANSWERS_UNDER_WAY));
      gates[answered]?.();
    }
    expect((await Promise.all(answers)).map(([answer]) => answer?.records[0])).toEqual(asked);
    expect(asked).toEqual([...asked].sort((a, b) => a - b));
  });

  it('hold up no other question while bars are waited for', async () => {
    const source = await connectedStub({ readBars: () => new Promise(() => {}) });
    const controller = new AbortController();
    const reads = Array.from({ length: 20 }, () => source.readBars([request], controller.signal));
    expect((await source.describe()).kind).toBe('stub');
    controller.abort();
    expect((await Promise.allSettled(reads)).map(({ status }) => status)).toEqual(
      reads.map(() => 'rejected'),
    );
  });

  it('are asked for nothing that was given up before its turn', async () => {
    const asked: number[] = [];
    const held = new AbortController();
    const source = await connectedStub({
      readBars: ([first], signal) =>
        new Promise((_resolve, reject) => {
          asked.push(first?.from ?? 0);
          signal?.addEventListener('abort', () => reject(signal.reason));
        }),
    });
    const given = new AbortController();
    const reads = Array.from({ length: ANSWERS_UNDER_WAY + 3 }, (_, from) =>
      source.readBars(
        [{ ...request, from: epochMs(from) }],
        from < ANSWERS_UNDER_WAY ? held.signal : given.signal,
      ),
    );
    const settled = Promise.allSettled(reads);
    given.abort();
    await turn();
    held.abort();
    await settled;
    await turn();
    expect(asked).toEqual(Array.from({ length: ANSWERS_UNDER_WAY }, (_, from) => from));
  });
});

/** Lets messages cross. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1));
}

describe('a worker that ends', () => {
  /** Workers whose n-th one is given up to a test before it is asked anything. */
  function mortal(open: (options: SourceOptions) => DataSource): {
    readonly start: () => SourceWorker;
    readonly ports: MessagePort[];
  } {
    const ports: MessagePort[] = [];
    const start = (): SourceWorker => {
      const { port1, port2 } = new MessageChannel();
      serveSources(port2, open);
      openPorts.push(port1);
      ports.push(port2);
      return workerAt(port1);
    };
    return { start, ports };
  }

  it('is replaced, and the new one answers what was asked of it', async () => {
    let hangs = true;
    const { start, ports } = mortal(() =>
      stub({
        readBars: () => (hangs ? new Promise(() => {}) : Promise.resolve([answerOf(Float64Array.of(7))])),
      }),
    );
    const { sources } = await connectSources(start, [STUB_OPTIONS], 'NYSE');
    const reading = sources[0]?.readBars([request]);
    await turn();
    hangs = false;
    ports[0]?.close();
    expect((await reading)?.[0]?.records[0]).toBe(7);
    expect(ports).toHaveLength(2);
  });

  it('again and again over one question is not asked that question for ever, and answers others', async () => {
    const { start, ports } = mortal(() =>
      stub({
        readNotices: () => {
          ports.at(-1)?.close();
          return new Promise(() => {});
        },
      }),
    );
    const { sources } = await connectSources(start, [STUB_OPTIONS], 'NYSE');
    await expect(sources[0]?.readNotices(epochMs(0), epochMs(1))).rejects.toMatchObject({
      code: 'worker_gone',
      message: 'The data worker ended 3 times while it worked on this',
    });
    expect((await sources[0]?.describe())?.kind).toBe('stub');
  });

  it('as soon as it is started, each time, is given up with what it died of', async () => {
    const { start, ports } = mortal(() => stub({}));
    const dead = (): SourceWorker => {
      const worker = start();
      ports.at(-1)?.close();
      return worker;
    };
    await expect(connectSources(dead, [STUB_OPTIONS], 'NYSE')).rejects.toMatchObject({
      code: 'worker_gone',
      message: 'The data worker closed its port',
    });
    expect(ports).toHaveLength(4);
  });

  it('by the caller’s will is not replaced', async () => {
    const { start, ports } = mortal(() => stub({ describe: () => new Promise(() => {}) }));
    const { sources, end } = await connectSources(start, [STUB_OPTIONS], 'NYSE');
    const rejected = expect(sources[0]?.describe()).rejects.toThrow('The data worker was ended');
    await end();
    await rejected;
    await expect(sources[0]?.describe()).rejects.toThrow('The data worker was ended');
    expect(ports).toHaveLength(1);
  });

  it('by the caller’s will closes its sources before it ends, and gives up what they are asked', async () => {
    const done: string[] = [];
    const source = stub({
      readBars: (_requests, signal) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => {
            done.push('given up');
            reject(signal.reason);
          });
        }),
      close: async () => void done.push('closed'),
    });
    const { start } = mortal(() => source);
    const { sources, end } = await connectSources(start, [STUB_OPTIONS], 'NYSE');
    const rejected = expect(sources[0]?.readBars([request])).rejects.toThrow('The data worker was ended');
    await end();
    await rejected;
    expect(done).toEqual(['given up', 'closed']);
  });

  it('and reads files anew hands no refused row out again', async () => {
    const options = dailyOptions();
    const { start, ports } = mortal((each) => createSource(each, calendar));
    const { sources } = await connectSources(start, [options], 'NYSE');
    const [source] = sources;
    await source?.readBars([request]);
    const rows = (await source?.takeRejectedRows()) ?? [];
    ports[0]?.close();
    await source?.readBars([request]);
    expect(rows.length).toBeGreaterThan(0);
    expect(await source?.takeRejectedRows()).toEqual([]);
  });

  it('loses no refused row that came before it ended', async () => {
    const { start, ports } = mortal((each) => createSource(each, calendar));
    const { sources } = await connectSources(start, [dailyOptions()], 'NYSE');
    await sources[0]?.readBars([request]);
    ports[0]?.close();
    expect(await sources[0]?.takeRejectedRows()).not.toEqual([]);
  });
});

describe('a worker that says nothing', () => {
  it('is asked for a sign of life, and waited for as long as it gives one', async () => {
    const timers = new VirtualTimers();
    let started = 0;
    let answer: (() => void) | undefined;
    const start = served(() =>
      stub({
        readBars: () =>
          new Promise((resolve) => {
            answer = () => resolve([answerOf(Float64Array.of(1))]);
          }),
      }),
    );
    const counted = (): SourceWorker => {
      started += 1;
      return start();
    };
    const source = await onlySource(connectSources(counted, [STUB_OPTIONS], 'NYSE', { timers }));
    const reading = source.readBars([request]);
    for (let half = 0; half < 10; half += 1) {
      await turn();
      await timers.pass(30_000);
      await turn();
    }
    answer?.();
    expect(await reading).toHaveLength(1);
    expect(started).toBe(1);
    expect(timers.pending).toBe(0);
  });

  it('not even then is replaced, and the new one answers', async () => {
    const timers = new VirtualTimers();
    const start = served(() => stub({ readBars: async () => [answerOf(Float64Array.of(5))] }));
    let started = 0;
    // The first one opens its sources, and hears nothing after that.
    const deafAtFirst = (): SourceWorker => {
      started += 1;
      const worker = start();
      if (started > 1) return worker;
      const post = worker.postMessage.bind(worker);
      return Object.assign(worker, {
        postMessage: (message: { readonly kind?: string }) => message.kind === 'open' && post(message),
      });
    };
    const source = await onlySource(connectSources(deafAtFirst, [STUB_OPTIONS], 'NYSE', { timers }));
    const reading = source.readBars([request]);
    await timers.pass(59_999);
    expect(started).toBe(1);
    await timers.pass(1);
    expect((await reading)[0]?.records[0]).toBe(5);
    expect(started).toBe(2);
  });
});

describe('a worker thread', () => {
  let entry = '';

  beforeAll(async () => {
    const outDir = temporaryFolder();
    await build({
      configFile: false,
      logLevel: 'silent',
      build: {
        outDir,
        ssr: new URL('./source-worker.ts', import.meta.url).pathname,
        rollupOptions: { output: { entryFileNames: 'source-worker.mjs' } },
      },
    });
    // Packages are found beside the product, which is not built into a temporary folder.
    symlinkSync(resolvePath('node_modules'), join(outDir, 'node_modules'));
    entry = join(outDir, 'source-worker.mjs');
  });

  it('serves real sources, built as the product builds it', async () => {
    const options = dailyOptions();
    const start = (): Worker => new Worker(entry);
    const { sources, end } = await connectSources(start, [options, SIMULATED], 'NYSE');
    const [daily, simulated] = sources;

    expect(await daily?.readBars([request])).toEqual(
      await createSource(options, calendar).readBars([request]),
    );
    expect((await simulated?.describe())?.instruments).toHaveLength(20);
    await end();
  });

  it('that is killed at any moment is replaced, and nobody who asks notices', async () => {
    const options = dailyOptions();
    const workers: Worker[] = [];
    const start = (): Worker => {
      const worker = new Worker(entry);
      workers.push(worker);
      return worker;
    };
    const { sources, end } = await connectSources(start, [options, SIMULATED], 'NYSE');
    const [daily, simulated] = sources;
    const [whole] = await createSource(options, calendar).readBars([request]);
    for (let round = 0; round < 6; round += 1) {
      const asked = [daily?.readBars([request]), simulated?.describe(), daily?.readBars([request])];
      // Before it has heard of anything, while it works, and when it has answered some of it.
      for (let wait = 0; wait < round; wait += 1) await new Promise(setImmediate);
      void workers.at(-1)?.terminate();
      const [first, described, second] = await Promise.all(asked);
      expect([first, second]).toEqual([[whole], [whole]]);
      expect(described).toMatchObject({ kind: 'simulated' });
    }
    expect(workers.length).toBeGreaterThan(1);
    await end();
  });

  it('that crashes each time rejects with what it died of', async () => {
    const start = (): Worker => new Worker('throw new Error("out of luck")', { eval: true });

    await expect(connectSources(start, [SIMULATED], 'NYSE')).rejects.toMatchObject({
      code: 'worker_gone',
      message: 'The data worker failed: out of luck',
    });
  });

  it('refuses an exchange without a calendar', async () => {
    await expect(connectSources(() => new Worker(entry), [SIMULATED], 'MARS')).rejects.toThrow(
      'exchange is "MARS"',
    );
  });
});
