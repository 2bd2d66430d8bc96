import { describe, expect, it } from 'vitest';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { sessionDate } from '../../../shared/domain/time.ts';
import { averageOf20, readDailyFolder } from '../../testing/independent-replay.ts';
import { joinRecords, sessionMinutes } from '../../testing/minute-bars.ts';
import { type PlayedRun, playConfig, readConfig } from '../../testing/play-config.ts';
import { type Script, ScriptedSource } from '../../testing/scripted-source.ts';
import { sessionOn, simulatedConfig, steppedSession } from '../../testing/simulated-session.ts';
import { hasTestData, testData } from '../../testing/test-data.ts';
import { eventWords } from '../activity/event-words.ts';
import { basisChanges } from './price-basis.ts';
import { SourceRouter } from './source-router.ts';

const AAPL = symbolId('AAPL');
const FRIDAY = sessionDate('2014-06-06');
const MONDAY = sessionDate('2014-06-09');
const LATER = sessionDate('2018-02-07');

const daily = { name: 'daily', covers: { '1d': ['AAPL'] } } as const;
const minutes = { name: 'minutes', covers: { '1m': ['AAPL'], '1d': ['AAPL'] } } as const;

/** What changes from Friday to Monday, with the first source on the basis of 2018 where it is the daily one. */
async function changesOf(...scripts: readonly Script[]) {
  const routed = scripts.map(async (script) => {
    const source = new ScriptedSource(script);
    const fixedBasis = script.name === 'daily' ? LATER : undefined;
    return { source, description: await source.describe(), fixedBasis };
  });
  return basisChanges(new SourceRouter(await Promise.all(routed)), [AAPL], FRIDAY, MONDAY);
}

const change = (from: string, to: string, factor: number | undefined) => ({
  symbol: AAPL,
  symbolIndex: 0,
  from,
  to,
  factor,
});

describe('from one session to the next, held prices', () => {
  it('stay where one source has them as of a fixed date, or there was no split', async () => {
    expect(await changesOf(daily)).toEqual([]);
    expect(await changesOf(minutes)).toEqual([]);
    expect(await changesOf({ ...minutes, factors: { AAPL: 1 } })).toEqual([]);
  });

  it('follow a split, of a symbol that only has minutes too', async () => {
    const split = [change(FRIDAY, MONDAY, 1 / 7)];
    expect(await changesOf({ ...minutes, factors: { AAPL: 1 / 7 } })).toEqual(split);
    expect(await changesOf({ covers: { '1m': ['AAPL'] }, factors: { AAPL: 1 / 7 } })).toEqual(split);
  });

  it('move to the fixed date where minutes were there on the last session only, and back', async () => {
    const on = (date: string) => ({ ...minutes, sessions: { AAPL: [sessionDate(date)] } });
    const factors = { AAPL: 1 / 4 };
    expect(await changesOf(daily, { ...on(FRIDAY), factors })).toEqual([change(FRIDAY, LATER, 1 / 4)]);
    expect(await changesOf(daily, { ...on(MONDAY), factors })).toEqual([change(LATER, MONDAY, 4)]);
  });

  it('have no factor where the basis moves to a fixed date and nobody knows the splits', async () => {
    const dated = { ...minutes, sessions: { AAPL: [FRIDAY] } };
    expect(await changesOf(daily, dated)).toEqual([
      { ...change(FRIDAY, LATER, undefined), cause: 'no source knows the splits of AAPL' },
    ]);
  });

  it('have no factor where a source cannot be asked: it may know of a split', async () => {
    const splits = (): void => {
      throw new Error('no network');
    };
    expect(await changesOf({ ...minutes, splits })).toEqual([
      { ...change(FRIDAY, MONDAY, undefined), cause: 'minutes failed: no network' },
    ]);
  });

  it('that are raw stay what they are, a split among them or not, and are not joined with others', async () => {
    expect(await changesOf({ ...minutes, raw: true })).toEqual([]);
    const dated = { ...minutes, raw: true, sessions: { AAPL: [FRIDAY] } } as const;
    expect(await changesOf(daily, dated)).toMatchObject([change(FRIDAY, LATER, undefined)]);
  });
});

describe('a split whose factor nobody can tell', () => {
  it('goes on with prices loaded anew, and says what it did not change: an open position', async () => {
    const days = ['2024-03-05', '2024-03-06', '2024-03-07'];
    const bars = { AAPL: { '1m': joinRecords(...days.map((day) => sessionMinutes(sessionOn(day), 100))) } };
    const splits = (): void => {
      throw new Error('no network');
    };
    const source = new ScriptedSource({ bars, splits });
    const config = simulatedConfig({ dates: ['2024-03-06', '2024-03-07'], data: { streams: ['1m'] } });
    const { begin, coordinator, events, goTo } = await steppedSession(config, source);
    coordinator.data.addSessionBars('AAPL', '1m');
    coordinator.data.addHistoricalBars('AAPL', '1m', 1);
    coordinator.data.lockSymbol('AAPL', 'open_position', { kind: 'position', id: 'P-1' });
    await goTo('16:00');
    await begin('2024-03-07');
    const cause = 'scripted failed: no network';
    const dates = { from: '2024-03-06', to: '2024-03-07' };
    expect(events().filter(({ kind }) => kind === 'price_basis' || kind === 'split')).toMatchObject([
      { symbol: 'AAPL', ...dates, factor: null, cause },
    ]);
    expect(events().filter(({ kind }) => kind === 'position_basis')).toMatchObject([
      { symbol: 'AAPL', position: 'P-1', ...dates, cause },
    ]);
    expect(coordinator.data.getBars('AAPL', '1m')).toHaveLength(780);
    expect(source.requests.at(-1)).toMatchObject({ asOf: '2024-03-07' });
    expect(eventWords('position_basis', { symbol: 'AAPL', position: 'P-1', ...dates, cause })).toMatchObject({
      level: 'warning',
      symbol: 'AAPL',
      message: `P-1 keeps its quantity and average price as of 2024-03-06, and prices are as of 2024-03-07: ${cause}. Check both before you trust its profit`,
    });
  });
});

describe.skipIf(!hasTestData)(
  'a replay in which minutes come and go around a 7:1 split (needs the test data)',
  () => {
    /** 4 to 10 June: AAPL has minutes on the 5th and 6th only, and is split on the 9th. */
    async function play(): Promise<PlayedRun> {
      const config = readConfig('assets/examples/replay-2014-06.json');
      return playConfig(
        {
          ...config,
          replay: {
            start_date: sessionDate('2014-06-04'),
            end_date: sessionDate('2014-06-10'),
            speed: 'max',
          },
          session_data_config: { ...config.session_data_config, universe: { symbols: [AAPL] } },
        },
        { dataFolder: testData('.') },
      );
    }

    it('compares each price with an average on its own basis', async () => {
      const run = await play();
      const history = readDailyFolder().get('AAPL') ?? [];
      const dates = ['2014-06-04', '2014-06-05', '2014-06-06', '2014-06-09', '2014-06-10'];
      for (const date of dates) {
        const before = run.hits.find((hit) => hit.time === `${date}T13:00:00.000Z`);
        // The folder's prices are as of 2018; those of days with minutes are of the day.
        const basis = date === '2014-06-05' || date === '2014-06-06' ? 7 : 1;
        const close = history.findLast((bar) => bar.date < date)?.close ?? Number.NaN;
        expect(before?.metadata.price).toBeCloseTo(close * basis, 1);
        expect(before?.metadata.sma).toBeCloseTo((averageOf20(history, date) ?? Number.NaN) * basis, 0);
      }
      expect(run.hits.every((hit) => Math.abs(hit.metadata.gap_percent) < 10)).toBe(true);
      expect(run.events.filter((line) => line.includes('"price_basis"'))).toHaveLength(2);
      const derived = run.loads.find((load) => load.interval === '5m' && load.got === 0);
      expect(derived?.cause).toContain('prices of lean are split-adjusted as of 2014-06-04');
    });
  },
);
