import type { Interval } from '../domain/interval.ts';
import type { SymbolId } from '../domain/symbol.ts';
import type { EpochMs, SessionDate } from '../domain/time.ts';

/**
 * How a symbol's data stands at this moment. `live`: its newest bar is the newest that could be there. `quiet`: no
 * trade, while its feed delivers. `stale`: a newer value was due and its feed is silent, or it has daily bars only
 * and the market is open. `gap`: its feed is lost. `halted`: the exchange said so. `missing`: nothing came of what
 * was asked for. `closed`: no regular hours, so nothing is due. `idle`: nothing was asked for.
 */
export const DATA_STATES = ['gap', 'missing', 'stale', 'halted', 'quiet', 'live', 'closed', 'idle'] as const;
export type DataState = (typeof DATA_STATES)[number];

/**
 * Why bars that the calendar expects are not there. `gap`: the feed was lost. `missing`: a whole session without a
 * bar. `rejected`: a bar came and broke the rules of a bar. `halt`: trading was halted. `quiet`: no trade.
 */
export const GAP_KINDS = ['gap', 'missing', 'rejected', 'halt', 'quiet'] as const;
export type GapKind = (typeof GAP_KINDS)[number];

/** A stretch of time without bars that the calendar expects, half-open: from <= t < to. */
export interface GapRange {
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** Expected bars that lie in it. */
  readonly bars: number;
  readonly kind: GapKind;
}

/** Counts of bars; expected = got + quiet + halted + lost, always. */
export interface QualityCounts {
  /** Regular bars that ended so far, by the calendar alone. */
  readonly expected: number;
  readonly got: number;
  readonly quiet: number;
  readonly halted: number;
  /** Of gaps, of whole sessions that are missing, and of bars that were rejected. */
  readonly lost: number;
  readonly duplicates: number;
  readonly revised: number;
  readonly rejected: number;
  /** Came after their time: out of order, or when a lost feed was back. */
  readonly late: number;
}

/** One interval of one symbol in one session. */
export interface DayQuality extends QualityCounts {
  readonly date: SessionDate;
  /** 0-100; null where nothing was expected yet. */
  readonly score: number | null;
  /** Oldest first. */
  readonly gaps: readonly GapRange[];
}

/** One interval of one symbol over the sessions that are held. */
export interface IntervalQuality extends QualityCounts {
  readonly interval: Interval;
  /** False for a stream that is only folded into coarser bars: it is counted, its bars are not kept. */
  readonly kept: boolean;
  readonly score: number | null;
  /** 0 where no source has the interval: nothing of it is expected. */
  readonly sessions: number;
}

/** The data of one symbol in a line. */
export interface SymbolQuality extends QualityCounts {
  readonly symbol: SymbolId;
  readonly state: DataState;
  readonly promoted: boolean;
  /** The lowest of its intervals, lowered where the symbol is cut off now; null where nothing was expected. */
  readonly score: number | null;
  readonly intervals: readonly IntervalQuality[];
  /** The newest stretch that was lost, halted or missing; null where there is none. */
  readonly lastGap: GapRange | null;
  /** One letter a session, oldest first, of the finest interval that is kept: see STRIP. */
  readonly strip: string;
}

/** A block of the strip: complete, partly lost, all of it missing, nothing expected yet. */
export const STRIP = { complete: 'c', partly: 'p', missing: 'm', none: '-' } as const;
/** Sessions that a strip shows at most. */
export const STRIP_SESSIONS = 30;

/** The sessions of one interval of a symbol, oldest first. */
export interface IntervalDays {
  readonly interval: Interval;
  readonly days: readonly DayQuality[];
}

/** One page of the symbols' quality. */
export interface QualityPage {
  /** Symbols that pass, of which `rows` are the first. */
  readonly total: number;
  readonly rows: readonly SymbolQuality[];
  /** The session date as a whole: every symbol that streams or whose bars are kept. */
  readonly session: SessionQuality;
}

/** All symbols together on the session date. */
export interface SessionQuality extends QualityCounts {
  readonly date: SessionDate;
  /** Mean of the symbols' scores of that day; null where nothing was expected. */
  readonly score: number | null;
  readonly symbols: number;
  /** Symbols with anything lost that day. */
  readonly withGaps: number;
}

/** Which symbols a page shows. */
export const QUALITY_SCOPES = ['issues', 'promoted', 'all'] as const;
export type QualityScope = (typeof QUALITY_SCOPES)[number];

export interface QualityQuery {
  readonly scope: QualityScope;
  /** Letters that a symbol begins with; empty for all. */
  readonly text: string;
}

/** Rows of a page at most: the worst first. */
export const QUALITY_PAGE_ROWS = 200;
