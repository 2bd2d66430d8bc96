import type { JsonValue } from '../../../shared/domain/json.ts';
import { hitSide } from './reading.ts';
import type { HitRow, QuietTime } from './repeats.ts';

/**
 * True where every word begins the symbol, a part of the scanner's name, the side, or `held` for what was held
 * back. Muted scanners' hits never pass.
 */
export function passesHits(row: HitRow, words: readonly string[], muted: ReadonlySet<string>): boolean {
  const { hit, newest } = row;
  if (muted.has(hit.scanner)) return false;
  if (words.length === 0) return true;
  const known = [
    hit.symbol.toLowerCase(),
    hit.scanner.toLowerCase(),
    ...hit.scanner.toLowerCase().split(/[\s_-]+/),
    hitSide(hit) ?? '',
    newest.heldBack === undefined ? '' : 'held',
  ];
  return words.every((word) => known.some((other) => other.startsWith(word)));
}

/** The choices of "don't repeat for". */
export const QUIET_TIMES: readonly { readonly value: QuietTime; readonly label: string }[] = [
  { value: 0, label: 'no time' },
  { value: 15, label: '15 min' },
  { value: 30, label: '30 min' },
  { value: 60, label: '60 min' },
  { value: 'session', label: 'the session' },
];

/** The quiet time that a layout kept, or the session. */
export function quietTimeOf(saved: unknown): QuietTime {
  return QUIET_TIMES.find(({ value }) => value === saved)?.value ?? 'session';
}

/** The names of muted scanners that a layout kept. */
export function mutedOf(saved: JsonValue | undefined): ReadonlySet<string> {
  const names: readonly JsonValue[] = Array.isArray(saved) ? saved : [];
  return new Set(names.filter((name) => typeof name === 'string'));
}
