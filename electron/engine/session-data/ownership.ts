import type { Interval } from '../../../shared/domain/interval.ts';

/** Who asked: `user`, `config`, `scanner:above_2`, `chart:1`. */
export type Owner = string;
export const USER: Owner = 'user';
export const CONFIG: Owner = 'config';

/** The owner of what a chart holds. */
export function chartOwner(chartId: string): Owner {
  return `${CHARTS}${chartId}`;
}

/** True for owners that only show what they hold; all others decide by it. */
export function onlyShows(owner: Owner): boolean {
  return owner.startsWith(CHARTS);
}

const CHARTS = 'chart:';

/**
 * One thing that is held for somebody: bars of an interval (live, or days of history), in regular hours or outside
 * of them, or an indicator.
 */
export type HoldingKind = 'session' | 'history' | 'extended' | 'extended_history' | 'indicator';

export interface Holding {
  readonly kind: HoldingKind;
  readonly interval: Interval;
  /** Indicator key; absent for bars. */
  readonly key?: string;
  readonly owners: Set<Owner>;
}

/** What nobody owns any more after an owner let go. */
export interface Released {
  readonly kind: HoldingKind;
  readonly interval: Interval;
  readonly key?: string;
}

/**
 * Who holds what of one symbol. A holding exists while it has an owner; the bars
 * that an indicator needs are held by the indicator's owner, so that dropping a
 * scanner frees exactly what only it needed.
 */
export class SymbolHoldings {
  readonly #holdings = new Map<string, Holding>();

  /** Adds an owner to a holding; true where the holding is new. */
  hold(owner: Owner, kind: HoldingKind, interval: Interval, key?: string): boolean {
    const id = holdingId(kind, interval, key);
    const existing = this.#holdings.get(id);
    if (existing !== undefined) {
      existing.owners.add(owner);
      return false;
    }
    const owners = new Set([owner]);
    this.#holdings.set(id, key === undefined ? { kind, interval, owners } : { kind, interval, key, owners });
    return true;
  }

  has(kind: HoldingKind, interval: Interval, key?: string): boolean {
    return this.#holdings.has(holdingId(kind, interval, key));
  }

  /** True where that owner has the holding. */
  isHeldBy(owner: Owner, kind: HoldingKind, interval: Interval, key?: string): boolean {
    return this.#holdings.get(holdingId(kind, interval, key))?.owners.has(owner) === true;
  }

  /** True where somebody who decides by it has the holding; a chart only shows it. */
  isDecidedBy(kind: HoldingKind, interval: Interval): boolean {
    const owners = this.#holdings.get(holdingId(kind, interval, undefined))?.owners ?? [];
    return [...owners].some((owner) => !onlyShows(owner));
  }

  /** Intervals whose session bars are held. */
  sessionIntervals(): Interval[] {
    return this.#intervalsOf('session');
  }

  /** Intervals whose pre-market and post-market bars of the session are held. */
  extendedIntervals(): Interval[] {
    return this.#intervalsOf('extended');
  }

  #intervalsOf(wanted: HoldingKind): Interval[] {
    return [...this.#holdings.values()].filter(({ kind }) => kind === wanted).map(({ interval }) => interval);
  }

  /** True where bars of the interval's regular hours are held, for whatever is made of them too. */
  usesInterval(interval: Interval): boolean {
    return this.has('session', interval) || this.has('history', interval);
  }

  /** Takes an owner off everything; answers what is left without one, and forgets it. */
  release(owner: Owner): Released[] {
    const released: Released[] = [];
    for (const [id, holding] of this.#holdings) {
      if (!holding.owners.delete(owner) || holding.owners.size > 0) continue;
      this.#holdings.delete(id);
      released.push(holding);
    }
    return released;
  }

  /** Takes everybody off everything. */
  releaseAll(): Released[] {
    const released = [...this.#holdings.values()];
    this.#holdings.clear();
    return released;
  }

  all(): readonly Holding[] {
    return [...this.#holdings.values()];
  }

  get isEmpty(): boolean {
    return this.#holdings.size === 0;
  }
}

function holdingId(kind: HoldingKind, interval: Interval, key: string | undefined): string {
  return key === undefined ? `${kind} ${interval}` : `${kind} ${key}`;
}
