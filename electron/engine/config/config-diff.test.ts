import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import { arbitrarySessionConfig } from '../../testing/arbitrary-session-config.ts';
import { diffSessionConfigs } from './config-diff.ts';
import { parseSessionConfig } from './parse-session-config.ts';

const TEXT = readFileSync('assets/examples/replay-2013-10.json', 'utf8');

/** The example after the text was edited as a person would. */
function edited(...edits: readonly (readonly [string, string])[]): SessionConfig {
  const text = edits.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`The example has no ${from}`);
    return before.replace(from, to);
  }, TEXT);
  const parsed = parseSessionConfig(text, 'example');
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

const configs = arbitrarySessionConfig.map((raw) => {
  const parsed = parseSessionConfig(JSON.stringify(raw), 'made up');
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
});

function changes(...edits: readonly (readonly [string, string])[]) {
  return diffSessionConfigs(edited(), edited(...edits));
}

describe('the difference of two configs', () => {
  it('is none of a config and itself', () => {
    expect(changes()).toEqual([]);
  });

  it('names the path of a value, what it was and what it is', () => {
    expect(changes(['"percent": 2', '"percent": 3.5'])).toEqual([
      {
        path: 'session_data_config.scanners[0].config.percent',
        kind: 'changed',
        before: 2,
        after: 3.5,
      },
    ]);
  });

  it('tells an added and a removed symbol apart from those that stayed', () => {
    expect(changes(['["SPY"]', '["AIG", "SPY"]'])).toEqual([
      { path: 'session_data_config.symbols[0]', kind: 'added', before: null, after: 'AIG' },
    ]);
    expect(diffSessionConfigs(edited(['["SPY"]', '["AIG", "SPY"]']), edited())).toEqual([
      { path: 'session_data_config.symbols[0]', kind: 'removed', before: 'AIG', after: null },
    ]);
  });

  it('takes a scanner put before the others for one that was added', () => {
    const added = '"scanners": [{"name": "first", "kind": "gap"},';
    expect(changes(['"scanners": [', added]).map(({ path, kind }) => [path, kind])).toEqual([
      ['session_data_config.scanners[0]', 'added'],
    ]);
  });

  it('takes an indicator of another period for another indicator', () => {
    expect(changes(['"period": 20', '"period": 50']).map(({ path, kind }) => [path, kind])).toEqual([
      ['session_data_config.indicators[0]', 'removed'],
      ['session_data_config.indicators[0]', 'added'],
    ]);
  });

  it('tells that sources changed places, since their order decides', () => {
    const swapped: SessionConfig = { ...edited(), data_sources: [...edited().data_sources].reverse() };
    expect(diffSessionConfigs(edited(), swapped)).toEqual([
      { path: 'data_sources', kind: 'changed', before: ['daily', 'lean'], after: ['lean', 'daily'] },
    ]);
  });

  it('does not see where this machine keeps its data', () => {
    expect(
      diffSessionConfigs(edited(), { ...edited(), data_folder: '/home/me/data' }).map(({ path }) => path),
    ).toEqual(['data_folder']);
    const here = { ...edited(), data_folder: '/home/me/data' };
    expect(diffSessionConfigs(here, { ...here, data_folder: '/srv/data' })).toEqual([]);
  });

  it('is none for any config and its copy, and the same both ways with the signs turned', () => {
    fc.assert(
      fc.property(configs, configs, (left, right) => {
        expect(diffSessionConfigs(left, structuredClone(left))).toEqual([]);
        const forth = diffSessionConfigs(left, right);
        const back = diffSessionConfigs(right, left);
        const count = (kind: string, of: typeof forth) => of.filter((each) => each.kind === kind).length;
        expect(count('added', forth)).toBe(count('removed', back));
        expect(count('changed', forth)).toBe(count('changed', back));
      }),
      { numRuns: 50 },
    );
  });
});
