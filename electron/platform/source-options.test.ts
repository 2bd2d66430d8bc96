import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { readSessionConfig } from '../engine/config/read-session-config.ts';
import { sourceOptions } from './source-options.ts';

function options(dataFolder: string | undefined, keys: Readonly<Record<string, unknown>> = {}) {
  const text = JSON.stringify({
    session_name: 'Test',
    mode: 'replay',
    replay: { start_date: '2024-03-06', end_date: '2024-03-06' },
    data_sources: [
      { name: 'lean', kind: 'lean', path: 'lean/Data' },
      { name: 'daily', kind: 'daily_csv', path: 'daily', adjusted_as_of: '2018-02-07' },
      { name: 'simulated', kind: 'simulated', seed: 7, symbols: 3 },
    ],
    ...keys,
  });
  const read = readSessionConfig(text, 'config.json');
  if (!read.ok) throw new Error(read.error.message);
  return sourceOptions(read.value, resolve('/configs/config.json'), dataFolder);
}

it('begins paths beside the config file, or at its own data folder', () => {
  expect(options(undefined)).toEqual([
    { kind: 'lean', name: 'lean', path: resolve('/configs/lean/Data') },
    { kind: 'daily_csv', name: 'daily', path: resolve('/configs/daily'), adjustedAsOf: '2018-02-07' },
    { kind: 'simulated', name: 'simulated', seed: 7, symbols: 3 },
  ]);
  expect(options(undefined, { data_folder: '../market' })[1]).toMatchObject({
    path: resolve('/market/daily'),
  });
  expect(options(undefined, { data_folder: '/disk' })[1]).toMatchObject({ path: resolve('/disk/daily') });
});

it('begins them at the folder that a command gives, whatever the config says', () => {
  expect(options('/other', { data_folder: '../market' })[0]).toMatchObject({
    path: resolve('/other/lean/Data'),
  });
  expect(options('near')[0]).toMatchObject({ path: resolve('near/lean/Data') });
});
