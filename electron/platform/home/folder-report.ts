import type { FolderPart, FolderQuestion, FolderReport } from '../../../shared/domain/folder-report.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import type { Calendar } from '../../engine/calendar/contract.ts';
import type { FoundFolder, FoundPart } from './found-folder.ts';
import { sessionChoices } from './session-choices.ts';

/** Above this share of rejected rows the user is asked, and below it told. */
const MANY_REJECTS = 0.01;

export const SESSIONS_QUESTION = 'sessions';
const REJECTS_QUESTION = 'rejects';

/** The question as of when a part's prices are adjusted. */
export function adjustedQuestion(part: string): string {
  return `adjusted:${part}`;
}

/**
 * What the window shows of a folder before anything is loaded.
 *
 * @param today the day of this computer, as an answer to when prices were adjusted
 */
export function folderReport(
  id: string,
  folderName: string,
  found: FoundFolder,
  calendar: Calendar,
  today: SessionDate,
): FolderReport {
  const choices = sessionChoices(found.parts, calendar);
  const questions = [
    ...found.parts.flatMap((part) => adjustment(part, today)),
    ...rejects(found.parts),
    ...(choices.length === 0
      ? []
      : [
          {
            id: SESSIONS_QUESTION,
            text: 'Which sessions are to be played?',
            options: choices.map(({ value, label }) => ({ value, label })),
            proposed: choices[0]?.value ?? null,
          },
        ]),
  ];
  const dates = choices.flatMap(({ from, to }) => [from, to]).sort();
  return {
    id,
    folderName,
    parts: found.parts.map((part) => shown(part, calendar.zone)),
    questions,
    problems: [...found.problems, ...unplayable(found, choices.length)],
    from: dates[0] ?? null,
    to: dates.at(-1) ?? null,
  };
}

function shown(part: FoundPart, zone: string): FolderPart {
  const { name, kind, path, files, symbols, intervals, rejectedRows, rejected } = part;
  const [from, to] = span(part);
  return {
    name,
    kind,
    path,
    files,
    symbols: symbols.length,
    intervals,
    from,
    to,
    zone,
    basis: kind === 'lean' ? 'raw' : null,
    rejectedRows,
    rejected,
  };
}

function span({ dailyFrom, dailyTo, minutes }: FoundPart): [SessionDate | null, SessionDate | null] {
  const dates = [dailyFrom, dailyTo, minutes[0]?.date, minutes.at(-1)?.date]
    .flatMap((date) => date ?? [])
    .sort();
  return [dates[0] ?? null, dates.at(-1) ?? null];
}

/** The files do not say it, and every price before a later split depends on it. */
function adjustment(part: FoundPart, today: SessionDate): FolderQuestion[] {
  const { name, kind, path } = part;
  const [, last] = span(part);
  if (kind === 'lean' || last === null) return [];
  const parquet = kind === 'parquet';
  const where = path === '.' ? `the ${parquet ? 'Parquet' : 'daily CSV'} files` : path;
  const options: { value: string; label: string }[] = [
    { value: last, label: `${last}, the last day in the files` },
  ];
  if (today > last) options.push({ value: today, label: `${today}, today` });
  if (parquet) options.push({ value: 'raw', label: 'Not at all: they are prices as they were traded' });
  return [
    {
      id: adjustedQuestion(name),
      text: `As of which day are the prices of ${where} adjusted for splits?`,
      options,
      // Parquet comes from everywhere: nothing is likelier than the rest.
      proposed: parquet ? null : last,
    },
  ];
}

function rejects(parts: readonly FoundPart[]): FolderQuestion[] {
  const many = parts.filter(
    ({ goodRows, rejectedRows }) => rejectedRows > MANY_REJECTS * (goodRows + rejectedRows),
  );
  if (many.length === 0) return [];
  const told = many.map(
    ({ name, goodRows, rejectedRows }) =>
      `${((100 * rejectedRows) / (goodRows + rejectedRows)).toFixed(1)} % of the rows of ${name}`,
  );
  return [
    {
      id: REJECTS_QUESTION,
      text: `${told.join(' and ')} cannot be used. Go on without them?`,
      options: [{ value: 'leave_out', label: 'Leave these rows out and load the good ones' }],
      proposed: null,
    },
  ];
}

function unplayable({ parts, problems }: FoundFolder, choices: number): string[] {
  if (choices > 0) return [];
  if (parts.length > 0) return ['None of the rows can be used, so there is nothing to play.'];
  if (problems.length > 0) return [];
  return [
    'No market data was found in this folder or two levels below. Read are daily bars as SYMBOL_data.csv with the columns date, open, high, low, close, volume, Parquet files of bars, and LEAN folders. CSV files of any other layout can be imported.',
  ];
}
