import fc from 'fast-check';
import { expect } from 'vitest';
import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import { type Interval, parseInterval } from '../../../shared/domain/interval.ts';
import { LOCK_HOLDER_KINDS, type LockHolder } from '../../../shared/domain/lock.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { sessionDate } from '../../../shared/domain/time.ts';
import type { SessionData } from '../../engine/session-data/session-data.ts';
import type { Fate } from './gate.ts';
import { BARS_PER_SESSION, COVERS, canHave, SYMBOLS } from './market.ts';
import { type IsHeld, SymbolModel } from './model.ts';
import type { Stage } from './stage.ts';

/*
 * A call is a line of words (`scanner:one history BOTH 1d 3`), so that what fast-check shrinks to is read, and
 * can be put into a test as it is.
 */

export const OWNERS = ['user', 'scanner:one', 'scanner:two', 'chart:1'] as const;
const INTERVALS = ['1m', '5m', '15m', '1d'] as const;

const words = (...parts: readonly (string | fc.Arbitrary<unknown>)[]): fc.Arbitrary<string> =>
  fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
    .map((each) => each.join(' '));

const owner = fc.constantFrom(...OWNERS);
const symbol = fc.constantFrom(...SYMBOLS);
const interval = fc.constantFrom(...INTERVALS);
const holder = fc
  .tuple(fc.constantFrom(...LOCK_HOLDER_KINDS), fc.constantFrom('a', 'b'))
  .map((each) => each.join('/'));

export const call: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: words(owner, 'session', symbol, interval) },
  { weight: 4, arbitrary: words(owner, 'history', symbol, interval, fc.integer({ min: 1, max: 8 })) },
  {
    weight: 3,
    arbitrary: words(owner, 'average', symbol, fc.constantFrom('1d', '5m'), fc.constantFrom(2, 3)),
  },
  { weight: 3, arbitrary: words(owner, 'promote', symbol) },
  { weight: 2, arbitrary: words(owner, 'demote', symbol) },
  { weight: 2, arbitrary: words(owner, 'remove', symbol) },
  { weight: 1, arbitrary: words('user', 'restore', symbol) },
  { weight: 2, arbitrary: words('user', 'lock', symbol, holder, fc.constantFrom('one', 'two')) },
  { weight: 2, arbitrary: words('user', 'unlock', symbol, holder) },
  { weight: 2, arbitrary: words(owner, 'release') },
  { weight: 4, arbitrary: fc.constant('run settle') },
  { weight: 2, arbitrary: words('run', 'load', fc.constantFrom<Fate>('late', 'fail', 'now')) },
  { weight: 2, arbitrary: words('run', 'come', fc.nat(2)) },
  { weight: 1, arbitrary: words('run', 'cut', fc.nat(2)) },
  { weight: 2, arbitrary: words('run', 'play', fc.constantFrom(7, 30, 95)) },
  { weight: 1, arbitrary: fc.constant('run roll') },
  { weight: 1, arbitrary: words(owner, 'bad', symbol, fc.nat(8)) },
);

/** The stage and its models, and what was promoted in which order. */
export class Play {
  readonly models = new Map(
    SYMBOLS.map((name) => [name, new SymbolModel(name, (interval) => this.stage.forget(name, interval))]),
  );
  readonly promoted: string[] = [];

  constructor(readonly stage: Stage) {}

  as(who: string): SessionData {
    const { data } = this.stage.coordinator;
    return who === 'user' ? data : data.as(who);
  }

  model(name: string): SymbolModel {
    const model = this.models.get(name);
    if (model === undefined) throw new Error(`No symbol ${name}`);
    return model;
  }

  readonly before = (count: number): string[] => {
    const { calendar } = this.stage.coordinator.parts;
    return calendar.sessionsBefore(sessionDate(this.stage.date), count).map(({ date }) => date);
  };

  isHeld(name: string): IsHeld {
    return (held, date) => {
      const expected = held === '1d' ? 1 : BARS_PER_SESSION;
      return this.stage.heldOn(name, held, date) >= expected;
    };
  }

  /** Keeps the order of promotions as the models change. */
  noteTiers(): void {
    for (const [name, { promoted }] of this.models) {
      const at = this.promoted.indexOf(name);
      if (promoted && at < 0) this.promoted.push(name);
      if (!promoted && at >= 0) this.promoted.splice(at, 1);
    }
  }

  async perform(line: string): Promise<void> {
    const [who = '', what = '', name = '', ...rest] = line.split(' ');
    if (who === 'run') await this.#run(what, name);
    else if (what === 'release') this.#release(who);
    else if (what === 'bad') this.#bad(who, name, Number(rest[0]));
    else this.#call(who, what, name, rest);
    this.noteTiers();
  }

  async #run(what: string, argument: string): Promise<void> {
    const { gate } = this.stage;
    const failures = gate.failures;
    if (what === 'load') gate.fates.push(argument === 'fail' ? 'fail' : argument === 'late' ? 'late' : 'now');
    else if (what === 'come') gate.come(Number(argument));
    else if (what === 'cut') gate.failOne(Number(argument));
    else if (what === 'play') await this.stage.play(Number(argument));
    else if (what === 'roll') await this.#roll();
    const done = gate.heldCount > 0 || (await this.stage.settle());
    if (gate.failures > failures) for (const model of this.models.values()) model.uncertain = true;
    if (done && gate.heldCount === 0) this.#forgetUncertainty();
  }

  /** All is quiet: what a failed load was to bring is not held, and can be asked for again. */
  #forgetUncertainty(): void {
    for (const model of this.models.values()) {
      if (!model.uncertain) continue;
      model.uncertain = false;
      for (const [interval, dates] of model.asked) this.#forgetLost(model, interval, dates);
    }
  }

  #forgetLost(model: SymbolModel, interval: Interval, dates: Set<string>): void {
    if (!canHave(model.symbol, interval)) return;
    for (const date of dates) {
      if (this.isHeld(model.symbol)(interval, date)) continue;
      dates.delete(date);
      model.wantedToday.delete(`${interval} ${date}`);
    }
  }

  async #roll(): Promise<void> {
    const played = this.stage.date;
    if (!(await this.stage.roll())) return;
    for (const model of this.models.values()) {
      model.excluded = false;
      model.wantedToday.clear();
      for (const what of model.owners.keys()) {
        const interval = INTERVALS.find((each) => what === `session ${each}`);
        // A session of a symbol without such bars is over too: nothing more is to be had of it.
        if (interval !== undefined && !canHave(model.symbol, interval))
          model.asked.set(interval, new Set([...(model.asked.get(interval) ?? []), played]));
      }
      if (model.promoted) model.holdConfig(this.before, this.isHeld(model.symbol));
    }
  }

  #release(who: string): void {
    this.as(who).releaseAll();
    for (const model of this.models.values()) model.release(who);
  }

  #call(who: string, what: string, name: string, rest: readonly string[]): void {
    const model = this.model(name);
    const expected = this.#expected(model, who, what, rest);
    const answered = this.#answered(who, what, name, rest);
    // What a failed load leaves is told when all is quiet; until then either answer may be right.
    if (!(model.uncertain && what === 'history')) expect(answered).toEqual(expected);
  }

  #expected(
    model: SymbolModel,
    who: string,
    what: string,
    [first = '', second = '']: readonly string[],
  ): unknown {
    const isHeld = this.isHeld(model.symbol);
    switch (what) {
      case 'session':
        return model.admits(who) && model.hold(who, `session ${first}`);
      case 'history':
        return (
          model.admits(who) && model.history(who, parseInterval(first), this.before(Number(second)), isHeld)
        );
      case 'average':
        return (
          model.admits(who) &&
          model.average(who, { interval: parseInterval(first), period: Number(second) }, this.before, isHeld)
        );
      case 'promote':
        return this.#promote(model, who, isHeld);
      case 'demote':
        return model.demote();
      case 'remove':
        return model.remove(who === 'user');
      case 'restore':
        return this.#restore(model, isHeld);
      case 'lock':
        return this.#lock(model, first, second);
      default:
        return model.locks.delete(first);
    }
  }

  #promote(model: SymbolModel, who: string, isHeld: IsHeld): boolean {
    if (!model.admits(who) || model.promoted) return false;
    Object.assign(model, { promoted: true, wasPromoted: false });
    model.holdConfig(this.before, isHeld);
    return true;
  }

  #restore(model: SymbolModel, isHeld: IsHeld): boolean {
    const wasRemoved = model.excluded;
    model.excluded = false;
    const again = model.wasPromoted && this.#promote(model, 'user', isHeld);
    model.wasPromoted = false;
    return wasRemoved || again;
  }

  #lock(model: SymbolModel, holder: string, reason: string): boolean | string {
    // Only a source's symbols are locked by hand; a position locks any.
    if (holder.startsWith('manual') && (COVERS[model.symbol] ?? []).length === 0) return 'symbol';
    model.locks.set(holder, reason);
    Object.assign(model, { known: true, excluded: false });
    return true;
  }

  #answered(who: string, what: string, name: string, [first = '', second = '']: readonly string[]): unknown {
    const data = this.as(who);
    switch (what) {
      case 'session':
        return data.addSessionBars(name, first);
      case 'history':
        return data.addHistoricalBars(name, first, Number(second));
      case 'average':
        return data.addIndicator(name, 'sma', { interval: first, period: Number(second) });
      case 'promote':
        return data.addSymbol(name);
      case 'demote':
        return data.demoteSymbol(name);
      case 'remove':
        return who === 'user' ? this.stage.coordinator.removeByUser(symbolId(name)) : data.removeSymbol(name);
      case 'restore': {
        const reply = this.stage.removal().restore(symbolId(name));
        return reply.ok && reply.value;
      }
      case 'lock':
        return answerOr(() => data.lockSymbol(name, second, holderOf(first)));
      default:
        return data.unlockSymbol(name, holderOf(first));
    }
  }

  /** A bad argument is told by its name, and changes nothing: what follows is held against the model as ever. */
  #bad(who: string, name: string, number: number): void {
    const data = this.as(who);
    const bad: readonly [string, () => unknown][] = [
      ['symbol', () => data.addSessionBars('', '1m')],
      ['interval', () => data.addSessionBars(name, '2m')],
      ['days', () => data.addHistoricalBars(name, '1d', 0)],
      ['days', () => data.addHistoricalBars(name, '1d', 2.5)],
      ['interval', () => data.addHistoricalBars(name, '', 1)],
      ['period', () => data.addIndicator(name, 'sma', { interval: '1d', period: 0 })],
      ['indicator', () => data.addIndicator(name, 'simple', { interval: '1d', period: 3 })],
      ['reason', () => data.lockSymbol(name, ' ')],
      ['holder.id', () => data.lockSymbol(name, 'why', { kind: 'position', id: '' })],
    ];
    const [argument, act] = bad[number % bad.length] ?? ['', () => undefined];
    expect(answerOr(act)).toBe(argument);
  }
}

/** The answer, or the name of the argument that it throws for. */
function answerOr(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    if (error instanceof InvalidArgumentError) return error.argument;
    throw error;
  }
}

function holderOf(text: string): LockHolder {
  const [kind, id = ''] = text.split('/');
  return { kind: LOCK_HOLDER_KINDS.find((each) => each === kind) ?? 'manual', id };
}
