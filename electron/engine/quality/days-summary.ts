import {
  type DayQuality,
  type GapRange,
  type QualityCounts,
  STRIP,
} from '../../../shared/session/quality.ts';
import { addCounts, NO_COUNTS, scoreOverDays } from './score.ts';

/** The days of one interval of one symbol, added up; what it takes does not grow with them. */
export interface DaysSummary {
  readonly counts: QualityCounts;
  readonly sessions: number;
  readonly score: number | null;
  /** Sum of weights behind the score, where the newest scored day weighs 1. */
  readonly weight: number;
  readonly lastGap: GapRange | null;
  /** A letter of STRIP for each day, the newest STRIP_SESSIONS. */
  readonly strip: string;
}

export const NO_DAYS: DaysSummary = {
  counts: NO_COUNTS,
  sessions: 0,
  score: null,
  weight: 0,
  lastGap: null,
  strip: '',
};

/** The summary with one more, newer day. */
export function withDay(before: DaysSummary, day: DayQuality, stripLength: number): DaysSummary {
  const { score, weight } = before;
  const joined = scoreOverDays(weight, score, day.score);
  return {
    counts: addCounts(before.counts, day),
    sessions: before.sessions + 1,
    score: joined.score,
    weight: joined.weight,
    lastGap: day.gaps.findLast(({ kind }) => kind !== 'quiet') ?? before.lastGap,
    strip: (before.strip + stripLetter(day)).slice(-stripLength),
  };
}

function stripLetter({ expected, got, lost, halted }: DayQuality): string {
  if (expected === 0) return STRIP.none;
  if (got === 0 && lost > 0) return STRIP.missing;
  return lost + halted > 0 ? STRIP.partly : STRIP.complete;
}
