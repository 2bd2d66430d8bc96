import { type Interval, isIntraday, nominalMilliseconds } from '../../../shared/domain/interval.ts';
import { type EpochMs, epochMs } from '../../../shared/domain/time.ts';
import type { DayQuality, GapKind, GapRange } from '../../../shared/session/quality.ts';
import type { Calendar, TradingSession } from '../calendar/contract.ts';
import { expectedRegularBars } from '../calendar/expected-bars.ts';
import { dayScore } from './score.ts';
import type { DayTally } from './tallies.ts';
import { isWithin, overlapsAny, type TimeRange } from './time-range.ts';

/** The starts of a series' bars, ascending. */
export interface BarStarts {
  readonly length: number;
  startOf(index: number): number;
  /** Index of the first bar with start >= the given one; `length` where none is. */
  indexFrom(start: number): number;
}

/** What is known of a day beside its bars: it says why those that are not there are not. */
export interface DayEvidence {
  /** When the feed was lost. */
  readonly lost: readonly TimeRange[];
  /** When the exchange had halted the symbol. */
  readonly halts: readonly TimeRange[];
  readonly tally: Readonly<DayTally>;
}

/**
 * Which of a session's regular bars are there, and why the others are not. Only what ended by `asOf` is expected, and
 * nothing outside the session's regular hours: a half day has 210 minutes; a week is expected in its last session.
 */
export function dayQuality(
  bars: BarStarts,
  interval: Interval,
  session: TradingSession,
  asOf: EpochMs,
  evidence: DayEvidence,
  calendar: Calendar,
): DayQuality {
  const slots = isIntraday(interval)
    ? intradaySlots(bars, interval, session, asOf)
    : daySlot(bars, interval, session, asOf, calendar);
  return qualityOf(slots, session, evidence);
}

/** A day cut into the bars that are expected. */
interface DaySlots {
  readonly expected: number;
  /** Runs of slots without a bar, ascending. */
  readonly missing: readonly { readonly first: number; readonly end: number }[];
  start(slot: number): number;
  end(slot: number): number;
  /** One bar for the whole session: without it the session is missing. */
  readonly isWhole: boolean;
}

function intradaySlots(bars: BarStarts, interval: Interval, session: TradingSession, asOf: number): DaySlots {
  const { open, close } = session;
  const length = nominalMilliseconds(interval);
  const expected =
    asOf >= close ? Math.ceil((close - open) / length) : Math.max(0, Math.floor((asOf - open) / length));
  const missing: { first: number; end: number }[] = [];
  let next = 0;
  for (let index = bars.indexFrom(open); index < bars.length && next < expected; index += 1) {
    const start = bars.startOf(index);
    if (!(start < close)) break;
    const slot = Math.floor((start - open) / length);
    if (slot < next) continue;
    if (slot > next) missing.push({ first: next, end: Math.min(slot, expected) });
    next = slot + 1;
  }
  if (next < expected) missing.push({ first: next, end: expected });
  return {
    expected,
    missing,
    start: (slot) => open + slot * length,
    end: (slot) => Math.min(open + slot * length + length, close),
    isWhole: false,
  };
}

function daySlot(
  bars: BarStarts,
  interval: Interval,
  session: TradingSession,
  asOf: number,
  calendar: Calendar,
): DaySlots {
  const { open, close } = session;
  const expected = asOf >= close ? expectedRegularBars(calendar, interval, session) : 0;
  // A week begins with the open of its first session.
  const start = expected > 0 ? (calendar.span(interval, open)?.start ?? open) : open;
  const found = bars.startOf(bars.indexFrom(start)) < close;
  return {
    expected,
    missing: expected > 0 && !found ? [{ first: 0, end: 1 }] : [],
    start: () => start,
    end: () => close,
    isWhole: true,
  };
}

function qualityOf(slots: DaySlots, session: TradingSession, evidence: DayEvidence): DayQuality {
  const { expected } = slots;
  const absent = slots.missing.reduce((sum, { first, end }) => sum + end - first, 0);
  // Nothing came of a session that is over: no trade all day is not what that means.
  const isMissing = absent === expected && (slots.isWhole || expected >= sessionSlots(slots, session));
  const gaps: GapRange[] = [];
  const counts = { quiet: 0, halted: 0, lost: 0 };
  // A bar that was refused and has no other in its place: the stock did trade.
  let refused = evidence.tally.rejected;
  for (const run of slots.missing) {
    for (let slot = run.first; slot < run.end; slot += 1) {
      let kind = kindOf(slots, slot, isMissing, evidence);
      if (refused > 0 && (kind === 'quiet' || kind === 'missing')) {
        refused -= 1;
        kind = 'rejected';
      }
      counts[kind === 'quiet' ? 'quiet' : kind === 'halt' ? 'halted' : 'lost'] += 1;
      addSlot(gaps, kind, slots.start(slot), slots.end(slot));
    }
  }
  const all = { expected, got: expected - absent, ...counts, ...evidence.tally };
  return { date: session.date, ...all, score: dayScore(all), gaps };
}

/** Slots of the whole session, however much of it is over. */
function sessionSlots(slots: DaySlots, { open, close }: TradingSession): number {
  return Math.ceil((close - open) / Math.max(1, slots.end(0) - slots.start(0)));
}

function kindOf(slots: DaySlots, slot: number, isMissing: boolean, { halts, lost }: DayEvidence): GapKind {
  const [from, to] = [slots.start(slot), slots.end(slot)];
  // A few minutes do not explain that the bar of a whole day is not there.
  const explains = slots.isWhole ? isWithin : overlapsAny;
  if (explains(lost, from, to)) return 'gap';
  if (explains(halts, from, to)) return 'halt';
  return isMissing ? 'missing' : 'quiet';
}

/** Stretches of one kind that touch are one. */
function addSlot(gaps: GapRange[], kind: GapKind, from: number, to: number): void {
  const last = gaps.at(-1);
  if (last?.kind === kind && last.to === from) {
    gaps[gaps.length - 1] = { ...last, to: epochMs(to), bars: last.bars + 1 };
  } else gaps.push({ from: epochMs(from), to: epochMs(to), bars: 1, kind });
}
