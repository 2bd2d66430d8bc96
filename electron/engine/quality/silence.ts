/** A feed that is silent in fewer of its intervals than this is taken for one that always has something to say. */
const DENSE_SHARE = 0.01;
/** Intervals of silence that a dense feed is given. */
const DENSE_LIMIT = 2;
/** A silence that would come up in a feed that works less often than this is none of no trades; trades come in clusters, hence so far below one in a million. */
const IMPROBABLE = 1e-12;
/** Added to every silence limit: what a bar needs to arrive. */
export const GRACE_MILLISECONDS = 5_000;

/**
 * Intervals that a whole feed may be silent before that means it is lost, given the share of intervals in which
 * nobody traded: two where that hardly happens, and where it does, as many as chance does not explain. A feed of one thinly traded stock is given longer than one of the whole market.
 */
export function silenceLimit(emptyShare: number): number {
  if (!(emptyShare > DENSE_SHARE)) return DENSE_LIMIT;
  if (emptyShare >= 1) return Number.POSITIVE_INFINITY;
  return Math.max(DENSE_LIMIT, Math.ceil(Math.log(IMPROBABLE) / Math.log(emptyShare)));
}

/** Slots of a day, first <= slot < end, in which a feed was lost. */
export interface SlotRun {
  readonly first: number;
  readonly end: number;
}

/**
 * Stretches in which a whole feed must have been lost, by which of a day's intervals it said anything in: runs of
 * silence that are longer than `silenceLimit` of all the others. `active` is 1 where any symbol had a bar; slots at
 * `count` and beyond have not ended yet. A day without any bar says nothing about the feed, so it is no run.
 */
export function lostRuns(active: Uint8Array, count: number): SlotRun[] {
  const runs: SlotRun[] = [];
  let empty = 0;
  for (let slot = 0; slot < count; slot += 1) {
    if (active[slot] === 1) continue;
    const first = slot;
    while (slot < count && active[slot] !== 1) slot += 1;
    runs.push({ first, end: slot });
    empty += slot - first;
  }
  if (empty >= count) return [];
  return runs.filter(({ first, end }) => {
    const length = end - first;
    return length > silenceLimit((empty - length) / (count - length));
  });
}
