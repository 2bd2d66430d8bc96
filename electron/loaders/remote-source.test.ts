import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { symbolId } from '../../shared/domain/symbol.ts';
import { epochMs, sessionDate } from '../../shared/domain/time.ts';
import { exchangeCalendar } from '../engine/calendar/exchanges.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import type { BarAnswer, BarRequest, DataSource, SourceOptions } from './contract.ts';
import { createSource } from './registry.ts';
import { connectSources } from './remote-source.ts';
import { serveSources } from './source-host.ts';
import { testDataSource } from './testing/source-contract.ts';

const calendar = exchangeCalendar('NYSE');

/** Two symbols with a bar for each session of two months, and a row on a holiday. */
function dailyOptions(): SourceOptions {
  const path = temporaryFolder();
  const sessions = calendar.sessionsBetween(sessionDate('2014-06-02'), sessionDate('2014-07-31'));
  for (const [index, symbol] of ['A', 'B'].entries()) {
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

/** Serves sources on one end of a channel and gives the other. */
function served(open: (options: SourceOptions) => DataSource): MessagePort {
  const { port1, port2 } = new MessageChannel();
  serveSources(port2, open);
  openPorts.push(port1);
  return port1;
}

async function connected(options: SourceOptions): Promise<DataSource> {
  const [source] = await connectSources(
    served((each) => createSource(each, calendar)),
    [options],
    'NYSE',
  );
  if (source === undefined) throw new Error('no source');
  return source;
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

async function connectedStub(changes: Partial<DataSource>): Promise<DataSource> {
  const [source] = await connectSources(
    served(() => stub(changes)),
    [STUB_OPTIONS],
    'NYSE',
  );
  if (source === undefined) throw new Error('no source');
  return source;
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
    const sources = await connectSources(port, [dailyOptions(), SIMULATED], 'NYSE');
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

  it('reject what is pending and all that follows where the port closes', async () => {
    const { port1, port2 } = new MessageChannel();
    serveSources(port2, () => stub({ describe: () => new Promise(() => {}) }));
    const [source] = await connectSources(port1, [STUB_OPTIONS], 'NYSE');
    const pending = source?.describe();
    port2.close();

    await expect(pending).rejects.toMatchObject({
      code: 'worker_gone',
      message: 'The data worker closed its port',
    });
    await expect(source?.describe()).rejects.toMatchObject({ code: 'worker_gone' });
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
    entry = join(outDir, 'source-worker.mjs');
  });

  it('serves real sources, built as the product builds it', async () => {
    const worker = new Worker(entry);
    const options = dailyOptions();
    const [daily, simulated] = await connectSources(worker, [options, SIMULATED], 'NYSE');

    expect(await daily?.readBars([request])).toEqual(
      await createSource(options, calendar).readBars([request]),
    );
    expect((await simulated?.describe())?.instruments).toHaveLength(20);
    await worker.terminate();
  });

  it('that is ended rejects what is pending and all that follows', async () => {
    const worker = new Worker(entry);
    const [source] = await connectSources(worker, [SIMULATED], 'NYSE');
    // Ended first: a worker that still runs could answer before it is stopped.
    const ended = worker.terminate();
    const [outcome] = await Promise.allSettled([source?.describe(), ended]);

    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'worker_gone' } });
    await expect(source?.describe()).rejects.toThrow('The data worker ended with exit code 1');
  });

  it('that crashes rejects with what it died of', async () => {
    const worker = new Worker('throw new Error("out of luck")', { eval: true });
    const opening = connectSources(worker, [SIMULATED], 'NYSE');

    await expect(opening).rejects.toMatchObject({
      code: 'worker_gone',
      message: 'The data worker failed: out of luck',
    });
    if (worker.threadId !== -1) await once(worker, 'exit');
  });

  it('refuses an exchange without a calendar', async () => {
    const worker = new Worker(entry);

    await expect(connectSources(worker, [SIMULATED], 'MARS')).rejects.toThrow('exchange is "MARS"');
    await worker.terminate();
  });
});
