import type { DataState, DayQuality, GapKind, GapRange } from '../../../shared/session/quality.ts';
import type { IconName } from '../../components/icon-shapes.ts';
import { formatCount } from '../../format/numbers.ts';
import { formatTimeOn, formatWallTime } from '../../format/times.ts';

const STATES: Record<DataState, { readonly word: string; readonly icon: IconName; readonly hint: string }> = {
  gap: { word: 'Gap', icon: 'error', hint: 'The feed is lost: bars are missing now' },
  missing: { word: 'Missing', icon: 'error', hint: 'Nothing came of what was asked for' },
  stale: {
    word: 'Stale',
    icon: 'stale',
    hint: 'A newer value was due: the feed is silent, or has daily bars only',
  },
  halted: { word: 'Halted', icon: 'halted', hint: 'The exchange has halted trading' },
  quiet: { word: 'Quiet', icon: 'dot', hint: 'No trade in the newest bar, while the feed delivers others' },
  live: { word: 'Live', icon: 'dot', hint: 'The newest bar that could be there is there' },
  closed: { word: 'Closed', icon: 'registered', hint: 'Outside regular hours: nothing is due' },
  idle: { word: 'Idle', icon: 'registered', hint: 'Nothing was asked for' },
};

export function stateWords(state: DataState): {
  readonly word: string;
  readonly icon: IconName;
  readonly hint: string;
} {
  return STATES[state];
}

const KINDS: Record<GapKind, string> = {
  gap: 'feed lost',
  missing: 'session missing',
  rejected: 'bar rejected',
  halt: 'halted',
  quiet: 'no trade',
};

/** `feed lost`, `no trade`: why bars are not there. */
function gapWord(kind: GapKind): string {
  return KINDS[kind];
}

/** `11:03–11:06, 3 bars, feed lost`, with the date before it where it is not the session's. */
export function gapText({ from, to, bars, kind }: GapRange, sessionDate: string): string {
  const start = formatTimeOn(from, sessionDate).slice(0, -3);
  const count = `${formatCount(bars)} ${bars === 1 ? 'bar' : 'bars'}`;
  return `${start}–${formatWallTime(to).slice(0, 5)}, ${count}, ${gapWord(kind)}`;
}

/** `389 of 390 · 1 quiet`: what came of a day, and what became of the rest. */
export function dayText({
  expected,
  got,
  quiet,
  halted,
  lost,
  late,
  revised,
  rejected,
  duplicates,
}: DayQuality): string {
  const parts = [
    [lost, 'lost'],
    [quiet, 'quiet'],
    [halted, 'halted'],
    [late, 'late'],
    [revised, 'revised'],
    [rejected, 'rejected'],
    [duplicates, duplicates === 1 ? 'duplicate' : 'duplicates'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, word]) => `${formatCount(count)} ${word}`);
  return [`${formatCount(got)} of ${formatCount(expected)}`, ...told].join(' · ');
}

/** A score as one reads it: 100 is whole, and nothing less is shown as 100. */
export function scoreText(score: number): string {
  if (Number.isNaN(score)) return '—';
  return score < 100 ? Math.min(99.9, Math.floor(score * 10) / 10).toFixed(1) : '100';
}
