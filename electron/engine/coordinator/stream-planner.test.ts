import { expect, it } from 'vitest';
import type { Interval } from '../../../shared/domain/interval.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { sessionDate } from '../../../shared/domain/time.ts';
import { ScriptedSource } from '../../testing/scripted-source.ts';
import { SourceRouter } from './source-router.ts';
import { planStreams } from './stream-planner.ts';

/** The plan for held intervals of a symbol that a source has these intervals of. */
async function plan(held: readonly Interval[], ...had: readonly Interval[]) {
  const source = new ScriptedSource({
    covers: Object.fromEntries(had.map((interval) => [interval, ['AAPL']])),
  });
  const router = new SourceRouter([{ source, description: await source.describe(), fixedBasis: undefined }]);
  await router.prepare([symbolId('AAPL')], sessionDate('2024-03-06'));
  return planStreams(held, router.route(symbolId('AAPL')));
}

it('streams nothing where nothing is held, or nothing can be had', async () => {
  const nothing = { streams: [], base: undefined, derived: [] };
  expect(await plan([], '1m', '1d')).toEqual(nothing);
  expect(await plan(['5m'], '1d')).toEqual(nothing);
  expect(await plan(['1d'])).toEqual(nothing);
});

it('folds everything from one intraday stream', async () => {
  expect(await plan(['5m', '15m'], '1m')).toEqual({ streams: ['1m'], base: '1m', derived: ['5m', '15m'] });
  expect(await plan(['1m', '1d'], '1m')).toEqual({ streams: ['1m'], base: '1m', derived: ['1d'] });
  expect(await plan(['5m'], '1s')).toEqual({ streams: ['1s'], base: '1s', derived: ['5m'] });
});

it('reads the source’s own day beside the forming one', async () => {
  expect(await plan(['1d'], '1m', '1d')).toEqual({ streams: ['1m', '1d'], base: '1m', derived: ['1d'] });
});

it('has the day alone of a symbol without intraday data, and weeks from it', async () => {
  expect(await plan(['1d'], '1d')).toEqual({ streams: ['1d'], base: '1d', derived: [] });
  expect(await plan(['1d', '1w', '5m'], '1d')).toEqual({ streams: ['1d'], base: '1d', derived: ['1w'] });
});

it('reads seconds only for whoever asks for them', async () => {
  expect(await plan(['1m'], '1s', '1m')).toEqual({ streams: ['1m'], base: '1m', derived: [] });
  expect(await plan(['1s', '1m'], '1s', '1m')).toEqual({ streams: ['1s'], base: '1s', derived: ['1m'] });
  expect(await plan(['1s', '1m'], '1m')).toEqual({ streams: ['1m'], base: '1m', derived: [] });
});
