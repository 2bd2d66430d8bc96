import { type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { removalCommands } from '../../engine/coordinator/removal-commands.ts';
import type { SessionCoordinator } from '../../engine/coordinator/session-coordinator.ts';
import type { BarRequest } from '../../loaders/contract.ts';
import { ScriptedSource } from '../scripted-source.ts';
import { type SteppedSession, sessionOn, simulatedConfig, steppedSession } from '../simulated-session.ts';
import { doneOrHeld, LoadGate } from './gate.ts';
import { BARS_PER_SESSION, FIRST_SESSION, MARKET, marketBars, readInterval } from './market.ts';

const CONFIG = simulatedConfig({
  dates: [FIRST_SESSION, '2024-03-15'],
  data: {
    universe: {},
    streams: ['1m', '5m'],
    historical: {
      data: [
        { trailing_days: 2, intervals: ['1m'] },
        { trailing_days: 5, intervals: ['1d'] },
      ],
    },
    indicators: [{ name: 'sma', interval: '1d', period: 3 }],
  },
});

/** A real session over a scripted source whose loads come when the test lets them. */
export class Stage {
  readonly gate = new LoadGate();
  /** Requests that asked again for what was held or on its way, in words. */
  readonly repeats: string[] = [];
  readonly #onItsWay = new Map<BarRequest, string>();
  readonly #stepped: Promise<SteppedSession>;
  #coordinator: SessionCoordinator | undefined;
  #begin: SteppedSession['begin'] = () => Promise.reject(new Error('not open'));
  readonly removal: () => ReturnType<typeof removalCommands>;

  constructor() {
    const source = new ScriptedSource({ bars: marketBars(), before: (requests) => this.#before(requests) });
    this.#stepped = steppedSession(CONFIG, source);
    this.removal = () =>
      removalCommands({
        coordinator: this.coordinator,
        run: { state: 'running', scanners: { welcomeBack: () => undefined } },
      });
  }

  async open(): Promise<this> {
    const { coordinator, begin } = await this.#stepped;
    this.#coordinator = coordinator;
    this.#begin = begin;
    return this;
  }

  get coordinator(): SessionCoordinator {
    if (this.#coordinator === undefined) throw new Error('The stage is not open');
    return this.#coordinator;
  }

  get date(): string {
    return this.coordinator.session.date;
  }

  async #before(requests: readonly BarRequest[]): Promise<void> {
    const session = this.#coordinator?.session;
    if (session === undefined || requests.every(({ to }) => to > session.preOpen)) return;
    for (const request of requests) this.#note(request);
    try {
      await this.gate.pass();
    } finally {
      for (const request of requests) this.#onItsWay.delete(request);
    }
  }

  /** What is asked of the source must be neither held nor on its way. */
  #note(request: BarRequest): void {
    const { symbol, interval, from, to } = request;
    const words = `${symbol} ${interval} ${dates(from, to)}`;
    for (const { date, open } of MARKET) {
      // A session of which only a part was held is asked for whole.
      const isHeld = this.heldOn(symbol, interval, date) >= (interval === '1d' ? 1 : BARS_PER_SESSION);
      if (open >= from && open < to && isHeld) this.repeats.push(`${words}: ${date} is held`);
    }
    for (const [other, its] of this.#onItsWay) {
      if (other.symbol === symbol && other.interval === interval && other.from < to && from < other.to)
        this.repeats.push(`${words}: ${its} is on its way`);
    }
    this.#onItsWay.set(request, words);
  }

  /** Nobody wants the interval any more: what is on its way for it may be asked for again. */
  forget(symbol: string, interval: Interval): void {
    for (const request of this.#onItsWay.keys()) {
      if (request.symbol === symbol && [interval, readInterval(symbol, interval)].includes(request.interval))
        this.#onItsWay.delete(request);
    }
  }

  #heldIn(symbol: string, interval: Interval, from: number, to: number): number {
    const { core, bars } = this.coordinator;
    const index = core.parts.symbols.indexOf(symbolId(symbol));
    const series = index === undefined ? undefined : bars.series(index, interval);
    return series === undefined ? 0 : series.indexFrom(to) - series.indexFrom(from);
  }

  /** Begins what is asked for; true where nothing is left to do, false where a load is on its way. */
  settle(): Promise<boolean> {
    return doneOrHeld(this.coordinator.settle(), this.gate);
  }

  /** Everything that is on its way comes. */
  async quiet(): Promise<void> {
    this.gate.comeAll();
    await this.coordinator.settle();
  }

  /** Session time goes on, whatever is on its way. */
  async play(minutes: number): Promise<void> {
    const { feed, parts, session } = this.coordinator;
    const { clock } = parts;
    const to = Math.min(Math.max(clock.now(), session.open) + minutes * 60_000, session.close);
    for (let next = 0; next < to; ) {
      next = Math.min(to, Math.max(feed.nextTime(), clock.now() + 1));
      if (feed.needsRead(next)) await feed.readUntil(next);
      if (clock.now() < session.open && next >= session.open) this.coordinator.openMarket();
      clock.advanceTo(epochMs(next));
      await this.coordinator.takeBars(epochMs(next));
    }
  }

  /** The session ends and the next one begins. False where there is no other. */
  async roll(): Promise<boolean> {
    const next = MARKET[MARKET.findIndex(({ date }) => date === this.date) + 1];
    if (next === undefined || next.date > '2024-03-27') return false;
    await this.quiet();
    await this.play(1_000);
    await this.#begin(next.date);
    return true;
  }

  /** Bars of a completed session that are held, by their starts. */
  heldOn(symbol: string, interval: Interval, date: string): number {
    const { open, close } = sessionOn(date);
    return this.#heldIn(symbol, interval, open, close);
  }

  get config() {
    return CONFIG;
  }
}

function dates(from: number, to: number): string {
  return [from, to].map((instant) => new Date(instant).toISOString().slice(0, 10)).join(' to ');
}

export function endOf(stage: Stage, interval: Interval, start: number): number {
  return stage.coordinator.parts.calendar.spanEnd(intervalIndex(interval), start);
}
