import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import type { Instrument, SymbolId } from '../../../shared/domain/symbol.ts';
import type { EpochMs, SessionDate } from '../../../shared/domain/time.ts';
import type { Calendar } from '../../engine/calendar/contract.ts';
import type {
  BarAnswer,
  BarRequest,
  DataSource,
  HistorySpan,
  MarketNotice,
  QuoteAnswer,
  QuoteRequest,
  RejectedRow,
  SourceDescription,
  SourceOptions,
  SpanRequest,
  SplitFactorRequest,
} from '../contract.ts';
import { answerEach } from '../files/answer-each.ts';
import { didYouMean } from '../files/did-you-mean.ts';
import { readDailyBars, readMinuteBars } from './bar-reader.ts';
import { scenarioNotices } from './notices.ts';
import { readMinuteQuotes } from './quote-reader.ts';
import { SessionIndex } from './session-index.ts';
import { SimulatedMarket } from './simulated-market.ts';
import { MAX_SYMBOLS, simulatedInstruments } from './simulated-universe.ts';

type SimulatedOptions = Extract<SourceOptions, { kind: 'simulated' }>;

/**
 * The simulated exchange: 1m and 1d bars, quotes and notices of invented trading in
 * real calendars, from 2023-01-03 to the calendar's end. The seed decides every byte.
 * Each session holds one opening gap, one trading halt, one 4:1 split (and one
 * reverse split) and one dropped connection.
 * Throws InvalidArgumentError for a symbol count outside 1..20,000 or a seed that is no whole number.
 */
export function createSimulatedSource(options: SimulatedOptions, calendar: Calendar): DataSource {
  const { seed, symbols } = options;
  if (!Number.isSafeInteger(seed)) throw new InvalidArgumentError('seed', seed, 'a whole number');
  if (!Number.isInteger(symbols) || symbols < 1 || symbols > MAX_SYMBOLS) {
    throw new InvalidArgumentError('symbols', symbols, `a whole number from 1 to ${MAX_SYMBOLS}`);
  }
  return new SimulatedSource(options, calendar);
}

class SimulatedSource implements DataSource {
  readonly name: string;
  readonly #instruments: readonly Instrument[];
  readonly #index: SessionIndex;
  readonly #market: SimulatedMarket;

  constructor({ name, seed, symbols }: SimulatedOptions, calendar: Calendar) {
    this.name = name;
    this.#instruments = simulatedInstruments(symbols);
    this.#index = new SessionIndex(calendar);
    this.#market = new SimulatedMarket(seed, this.#instruments, this.#index.sessions);
  }

  async describe(): Promise<SourceDescription> {
    const symbols = this.#instruments.map((instrument) => instrument.symbol);
    return {
      name: this.name,
      kind: 'simulated',
      instruments: [...this.#instruments],
      coverage: [
        { interval: '1m', symbols },
        { interval: '1d', symbols },
      ],
    };
  }

  readBars(requests: readonly BarRequest[], signal?: AbortSignal): Promise<BarAnswer[]> {
    return answerEach(requests, signal, (request) => this.#answerBars(request));
  }

  readQuotes(requests: readonly QuoteRequest[], signal?: AbortSignal): Promise<QuoteAnswer[]> {
    return answerEach(requests, signal, (request) => this.#answerQuotes(request));
  }

  async readNotices(from: EpochMs, to: EpochMs): Promise<MarketNotice[]> {
    const { sessions } = this.#index;
    const notices: MarketNotice[] = [];
    for (let number = this.#index.firstClosingAfter(from); number < sessions.length; number += 1) {
      const session = sessions[number];
      if (session === undefined || session.open > to) break;
      notices.push(...scenarioNotices(session, this.#market.scenario(number), this.#instruments));
    }
    return notices.filter(({ time }) => time > from && time <= to);
  }

  async splitFactors(requests: readonly SplitFactorRequest[]): Promise<(number | undefined)[]> {
    return requests.map(({ symbol, date, asOf }) => {
      const position = this.#market.position(symbol);
      if (position === undefined) return undefined;
      return this.#market.splitFactor(position, this.#index.numberOn(date), this.#index.numberOn(asOf));
    });
  }

  async historySpans(requests: readonly SpanRequest[]): Promise<(HistorySpan | undefined)[]> {
    const [first, last] = [this.#index.sessions[0], this.#index.sessions.at(-1)];
    return requests.map(({ symbol, interval }) => {
      const delivered =
        this.#market.position(symbol) !== undefined && (interval === '1m' || interval === '1d');
      if (!delivered || first === undefined || last === undefined) return undefined;
      return { first: first.date, last: last.date };
    });
  }

  /** Always none: what is made here is never malformed. */
  async takeRejectedRows(): Promise<RejectedRow[]> {
    return [];
  }

  async close(): Promise<void> {
    this.#market.forgetTapes();
  }

  #answerBars(request: BarRequest): BarAnswer {
    const { symbol, interval, from, to, asOf } = request;
    const position = this.#market.position(symbol);
    const cause = this.#whyLess(request, position);
    const answer = {
      symbol,
      interval,
      basis: { kind: 'split_adjusted', asOf } as const,
      ...(cause === undefined ? {} : { cause }),
    };
    if (position === undefined || (interval !== '1m' && interval !== '1d')) {
      return { ...answer, records: new Float64Array() };
    }
    const window = { symbol: position, from, to, asOfSession: this.#index.numberOn(asOf) };
    const records =
      interval === '1d'
        ? readDailyBars(this.#market, this.#index, window)
        : readMinuteBars(this.#market, this.#index, window, request.hours);
    return { ...answer, records };
  }

  #answerQuotes({ symbol, from, to, asOf }: QuoteRequest): QuoteAnswer {
    const position = this.#market.position(symbol);
    if (position === undefined) return { symbol, records: new Float64Array() };
    const window = { symbol: position, from, to, asOfSession: this.#index.numberOn(asOf) };
    return { symbol, records: readMinuteQuotes(this.#market, this.#index, window) };
  }

  #whyLess({ symbol, interval, from, to }: BarRequest, position: number | undefined): string | undefined {
    if (position === undefined) return this.#unknownSymbol(symbol);
    if (interval !== '1m' && interval !== '1d') {
      return `The simulated exchange delivers 1m and 1d; ${interval} is to be derived from them.`;
    }
    const first = this.#index.sessions[0];
    const last = this.#index.sessions.at(-1);
    if (first !== undefined && from < first.preOpen) return beyond('begins', first.date);
    return last !== undefined && to > last.postClose ? beyond('ends', last.date) : undefined;
  }

  #unknownSymbol(symbol: SymbolId): string {
    const meant = didYouMean(
      symbol,
      this.#instruments.map((instrument) => instrument.symbol),
    );
    return `${symbol} is not among the ${this.#instruments.length} symbols of the simulated exchange${meant || '.'}`;
  }
}

function beyond(verb: 'begins' | 'ends', date: SessionDate): string {
  return `The simulated history ${verb} on ${date}.`;
}
