import { describe, expect, it } from 'vitest';
import { readSessionConfig } from './read-session-config.ts';

const LINES = [
  '{',
  '  "session_name": "Test",',
  '  "mode": "simulated",',
  '  "replay": { "start_date": "2024-03-06", "end_date": "2024-03-06" },',
  '  "data_sources": [{ "name": "simulated", "kind": "simulated", "seed": 42 }],',
  '  "session_data_config": {',
  '    "indicators": [INDICATORS],',
  '    "scanners": [SCANNERS]',
  '  }',
  '}',
];

function read(indicators: string, scanners = '', asOneLine = false) {
  const text = LINES.join(asOneLine ? ' ' : '\n')
    .replace('INDICATORS', indicators)
    .replace('SCANNERS', scanners);
  return { text, result: readSessionConfig(asOneLine ? `\uFEFF${text}` : text, 'my.json') };
}

/** The only problem of a config: where it stands, and what is said of it. */
function problemOf(indicators: string, scanners = '') {
  const { text, result } = read(indicators, scanners);
  if (result.ok) throw new Error('The config was taken');
  const [problem] = result.error.problems;
  expect(result.error.problems).toHaveLength(1);
  if (problem === undefined) throw new Error('No problem is named');
  const rest = text.split('\n')[problem.line - 1]?.slice(problem.column - 1) ?? '';
  return { ...problem, rest };
}

describe('reading a session config', () => {
  it('takes scanners and indicators that the registries know', () => {
    const { result } = read(
      '{"name":"sma","interval":"1d","period":20},{"name":"macd","interval":"5m"},' +
        '{"name":"ema","interval":"5m","input":{"name":"sma","period":5,"input":{"name":"macd","output":"signal","input":"hl2"}}}',
      '{"name":"one","kind":"gap","config":{"percent":3}}',
    );
    expect(result.ok).toBe(true);
  });

  it.each([
    ['{"name":"smaa","interval":"1d","period":20}', 'name', '"smaa"', 'did you mean sma'],
    ['{"name":"smaa","interval":"1d","params":{"period":20}}', 'name', '"smaa"', 'did you mean sma'],
    ['{"name":"macd","interval":"1d","params":{"fast":0}}', 'params.fast', '0', 'a whole number from'],
    ['{"name":"sma","interval":"1d","params":{"fast":3}}', 'params.fast', '3', 'for sma: period'],
    ['{"name":"bbands","interval":"1d","period":20,"params":{"k":-1}}', 'params.k', '-1', 'a number from'],
    ['{"name":"atr","interval":"1d","period":14,"input":"hl2"}', 'input', '"hl2"', 'reads whole bars'],
    ['{"name":"sma","interval":"1d","input":{"name":"rsi","period":-3}}', 'input.period', '-3', 'at least 1'],
    ['{"name":"sma","interval":"1d","input":{"name":"rssi"}}', 'input.name', '"rssi"', 'did you mean rsi'],
    [
      '{"name":"sma","interval":"1d","input":{"name":"macd","params":{"fast":0}}}',
      'input.params.fast',
      '0',
      'a whole number from',
    ],
    [
      '{"name":"sma","interval":"1d","input":{"name":"macd","output":"signl"}}',
      'input.output',
      '"signl"',
      'macd, signal, histogram',
    ],
    [
      '{"name":"sma","interval":"1d","input":{"name":"ema","input":{"name":"atr","input":"high"}}}',
      'input.input.input',
      '"high"',
      'atr reads whole bars',
    ],
    [
      '{"name":"sma","interval":"1d","input":{"name":"ema","input":{"name":"ema","input":{"name":"ema"}}}}',
      'input.input.input',
      '{"name":"ema"}',
      '"close" | "open"',
    ],
    ['{"name":"atr","interval":"1d","input":{"name":"rsi"}}', 'input', '{"name":"rsi"}', 'reads whole bars'],
    ['{"name":"high_52w","interval":"5m"}', 'interval', '"5m"', 'for high_52w: 1d, 1w'],
    [
      '{"name":"sma","interval":"5m","input":{"name":"low_52w"}}',
      'input.name',
      '"low_52w"',
      'an indicator that there is on 5m',
    ],
    [
      '{"name":"sma","interval":"1d","period":9,"params":{"period":8}}',
      'period',
      '9',
      'the same as params.period',
    ],
  ])('refuses %s at its place', (indicator, path, found, allowed) => {
    const problem = problemOf(`{"name":"ema","interval":"1d"},${indicator}`);
    expect(problem.path).toBe(`session_data_config.indicators[1].${path}`);
    expect(problem.line).toBe(7);
    expect(problem.rest.startsWith(found)).toBe(true);
    expect(problem.allowed).toContain(allowed);
    expect(problem.message).toContain(problem.path);
  });

  it.each([
    ['{"name":"one","kind":"gaps"}', 'kind', '"gaps"', 'gap'],
    [
      '{"name":"one","kind":"gap","config":{"percent":200}}',
      'config.percent',
      '200',
      'above 0 and below 100',
    ],
    ['{"name":"one","kind":"gap","config":{"direction":"up"}}', 'config.direction', '"up"', 'above, below'],
    ['{"name":"one","kind":"gap","config":{"percnt":2}}', 'config.percnt', '"percnt"', 'direction, percent'],
    ['{"name":"one","kind":"gap","schedule":[{"at":"22:00"}]}', 'schedule[0]', '{"at"', '04:00 to 20:00'],
    [
      '{"name":"one","kind":"gap","schedule":[{"at":"open"},{"start":"close-5m","end":"open+5m","interval":"5m"}]}',
      'schedule[1]',
      '{"start"',
      'the start before the end',
    ],
    [
      '{"name":"one","kind":"gap","schedule":[{"start":"02:00","end":"03:00","interval":"5m"}]}',
      'schedule[0]',
      '{',
      '04:00 to 20:00',
    ],
    ['{"name":"one","kind":"gap","enabled":false,"config":{"percent":0}}', 'config.percent', '0', 'above 0'],
  ])('refuses the scanner %s at its place', (scanner, path, found, allowed) => {
    const problem = problemOf('', scanner);
    expect(problem.path).toBe(`session_data_config.scanners[0].${path}`);
    expect(problem.line).toBe(8);
    expect(problem.rest.startsWith(found)).toBe(true);
    expect(problem.allowed).toContain(allowed);
  });

  it.each([
    ['"kind":"gapp"', 'kind is "gapp"; allowed: gap, rule, script; did you mean gap?'],
    ['"kind":"rule"', 'config.when is missing; allowed: the text of a rule'],
    [
      '"kind":"rule","config":{"wen":"close > 5"}',
      'config.wen is not a known key; allowed: when, interval, side, figures; did you mean when?',
    ],
    [
      '"kind":"rule","config":{"when":"close > 5 and smaa(20) > 3"}',
      "config.when: line 1, column 15: Unknown indicator 'smaa'; did you mean sma?",
    ],
    [
      '"kind":"rule","config":{"when":"close > 5","interval":"5min"}',
      'config.interval is "5min"; allowed: 1s, 1m, 5m, 15m, 30m, 1h, 1d, 1w',
    ],
    [
      '"kind":"rule","schedule":[{"at":"open","days":["monday"]}]',
      'schedule[0].days[0] is "monday"; allowed: "mon" | "tue" | "wed" | "thu" | "fri"; did you mean "mon"?',
    ],
    [
      '"kind":"rule","schedule":[{"start":"10:00","interval":"5m"}]',
      'schedule[0].end is missing; allowed: HH:MM in exchange time, "open", "close", or minutes from them: "open+5m", "close-5m"',
    ],
    [
      '"kind":"rule","schedule":[{"at":"22:00"}]',
      'schedule[0] is {"at":"22:00"}; allowed: times from 04:00 to 20:00 of the exchange, the start before the end',
    ],
  ])('says of %s what is wrong in one sentence', (rest, message) => {
    const whole =
      rest.includes('when') || !rest.includes('schedule') ? rest : `${rest},"config":{"when":"close > 5"}`;
    const problem = problemOf('', `{"name":"one",${whole}}`);
    expect(problem.message).toBe(`session_data_config.scanners[0].${message}`);
  });

  it('refuses a scan before the session at a time when nobody trades', () => {
    const text = LINES.join('\n')
      .replace('[INDICATORS]', '[], "pre_session_time": "02:00"')
      .replace('SCANNERS', '{"name":"one","kind":"gap","pre_session":true}');
    const result = readSessionConfig(text, 'my.json');
    expect(result.ok ? [] : result.error.problems.map(({ path }) => path)).toEqual([
      'session_data_config.pre_session_time',
    ]);
  });

  it('names every problem, in the order of the file', () => {
    const { result } = read('{"name":"smaa","interval":"1d"}', '{"name":"one","kind":"gaps"}');
    expect(result.ok ? [] : result.error.problems.map(({ line }) => line)).toEqual([7, 8]);
  });

  it('counts columns as editors do, a byte order mark before them or not', () => {
    const { text, result } = read('{"name":"smaa","interval":"1d"}', '', true);
    const column = result.ok ? 0 : result.error.problems[0]?.column;
    expect(column).toBe(text.indexOf('"smaa"') + 1);
  });

  it('says what the schema says before it asks the registries', () => {
    const result = readSessionConfig('{"session_name":"Test"}', 'my.json');
    expect(result.ok ? '' : result.error.message).toContain('my.json cannot be used');
  });

  it.each([
    ['1990-01-02', '2013-10-07', ['replay.start_date']],
    ['2028-12-28', '2029-01-05', ['replay.end_date']],
  ])('refuses dates that the calendar does not cover: %s to %s', (start_date, end_date, paths) => {
    const config = {
      session_name: 'Test',
      mode: 'replay',
      replay: { start_date, end_date },
      data_sources: [{ name: 'lean', kind: 'lean', path: '.' }],
    };
    const result = readSessionConfig(JSON.stringify(config), 'my.json');
    const problems = result.ok ? [] : result.error.problems;
    expect(problems.map(({ path }) => path)).toEqual(paths);
    expect(problems[0]?.allowed).toContain('1998-01-01 to 2028-12-31');
  });
});
