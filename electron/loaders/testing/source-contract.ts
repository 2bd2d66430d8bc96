import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BAR_STRIDE, QUOTE_STRIDE } from '../../../shared/domain/bar.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import { normalizeSymbol, type SymbolId, symbolId } from '../../../shared/domain/symbol.ts';
import { type EpochMs, epochMs } from '../../../shared/domain/time.ts';
import type { Calendar } from '../../engine/calendar/contract.ts';
import { requestPages } from '../../engine/requirements/request-pages.ts';
import type { BarAnswer, BarRequest, DataSource, SourceLimits } from '../contract.ts';
import { PacedSource } from '../paced/paced-source.ts';
import { column, flawsOf, startsOf } from './bar-records.ts';

/** What the suite needs to know of the source under test. */
export interface SourceProbe {
  readonly calendar: Calendar;
  /** A request that the source answers with at least `minimumBars` bars. */
  readonly request: BarRequest;
  readonly minimumBars: number;
  /** A second symbol with bars in the same window: answers must not be mixed up. */
  readonly otherSymbol: SymbolId;
  /** A ticker that the source does not have. */
  readonly unknownSymbol: SymbolId;
  /** An interval that the source does not deliver for the probe's symbol. */
  readonly unknownInterval: Interval;
  /** True where the source refuses at least one row while it answers the request. */
  readonly rejectsRows?: boolean;
}

/** The source under test and the session calendar it was built with, made once for the whole suite. */
export type MakeProbe = () => SourceProbe | Promise<SourceProbe>;

/**
 * The promises of DataSource (contract.ts), checked on a real source. Every
 * source runs through it: `testDataSource('lean', () => createLeanSource(...), () => ({...}))`.
 */
export function testDataSource(
  name: string,
  make: () => DataSource | Promise<DataSource>,
  makeProbe: MakeProbe,
): void {
  describe(`${name} keeps the data source contract`, () => {
    let source: DataSource;
    let probe: SourceProbe;

    beforeAll(async () => {
      source = await make();
      probe = await makeProbe();
    });
    afterAll(() => source.close());

    const read = async (change: Partial<BarRequest> = {}): Promise<BarAnswer> => {
      const answers = await source.readBars([{ ...probe.request, ...change }]);
      return only(answers);
    };

    it('describes its instruments in canonical form and its coverage within them', async () => {
      const description = await source.describe();
      const symbols = new Set<string>(description.instruments.map((instrument) => instrument.symbol));

      expect(description.name).toBe(source.name);
      expect(symbols.size).toBe(description.instruments.length);
      for (const symbol of symbols) expect(normalizeSymbol(symbol)).toBe(symbol);
      for (const coverage of description.coverage) {
        expect(coverage.symbols.filter((symbol) => !symbols.has(symbol))).toEqual([]);
      }
      const covered = description.coverage.find(({ interval }) => interval === probe.request.interval);
      expect(covered?.symbols).toContain(probe.request.symbol);
    });

    it('answers sound bars, strictly ascending, one per start', async () => {
      const { records } = await read();

      expect(records.length).toBeGreaterThanOrEqual(probe.minimumBars * BAR_STRIDE);
      expect(flawsOf(records)).toEqual([]);
    });

    it('answers bars that are bars of the calendar and end in (from, to]', async () => {
      const { from, to, interval } = probe.request;
      const { records } = await read();

      for (const start of startsOf(records)) {
        const span = probe.calendar.span(interval, start);
        expect(span?.start).toBe(start);
        expect(span?.end).toBeGreaterThan(from);
        expect(span?.end).toBeLessThanOrEqual(to);
      }
    });

    it('takes `to` as inclusive and `from` as exclusive, to the millisecond', async () => {
      const { records } = await read();
      const last = startsOf(records).at(-1);
      const end = last === undefined ? undefined : probe.calendar.span(probe.request.interval, last)?.end;
      if (end === undefined) throw new Error('the probe has no bars');

      expect(startsOf((await read({ to: end })).records).at(-1)).toBe(last);
      expect(startsOf((await read({ to: epochMs(end - 1) })).records)).not.toContain(last);
      expect(startsOf((await read({ from: end })).records)).not.toContain(last);
      expect(startsOf((await read({ from: epochMs(end - 1) })).records)).toContain(last);
    });

    it('gives the same bars however the window is cut', async () => {
      const { from, to } = probe.request;
      const whole = await read();
      const cuts = fc.uniqueArray(fc.integer({ min: from + 1, max: to - 1 }), { maxLength: 6 });

      await fc.assert(
        fc.asyncProperty(cuts, async (unsorted) => {
          const edges = [from, ...unsorted.sort((a, b) => a - b).map(epochMs), to];
          const requests = windowsOf(edges).map((window) => ({ ...probe.request, ...window }));
          const parts = await source.readBars(requests);
          expect(parts.flatMap(({ records }) => [...records])).toEqual([...whole.records]);
        }),
        { numRuns: 20 },
      );
    });

    it('answers the same to the same request', async () => {
      expect(await read()).toEqual(await read());
    });

    it('answers in the order of the requests', async () => {
      const requests = [probe.otherSymbol, probe.unknownSymbol, probe.request.symbol].map((symbol) => ({
        ...probe.request,
        symbol,
      }));
      const answers = await source.readBars(requests);
      const backwards = await source.readBars([...requests].reverse());

      expect(answers.map(({ symbol }) => symbol)).toEqual(requests.map(({ symbol }) => symbol));
      expect(backwards.reverse()).toEqual(answers);
      expect(answers[0]?.records).not.toEqual(answers[2]?.records);
    });

    it('answers no requests with no answers', async () => {
      expect(await source.readBars([])).toEqual([]);
      expect(await source.readQuotes([])).toEqual([]);
    });

    it('gives the same bars in pages of any size', async () => {
      const whole = await read();
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 25, max: 600 }), async (maxBarsPerRequest) => {
          const limits = { maxBarsPerRequest, concurrent: 3 };
          const paged = new PacedSource(stating(limits, source), probe.calendar);
          const { records, cause, failed } = only(await paged.readBars([probe.request]));
          expect(failed, cause).toBeUndefined();
          expect(records).toEqual(whole.records);
        }),
        { numRuns: 4 },
      );
    });

    it('answers a page with no more bars than the page has places for', async () => {
      const { interval } = probe.request;
      const pages = requestPages(probe.request, 50, probe.calendar);
      const answers = await source.readBars(pages.map((page) => ({ ...probe.request, ...page })));
      const most = Math.max(...answers.map(({ records }) => records.length / BAR_STRIDE));

      expect(pages[0]?.from).toBe(probe.request.from);
      expect(pages.at(-1)?.to).toBe(probe.request.to);
      expect(most, interval).toBeLessThanOrEqual(50);
    });

    it('says of which symbols its prices are raw, and gives nothing else of them', async () => {
      const { raw = [] } = await source.describe();
      for (const symbol of [probe.request.symbol, probe.otherSymbol]) {
        const isRaw = raw === true || raw.includes(symbol);
        expect((await read({ symbol })).basis.kind).toBe(isRaw ? 'raw' : 'split_adjusted');
      }
    });

    it('finds every symbol that it describes, however its origin spells it', async () => {
      const { coverage } = await source.describe();
      const { asOf } = probe.request;
      for (const { interval, symbols } of coverage) {
        const some = symbols.filter((symbol, place) => symbol.includes('.') || place < 20);
        const spans = await source.historySpans(some.map((symbol) => ({ symbol, interval, asOf })));
        expect(some.filter((_symbol, place) => spans[place] === undefined)).toEqual([]);
      }
      const classShares = coverage.flatMap(({ symbols }) => symbols.filter((symbol) => symbol.includes('.')));
      expect(classShares, 'the source under test has a class share').not.toEqual([]);
    });

    it('answers a range before its first session without bars and with a cause', async () => {
      const { symbol, interval, asOf } = probe.request;
      const [span] = await source.historySpans([{ symbol, interval, asOf }]);
      const first = span === undefined ? undefined : probe.calendar.session(span.first);
      const [before] = first === undefined ? [] : probe.calendar.sessionsBefore(first.date, 5);
      if (first === undefined || before === undefined) throw new Error('the probe has no history');
      const answer = await read({ from: before.open, to: first.preOpen });

      expect(answer.records).toHaveLength(0);
      expect(answer.cause).toBeTruthy();
    });

    it('names the symbol that was meant by a mistyped one', async () => {
      const { coverage } = await source.describe();
      const known = new Set<string>(coverage.flatMap(({ symbols }) => symbols));
      const meant = [...known].find((symbol) => symbol.length >= 3 && !known.has(mistyped(symbol)));
      if (meant === undefined) throw new Error('the source under test has no symbol of three letters');
      const { cause } = await read({ symbol: symbolId(mistyped(meant)) });

      expect(cause).toMatch(/; did you mean [A-Z0-9.]+\?$/);
    });

    it('states the basis of the prices, whatever the window', async () => {
      const { basis } = await read();

      expect(['raw', 'split_adjusted']).toContain(basis.kind);
      expect((await read({ from: probe.request.to, to: epochMs(probe.request.to + 1) })).basis).toEqual(
        basis,
      );
    });

    it('answers an unknown symbol without bars and with a cause', async () => {
      const answer = await read({ symbol: probe.unknownSymbol });

      expect(answer.records).toHaveLength(0);
      expect(answer.cause).toContain(probe.unknownSymbol);
    });

    it('answers an interval it does not have without bars and with a cause', async () => {
      const answer = await read({ interval: probe.unknownInterval });

      expect(answer.interval).toBe(probe.unknownInterval);
      expect(answer.records).toHaveLength(0);
      expect(answer.cause).toBeTruthy();
    });

    it('gives answers that are the caller’s own: taking their memory changes no later answer', async () => {
      const first = await read();
      const copy = first.records.slice();
      first.records.fill(Number.NaN);
      const { buffer } = first.records;
      if (buffer instanceof ArrayBuffer && first.records.byteLength === buffer.byteLength) {
        structuredClone(first.records, { transfer: [buffer] });
      }

      expect((await read()).records).toEqual(copy);
    });

    it('answers values that can cross to another thread', async () => {
      const answer = await read();
      const description = await source.describe();

      expect(structuredClone(answer)).toEqual(answer);
      expect(structuredClone(description)).toEqual(description);
    });

    it('rejects with an AbortError where the caller has given up', async () => {
      const signal = AbortSignal.abort();

      await expect(source.readBars([probe.request], signal)).rejects.toMatchObject({ name: 'AbortError' });
      await expect(source.readQuotes([quoteRequest(probe)], signal)).rejects.toMatchObject({
        name: 'AbortError',
      });
    });

    it('either answers or aborts when the caller gives up on the way, and answers the next call', async () => {
      const expected = await read();
      const controller = new AbortController();
      const pending = source.readBars([probe.request, probe.request], controller.signal);
      controller.abort();
      const outcome = await pending.then(
        (answers) => answers.length,
        (error: Error) => error.name,
      );

      expect([2, 'AbortError']).toContain(outcome);
      expect(await read()).toEqual(expected);
    });

    it('gives up a long batch when its caller does, long before its end', async () => {
      const controller = new AbortController();
      const pending = source.readBars(new Array<BarRequest>(3_000).fill(probe.request), controller.signal);
      setImmediate(() => controller.abort());

      await expect(pending).rejects.toMatchObject({ name: 'AbortError' });
      expect((await read()).records.length).toBeGreaterThan(0);
    });

    it('answers quotes ascending in (from, to], and none for an unknown symbol', async () => {
      const request = quoteRequest(probe);
      const [known, unknown] = await source.readQuotes([
        request,
        { ...request, symbol: probe.unknownSymbol },
      ]);
      const times = column(known?.records ?? new Float64Array(), QUOTE_STRIDE, 0);

      expect(known?.symbol).toBe(request.symbol);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times.filter((time) => time <= request.from || time > request.to)).toEqual([]);
      expect(unknown?.symbol).toBe(probe.unknownSymbol);
      expect(unknown?.records).toHaveLength(0);
    });

    it('answers notices ascending in (from, to]', async () => {
      const { from, to } = probe.request;
      const times = (await source.readNotices(from, to)).map(({ time }) => time);

      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times.filter((time) => time <= from || time > to)).toEqual([]);
    });

    it('knows no split factor of an unknown symbol, and 1 from a date to itself', async () => {
      const { symbol, asOf } = probe.request;
      const [unknown, same] = await source.splitFactors([
        { symbol: probe.unknownSymbol, date: asOf, asOf },
        { symbol, date: asOf, asOf },
      ]);

      expect(unknown).toBeUndefined();
      expect([undefined, 1]).toContain(same);
    });

    it('tells the span of what it has, inside which its bars lie, and none of what it does not have', async () => {
      const { symbol, interval, asOf } = probe.request;
      const [own, unknown, other] = await source.historySpans([
        { symbol, interval, asOf },
        { symbol: probe.unknownSymbol, interval, asOf },
        { symbol, interval: probe.unknownInterval, asOf },
      ]);
      const dates = startsOf((await read()).records).map((start) => probe.calendar.dateOf(start));

      expect(own?.first).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(dates.filter((date) => date < (own?.first ?? '') || date > (own?.last ?? ''))).toEqual([]);
      expect([unknown, other]).toEqual([undefined, undefined]);
    });

    it('hands out every refused row once', async () => {
      const fresh = await make();
      await fresh.takeRejectedRows();
      await fresh.readBars([probe.request]);
      const rows = await fresh.takeRejectedRows();
      await fresh.readBars([probe.request]);

      expect(rows.length > 0).toBe(probe.rejectsRows === true);
      for (const row of rows) {
        expect(row).toMatchObject({ source: source.name, file: expect.any(String) });
        expect(row.line).toBeGreaterThan(0);
        expect(row.reason).not.toBe('');
        expect(row.text.length).toBeLessThanOrEqual(200);
      }
      expect(await fresh.takeRejectedRows()).toEqual([]);
      await fresh.close();
    });
  });
}

/** A source that says it has limits. */
function stating(limits: SourceLimits, source: DataSource): DataSource {
  return new Proxy(source, {
    get(target, name) {
      if (name === 'describe') return async () => ({ ...(await target.describe()), limits });
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** A ticker with its last letter wrong. */
function mistyped(symbol: string): string {
  return `${symbol.slice(0, -1)}${symbol.endsWith('Q') ? 'Z' : 'Q'}`;
}

function only(answers: readonly BarAnswer[]): BarAnswer {
  const [answer] = answers;
  if (answer === undefined || answers.length !== 1)
    throw new Error(`expected one answer, got ${answers.length}`);
  return answer;
}

function windowsOf(edges: readonly EpochMs[]): { from: EpochMs; to: EpochMs }[] {
  return edges.slice(1).map((to, index) => ({ from: edges[index] ?? to, to }));
}

function quoteRequest({ request }: SourceProbe) {
  const { symbol, from, to, asOf } = request;
  return { symbol, from, to, asOf };
}
