const SECOND = 1_000;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Time that is left of a bar, `0:48`, `12:05`, `1:02:11`, from a day on `2 d`; null where the bar is closed or its end has passed,
 * as both are no countdown. Instants in epoch ms of the session's clock.
 */
export function countdownText(until: number | null, now: number): string | null {
  if (until === null || !Number.isFinite(now) || now >= until) return null;
  const seconds = Math.ceil((until - now) / SECOND);
  if (seconds >= DAY) return `${Math.floor(seconds / DAY)} d`;
  const hours = Math.floor(seconds / HOUR);
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  const rest = two(seconds % MINUTE);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
