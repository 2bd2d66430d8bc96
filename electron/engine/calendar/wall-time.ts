import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import {
  MILLISECONDS_PER_DAY,
  MILLISECONDS_PER_HOUR,
  MILLISECONDS_PER_MINUTE,
  MILLISECONDS_PER_SECOND,
} from '../../../shared/domain/time.ts';
import { twoDigits } from './civil-date.ts';

const WALL_TIME_PATTERN = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;

/** Milliseconds after midnight of `HH:mm` or `HH:mm:ss`. Throws InvalidArgumentError for any other text. */
export function parseWallTime(text: string): number {
  const match = WALL_TIME_PATTERN.exec(text);
  if (match === null)
    throw new InvalidArgumentError('wallTime', text, 'HH:mm or HH:mm:ss, 00:00 to 23:59:59');
  return (
    Number(match[1]) * MILLISECONDS_PER_HOUR +
    Number(match[2]) * MILLISECONDS_PER_MINUTE +
    Number(match[3] ?? 0) * MILLISECONDS_PER_SECOND
  );
}

/** `HH:mm:ss` of a local time in ms; the date and parts of a second are left out. */
export function formatWallTime(local: number): string {
  const sinceMidnight = local - Math.floor(local / MILLISECONDS_PER_DAY) * MILLISECONDS_PER_DAY;
  const hours = Math.floor(sinceMidnight / MILLISECONDS_PER_HOUR);
  const minutes = Math.floor(sinceMidnight / MILLISECONDS_PER_MINUTE) % 60;
  const seconds = Math.floor(sinceMidnight / MILLISECONDS_PER_SECOND) % 60;
  return `${twoDigits(hours)}:${twoDigits(minutes)}:${twoDigits(seconds)}`;
}
