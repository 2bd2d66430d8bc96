import type { PromotionPreview } from '../../shared/domain/promotion.ts';
import { type SymbolId, symbolId } from '../../shared/domain/symbol.ts';
import { expectedBars } from '../engine/calendar/expected-bars.ts';
import { dataBytes } from '../engine/coordinator/promotion-view.ts';
import { previewPromotion } from '../engine/promotion/preview-promotion.ts';
import type { BarRequest, DataSource } from '../loaders/contract.ts';
import type { SteppedSession } from './simulated-session.ts';

/** What a promotion asked for and gave, or was said to. */
export interface PromotionFigures {
  /** Requests for history, by the interval that is read. */
  readonly requests: Readonly<Record<string, number>>;
  /** Bars in them that the calendar expects. */
  readonly bars: number;
  /** Bars that the calendar expects in what was loaded, by interval held; what no source has is left out. */
  readonly loads: Readonly<Record<string, number>>;
  readonly addedBytes: number;
  /** Indicators with a value, by symbol. */
  readonly ready: Readonly<Record<string, number>>;
}

/** A source that notes what it is asked for. */
export interface NotedSource {
  readonly source: DataSource;
  readonly requests: BarRequest[];
}

export function noted(source: DataSource): NotedSource {
  const requests: BarRequest[] = [];
  const watched: DataSource = {
    name: source.name,
    describe: () => source.describe(),
    readBars: (asked, signal) => {
      requests.push(...asked);
      return source.readBars(asked, signal);
    },
    readQuotes: (asked, signal) => source.readQuotes(asked, signal),
    readNotices: (from, to) => source.readNotices(from, to),
    splitFactors: (asked) => source.splitFactors(asked),
    historySpans: (asked) => source.historySpans(asked),
    takeRejectedRows: () => source.takeRejectedRows(),
    close: () => source.close(),
  };
  return { source: watched, requests };
}

/** The price of promoting symbols in a session that a test steps through. */
export function priceOf(
  { coordinator }: Pick<SteppedSession, 'coordinator'>,
  symbols: readonly string[],
): Promise<PromotionPreview> {
  const { core, loads, parts } = coordinator;
  return previewPromotion(symbols.map(symbolId), {
    core,
    router: parts.router,
    calendar: parts.calendar,
    config: parts.config,
    rate: loads.rate,
    session: () => coordinator.session,
    now: () => parts.clock.now(),
    isOver: () => false,
    reasonFor: () => null,
  });
}

/** What a preview says, as figures. */
export function previewed(preview: PromotionPreview): PromotionFigures {
  const loads: Record<string, number> = {};
  const requests: Record<string, number> = {};
  for (const { interval, derivedFrom, fetch, requests: count } of preview.loads) {
    if (fetch > 0) loads[interval] = (loads[interval] ?? 0) + fetch;
    const read = derivedFrom ?? interval;
    if (count > 0) requests[read] = (requests[read] ?? 0) + count;
  }
  const ready = Object.fromEntries(preview.symbols.map((each) => [each.symbol, each.ready]));
  return { requests, bars: preview.fetch, loads, addedBytes: preview.addedBytes, ready };
}

/** Promotes symbols and answers what that really came to; `whole` where every bar came that the calendar expects. */
export async function promoted(
  stepped: SteppedSession,
  sources: readonly NotedSource[],
  symbols: readonly string[],
): Promise<PromotionFigures & { readonly whole: boolean }> {
  const { coordinator, loads } = stepped;
  const [loadsBefore, bytesBefore] = [loads.length, dataBytes(coordinator)];
  const requestsBefore = sources.map(({ requests }) => requests.length);
  for (const symbol of symbols) coordinator.data.addSymbol(symbol);
  await coordinator.settle();
  const requests: Record<string, number> = {};
  const asked = sources.flatMap((source, at) => source.requests.slice(requestsBefore[at]));
  const history = asked.filter(({ to }) => to <= coordinator.session.preOpen);
  let bars = 0;
  for (const request of history) {
    requests[request.interval] = (requests[request.interval] ?? 0) + 1;
    const { calendar } = coordinator.parts;
    const [first, last] = [calendar.dateOf(request.from), calendar.dateOf(request.to)];
    bars += expectedBars(calendar, request.interval, first, last);
  }
  return {
    requests,
    bars,
    loads: askedByInterval(loads.slice(loadsBefore)),
    whole: loads.slice(loadsBefore).every(({ asked, got }) => asked === got),
    addedBytes: dataBytes(coordinator) - bytesBefore,
    ready: readyBySymbol(stepped, symbols.map(symbolId)),
  };
}

function askedByInterval(lines: readonly Readonly<Record<string, unknown>>[]): Record<string, number> {
  const asked: Record<string, number> = {};
  for (const line of lines) {
    if (line.source === null || line.asked === 0) continue;
    const interval = String(line.interval);
    asked[interval] = (asked[interval] ?? 0) + Number(line.asked);
  }
  return asked;
}

function readyBySymbol(
  { coordinator }: SteppedSession,
  symbols: readonly SymbolId[],
): Record<string, number> {
  const records = coordinator.promotions.records().filter(({ symbol }) => symbols.includes(symbol));
  return Object.fromEntries(records.map(({ symbol, ready }) => [symbol, ready]));
}
