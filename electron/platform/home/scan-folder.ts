import { join } from 'node:path';
import type { Calendar } from '../../engine/calendar/contract.ts';
import { messageOf } from '../../loaders/source-error.ts';
import { findParts, type PartPlace, type PartSearch } from './find-parts.ts';
import type { FoundFolder, FoundPart, ReadingProgress } from './found-folder.ts';
import { readDailyCsv } from './read-daily-csv.ts';
import { readLean } from './read-lean.ts';
import { readParquet } from './read-parquet.ts';

/** Sources of one session. */
const MOST_PARTS = 20;
/** Archives of one LEAN folder that are read row by row; some half a minute. */
const MOST_LEAN_FILES = 5_000;
const NAMED_FOLDERS = 4;
/** What the paths of a session config can hold on every system. */
const CONFIG_PATH = /^[^\\:\p{Cc}]{1,900}$/u;

/**
 * Finds and reads the data sources of a folder; nothing of it is changed. Rejects where the folder itself
 * cannot be read.
 */
export async function scanFolder(
  root: string,
  calendar: Calendar,
  onProgress: (progress: ReadingProgress) => void,
): Promise<FoundFolder> {
  const search = findParts(root);
  const problems = searchProblems(search);
  const parts: FoundPart[] = [];
  let files = 0;
  const count = (more: number): void => {
    files += more;
    onProgress({ files, of: null });
  };
  for (const place of search.places.slice(0, MOST_PARTS)) {
    if (!CONFIG_PATH.test(place.path)) {
      problems.push(`${place.path} is left out: rename the folder so that its path has no "\\" and no ":".`);
      continue;
    }
    try {
      const part = await readPart(root, place, nameOf(place, parts), calendar, count);
      parts.push(part);
      if (part.checkedFiles < part.files) {
        problems.push(
          `${words(part.path)}: ${part.checkedFiles} of ${part.files} files were read row by row; the others are checked when they are played.`,
        );
      }
    } catch (error) {
      // The window is never told where things are.
      problems.push(`${words(place.path)} is left out: ${messageOf(error).replaceAll(root, 'the folder')}`);
    }
  }
  return { parts, problems };
}

async function readPart(
  root: string,
  { kind, path }: PartPlace,
  name: string,
  calendar: Calendar,
  count: (more: number) => void,
): Promise<FoundPart> {
  const absolute = join(root, path);
  if (kind === 'daily_csv') return readDailyCsv(name, absolute, path, calendar, count);
  if (kind === 'parquet') return readParquet(name, absolute, path, calendar, count);
  return readLean(name, absolute, path, calendar, MOST_LEAN_FILES, count);
}

/** `daily`, `lean`; a second one is `daily 2`. */
function nameOf({ kind }: PartPlace, taken: readonly FoundPart[]): string {
  const word = kind === 'daily_csv' ? 'daily' : kind;
  const before = taken.filter((part) => part.kind === kind).length;
  return before === 0 ? word : `${word} ${before + 1}`;
}

function searchProblems(search: PartSearch): string[] {
  const { places, foreign, links, overfull, tooManyFolders } = search;
  const problems: string[] = [];
  if (foreign.length > 0) {
    problems.push(
      `${named(foreign)} ${foreign.length === 1 ? 'holds' : 'hold'} data of a form that is not read. Read are daily bars as SYMBOL_data.csv with the columns date, open, high, low, close, volume, Parquet files of bars, and LEAN folders. CSV files of any other layout can be imported.`,
    );
  }
  if (links > 0) {
    problems.push(
      `${links} symbolic ${links === 1 ? 'link was' : 'links were'} not followed. Copy the data into the folder, or choose the folder that ${links === 1 ? 'it points' : 'they point'} to.`,
    );
  }
  for (const path of overfull)
    problems.push(`${words(path)} has more than 100,000 entries; the rest of them is not looked at.`);
  if (tooManyFolders) problems.push('There are more than 2,000 folders; choose one further inside.');
  if (places.length > MOST_PARTS) {
    problems.push(
      `There are ${places.length} data sources; the first ${MOST_PARTS} are read. Choose a folder further inside.`,
    );
  }
  return problems;
}

function named(paths: readonly string[]): string {
  const shown = paths.slice(0, NAMED_FOLDERS).map(words).join(', ');
  const left = paths.length - NAMED_FOLDERS;
  if (left <= 0) return shown;
  return `${shown} and ${left} more ${left === 1 ? 'folder' : 'folders'}`;
}

function words(path: string): string {
  return path === '.' ? 'The folder itself' : path;
}
