import { describe, expect, it } from 'vitest';
import { parseHeadlessArguments, USAGE } from './headless-arguments.ts';

/** What the words mean, or the message of the refusal. */
function read(...words: readonly string[]): unknown {
  const parsed = parseHeadlessArguments(words);
  return parsed.ok ? parsed.value : parsed.error.message;
}

describe('the words after headless', () => {
  it('are read with their defaults', () => {
    expect(read('run', '--config', 'a.json')).toEqual({
      command: 'run',
      config: 'a.json',
      scripts: undefined,
      trusted: [],
      data: undefined,
      archive: undefined,
      until: undefined,
      out: undefined,
      json: false,
    });
    const all = [
      'run',
      '--config=a.json',
      '--data',
      'd',
      '--archive=x',
      '--out',
      'o',
      '--json',
      '--until',
      '2013-10-08T15:00:00Z',
    ];
    expect(read(...all)).toEqual({
      command: 'run',
      config: 'a.json',
      data: 'd',
      archive: 'x',
      until: Date.UTC(2013, 9, 8, 15),
      scripts: undefined,
      trusted: [],
      out: 'o',
      json: true,
    });
  });

  it.each([
    ['2013-10-08T15:00Z', Date.UTC(2013, 9, 8, 15)],
    ['2013-10-08T11:00:00-04:00', Date.UTC(2013, 9, 8, 15)],
    ['2013-10-08T15:00:00.250Z', Date.UTC(2013, 9, 8, 15, 0, 0, 250)],
  ])('take %s as an instant', (text, until) => {
    expect(read('run', '--config', 'a.json', '--until', text)).toMatchObject({ until });
  });

  it.each(['2013-10-08', '2013-10-08T15:00', '15:00', '', '2013-02-30T15:00Z', '2013-10-08T25:00Z', 'now'])(
    'refuse "%s" as one, saying what is allowed',
    (text) => {
      expect(read('run', '--config', 'a.json', '--until', text)).toBe(
        `--until is "${text}"; allowed: an ISO time with its zone, as 2013-10-08T15:00:00Z`,
      );
    },
  );

  it('are refused where the command or the config is missing', () => {
    expect(read()).toBe('The command is ""; allowed: run, prove, verify FILE, try, import');
    expect(read('play', '--config', 'a.json')).toBe(
      'The command is "play"; allowed: run, prove, verify FILE, try, import',
    );
    expect(read('run', 'twice', '--config', 'a.json')).toBe(
      'The command is "run twice"; allowed: run, prove, verify FILE, try, import',
    );
    expect(read('run')).toBe('--config FILE is missing');
  });

  it('name the scripts that may run by their hashes', () => {
    const hashes = ['a'.repeat(64), '0123456789abcdef'.repeat(4)];
    const words = hashes.flatMap((hash) => ['--trust-script', hash]);
    expect(read('run', '--config', 'a.json', '--scripts', 'mine', ...words)).toMatchObject({
      scripts: 'mine',
      trusted: hashes,
    });
    for (const wrong of ['all', 'A'.repeat(64), 'a'.repeat(63)]) {
      expect(parseHeadlessArguments(['run', '--config', 'a.json', '--trust-script', wrong])).toMatchObject({
        ok: false,
        error: { message: expect.stringContaining(wrong) },
      });
    }
  });

  it('name what is to be proven, or verified', () => {
    const common = { data: undefined, archive: undefined, scripts: undefined, trusted: [], json: false };
    expect(read('prove', '--config', 'a.json', '--out', 'p.json')).toEqual({
      command: 'prove',
      of: { config: 'a.json' },
      until: undefined,
      out: 'p.json',
      ...common,
    });
    expect(read('prove', '--session', 's', '--out', 'p.json')).toMatchObject({ of: { session: 's' } });
    expect(read('verify', 'p.json')).toEqual({ command: 'verify', proof: 'p.json', ...common });
    const one = 'Give one of --config FILE and --session DIR: what is to be proven';
    expect(read('prove', '--out', 'p.json')).toBe(one);
    expect(read('prove', '--config', 'a', '--session', 's', '--out', 'p')).toBe(one);
    expect(read('prove', '--config', 'a')).toBe('--out FILE is missing: where the proof is to be written');
    expect(read('verify')).toBe('verify needs the file of a proof');
    expect(read('verify', 'a', 'b')).toContain('allowed: run, prove, verify FILE, try, import');
  });

  it('are refused where an option is unknown, or lacks its value', () => {
    expect(read('run', '--confg', 'a.json')).toContain("Unknown option '--confg'");
    expect(read('run', '--config')).toContain('--config');
    expect(read('run', '--config', 'a.json', '--json=yes')).toContain('--json');
  });

  it('are all told of in the usage', () => {
    for (const option of ['--config', '--session', '--data', '--until', '--out', '--json'])
      expect(USAGE).toContain(option);
  });

  it('say what is to be tried: a rule, a scanner of the config, or the one against the other', () => {
    expect(read('try', '--config', 'a.json', '--rule', 'close > 5')).toMatchObject({
      ...{ command: 'try', config: 'a.json', rule: 'close > 5', interval: '1d' },
      ...{ scanner: undefined, sessions: undefined, until: undefined },
    });
    expect(
      read('try', '--config=a.json', '--rule=close > 5', '--interval=5m', '--scanner', 'x', '--sessions=20'),
    ).toMatchObject({ interval: '5m', scanner: 'x', sessions: 20 });
    expect(read('try', '--config', 'a.json')).toBe(
      'Give --rule TEXT, --scanner NAME or both: what is to be tried',
    );
    expect(read('try', '--config=a.json', '--rule=x', '--interval=7m')).toBe(
      '--interval is "7m"; allowed: 1s, 1m, 5m, 15m, 30m, 1h, 1d, 1w',
    );
  });

  it.each(['0', '61', '1.5', 'many', ''])('refuse %j sessions', (sessions) => {
    expect(read('try', '--config=a.json', '--rule=x', `--sessions=${sessions}`)).toBe(
      `--sessions is "${sessions}"; allowed: 1 to 60`,
    );
  });
});
