import { expect, it } from 'vitest';
import { BAR_HIGH, BAR_START, BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { SYMBOL_FLAG } from '../../../shared/session/status.ts';
import type { BarAnswer, DataSource } from '../../loaders/contract.ts';
import { sessionOn, simulatedSource, steppedSession } from '../../testing/simulated-session.ts';
import { relativeVolume } from '../relative-volume.ts';

const MINUTE = 60_000;

/** The simulated source with its minute bars changed on their way. */
function changed(change: (records: Float64Array, symbol: string) => Float64Array): DataSource {
  const source = simulatedSource();
  const through = (answer: BarAnswer): BarAnswer =>
    answer.interval === '1m' ? { ...answer, records: change(answer.records.slice(), answer.symbol) } : answer;
  return {
    name: source.name,
    describe: () => source.describe(),
    readBars: async (asked, signal) => (await source.readBars(asked, signal)).map(through),
    readQuotes: (asked, signal) => source.readQuotes(asked, signal),
    readNotices: (from, to) => source.readNotices(from, to),
    splitFactors: (asked) => source.splitFactors(asked),
    historySpans: (asked) => source.historySpans(asked),
    takeRejectedRows: () => source.takeRejectedRows(),
    close: () => source.close(),
  };
}

async function watched(source: DataSource, live: readonly string[] = ['1m', '1d']) {
  const stepped = await steppedSession(undefined, source);
  const { coordinator } = stepped;
  const [symbol = symbolId('NONE')] = (await source.describe()).instruments.map((each) => each.symbol);
  coordinator.data.addHistoricalBars(symbol, '1d', 20);
  for (const interval of live) coordinator.data.addSessionBars(symbol, interval);
  await coordinator.settle();
  const row = coordinator.core.register(symbol);
  return { ...stepped, board: coordinator.board, row };
}

it('a bar that is set aside changes no price, no volume and no sparkline', async () => {
  const broken = (start: number): boolean => (start / MINUTE) % 10 === 5;
  const bad = changed((records) => {
    for (let at = 0; at < records.length; at += BAR_STRIDE) {
      if (broken(records[at + BAR_START] ?? 0)) records[at + BAR_HIGH] = 0.01;
    }
    return records;
  });
  const missing = changed((records) => {
    const sound: number[] = [];
    for (let at = 0; at < records.length; at += BAR_STRIDE) {
      if (!broken(records[at + BAR_START] ?? 0)) sound.push(...records.subarray(at, at + BAR_STRIDE));
    }
    return Float64Array.from(sound);
  });
  const shown = async (source: DataSource) => {
    const { board, goTo, row } = await watched(source);
    await goTo('10:06');
    const sparks = new Float64Array(60).fill(Number.NaN);
    board.sparks.copyTo(row, sparks, 0);
    return { last: board.last[row], volume: board.volume[row], sparks };
  };
  expect(await shown(bad)).toEqual(await shown(missing));
});

it('the relative volume of a symbol that does not trade any more falls as time goes by', async () => {
  const { open, close } = sessionOn('2024-03-06');
  const [watchedOne, beside] = (await simulatedSource().describe()).instruments.map((each) => each.symbol);
  const quiet = changed((records, symbol) =>
    records.filter(
      (_value, at) => symbol !== watchedOne || (records[at - (at % BAR_STRIDE)] ?? 0) < open + 5 * MINUTE,
    ),
  );
  const { board, coordinator, goTo, row } = await watched(quiet);
  // Its feed is alive: another symbol of it goes on to trade.
  coordinator.data.addSessionBars(beside ?? '', '1m');
  await goTo('09:35');
  const early = board.relativeVolume[row] ?? Number.NaN;
  await goTo('15:00');
  coordinator.refreshStaleness();
  const share = (at: number): number => 1 / relativeVolume(1, 1, at, open, close);
  const late = board.relativeVolume[row] ?? Number.NaN;
  expect(late / early).toBeCloseTo(share(open + 5 * MINUTE) / share(open + 330 * MINUTE), 9);
});

it('a symbol whose minutes stream is not stale for having only the history of its days', async () => {
  const { board, coordinator, goTo, row } = await watched(simulatedSource(), ['1m']);
  const isStale = (): boolean => ((board.flags[row] ?? 0) & SYMBOL_FLAG.stale) !== 0;
  await goTo('09:35');
  coordinator.refreshStaleness();
  expect(isStale()).toBe(false);
  expect(board.relativeVolume[row]).toBeGreaterThan(0);
  // As where the feed is lost: what is shown is not of now any more.
  coordinator.openMarket();
  coordinator.refreshStaleness();
  expect(isStale()).toBe(true);
});
