import fc from 'fast-check';
import { INPUT_FIELDS } from '../../shared/domain/indicator.ts';
import { INTERVALS } from '../../shared/domain/interval.ts';

/*
 * Session configs as a person may write them: valid, with any mixture of keys
 * given and left out. Values are raw JSON, to be parsed.
 */

const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 _.-]{0,8}[a-z]$/);
const identifier = fc
  .stringMatching(/^[a-z][a-z0-9_]{0,10}$/)
  .filter((text) => text !== 'constructor' && text !== 'prototype');
const interval = fc.constantFrom(...INTERVALS);
const figure = fc.double({ noNaN: true, noDefaultInfinity: true });
const day = fc.date({
  min: new Date('1998-01-01T00:00:00Z'),
  max: new Date('2028-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const dateText = day.map((date) => date.toISOString().slice(0, 10));
const symbols = fc.uniqueArray(fc.stringMatching(/^[A-Z]{1,5}(\.[AB])?$/), { maxLength: 5 });
const days = fc.uniqueArray(fc.constantFrom('mon', 'tue', 'wed', 'thu', 'fri'), { minLength: 1 });

/** Any JSON, without the keys that reach a prototype. */
const json = fc
  .dictionary(fc.string(), fc.jsonValue())
  .filter((object) => !/"(__proto__|constructor|prototype)":/.test(JSON.stringify(object)));

const dataSource = fc.oneof(
  fc.record({
    name,
    kind: fc.constant('simulated'),
    seed: fc.nat(),
    symbols: fc.integer({ min: 1, max: 20_000 }),
  }),
  fc.record({
    name,
    kind: fc.constant('daily_csv'),
    path: fc.constantFrom('a', 'a/b c'),
    adjusted_as_of: dateText,
  }),
  fc.record({ name, kind: fc.constant('lean'), path: fc.constantFrom('lean/Data', '.') }),
  fc.record({ name, kind: fc.constant('archive'), dataset: name }),
  fc.record(
    {
      name,
      kind: fc.constant('parquet'),
      path: fc.constantFrom('bars', '.'),
      basis: fc.oneof(fc.constant('raw'), dateText),
      interval: fc.constantFrom('1m', '1d'),
      zone: fc.constantFrom('UTC', 'exchange'),
      stamps: fc.constantFrom('bar_start', 'bar_end'),
      columns: fc.record({ time: fc.constant('when'), close: fc.constant('c') }, { requiredKeys: [] }),
    },
    { requiredKeys: ['name', 'kind', 'path', 'basis'] },
  ),
);

const scheduleEntry = fc.oneof(
  fc.record(
    {
      start: fc.constantFrom('09:35', 'open', 'open+5m'),
      end: fc.constantFrom('15:55', 'close-5m'),
      interval: fc.constantFrom('1m', '5m', '1h'),
      days,
    },
    { requiredKeys: ['start', 'end', 'interval'] },
  ),
  fc.record({ at: fc.constantFrom('close', '12:00', 'close+30m'), days }, { requiredKeys: ['at'] }),
);

const scanner = fc.record(
  {
    name,
    kind: identifier,
    enabled: fc.boolean(),
    pre_session: fc.boolean(),
    schedule: fc.array(scheduleEntry, { maxLength: 3 }),
    config: json,
    timeout_seconds: fc.integer({ min: 1, max: 3_600 }),
  },
  { requiredKeys: ['name', 'kind'] },
);

const field = fc.constantFrom(...INPUT_FIELDS);

const source = fc.record(
  {
    name: identifier,
    period: fc.integer({ min: 1, max: 10_000 }),
    params: fc.dictionary(identifier, figure),
    input: field,
    output: identifier,
  },
  { requiredKeys: ['name'] },
);

/** A field, an indicator, or an indicator of an indicator. */
const input = fc.oneof(
  field,
  source,
  fc.tuple(source, source).map(([outer, inner]) => ({ ...outer, input: inner })),
);

const indicator = fc.record(
  {
    name: identifier,
    interval,
    period: fc.integer({ min: 1, max: 10_000 }),
    type: fc.constantFrom('trend', 'momentum', 'volatility', 'volume', 'level'),
    params: fc.dictionary(identifier, figure),
    input,
  },
  { requiredKeys: ['name', 'interval'] },
);

const named = { selector: (item: { name: string }) => item.name, maxLength: 4 };

const sessionData = fc.record(
  {
    symbols,
    streams: fc.uniqueArray(interval),
    historical: fc.record({
      data: fc.array(
        fc.record({
          trailing_days: fc.integer({ min: 1, max: 99 }),
          intervals: fc.array(interval, { minLength: 1 }),
        }),
      ),
    }),
    indicators: fc.array(indicator, { maxLength: 4 }),
    universe: fc.record({ index: fc.constant('sp500'), symbols, exclude: symbols }, { requiredKeys: [] }),
    pre_session_time: fc.constantFrom('09:00', '04:30'),
    scanners: fc.uniqueArray(scanner, named),
    promotion: fc.record(
      { auto: fc.boolean(), max_promoted: fc.nat(100), max_per_scan: fc.nat(100), rank_by: identifier },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

const replay = fc.tuple(dateText, dateText, fc.constantFrom('max', 1, 20.5)).map(([a, b, speed]) => ({
  start_date: a < b ? a : b,
  end_date: a < b ? b : a,
  speed,
}));

export const arbitrarySessionConfig = fc.record(
  {
    $schema: fc.constant('../schema/session_config.schema.json'),
    session_name: fc.stringMatching(/^[A-Za-z0-9"\\é😀]{1,20}$/u),
    mode: fc.constantFrom('live', 'replay'),
    exchange: fc.constantFrom('NYSE', 'NASDAQ'),
    replay,
    data_folder: fc.constantFrom('data', './data/x', '/home/trader/data', 'C:\\data', '../data', '~/data'),
    data_sources: fc.uniqueArray(dataSource, { ...named, minLength: 1 }),
    session_data_config: sessionData,
    trading: fc.record({ broker: fc.constant('paper'), starting_cash: fc.nat() }, { requiredKeys: [] }),
  },
  { requiredKeys: ['session_name', 'mode', 'replay', 'data_sources'] },
);
