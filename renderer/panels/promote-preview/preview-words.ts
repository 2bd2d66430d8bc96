import type { LoadPreview, PromotionPreview } from '../../../shared/domain/promotion.ts';
import { formatBytes } from '../../format/bytes.ts';
import { formatCount, MISSING } from '../../format/numbers.ts';
import { formatSessionDate } from '../../format/times.ts';

/** One of the figures at the top: what it is, its value, and the line under it. */
export interface Figure {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  /** Part of the bar under it that is filled, 0-1, and how much of that is there already; null for no bar. */
  readonly bar: { readonly before: number; readonly after: number } | null;
}

/** Requests, bars, memory and time. */
export function figuresOf(preview: PromotionPreview): readonly Figure[] {
  const { requests, fetch, held, addedBytes, usedBytes } = preview;
  const after = usedBytes + addedBytes;
  return [
    { label: 'Requests', value: formatCount(requests), note: requestsNote(preview), bar: null },
    {
      label: 'Bars to fetch',
      value: formatCount(fetch),
      note: `${formatCount(held)} already held`,
      bar: fetch + held === 0 ? null : { before: held / (fetch + held), after: 1 },
    },
    {
      label: 'Memory',
      value: `+${formatBytes(addedBytes)}`,
      note: `${formatBytes(usedBytes)} to ${formatBytes(after)}`,
      bar: after === 0 ? null : { before: usedBytes / after, after: 1 },
    },
    { label: 'Time', ...timeOf(preview) },
  ];
}

function timeOf({ requests, seconds }: PromotionPreview): Omit<Figure, 'label'> {
  if (requests === 0) return { value: 'None', note: 'nothing to fetch', bar: null };
  if (seconds === null) return { value: MISSING, note: 'no load was timed yet', bar: null };
  const value = seconds < 1 ? '< 1 s' : seconds < 90 ? `${Math.round(seconds)} s` : minutes(seconds);
  return { value, note: 'as loads went so far', bar: null };
}

function minutes(seconds: number): string {
  return `${Math.round(seconds / 60)} min`;
}

/** Where they go, and what a source that counts them still allows. */
function requestsNote({ budgets, loads }: PromotionPreview): string {
  const [tightest] = [...budgets].sort((one, other) => other.seconds - one.seconds);
  return tightest === undefined
    ? sourcesNote(loads)
    : `${tightest.source}: ${formatCount(tightest.left)} of ${formatCount(tightest.requestsPerMinute)} a minute left`;
}

/** `to lean`, `to daily and lean`, `everything is held`. */
function sourcesNote(loads: readonly LoadPreview[]): string {
  const names = [...new Set(loads.flatMap(({ source, requests }) => (requests > 0 ? (source ?? []) : [])))];
  return names.length === 0 ? 'none is needed' : `to ${names.join(' and ')}`;
}

/** Where the bars of an interval come from: `lean, 27 Aug to 8 Oct`, `derived from 1m`. */
export function originWords({ source, derivedFrom, from, to }: LoadPreview): string {
  if (source === null) return 'no data source has it';
  const dates = from === null || to === null ? '' : `, ${shortDate(from)} to ${shortDate(to)}`;
  return derivedFrom === null ? `${source}${dates || ', held already'}` : `derived from ${derivedFrom}`;
}

/** `27 Aug 2013`. */
function shortDate(date: string): string {
  return formatSessionDate(date).replace(/^\S+ /, '');
}

/** The part of a warning that stands out, up to its first colon, and the rest. */
export function warningParts(warning: string): { readonly head: string; readonly rest: string } {
  const end = warning.indexOf(': ') + 1;
  return end === 0
    ? { head: warning, rest: '' }
    : { head: warning.slice(0, end), rest: warning.slice(end).trimStart() };
}
