import { describe, expect, it } from 'vitest';
import type { FolderReport } from '../../../shared/domain/folder-report.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { sessionDate } from '../../../shared/domain/time.ts';
import { exchangeCalendar } from '../../engine/calendar/exchanges.ts';
import { folderConfig } from './folder-config.ts';
import { folderReport } from './folder-report.ts';
import type { FoundFolder, FoundPart } from './found-folder.ts';

const calendar = exchangeCalendar('NYSE');
const TODAY = sessionDate('2026-08-03');

const DAILY: FoundPart = {
  name: 'daily',
  kind: 'daily_csv',
  path: 'stocks',
  files: 3,
  checkedFiles: 3,
  symbols: ['AIG', 'BAC', 'MSFT'].map(symbolId),
  intervals: ['1d'],
  dailyFrom: sessionDate('2013-02-08'),
  dailyTo: sessionDate('2018-02-07'),
  minutes: [],
  goodRows: 3_777,
  rejectedRows: 2,
  rejected: [],
};

const LEAN: FoundPart = {
  ...DAILY,
  name: 'lean',
  kind: 'lean',
  path: 'lean/Data',
  symbols: ['BAC', 'SPY'].map(symbolId),
  intervals: ['1m', '1d'],
  minutes: ['2013-10-04', '2013-10-07', '2013-10-08', '2014-06-05'].map((date) => ({
    date: sessionDate(date),
    symbols: 2,
    some: ['BAC', 'SPY'].map(symbolId),
  })),
};

function reported(found: FoundFolder): FolderReport {
  return folderReport('id', 'Market data', found, calendar, TODAY);
}

function proposed({ questions }: FolderReport): Record<string, string> {
  return Object.fromEntries(questions.map(({ id, proposed: value }) => [id, value ?? '']));
}

function played(found: FoundFolder, answers: Record<string, string> = {}): Result<SessionConfig> {
  const report = reported(found);
  return folderConfig(report, found, { ...proposed(report), ...answers }, calendar);
}

function config(result: Result<SessionConfig>): SessionConfig {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('the report of a folder', () => {
  it('asks as of when daily prices are adjusted, and proposes the last day of the files', () => {
    const [question] = reported({ parts: [DAILY], problems: [] }).questions;
    expect(question?.text).toContain('prices of stocks adjusted for splits');
    expect(question?.proposed).toBe('2018-02-07');
    expect(question?.options.map(({ value }) => value)).toEqual(['2018-02-07', '2026-08-03']);
  });

  it('proposes the newest sessions with minute bars, then runs before them, then daily sessions', () => {
    const question = reported({ parts: [DAILY, LEAN], problems: [] }).questions.at(-1);
    expect(question?.proposed).toBe('2014-06-05..2014-06-05');
    expect(question?.options).toEqual([
      { value: '2014-06-05..2014-06-05', label: '2014-06-05: 1 session, minute bars of BAC, SPY' },
      {
        value: '2013-10-04..2013-10-08',
        label: '2013-10-04 to 2013-10-08: 3 sessions, minute bars of BAC, SPY',
      },
      { value: '2018-01-10..2018-02-07', label: '2018-01-10 to 2018-02-07: 20 sessions, daily bars' },
      { value: '2013-02-08..2018-02-07', label: '2013-02-08 to 2018-02-07: 1,259 sessions, daily bars' },
    ]);
  });

  it('offers the end of a long run of minute sessions first', () => {
    const dates = calendar.sessionsBetween(sessionDate('2013-01-02'), sessionDate('2013-12-31'));
    const minutes = dates.map(({ date }) => ({ date, symbols: 1, some: [symbolId('SPY')] }));
    const question = reported({ parts: [{ ...LEAN, minutes }], problems: [] }).questions.at(-1);
    expect(question?.options.slice(0, 3).map(({ label }) => label)).toEqual([
      '2013-12-24 to 2013-12-31: 5 sessions, minute bars of SPY',
      '2013-12-03 to 2013-12-31: 20 sessions, minute bars of SPY',
      '2013-01-02 to 2013-12-31: 252 sessions, minute bars of SPY',
    ]);
  });

  it('counts the symbols of minute sessions where they are many', () => {
    const some = ['A', 'B', 'C', 'D', 'E'].map(symbolId);
    const minutes = [{ date: sessionDate('2013-10-04'), symbols: 900, some }];
    const question = reported({ parts: [{ ...LEAN, minutes }], problems: [] }).questions.at(-1);
    expect(question?.options[0]?.label).toBe('2013-10-04: 1 session, minute bars of 900 symbols');
  });

  it('offers the daily sessions of the part with the most symbols', () => {
    const longer = {
      ...LEAN,
      dailyFrom: sessionDate('1998-01-02'),
      dailyTo: sessionDate('2021-03-31'),
      minutes: [],
    };
    const question = reported({ parts: [DAILY, longer], problems: [] }).questions.at(-1);
    expect(question?.proposed).toBe('2018-01-10..2018-02-07');
  });

  it('asks before more than one row in a hundred is left out, without an answer of its own', () => {
    const spoilt = { ...DAILY, goodRows: 950, rejectedRows: 50 };
    const question = reported({ parts: [spoilt], problems: [] }).questions.find(({ id }) => id === 'rejects');
    expect(question).toMatchObject({
      text: expect.stringContaining('5.0 % of the rows of daily'),
      proposed: null,
    });
    expect(reported({ parts: [DAILY], problems: [] }).questions.map(({ id }) => id)).not.toContain('rejects');
  });

  it('of a folder without data says what is read', () => {
    const { problems, from, questions } = reported({ parts: [], problems: [] });
    expect(problems).toEqual([expect.stringContaining('SYMBOL_data.csv')]);
    expect(from).toBeNull();
    expect(questions).toEqual([]);
  });

  it('tells the dates that can be played and the basis of each part', () => {
    const { from, to, parts } = reported({ parts: [DAILY, LEAN], problems: [] });
    expect([from, to]).toEqual(['2013-02-08', '2018-02-07']);
    expect(parts.map(({ basis, zone }) => [basis, zone])).toEqual([
      [null, 'America/New_York'],
      ['raw', 'America/New_York'],
    ]);
  });
});

describe('the session of a folder', () => {
  it('plays the sessions that were chosen, from every source, in their order', () => {
    const found = { parts: [DAILY, LEAN], problems: [] };
    const made = config(played(found, { sessions: '2013-10-04..2013-10-08' }));
    expect(made.session_name).toBe('Market data');
    expect(made.replay).toEqual({ start_date: '2013-10-04', end_date: '2013-10-08', speed: 20 });
    expect(made.data_sources).toEqual([
      { name: 'daily', kind: 'daily_csv', path: 'stocks', adjusted_as_of: '2018-02-07' },
      { name: 'lean', kind: 'lean', path: 'lean/Data' },
    ]);
    expect(made.data_folder).toBeUndefined();
  });

  it('watches every symbol of every source once', () => {
    const { universe } = config(played({ parts: [DAILY, LEAN], problems: [] })).session_data_config;
    expect(universe).toEqual({ source: 'daily', symbols: ['SPY'] });
  });

  it('begins with the few symbols promoted that have minute bars', () => {
    const { symbols, streams } = config(played({ parts: [DAILY, LEAN], problems: [] })).session_data_config;
    expect(symbols).toEqual(['BAC', 'SPY']);
    expect(streams).toEqual(['1m', '5m', '15m']);
  });

  it('asks for no more days of minutes than there are before it', () => {
    const history = (sessions: string) =>
      config(played({ parts: [DAILY, LEAN], problems: [] }, { sessions })).session_data_config.historical
        .data;
    const daily = { trailing_days: 100, intervals: ['1d'] };
    expect(history('2013-10-04..2013-10-08')).toEqual([daily]);
    expect(history('2018-01-10..2018-02-07')).toEqual([daily]);
    const dates = calendar.sessionsBetween(sessionDate('2013-11-01'), sessionDate('2013-12-31'));
    const minutes = dates.map(({ date }) => ({ date, symbols: 1, some: [symbolId('SPY')] }));
    expect(
      config(played({ parts: [{ ...LEAN, minutes }], problems: [] })).session_data_config.historical.data,
    ).toEqual([{ trailing_days: 3, intervals: ['1m'] }, daily]);
  });

  it('of daily bars alone streams nothing, scans at the close and plays as fast as it can', () => {
    const made = config(played({ parts: [DAILY], problems: [] }));
    expect(made.replay?.speed).toBe('max');
    expect(made.session_data_config.streams).toEqual([]);
    expect(made.session_data_config.scanners.map(({ name, schedule }) => [name, schedule])).toEqual([
      ['above_2', [{ at: 'close' }]],
      ['below_2', [{ at: 'close' }]],
    ]);
  });

  it('takes no answer that was not offered', () => {
    const found = { parts: [DAILY], problems: [] };
    for (const answers of [
      { 'adjusted:daily': '1999-01-01' },
      { sessions: '2013-02-08..2099-01-01' },
      { sessions: '' },
    ]) {
      expect(played(found, answers)).toMatchObject({ ok: false, error: { code: 'answer_missing' } });
    }
  });

  it('cannot be made of nothing', () => {
    expect(played({ parts: [], problems: [] })).toMatchObject({
      ok: false,
      error: { code: 'nothing_to_play' },
    });
  });

  it('takes its name from any folder', () => {
    const found = { parts: [DAILY], problems: [] };
    const named = (name: string) => {
      const report = { ...reported(found), folderName: name };
      return config(folderConfig(report, found, proposed(report), calendar)).session_name;
    };
    expect(named('  a\nb ')).toBe('a b');
    expect(named('\t')).toBe('Data folder');
    expect(named('x'.repeat(300))).toHaveLength(100);
  });
});
