import { createHash } from 'node:crypto';
import { epochMs, toIsoTime } from '../../../shared/domain/time.ts';
import type { RunPosition } from './run-position.ts';
import { type UserCommand, userCommandSchema } from './user-command.ts';

/** A command and the place of the run at which it was done. */
export interface JournalEntry {
  readonly at: RunPosition;
  readonly command: UserCommand;
}

const CHECK_CHARACTERS = 12;
/** `,"check":"` and `"}` around the characters. */
const SUFFIX = /^,"check":"([0-9a-f]{12})"\}$/;
const SUFFIX_LENGTH = CHECK_CHARACTERS + 12;

/** One line of a journal, without its newline. Its own checksum stands at its end. */
export function journalLine({ at, command }: JournalEntry): string {
  const fields = { session: at.session, time: toIsoTime(at.time), step: at.step, command };
  const body = JSON.stringify(fields).slice(0, -1);
  return `${body},"check":"${checkOf(body)}"}`;
}

export interface ReadJournal {
  /** Oldest first. */
  readonly entries: readonly JournalEntry[];
  /** 1-based numbers of the lines that are not what was written. */
  readonly brokenLines: readonly number[];
}

/** Reads a journal's text. Never throws: a line that cannot be read costs that line alone. */
export function readJournal(text: string): ReadJournal {
  const entries: JournalEntry[] = [];
  const brokenLines: number[] = [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  lines.forEach((line, index) => {
    const entry = readLine(line);
    if (entry === undefined) brokenLines.push(index + 1);
    else entries.push(entry);
  });
  return { entries, brokenLines };
}

function readLine(line: string): JournalEntry | undefined {
  const check = SUFFIX.exec(line.slice(-SUFFIX_LENGTH))?.[1];
  const body = line.slice(0, -SUFFIX_LENGTH);
  if (check === undefined || check !== checkOf(body)) return undefined;
  return entryOf(parsed(`${body}}`));
}

function entryOf(value: unknown): JournalEntry | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { session, time, step, command } = { session: 0, time: '', step: 0, command: null, ...value };
  const instant = typeof time === 'string' ? Date.parse(time) : Number.NaN;
  const read = userCommandSchema.safeParse(command);
  if (!isCount(session) || !isCount(step) || !Number.isSafeInteger(instant) || !read.success)
    return undefined;
  return { at: { session, time: epochMs(instant), step }, command: read.data };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function checkOf(body: string): string {
  return createHash('sha256').update(body, 'utf8').digest('hex').slice(0, CHECK_CHARACTERS);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
