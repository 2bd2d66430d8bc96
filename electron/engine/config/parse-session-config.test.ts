import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readJsonDocument } from './json-document.ts';
import { parseSessionConfig } from './parse-session-config.ts';
import { type ConfigProblem, formatConfigProblems } from './problem.ts';

const SHORT = {
  session_name: 'Short',
  mode: 'replay',
  replay: { start_date: '2013-10-07', end_date: '2013-10-09' },
  data_sources: [{ name: 'daily', kind: 'daily_csv', path: 'daily', adjusted_as_of: '2018-02-07' }],
};

function problemsOf(config: unknown): readonly ConfigProblem[] {
  const text = typeof config === 'string' ? config : JSON.stringify(config, null, 2);
  const result = parseSessionConfig(text, 'config.json');
  return result.ok ? [] : result.error.problems;
}

function withSessionData(data: unknown): unknown {
  return { ...SHORT, session_data_config: data };
}

function withInput(input: unknown): unknown {
  return withSessionData({ indicators: [{ name: 'sma', interval: '5m', input }] });
}

it('a short file is enough: the rest is filled in', () => {
  const result = parseSessionConfig(JSON.stringify(SHORT), 'config.json');
  expect(result).toMatchObject({
    ok: true,
    value: {
      exchange: 'NYSE',
      replay: { speed: 'max' },
      session_data_config: {
        symbols: [],
        streams: ['1m'],
        historical: { data: [] },
        universe: {},
        pre_session_time: '09:00',
        promotion: { auto: true, max_promoted: 50, max_per_scan: 5, rank_by: 'gap_percent' },
      },
      trading: { broker: 'paper', starting_cash: 100_000 },
    },
  });
});

it('symbols in any spelling become canonical, and one that cannot be a ticker is named', () => {
  const result = parseSessionConfig(JSON.stringify(withSessionData({ symbols: ['brk-b', 'aapl'] })), 'c');
  expect(result).toMatchObject({ value: { session_data_config: { symbols: ['BRK.B', 'AAPL'] } } });
  const [problem] = problemsOf(withSessionData({ symbols: ['AAPL', 'NOT A TICKER!'] }));
  expect(problem).toMatchObject({ path: 'session_data_config.symbols[1]', value: 'NOT A TICKER!' });
  expect(problem?.message).toContain('"NOT A TICKER!"');
});

it('a problem names file, line, column, path, value and what is allowed', () => {
  const text = JSON.stringify(SHORT, null, 2).replace('"replay",', '"replya",');
  expect(problemsOf(text)).toEqual([
    {
      file: 'config.json',
      line: 3,
      column: 11,
      path: 'mode',
      value: 'replya',
      allowed: '"live" | "replay" | "simulated"',
      message: 'mode is "replya"; allowed: "live" | "replay" | "simulated"; did you mean "replay"?',
    },
  ]);
});

it('unknown keys are errors at every level, with the key that was probably meant', () => {
  const problems = problemsOf({
    ...SHORT,
    sesion_name: 'x',
    trading: { cash: 1 },
    data_sources: [{ ...SHORT.data_sources[0], paht: 'x' }],
    session_data_config: {
      scanners: [{ name: 'a', kind: 'gap', schedule: [{ att: 'close' }], tiemout_seconds: 3 }],
    },
  });
  const found = problems.map((problem) => [problem.path, /did you mean (\w+)/.exec(problem.message)?.[1]]);
  expect(Object.fromEntries(found)).toEqual({
    'data_sources[0].paht': 'path',
    sesion_name: 'session_name',
    'trading.cash': undefined,
    'session_data_config.scanners[0].schedule[0].at': undefined,
    'session_data_config.scanners[0].schedule[0].att': 'at',
    'session_data_config.scanners[0].tiemout_seconds': 'timeout_seconds',
  });
});

it.each(['__proto__', 'constructor', 'prototype'])('the key %s is refused at every depth', (key) => {
  const hostile = `{"${key}": {"polluted": true}}`;
  const short = JSON.stringify(SHORT).slice(0, -1);
  const scanner = `"session_data_config": {"scanners": [{"name": "a", "kind": "gap", "config": {"deep": [${hostile}]}}]}`;
  for (const text of [hostile, `${short}, ${hostile.slice(1)}`, `${short}, ${scanner}}`]) {
    expect(problemsOf(text).map((problem) => problem.value)).toEqual([key]);
  }
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

it.each([
  ['a comment', '{\n// hello\n}', 2, 1],
  ['a trailing comma', '{"session_name": "x",\n}', 2, 1],
  ['a key twice', '{"mode": "live",\n "mode": "live"}', 2, 2],
  ['a single quote', "{'mode': 1}", 1, 2],
  ['no text', '', 1, 1],
  ['text after the end', '{}\n{}', 2, 1],
  ['a bare word', '{"mode": live}', 1, 10],
  ['a file that ends early', '{"mode": "li', 1, 10],
])('%s is refused where it stands', (_what, text, line, column) => {
  expect(problemsOf(text)[0]).toMatchObject({ line, column });
});

it('a file as deep or as long as no config is refused without harm', () => {
  expect(problemsOf('['.repeat(1_000_000))[0]?.message).toContain('at most 64 levels');
  expect(problemsOf(' '.repeat(8_000_001))[0]?.message).toContain('characters');
});

it('a byte order mark before the text is no problem', () => {
  expect(problemsOf(`\uFEFF${JSON.stringify(SHORT)}`)).toEqual([]);
});

it.each([
  ['replay', { ...SHORT, replay: undefined }],
  ['replay.end_date', { ...SHORT, replay: { start_date: '2013-10-07', end_date: '2013-10-04' } }],
  ['replay.start_date', { ...SHORT, replay: { start_date: '2014-02-29', end_date: '2014-03-03' } }],
  ['replay.speed', { ...SHORT, replay: { ...SHORT.replay, speed: 0 } }],
  ['data_sources', { ...SHORT, mode: 'simulated' }],
  ['data_sources', { ...SHORT, data_sources: [] }],
  ['data_sources[1].name', { ...SHORT, data_sources: [SHORT.data_sources[0], SHORT.data_sources[0]] }],
  ['data_sources[0].path', { ...SHORT, data_sources: [{ name: 'a', kind: 'lean', path: '../../etc' }] }],
  ['data_sources[0].path', { ...SHORT, data_sources: [{ name: 'a', kind: 'lean', path: 'C:\\data' }] }],
  ['data_sources[0].kind', { ...SHORT, data_sources: [{ name: 'a', kind: 'leen', path: 'x' }] }],
  ['session_data_config.universe.source', withSessionData({ universe: { source: 'dayly' } })],
  ['session_data_config.symbols[1]', withSessionData({ symbols: ['BRK.B', 'brk b'] })],
  ['session_data_config.streams[0]', withSessionData({ streams: ['2m'] })],
  [
    'session_data_config.indicators[0].period',
    withSessionData({ indicators: [{ name: 'sma', interval: '1d', period: 0 }] }),
  ],
  ['session_data_config.indicators[0].input', withInput('clsoe')],
  ['session_data_config.indicators[0].input', withInput(3)],
  ['session_data_config.indicators[0].input.nam', withInput({ name: 'rsi', nam: 1 })],
  ['session_data_config.indicators[0].input.name', withInput({})],
  ['session_data_config.indicators[0].input.interval', withInput({ name: 'rsi', interval: '5m' })],
  ['session_data_config.indicators[0].input.period', withInput({ name: 'rsi', period: 0 })],
  ['session_data_config.indicators[0].input.params.k', withInput({ name: 'rsi', params: { k: '2' } })],
  [
    'session_data_config.indicators[0].input.input.output',
    withInput({ name: 'a', input: { name: 'b', output: 3 } }),
  ],
  [
    'session_data_config.historical.data[0].trailing_days',
    withSessionData({ historical: { data: [{ trailing_days: 0.5, intervals: ['1d'] }] } }),
  ],
  [
    'session_data_config.scanners[1].name',
    withSessionData({
      scanners: [
        { name: 'a', kind: 'gap' },
        { name: 'a', kind: 'gap' },
      ],
    }),
  ],
  [
    'session_data_config.scanners[0].schedule[0].end',
    withSessionData({
      scanners: [{ name: 'a', kind: 'gap', schedule: [{ start: '10:00', end: '09:35', interval: '5m' }] }],
    }),
  ],
  [
    'session_data_config.scanners[0].schedule[0].end',
    withSessionData({
      scanners: [{ name: 'a', kind: 'gap', schedule: [{ start: 'close', end: 'open', interval: '5m' }] }],
    }),
  ],
  [
    'session_data_config.scanners[0].schedule[0].interval',
    withSessionData({
      scanners: [{ name: 'a', kind: 'gap', schedule: [{ start: 'open', end: 'close', interval: '1d' }] }],
    }),
  ],
])('refuses a wrong %s', (path, config) => {
  expect(problemsOf(config).map((problem) => problem.path)).toEqual([path]);
});

it('every mutation of an example is read as JSON.parse reads it, or refused; it never throws', () => {
  const example = readFileSync('assets/examples/replay-2013-10.json', 'utf8');
  const piece = fc.oneof(
    fc.string({ maxLength: 3 }),
    fc.constantFrom('"', '{', '}', '[', ']', ',', ':', '0', '\\', '\n'),
  );
  fc.assert(
    fc.property(fc.nat(example.length), fc.nat(12), piece, (at, removed, inserted) => {
      const text = example.slice(0, at) + inserted + example.slice(at + removed);
      const result = parseSessionConfig(text, 'config.json');
      const document = readJsonDocument(text);
      if (document.ok) expect(document.value.value).toEqual(JSON.parse(text));
      if (!result.ok) expect(formatConfigProblems(result.error).length).toBeGreaterThan(20);
    }),
    { numRuns: 3_000 },
  );
});

it('no more than twenty problems are printed', () => {
  const symbols = Array.from({ length: 30 }, (_, index) => `!${index}`);
  const result = parseSessionConfig(JSON.stringify(withSessionData({ symbols })), 'config.json');
  const lines = result.ok ? [] : formatConfigProblems(result.error).split('\n');
  expect([lines.length, lines.at(-1)]).toEqual([21, 'and 10 more']);
});
