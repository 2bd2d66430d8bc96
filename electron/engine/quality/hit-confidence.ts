import type { HitConfidence } from '../../../shared/domain/hit.ts';
import type { DataState } from '../../../shared/session/quality.ts';

/** What a hit stood on at the moment it was made. */
interface HitEvidence {
  /** State of the symbol's data. */
  readonly state: DataState;
  /** Keys of indicators that the scanner reads and that have a value but have not settled, as `rsi_14_5m`. */
  readonly settling: readonly string[];
  /** The quality of the symbol's data, 0-100; null where nothing was expected. */
  readonly quality: number | null;
  /** Bars that were lost of those that are held. */
  readonly lost: number;
}

/** Points that each doubt takes. */
const TAKES = { cutOff: 50, missing: 40, halted: 20, settling: 20, quiet: 5 } as const;

/** Below this a hit's data has holes that a trader should look at. */
const GOOD_QUALITY = 99;

/**
 * How much a hit can be relied on: 100 less what speaks against it, the gravest first. Data that is cut off takes
 * the most, then data that is missing, indicators that have not settled, a halt; holes take what the quality of
 * the data lacks. It lowers, and never forbids: what is unknown is no hit in the first place.
 */
export function hitConfidence({ state, settling, quality, lost }: HitEvidence): HitConfidence {
  const doubts: { readonly takes: number; readonly text: string }[] = [];
  if (state === 'gap') doubts.push({ takes: TAKES.cutOff, text: 'the feed is lost' });
  if (state === 'stale') doubts.push({ takes: TAKES.cutOff, text: 'a newer value was due' });
  if (state === 'missing') doubts.push({ takes: TAKES.missing, text: 'nothing came of what was asked for' });
  if (state === 'halted') doubts.push({ takes: TAKES.halted, text: 'trading is halted' });
  if (state === 'quiet') doubts.push({ takes: TAKES.quiet, text: 'no trade in the newest bar' });
  if (settling.length > 0) {
    doubts.push({ takes: TAKES.settling, text: `still settling: ${settling.join(', ')}` });
  }
  if (quality !== null && quality < GOOD_QUALITY) {
    const holes = lost === 0 ? 'thin data' : `${lost} ${lost === 1 ? 'bar' : 'bars'} lost`;
    doubts.push({ takes: 100 - quality, text: `${holes}, quality ${Math.round(quality)}` });
  }
  doubts.sort((left, right) => right.takes - left.takes);
  const taken = doubts.reduce((sum, { takes }) => sum + takes, 0);
  return { score: Math.round(Math.max(0, 100 - taken)), doubts: doubts.map(({ text }) => text) };
}
