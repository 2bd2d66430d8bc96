import type { Interval } from '../../../shared/domain/interval.ts';
import { canHave } from './market.ts';

/** What an owner may ask for of an indicator here: a simple average. */
export interface AskedAverage {
  readonly interval: Interval;
  readonly period: number;
}

/** Sessions before the session date, newest last; `count` of them. */
export type SessionsBefore = (count: number) => readonly string[];

/** One symbol as the contract alone has it: plain sets, no bars. */
export class SymbolModel {
  known = false;
  promoted = false;
  excluded = false;
  /** Promoted when the user removed it, and not since. */
  wasPromoted = false;
  leaving = false;
  /** Reason by holder. */
  readonly locks = new Map<string, string>();
  /** Owners by what they hold: `session 5m`, `history 1d`, `sma_3_1d`. */
  readonly owners = new Map<string, Set<string>>();
  readonly averages = new Map<string, AskedAverage>();
  /** Sessions that were asked for, by interval: held, on their way, or found to have no bars. */
  readonly asked = new Map<Interval, Set<string>>();
  /** Interval and session of what was asked for on this session date, and whose load has not failed since. */
  readonly wantedToday = new Set<string>();
  /** True from a failed load until all is quiet: nobody knows what is covered. */
  uncertain = false;

  /** @param onForgotten told of an interval that nobody uses any more */
  constructor(
    readonly symbol: string,
    private readonly onForgotten: (interval: Interval) => void,
  ) {}

  /** False for an owner who may not bring a removed symbol back. */
  admits(owner: string): boolean {
    if (this.excluded && owner !== 'user') return false;
    this.excluded = false;
    this.known = true;
    return true;
  }

  hold(owner: string, what: string): boolean {
    const held = this.owners.get(what);
    if (held === undefined) this.owners.set(what, new Set([owner]));
    else held.add(owner);
    return held === undefined;
  }

  uses(interval: Interval): boolean {
    return [...this.owners.keys()].some(
      (what) => what.endsWith(` ${interval}`) || this.averages.get(what)?.interval === interval,
    );
  }

  /** True where one of the sessions is neither held, on its way, nor known to have no bars. */
  history(owner: string, interval: Interval, wanted: readonly string[], isHeld: IsHeld): boolean {
    this.hold(owner, `history ${interval}`);
    const asked = this.asked.get(interval) ?? new Set();
    const missing = wanted.filter(
      (date) => !asked.has(date) && !(canHave(this.symbol, interval) && isHeld(interval, date)),
    );
    this.asked.set(interval, new Set([...asked, ...wanted]));
    for (const date of wanted) this.wantedToday.add(`${interval} ${date}`);
    return missing.length > 0;
  }

  average(
    owner: string,
    { interval, period }: AskedAverage,
    before: SessionsBefore,
    isHeld: IsHeld,
  ): boolean {
    const key = `sma_${period}_${interval}`;
    const added = this.hold(owner, key);
    this.averages.set(key, { interval, period });
    this.history(owner, interval, before(interval === '1d' ? 2 * period : 1), isHeld);
    this.hold(owner, `session ${interval}`);
    return added;
  }

  /** Everything that the config of the stage asks for. */
  holdConfig(before: SessionsBefore, isHeld: IsHeld): void {
    for (const interval of ['1m', '5m']) this.hold('config', `session ${interval}`);
    this.history('config', '1m', before(2), isHeld);
    this.history('config', '1d', before(5), isHeld);
    this.average('config', { interval: '1d', period: 3 }, before, isHeld);
  }

  release(owner: string): void {
    for (const [what, owners] of this.owners) {
      owners.delete(owner);
      if (owners.size > 0) continue;
      this.owners.delete(what);
      this.averages.delete(what);
    }
    for (const interval of [...this.asked.keys()]) if (!this.uses(interval)) this.#forget(interval);
  }

  #forget(interval: Interval): void {
    this.asked.delete(interval);
    this.onForgotten(interval);
    for (const wanted of this.wantedToday)
      if (wanted.startsWith(`${interval} `)) this.wantedToday.delete(wanted);
  }

  demote(): boolean {
    if (!this.promoted || this.locks.size > 0) return false;
    this.promoted = false;
    this.release('config');
    return true;
  }

  /** @param byUser remembers for the way back what the symbol was */
  remove(byUser: boolean): boolean {
    if (!this.known || this.excluded || this.locks.size > 0) return false;
    if (byUser) {
      this.wasPromoted = this.promoted;
      this.leaving = false;
    }
    this.excluded = true;
    this.promoted = false;
    this.owners.clear();
    this.averages.clear();
    for (const interval of [...this.asked.keys()]) this.#forget(interval);
    return true;
  }
}

/** Whether every bar that the source has of a session is held. */
export type IsHeld = (interval: Interval, date: string) => boolean;
