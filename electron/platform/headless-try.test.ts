import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Interval } from '../../shared/domain/interval.ts';
import { sessionDate } from '../../shared/domain/time.ts';
import type { DraftTested, DraftTried } from '../../shared/session/scanner-draft.ts';
import { exchangeCalendar } from '../engine/calendar/exchanges.ts';
import { createSource } from '../loaders/registry.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import type { TryArguments } from './headless-arguments.ts';
import { tryHeadless } from './headless-try.ts';

const file = join(temporaryFolder(), 'config.json');
writeFileSync(
  file,
  JSON.stringify({
    session_name: 'Test',
    mode: 'simulated',
    replay: { start_date: '2024-03-05', end_date: '2024-03-06' },
    data_sources: [{ name: 'simulated', kind: 'simulated', seed: 42, symbols: 12 }],
    session_data_config: {
      universe: { source: 'simulated' },
      scanners: [
        {
          name: 'narrow',
          kind: 'rule',
          schedule: [{ start: '09:35', end: '15:55', interval: '5m' }],
          config: { when: 'last(1d) > sma(20, 1d) * 1.05' },
        },
      ],
    },
  }),
);

const connect: Parameters<typeof tryHeadless>[2] = async (options, exchange) => {
  const calendar = exchangeCalendar(exchange);
  return { sources: options.map((each) => createSource(each, calendar)), end: async () => undefined };
};

interface Said {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

async function say(changes: Partial<TryArguments>): Promise<Said> {
  let [out, error] = ['', ''];
  const given: TryArguments = {
    ...{ command: 'try', config: file, data: undefined, archive: undefined, json: false },
    ...{ scripts: undefined, trusted: [], until: undefined },
    ...{ rule: undefined, interval: '1d' satisfies Interval, scanner: undefined, sessions: undefined },
    ...changes,
  };
  const terminal = {
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (error += text) },
  };
  const code = await tryHeadless(given, terminal, connect);
  return { code, out, error };
}

describe('a rule that is tried in a terminal', () => {
  it('is told of in a few lines: what it needs, how many pass, what matches, what hit', async () => {
    const { code, out } = await say({ rule: 'last(1d) > sma(20, 1d) * 1.02 and volume(1d) > 1_000' });
    expect(code).toBe(0);
    const lines = out.split('\n');
    expect(lines[0]).toBe('2024-03-06 16:00, 12 symbols, 79 scans');
    expect(lines).toContain('  sma_20_1d: 20 bars x 2 = 40 trading days; there for 12 of 12');
    expect(lines.filter((line) => line.startsWith('  last(1d) > sma(20, 1d) * 1.02'))).toEqual([
      expect.stringMatching(/^ {2}last\(1d\) > sma\(20, 1d\) \* 1\.02 {2}\d+ of 12 pass$/),
    ]);
    expect(out).toMatch(/\d match(es)? now, 0 unknown\n {2}symbol +last +last\(1d\) +volume\(1d\)\n/);
    expect(out).toMatch(/\d symbols hit so far\n {2}09:00 {2}A[A-Z]+\n/);
  });

  it('is held against a scanner of the config, up to an instant, and over sessions', async () => {
    const until = exchangeCalendar('NYSE').instantOf(sessionDate('2024-03-06'), '12:00');
    const asked = { rule: 'last(1d) > sma(20, 1d) * 1.01', scanner: 'narrow', sessions: 2, until };
    const { out } = await say(asked);
    expect(out).toContain('2024-03-06 12:00, ');
    expect(out).toMatch(
      /gained \d+, lost 0\n {2}\+ \d\d:\d\d {2}A[A-Z]+ +last\(1d\) [\d.]+, was below [\d.]+\n/,
    );
    expect(out).toMatch(/Over 2 sessions\n {2}2024-03-05 {2}\d+ symbols?, saved \d+, gained \d+, lost \d+\n/);
    const { out: json } = await say({ ...asked, json: true });
    const said: DraftTried & { tested: DraftTested } = JSON.parse(json);
    expect(said).toMatchObject({ kind: 'tried', at: until });
    expect(said.gainedCount).toBe(said.draft.hitCount - (said.saved?.hitCount ?? 0));
    expect(said.tested.sessions.map(({ date }) => date)).toEqual(['2024-03-05', '2024-03-06']);
  });

  it('that is wrong is underlined where it is wrong, with what would be right', async () => {
    const { code, out, error } = await say({
      rule: 'close > 5\n\tand close > smaa(20, 1d)\n\tand rsi(14) > "50"',
    });
    expect([code, out]).toEqual([2, '']);
    expect(error.split('\n')).toEqual([
      "2:14  Unknown indicator 'smaa'; did you mean sma? (Change to sma)",
      '    \tand close > smaa(20, 1d)',
      '    \t            ^^^^',
      '',
      expect.stringMatching(/^3:16 {2}.*\(Change to 50\)$/),
      '    \tand rsi(14) > "50"',
      '    \t              ^^^^',
      '',
    ]);
  });

  it('that runs and is hardly meant is tried, with what is doubtful underlined', async () => {
    const { code, error } = await say({ rule: 'gap > 0.03' });
    expect(code).toBe(0);
    expect(error.split('\n')).toEqual([
      '1:1  gap counts whole percents, so 0.03 is 0.03 %; did you mean 3 %? (Change to 3 %)',
      '    gap > 0.03',
      '    ^^^^^^^^^^',
      '',
    ]);
  });

  it('is refused with what there is where the config has no such scanner', async () => {
    await expect(say({ scanner: 'wide' })).rejects.toThrow('--scanner is "wide"; allowed: narrow');
  });
});
