declare const epochMsBrand: unique symbol;
declare const sessionDateBrand: unique symbol;

/** An instant: UTC milliseconds since 1970-01-01, a whole number. */
export type EpochMs = number & { readonly [epochMsBrand]: true };

/** A trading day of the exchange, `YYYY-MM-DD` in the exchange's own zone. */
export type SessionDate = string & { readonly [sessionDateBrand]: true };

export const MILLISECONDS_PER_SECOND = 1_000;
export const MILLISECONDS_PER_MINUTE = 60_000;
export const MILLISECONDS_PER_HOUR = 3_600_000;
export const MILLISECONDS_PER_DAY = 86_400_000;

/** Marks a number as an instant. Throws RangeError unless it is a whole, finite number. */
export function epochMs(value: number): EpochMs {
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`An instant must be whole milliseconds since 1970 UTC, got ${value}`);
  }
  return value as EpochMs;
}

const SESSION_DATE_PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** True for text that names a real day, `2014-02-29` is none. */
export function isSessionDate(text: string): text is SessionDate {
  if (!SESSION_DATE_PATTERN.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(instant) && new Date(instant).toISOString().startsWith(text);
}

/** Reads `YYYY-MM-DD`. Throws RangeError where the text is not a real day. */
export function sessionDate(text: string): SessionDate {
  if (!isSessionDate(text)) throw new RangeError(`A session date must be YYYY-MM-DD, got "${text}"`);
  return text;
}

/** `2013-10-07T13:00:00.000Z`. */
export function toIsoTime(instant: number): string {
  return new Date(instant).toISOString();
}
