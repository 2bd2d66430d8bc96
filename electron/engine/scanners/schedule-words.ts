import type { ScannerConfig, ScheduleEntry } from '../../../shared/domain/session-config.ts';

const RELATIVE_TIME = /^(open|close)(?:([+-])(\d+)m)?$/;

/** When a scanner runs, in words: `09:00 pre-session; every 5 min 09:35–15:55 (mon, wed)`. */
export function scheduleWords(config: ScannerConfig, preSessionTime: string): string {
  const parts = config.schedule.map(entryWords);
  if (config.pre_session) parts.unshift(`${preSessionTime} pre-session`);
  return parts.length === 0 ? 'never' : parts.join('; ');
}

function entryWords(entry: ScheduleEntry): string {
  const days = entry.days === undefined ? '' : ` (${entry.days.join(', ')})`;
  if ('every' in entry) return `every ${intervalWords(entry.every)} from the open to the close${days}`;
  if ('at' in entry) return `at ${timeWords(entry.at)}${days}`;
  return `every ${intervalWords(entry.interval)} ${timeWords(entry.start)}–${timeWords(entry.end)}${days}`;
}

/** `09:35` as it is; `close-5m` is `5 min before the close`. */
function timeWords(text: string): string {
  const relative = RELATIVE_TIME.exec(text);
  if (relative === null) return text;
  const [, anchor, sign, minutes] = relative;
  if (minutes === undefined) return `the ${anchor}`;
  return `${minutes} min ${sign === '-' ? 'before' : 'after'} the ${anchor}`;
}

/** `5 min` of `5m`, `1 h` of `1h`, `30 s` of `30s`. */
function intervalWords(interval: string): string {
  return interval.replace(/^(\d+)m$/, '$1 min').replace(/^(\d+)([hs])$/, '$1 $2');
}
