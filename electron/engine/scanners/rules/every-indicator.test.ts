import { describe, expect, it } from 'vitest';
import { isIntraday } from '../../../../shared/domain/interval.ts';
import { steppedSession } from '../../../testing/simulated-session.ts';
import type { ScannerContext } from '../contract.ts';
import { ruleCatalogue } from './catalogue.ts';
import { requirementsOf } from './requirements.ts';
import { readRuleConfig, ruleScanner } from './rule-definition.ts';

const { coordinator } = await steppedSession();
const [symbol] = coordinator.parts.router.instruments().map((instrument) => instrument.symbol);
const universe = symbol === undefined ? [] : [symbol];
for (const each of universe) coordinator.core.register(each);

function context(name: string): ScannerContext {
  const { core, bars } = coordinator;
  return {
    ...{ name, mode: 'simulated', now: coordinator.parts.clock.now(), sessionDate: coordinator.session.date },
    ...{
      universe,
      data: coordinator.data.as(`scanner:${name}`),
      addSymbol: () => false,
      log: () => undefined,
    },
    signal: new AbortController().signal,
    market: {
      count: universe.length,
      members: new Uint8Array(universe.length).fill(1),
      symbolAt: (row) => core.parts.symbols.symbolAt(row),
      latest: (interval) => bars.latest(interval),
      indicator: (key, output) =>
        coordinator.indicators.column(key, output) ?? core.extended.indicators.column(key, output),
      session: coordinator.session,
      facts: { sectorOf: () => undefined, lists: [] },
    },
  };
}

const CASES = ruleCatalogue([]).indicators.flatMap(({ id, intervals, outputs }) =>
  outputs.map(({ name }) => ({
    id,
    name,
    call: `${id}(${intervals.find((interval) => isIntraday(interval) && interval !== '1s') ?? '1d'}).${name}`,
  })),
);

describe.each(CASES)('$call in a rule', ({ id, name, call }) => {
  it.each([
    ['now', `${call} = ${call}`],
    ['some bars ago', `${call}[3] = ${call}[3]`],
    ['in a cross', `not crosses_above(${call}, ${call}) and ${call} = ${call}`],
    ['in a window', `highest(${call}, 3) >= ${call}`],
  ])('%s asks for what the engine gives', (_where, when) => {
    const scanner = ruleScanner.create({ when });
    const here = context(`${id}.${name}`);
    expect(scanner.setup(here)).toBe(true);
    // What it lacks is bars: every symbol is unknown.
    expect(scanner.scan(here)).toEqual({ matches: [], unknown: universe.length });
    const held = [coordinator.indicators, coordinator.core.extended.indicators].flatMap((each) =>
      each.keys(0),
    );
    expect(held.sort()).toEqual(
      requirementsOf(readRuleConfig({ when }).rule)
        .map(({ key }) => key)
        .sort(),
    );
    here.data.releaseAll();
    expect(coordinator.indicators.keys(0)).toEqual([]);
  });
});
