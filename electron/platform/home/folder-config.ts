import type { FolderReport } from '../../../shared/domain/folder-report.ts';
import { type Interval, intervalAt, intervalIndex, isIntraday } from '../../../shared/domain/interval.ts';
import { failure, type Result } from '../../../shared/domain/result.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import { isSessionDate } from '../../../shared/domain/time.ts';
import type { Calendar } from '../../engine/calendar/contract.ts';
import { formatConfigProblems } from '../../engine/config/problem.ts';
import { readSessionConfig } from '../../engine/config/read-session-config.ts';
import { adjustedQuestion, SESSIONS_QUESTION } from './folder-report.ts';
import { type FoundFolder, type FoundPart, NAMED_SYMBOLS } from './found-folder.ts';
import { type SessionChoice, sessionChoices } from './session-choices.ts';

export type Answers = Readonly<Record<string, string>>;

const STREAMS = ['1m', '5m', '15m'] as const;
/** Times real time: a session with minute bars takes twenty minutes. */
const SPEED = 20;
/** Symbols with minutes that are promoted at once; a folder of a whole market promotes by its scanners. */
const FEW_SYMBOLS = 4;
/** Sessions of minute bars before the first one, for what is promoted. */
const MINUTE_HISTORY = 3;
const NAME_LENGTH = 100;

/**
 * The session that a folder is played in, with the answers to the report's questions. Every answer has to be
 * one of the options that were given. The paths of its sources begin at the folder.
 */
export function folderConfig(
  { folderName, questions }: FolderReport,
  found: FoundFolder,
  answers: Answers,
  calendar: Calendar,
): Result<SessionConfig> {
  const open = questions.find(({ id, options }) => !options.some(({ value }) => value === answers[id]));
  if (open !== undefined) return failure('answer_missing', `Not loaded: please answer "${open.text}"`);
  const sessions = sessionChoices(found.parts, calendar).find(
    ({ value }) => value === answers[SESSIONS_QUESTION],
  );
  if (sessions === undefined) {
    return failure('nothing_to_play', `${folderName} has no sessions to play; choose another folder.`);
  }
  const sources = found.parts.map((part) => sourceOf(part, answers));
  return playedConfig(folderName, sources, found.parts, sessions, calendar);
}

/** What of a source's data decides how a session on it is set up. */
export type PlayedPart = Pick<FoundPart, 'name' | 'symbols' | 'intervals' | 'minutes'>;

/**
 * A session over some days of data: the universe is all of its symbols.
 *
 * @param sources entries of the config's `data_sources`, one for each part
 */
export function playedConfig(
  name: string,
  sources: readonly object[],
  parts: readonly PlayedPart[],
  sessions: SessionChoice,
  calendar: Calendar,
): Result<SessionConfig> {
  const text = JSON.stringify(configObject(name, sources, parts, sessions, calendar));
  const read = readSessionConfig(text, name);
  return read.ok ? read : failure('config_invalid', formatConfigProblems(read.error));
}

function configObject(
  name: string,
  sources: readonly object[],
  parts: readonly PlayedPart[],
  sessions: SessionChoice,
  calendar: Calendar,
): object {
  const finest = finestOf(parts);
  return {
    session_name: sessionName(name),
    mode: 'replay',
    exchange: 'NYSE',
    replay: {
      start_date: sessions.from,
      end_date: sessions.to,
      speed: sessions.hasMinutes ? SPEED : 'max',
    },
    data_sources: sources,
    session_data_config: {
      symbols: promotedAtOnce(parts, sessions),
      streams: sessions.hasMinutes ? streamsOf(finest) : [],
      historical: { data: historyOf(parts, sessions, finest, calendar) },
      indicators: indicatorsOf(sessions, finest),
      universe: universeOf(parts),
      scanners: scannersOf(sessions, finest),
    },
  };
}

/** The finest bars within a day that a promoted symbol holds: minutes, also of seconds. */
function finestOf(parts: readonly PlayedPart[]): Interval {
  const indices = parts.flatMap(({ intervals }) => intervals.filter(isIntraday).map(intervalIndex));
  return intervalAt(Math.max(intervalIndex('1m'), Math.min(intervalIndex('1h'), ...indices)));
}

function streamsOf(finest: Interval): Interval[] {
  const streams = STREAMS.filter((interval) => intervalIndex(interval) >= intervalIndex(finest));
  return streams.length === 0 ? [finest] : streams;
}

/** The interval that indicators and scans go by: five minutes, or longer where there is nothing finer. */
function pace(finest: Interval): Interval {
  return intervalIndex(finest) > intervalIndex('5m') ? finest : '5m';
}

function sourceOf({ name, kind, path }: FoundPart, answers: Answers): object {
  if (kind === 'lean') return { name, kind, path };
  const asOf = answers[adjustedQuestion(name)] ?? '';
  if (kind === 'parquet') return { name, kind, path, basis: asOf };
  return { name, kind, path, adjusted_as_of: isSessionDate(asOf) ? asOf : '' };
}

function promotedAtOnce(parts: readonly PlayedPart[], { from, to, hasMinutes }: SessionChoice): string[] {
  if (!hasMinutes) return [];
  const days = parts.flatMap(({ minutes }) => minutes).filter(({ date }) => date >= from && date <= to);
  const symbols = new Set(days.flatMap(({ some }) => some));
  const all = days.every((day) => day.symbols <= NAMED_SYMBOLS);
  return all && symbols.size <= FEW_SYMBOLS ? [...symbols].sort() : [];
}

/** As many days of minutes as there are right before the first session, at most three. */
function historyOf(
  parts: readonly PlayedPart[],
  { from }: SessionChoice,
  finest: Interval,
  calendar: Calendar,
): object[] {
  const dates = new Set(parts.flatMap(({ minutes }) => minutes.map(({ date }) => date)));
  const days = calendar.sessionsBefore(from, MINUTE_HISTORY).filter(({ date }) => dates.has(date)).length;
  const daily = { trailing_days: 100, intervals: ['1d'] };
  return days === 0 ? [daily] : [{ trailing_days: days, intervals: [finest] }, daily];
}

function indicatorsOf({ hasMinutes }: SessionChoice, finest: Interval): object[] {
  const interval = pace(finest);
  const daily = [
    { name: 'sma', interval: '1d', period: 20, type: 'trend' },
    { name: 'sma', interval: '1d', period: 50, type: 'trend' },
    { name: 'atr', interval: '1d', period: 14, type: 'volatility' },
  ];
  if (!hasMinutes) return [...daily, { name: 'rsi', interval: '1d', period: 14, type: 'momentum' }];
  return [
    ...daily,
    { name: 'sma', interval, period: 20, type: 'trend' },
    { name: 'vwap', interval },
    { name: 'rsi', interval, period: 14, type: 'momentum' },
  ];
}

/** Every symbol of every source: those of the largest by its name, the others one by one. */
function universeOf(parts: readonly PlayedPart[]): object {
  const [largest] = [...parts].sort((left, right) => right.symbols.length - left.symbols.length);
  if (largest === undefined) return {};
  const named = new Set(largest.symbols);
  const others = new Set(parts.flatMap(({ symbols }) => symbols.filter((symbol) => !named.has(symbol))));
  return others.size === 0 ? { source: largest.name } : { source: largest.name, symbols: [...others].sort() };
}

function scannersOf({ hasMinutes }: SessionChoice, finest: Interval): object[] {
  const schedule = hasMinutes
    ? [{ start: '09:35', end: 'close-5m', interval: pace(finest) }, { at: 'close' }]
    : [{ at: 'close' }];
  return (['above', 'below'] as const).map((direction) => ({
    name: `${direction}_2`,
    kind: 'gap',
    pre_session: hasMinutes,
    schedule,
    config: { direction, percent: 2 },
  }));
}

/** A session's name has no control characters and no spaces at its ends. */
function sessionName(folderName: string): string {
  const name = folderName
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, NAME_LENGTH)
    .trim();
  return name === '' ? 'Data folder' : name;
}
