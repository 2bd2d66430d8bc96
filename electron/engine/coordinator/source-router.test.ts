import { describe, expect, it } from 'vitest';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { sessionDate } from '../../../shared/domain/time.ts';
import { type Script, ScriptedSource } from '../../testing/scripted-source.ts';
import { SourceRouter } from './source-router.ts';

const AAPL = symbolId('AAPL');
const DATE = sessionDate('2014-06-06');
const LATER = '2018-02-07';

async function routerOf(...scripts: readonly (Script & { readonly fixedBasis?: string })[]) {
  const routed = scripts.map(async (script) => {
    const source = new ScriptedSource(script);
    const fixedBasis = script.fixedBasis === undefined ? undefined : sessionDate(script.fixedBasis);
    return { source, description: await source.describe(), fixedBasis };
  });
  return new SourceRouter(await Promise.all(routed));
}

async function routeOf(...scripts: readonly (Script & { readonly fixedBasis?: string })[]) {
  const router = await routerOf(...scripts);
  await router.prepare([AAPL], DATE);
  return router.route(AAPL);
}

const daily = { name: 'daily', covers: { '1d': ['AAPL'] }, fixedBasis: LATER } as const;
const minutes = { name: 'minutes', covers: { '1m': ['AAPL'], '1d': ['AAPL'] } } as const;

describe('the first source that has a symbol and interval', () => {
  it('serves it, interval by interval', async () => {
    const route = await routeOf(
      { name: 'one', covers: { '1d': ['AAPL'] } },
      { name: 'two', covers: { '1m': ['AAPL'], '1d': ['AAPL'] } },
    );
    expect(route.serves('1d')?.description.name).toBe('one');
    expect(route.serves('1m')?.description.name).toBe('two');
    expect(route.serves('1s')).toBeUndefined();
    expect(route.streaming).toBe('1m');
    expect([...route.refused]).toEqual([]);
  });

  it('serves what can be derived through the finer interval', async () => {
    const route = await routeOf({ covers: { '1m': ['AAPL'] } });
    for (const interval of ['5m', '1h', '1d', '1w'] as const) {
      expect(route.serves(interval)).toBeUndefined();
      expect(route.readInterval(interval)).toBe('1m');
    }
    const dailyOnly = await routeOf({ covers: { '1d': ['AAPL'] } });
    expect(dailyOnly.readInterval('5m')).toBeUndefined();
    expect(dailyOnly.readInterval('1w')).toBe('1d');
    expect(dailyOnly.streaming).toBeUndefined();
  });

  it('is none for a symbol that nobody has', async () => {
    const router = await routerOf(minutes);
    const other = symbolId('ZZZZ');
    await router.prepare([other], DATE);
    expect(router.isKnown(other)).toBe(false);
    expect(router.route(other).readInterval('1d')).toBeUndefined();
    expect(router.hasIntradayData(other, DATE)).toBe(false);
  });
});

describe('two bases of price', () => {
  it('are not joined across a split: the next source serves it, and the refusal names the factor', async () => {
    const route = await routeOf(daily, { ...minutes, factors: { AAPL: 1 / 7 } });
    expect(route.serves('1d')?.description.name).toBe('minutes');
    expect(route.refused.get('1d')).toEqual([
      {
        name: 'daily',
        cause: `prices of daily are split-adjusted as of ${LATER}, those of minutes as of ${DATE}; the factor between them is ${1 / 7}, not 1`,
      },
    ]);
  });

  it('are not joined where the prices of one are raw, whatever the dates; two raw ones are', async () => {
    const raw = { ...minutes, name: 'raw', raw: true } as const;
    const adjusted = { name: 'adjusted', covers: { '1d': ['AAPL'] } } as const;
    const route = await routeOf(adjusted, { ...raw, covers: { '1m': ['AAPL'] } });
    expect(route.serves('1d')).toBeUndefined();
    expect(route.refused.get('1d')?.[0]?.cause).toBe(
      `prices of adjusted are split-adjusted as of ${DATE}, those of raw are raw, as they were traded`,
    );
    const listed = await routeOf({ ...adjusted, raw: ['IBM', 'AAPL'] }, raw);
    expect(listed.serves('1d')?.description.name).toBe('adjusted');
    expect([...listed.refused]).toEqual([]);
  });

  it('are not joined while a source cannot be asked, which is said, and asked again the next time', async () => {
    let fails = true;
    const splits = (): void => {
      if (fails) throw new Error('no network');
    };
    const router = await routerOf(daily, {
      ...minutes,
      covers: { '1m': ['AAPL'] },
      factors: { AAPL: 1 },
      splits,
    });
    await router.prepare([AAPL], DATE);
    expect(router.route(AAPL).refused.get('1d')?.[0]?.cause).toMatch(
      /no source knows the splits of AAPL between them \(minutes failed: no network\)$/,
    );
    fails = false;
    await router.prepare([AAPL], DATE);
    expect(router.route(AAPL).serves('1d')?.description.name).toBe('daily');
  });

  it('are not joined where nobody knows the factor, even if nothing else has the interval', async () => {
    const route = await routeOf(daily, { name: 'minutes', covers: { '1m': ['AAPL'] } });
    expect(route.serves('1d')).toBeUndefined();
    expect(route.readInterval('1d')).toBe('1m');
    expect(route.refused.get('1d')?.[0]?.cause).toContain('no source knows the splits of AAPL between them');
  });

  it('are joined where the factor between them is 1, or there is only one', async () => {
    const joined = await routeOf(daily, { ...minutes, factors: { AAPL: 1 } });
    expect(joined.serves('1d')?.description.name).toBe('daily');
    const alone = await routeOf(daily);
    expect(alone.serves('1d')?.description.name).toBe('daily');
    const twins = await routeOf(daily, { ...minutes, fixedBasis: LATER });
    expect(twins.serves('1d')?.description.name).toBe('daily');
  });

  it('ask the sources in order for the factor', async () => {
    const route = await routeOf({ ...daily, factors: { AAPL: 1 } }, { ...minutes, factors: { AAPL: 7 } });
    expect(route.serves('1d')?.description.name).toBe('daily');
  });
});

describe('a source with files for some sessions', () => {
  const dated = { ...minutes, sessions: { AAPL: [DATE] }, factors: { AAPL: 1 / 7 } } as const;

  it('streams on those, and does not bind the basis of the others', async () => {
    const router = await routerOf(daily, dated);
    await router.prepare([AAPL], DATE);
    expect(router.route(AAPL).streaming).toBe('1m');
    expect(router.route(AAPL).serves('1d')?.description.name).toBe('minutes');
    expect(router.hasIntradayData(AAPL, DATE)).toBe(true);
    const next = sessionDate('2014-06-09');
    await router.prepare([AAPL], next);
    expect(router.route(AAPL).streaming).toBeUndefined();
    expect(router.route(AAPL).serves('1d')?.description.name).toBe('daily');
    expect(router.hasIntradayData(AAPL, next)).toBe(false);
  });

  it('has seconds only where it has them that day', async () => {
    const seconds = { covers: { '1s': ['AAPL'], '1m': ['AAPL'] } } as const;
    expect((await routeOf(seconds)).hasSeconds).toBe(true);
    const elsewhere = { AAPL: [sessionDate('2014-06-05')] };
    const route = await routeOf({ ...seconds, sessions: elsewhere });
    expect([route.hasSeconds, route.streaming]).toEqual([false, undefined]);
    expect((await routeOf({ covers: { '1s': ['AAPL'] } })).streaming).toBe('1s');
  });
});

it('knows no route before it was prepared', async () => {
  const router = await routerOf(minutes);
  expect(router.knownRoute(AAPL)).toBeUndefined();
  expect(() => router.route(AAPL)).toThrow(RangeError);
});

it('joins what the sources know of an instrument, the first one’s word standing', async () => {
  const router = await routerOf(minutes, daily);
  expect(router.instrument(AAPL)).toEqual({ symbol: 'AAPL' });
  expect(router.instruments()).toHaveLength(1);
  expect(router.delivers(AAPL, '1m')).toBe(true);
  expect(router.delivers(AAPL, '5m')).toBe(false);
});

it('a route of an earlier date that was still being worked out is none of the next date', async () => {
  const held: (() => void)[] = [];
  class Waiting extends ScriptedSource {
    override async splitFactors(asked: Parameters<ScriptedSource['splitFactors']>[0]) {
      if (held.length === 0) await new Promise<void>((resolve) => held.push(resolve));
      return super.splitFactors(asked);
    }
  }
  const script = { ...minutes, sessions: { AAPL: [DATE] }, factors: { AAPL: 1 } };
  const routed = [new ScriptedSource(daily), new Waiting(script)].map(async (source) => ({
    source,
    description: await source.describe(),
    fixedBasis: source.name === 'daily' ? sessionDate(LATER) : undefined,
  }));
  const router = new SourceRouter(await Promise.all(routed));
  const early = router.prepare([AAPL], DATE);
  await router.prepare([AAPL], sessionDate('2014-06-09'));
  held[0]?.();
  await early;
  expect(router.route(AAPL).streaming).toBeUndefined();
});
