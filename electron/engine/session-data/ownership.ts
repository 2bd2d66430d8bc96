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
  readonly owners: ReadonlySet<Owner>;
}

/** What nobody owns any more after an owner let go. */
export interface Released {
  readonly kind: HoldingKind;
  readonly interval: Interval;
  readonly key?: string;
}

/** Ways on from a state that are remembered; then they are forgotten, and found again. */
const MOST_WAYS = 64;

/**
 * What is held of a symbol, as a value that never changes: adding or taking away answers another one, the same for the
 * same change. Ten thousand symbols of a screen, which all hold the same twenty indicators for the same
 * scanner, share one.
 */
class Held {
  readonly #ways = new Map<string, Held>();

  constructor(readonly byId: ReadonlyMap<string, Holding>) {}

  with(owner: Owner, id: string, what: Released): Held {
    return this.#way(`+${owner}\n${id} ${what.interval}`, () => {
      const owners = new Set([...(this.byId.get(id)?.owners ?? []), owner]);
      return new Map([...this.byId, [id, { ...what, owners }]]);
    });
  }

  without(owner: Owner): Held {
    return this.#way(`-${owner}`, () => {
      const left = new Map<string, Holding>();
      for (const [id, holding] of this.byId) {
        const owners = new Set([...holding.owners].filter((other) => other !== owner));
        if (owners.size > 0) left.set(id, { ...holding, owners });
      }
      return left;
    });
  }

  #way(name: string, make: () => ReadonlyMap<string, Holding>): Held {
    const known = this.#ways.get(name);
    if (known !== undefined) return known;
    if (this.#ways.size >= MOST_WAYS) this.#ways.clear();
    const next = new Held(make());
    this.#ways.set(name, next);
    return next;
  }
}

const NOTHING = new Held(new Map());

/**
 * Who holds what of one symbol. A holding exists while it has an owner; the bars
 * that an indicator needs are held by the indicator's owner, so that dropping a
 * scanner frees exactly what only it needed.
 */
export class SymbolHoldings {
  #held = NOTHING;

  /** Adds an owner to a holding; true where the holding is new. */
  hold(owner: Owner, kind: HoldingKind, interval: Interval, key?: string): boolean {
    const id = holdingId(kind, interval, key);
    const existing = this.#held.byId.get(id);
    if (existing?.owners.has(owner) === true) return false;
    this.#held = this.#held.with(owner, id, key === undefined ? { kind, interval } : { kind, interval, key });
    return existing === undefined;
  }

  has(kind: HoldingKind, interval: Interval, key?: string): boolean {
    return this.#held.byId.has(holdingId(kind, interval, key));
  }

  /** True where that owner has the holding. */
  isHeldBy(owner: Owner, kind: HoldingKind, interval: Interval, key?: string): boolean {
    return this.#held.byId.get(holdingId(kind, interval, key))?.owners.has(owner) === true;
  }

  /** True where somebody who decides by it has the holding; a chart only shows it. */
  isDecidedBy(kind: HoldingKind, interval: Interval): boolean {
    const owners = this.#held.byId.get(holdingId(kind, interval, undefined))?.owners ?? [];
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
    return [...this.#held.byId.values()]
      .filter(({ kind }) => kind === wanted)
      .map(({ interval }) => interval);
  }

  /** True where bars of the interval's regular hours are held, for whatever is made of them too. */
  usesInterval(interval: Interval): boolean {
    return this.has('session', interval) || this.has('history', interval);
  }

  /** Takes an owner off everything; answers what is left without one, and forgets it. */
  release(owner: Owner): Released[] {
    const released = this.all().filter(({ owners }) => owners.size === 1 && owners.has(owner));
    if (this.all().some(({ owners }) => owners.has(owner))) this.#held = this.#held.without(owner);
    return released;
  }

  /** Takes everybody off everything. */
  releaseAll(): Released[] {
    const released = [...this.all()];
    this.#held = NOTHING;
    return released;
  }

  all(): readonly Holding[] {
    return [...this.#held.byId.values()];
  }

  get isEmpty(): boolean {
    return this.#held.byId.size === 0;
  }
}

function holdingId(kind: HoldingKind, interval: Interval, key: string | undefined): string {
  return key === undefined ? `${kind} ${interval}` : `${kind} ${key}`;
}
