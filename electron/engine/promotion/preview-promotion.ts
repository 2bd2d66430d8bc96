import type { IndicatorConfig } from '../../../shared/domain/indicator.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { PromotionPreview } from '../../../shared/domain/promotion.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Calendar, TradingSession } from '../calendar/contract.ts';
import { symbolSuggestion } from '../coordinator/known-symbols.ts';
import { type LoadPlan, planLoads } from '../coordinator/load-plan.ts';
import type { LoadRate } from '../coordinator/load-rate.ts';
import type { SourceRouter } from '../coordinator/source-router.ts';
import { indicatorConfig } from '../indicators/config.ts';
import { warmUpOf } from '../indicators/kernel-of.ts';
import { indicatorDefinition } from '../indicators/registry.ts';
import type { SessionCore } from '../session-data/session-core.ts';
import { availabilityOf } from './availability.ts';
import { budgetPreviews, readBudgets } from './budget-previews.ts';
import { loadPreviews } from './load-previews.ts';
import { previewWarnings } from './preview-warnings.ts';
import { type AddedBars, addedBarBytes } from './price-in-bytes.ts';
import { rehearsePromotion } from './rehearsal.ts';
import { endedToday, type WantedHistory, wantedHistory } from './wanted-history.ts';

/** What a preview looks at. */
export interface PreviewParts {
  readonly core: SessionCore;
  readonly router: SourceRouter;
  readonly calendar: Calendar;
  readonly config: SessionConfig;
  readonly rate: LoadRate;
  session(): TradingSession;
  now(): EpochMs;
  /** True where nothing can be promoted any more. */
  isOver(): boolean;
  /** Its newest hit of the day as the panel says it: `gap 09:35`; null where it has none. */
  reasonFor(symbol: SymbolId): string | null;
}

/**
 * What promoting these symbols would ask for and give. The promotion is rehearsed beside the session and
 * its loads are planned by the planner that then runs them; nothing is loaded, held or written. Sources
 * are asked only how far back they reach. It is the price of history: today's bars come with the session's
 * streams, and are counted in the memory alone.
 */
export async function previewPromotion(
  symbols: readonly SymbolId[],
  parts: PreviewParts,
): Promise<PromotionPreview> {
  const { calendar, config, core, rate, router } = parts;
  const asked = [...new Set(symbols)];
  const priced = asked.filter((symbol) => refusalOf(symbol, parts) === null && !core.isPromoted(symbol));
  const { date } = parts.session();
  const indicators = config.session_data_config.indicators.map(indicatorConfig);
  await router.prepare(priced, date);
  const availability = await availabilityOf(priced, configIntervals(config), date, router);
  const allowed = await readBudgets(router);
  // From here on nothing waits: all of it is of one moment of the session.
  const rehearsal = rehearsePromotion(core, priced, config);
  const plan = planLoads(rehearsal.demands, date, { core: rehearsal.core, router, calendar });
  const wanted = wantedHistory(rehearsal, plan, availability, parts);
  const notReady = (symbol: SymbolId): readonly IndicatorConfig[] =>
    indicators.filter((each) => !willBeReady(each, symbol, wanted));
  const promotedNow = core.promoted().length;
  const maxPromoted = config.session_data_config.promotion.max_promoted;
  const size = {
    requests: sum(plan.requests.map(({ pages }) => pages)),
    bars: sum(plan.requests.map(({ bars }) => bars)),
  };
  const budgets = budgetPreviews(plan, allowed);
  const rated = rate.secondsFor(size);
  const waits = Math.max(0, ...budgets.map(({ seconds }) => seconds));
  return {
    symbols: asked.map((symbol) => ({
      symbol,
      reason: parts.reasonFor(symbol),
      fetch: barsRequested(plan, symbol),
      held: sum(wanted.filter((each) => each.symbol === symbol).map(({ held }) => held)),
      indicators: indicators.length,
      ready: priced.includes(symbol) ? indicators.length - notReady(symbol).length : 0,
      refusal: refusalOf(symbol, parts),
      alreadyPromoted: core.isPromoted(symbol),
    })),
    loads: loadPreviews(plan, wanted, router),
    requests: size.requests,
    fetch: size.bars,
    held: sum(wanted.map(({ held }) => held)),
    addedBytes: addedBarBytes(core, rehearsal, addedBars(wanted, parts)) + rehearsal.indicatorBytes,
    usedBytes: core.parts.bars.bytes + core.parts.indicators.bytes,
    seconds: size.requests === 0 ? 0 : rated === null && waits === 0 ? null : Math.max(rated ?? 0, waits),
    budgets,
    indicatorKeys: indicators.map(({ key }) => key),
    warnings: previewWarnings(wanted, {
      ...parts,
      availability,
      budgets,
      notReady: (symbol, interval) =>
        notReady(symbol).flatMap((each) => (each.interval === interval ? [each.key] : [])),
      promotedAfter: promotedNow + priced.length,
      maxPromoted,
    }),
    promotedNow,
    maxPromoted,
  };
}

function refusalOf(symbol: SymbolId, { isOver, router }: PreviewParts): string | null {
  if (isOver()) return 'The session is over.';
  if (router.isKnown(symbol)) return null;
  return `No data source of this session knows ${symbol}${symbolSuggestion(symbol, router) || '.'}`;
}

/** Every interval that the config asks something of. */
function configIntervals({ session_data_config: data }: SessionConfig): readonly Interval[] {
  return [
    ...new Set([
      ...data.streams,
      ...data.historical.data.flatMap(({ intervals }) => intervals),
      ...data.indicators.map((each) => indicatorConfig(each).interval),
    ]),
  ];
}

/** True where the bars that there are suffice for a first value. What begins anew with each session has none before its first bar. */
function willBeReady(config: IndicatorConfig, symbol: SymbolId, wanted: readonly WantedHistory[]): boolean {
  const own = wanted.find((each) => each.symbol === symbol && each.interval === config.interval);
  const before = indicatorDefinition(config.name).sessionAnchored ? 0 : (own?.available ?? 0);
  const bars = before + (own?.today ?? 0);
  return bars >= warmUpOf(config).ready;
}

function barsRequested(plan: LoadPlan, symbol: SymbolId): number {
  return sum(plan.requests.filter(({ request }) => request.symbol === symbol).map(({ bars }) => bars));
}

/** History that comes, and today's bars where the session did not keep them before. */
function addedBars(wanted: readonly WantedHistory[], parts: PreviewParts): AddedBars {
  return (symbol, interval, isNewStream) => {
    const own = wanted.find((each) => each.symbol === symbol && each.interval === interval);
    return (own?.coming ?? 0) + (isNewStream ? endedToday(symbol, interval, parts) : 0);
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
