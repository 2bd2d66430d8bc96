import { describe, expect, it } from 'vitest';
import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { joinRecords, rowsOf, sessionMinutes } from '../../testing/minute-bars.ts';
import { type Script, ScriptedSource } from '../../testing/scripted-source.ts';
import { sessionOn, simulatedConfig, steppedSession } from '../../testing/simulated-session.ts';
import { foldRecords } from '../session-data/bar-folder.ts';

/** Five sessions before Wednesday, 2024-03-06. */
const DAYS = ['2024-02-28', '2024-02-29', '2024-03-01', '2024-03-04', '2024-03-05'] as const;
const minutesOf = (...dates: readonly string[]): Float64Array =>
  joinRecords(...dates.map((date, number) => sessionMinutes(sessionOn(date), 100 + number)));
const TODAY = '2024-03-06';

/** A session over a source that has AAPL's minutes of five days and today. */
async function loading(script: Script = {}, streams: readonly string[] = ['1m']) {
  const source = new ScriptedSource({ bars: { AAPL: { '1m': minutesOf(...DAYS, TODAY) } }, ...script });
  const stepped = await steppedSession(simulatedConfig({ data: { streams } }), source);
  return { ...stepped, source, data: stepped.coordinator.data };
}

/** A promise that a test resolves when it likes. */
function latch(): { readonly wait: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const wait = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { wait, open };
}

describe('history of several intervals of one symbol', () => {
  it('is one request where all of them are derived from minutes', async () => {
    const { data, coordinator, source, loads } = await loading();
    data.addHistoricalBars('AAPL', '1m', 2);
    data.addHistoricalBars('AAPL', '5m', 3);
    data.addHistoricalBars('AAPL', '15m', 1);
    await coordinator.settle();
    expect(source.requests).toMatchObject([
      {
        symbol: 'AAPL',
        interval: '1m',
        from: sessionOn(DAYS[2]).open,
        to: sessionOn(DAYS[4]).close,
        asOf: TODAY,
      },
    ]);
    expect(loads.map(({ interval, asked, got }) => [interval, asked, got])).toEqual([
      ['1m', 780, 780],
      ['5m', 234, 234],
      ['15m', 26, 26],
    ]);
    const folded = rowsOf(
      foldRecords(minutesOf(...DAYS).slice(2 * 390 * BAR_STRIDE), 2, coordinator.parts.calendar),
    );
    expect(rowsOf(data.getBars('AAPL', '5m').records())).toEqual(folded);
    expect(data.getBars('AAPL', '1m')).toHaveLength(780);
  });

  it('asks again for nothing that is held', async () => {
    const { data, coordinator, source } = await loading();
    data.addHistoricalBars('AAPL', '1m', 3);
    await coordinator.settle();
    data.addHistoricalBars('AAPL', '5m', 2);
    await coordinator.settle();
    expect(source.requests).toHaveLength(1);
    expect(data.getBars('AAPL', '5m')).toHaveLength(156);
    data.addHistoricalBars('AAPL', '1m', 5);
    data.addHistoricalBars('AAPL', '15m', 2);
    await coordinator.settle();
    expect(source.requests.slice(1)).toMatchObject([
      { from: sessionOn(DAYS[0]).open, to: sessionOn(DAYS[1]).close },
    ]);
    expect(data.getBars('AAPL', '15m')).toHaveLength(52);
  });

  it('does not mistake the bars of today for the history that is on its way', async () => {
    const { data, goTo, coordinator } = await loading();
    data.addSessionBars('AAPL', '1m');
    await goTo('10:30');
    data.addHistoricalBars('AAPL', '1m', 2);
    data.addHistoricalBars('AAPL', '5m', 2);
    await coordinator.settle();
    expect(data.getBars('AAPL', '5m')).toHaveLength(156);
    expect(data.getBars('AAPL', '1m')).toHaveLength(780 + 60);
  });
});

describe('what does not come', () => {
  it('is told as ranges of sessions, with a cause', async () => {
    const bars = { AAPL: { '1m': minutesOf(DAYS[1], DAYS[4], TODAY) } };
    const { data, coordinator, loads } = await loading({ bars });
    data.addHistoricalBars('AAPL', '1m', 5);
    await coordinator.settle();
    expect(loads).toMatchObject([
      {
        asked: 1950,
        got: 780,
        missing: [
          { from: DAYS[0], to: DAYS[0] },
          { from: DAYS[2], to: DAYS[3] },
        ],
        cause: 'scripted has no bars of AAPL on these sessions',
        source: 'scripted',
      },
    ]);
  });

  it('has the source’s own cause where it gives one, and none where nothing is missing', async () => {
    const { data, coordinator, loads } = await loading({ cause: 'the archive ends here' });
    data.addHistoricalBars('AAPL', '1m', 6);
    data.addHistoricalBars('AAPL', '5m', 1);
    await coordinator.settle();
    expect(loads.map(({ interval, cause }) => [interval, cause])).toEqual([
      ['1m', 'the archive ends here'],
      ['5m', null],
    ]);
  });

  it('is told of a symbol that no source has', async () => {
    const { data, coordinator, loads } = await loading();
    data.addHistoricalBars('ZZZZ', '1d', 2);
    await coordinator.settle();
    expect(loads).toMatchObject([
      { symbol: 'ZZZZ', asked: 2, got: 0, source: null, cause: 'no data source has 1d bars of ZZZZ' },
    ]);
  });

  it('keeps out bars that are no bars, with their reason', async () => {
    const minutes = minutesOf(DAYS[4], TODAY);
    minutes[2 * BAR_STRIDE + 2] = 1;
    const { data, coordinator, events } = await loading({ bars: { AAPL: { '1m': minutes } } });
    data.addHistoricalBars('AAPL', '1m', 1);
    await coordinator.settle();
    expect(data.getBars('AAPL', '1m')).toHaveLength(389);
    expect(events().filter(({ kind }) => kind === 'quarantined')).toMatchObject([
      { symbol: 'AAPL', interval: '1m', reason: expect.stringContaining('high 1 is below open') },
    ]);
  });
});

describe('a source that fails', () => {
  it('becomes the cause, and can be asked again', async () => {
    let fails = true;
    const before = (): void => {
      if (fails) throw new Error('disk on fire');
    };
    const { data, coordinator, loads } = await loading({ before });
    expect(data.addHistoricalBars('AAPL', '1m', 2)).toBe(true);
    await coordinator.settle();
    expect(loads).toMatchObject([{ got: 0, cause: 'scripted failed: disk on fire', source: 'scripted' }]);
    fails = false;
    expect(data.addHistoricalBars('AAPL', '1m', 2)).toBe(true);
    await coordinator.settle();
    expect(data.addHistoricalBars('AAPL', '1m', 2)).toBe(false);
    expect(data.getBars('AAPL', '1m')).toHaveLength(780);
  });
});

describe('an answer that comes late', () => {
  it('does not bring back a symbol that was removed meanwhile', async () => {
    const held = latch();
    const { data, coordinator, loads } = await loading({ before: () => held.wait });
    data.addHistoricalBars('AAPL', '1m', 2);
    const settled = coordinator.settle();
    await new Promise(setImmediate);
    expect(coordinator.loads.isPending(0)).toBe(true);
    data.removeSymbol('AAPL');
    expect(coordinator.loads.isPending(0)).toBe(false);
    held.open();
    await settled;
    expect(data.getActiveSymbols()).toEqual([]);
    expect(coordinator.bars.series(0, '1m')).toBeUndefined();
    expect(loads).toEqual([]);
  });

  it('is not taken for the new one when the symbol was removed and asked for again', async () => {
    const held = latch();
    let late = true;
    const before = async (): Promise<void> => {
      if (late) await held.wait;
    };
    const { data, coordinator, source, loads } = await loading({ before });
    data.addHistoricalBars('AAPL', '1m', 2);
    const first = coordinator.settle();
    await new Promise(setImmediate);
    data.removeSymbol('AAPL');
    expect(data.addHistoricalBars('AAPL', '1m', 1)).toBe(true);
    expect(coordinator.loads.isPending(0)).toBe(true);
    late = false;
    held.open();
    await Promise.all([first, coordinator.settle()]);
    expect(source.requests).toHaveLength(2);
    expect(loads).toMatchObject([{ asked: 390, got: 390 }]);
    expect(data.getBars('AAPL', '1m')).toHaveLength(390);
  });

  it('to a stream does not bring a removed symbol’s session back', async () => {
    const held = latch();
    let late = false;
    const before = async (): Promise<void> => {
      if (late) await held.wait;
    };
    const { data, coordinator, goTo } = await loading({ before });
    await goTo('10:00');
    late = true;
    data.addSessionBars('AAPL', '1d');
    const settled = coordinator.settle();
    await new Promise(setImmediate);
    data.removeSymbol('AAPL');
    late = false;
    held.open();
    await settled;
    await goTo('10:05');
    expect(coordinator.feed.streamCount).toBe(0);
    expect(coordinator.bars.latest('1d').close[0]).toBeNaN();
    expect(coordinator.board.last[0]).toBeNaN();
  });
});

it('runs one flush after the other, so that two that wait both see everything loaded', async () => {
  const held = latch();
  const { data, coordinator } = await loading({ before: () => held.wait });
  data.addHistoricalBars('AAPL', '1m', 2);
  const both = [coordinator.settle(), coordinator.settle()];
  await new Promise(setImmediate);
  data.addHistoricalBars('AAPL', '5m', 2);
  expect(coordinator.loads.pendingCount).toBe(2);
  held.open();
  await Promise.all(both);
  expect(coordinator.loads.pendingCount).toBe(0);
  expect(data.getBars('AAPL', '5m')).toHaveLength(156);
});
