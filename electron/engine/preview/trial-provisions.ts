import type { IndicatorConfig } from '../../../shared/domain/indicator.ts';
import { type Interval, isIntraday } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { DraftProvision, DraftSide } from '../../../shared/session/scanner-draft.ts';
import { expectedRegularBars } from '../calendar/expected-bars.ts';
import type { LiveSessionParts } from '../coordinator/live-parts.ts';
import type { SessionCoordinator } from '../coordinator/session-coordinator.ts';
import { inTurns } from '../turns.ts';

/** One thing that a scanner asked for, counted over all symbols. */
interface Tally {
  readonly interval: Interval;
  /** Empty for bars that are read as they come. */
  readonly indicators: readonly IndicatorConfig[];
  /** Index of a symbol that has it: the others were asked for as much. */
  readonly example: number;
  symbols: number;
  ready: number;
  /** Symbols for which no source has the bars that it is made of. */
  without: number;
}

/** What a scanner holds of one symbol, as it is told of. */
interface Row {
  readonly interval: Interval;
  readonly indicators: readonly IndicatorConfig[];
  readonly ready: boolean;
}

/** Symbols that are counted before others have their turn. */
const SYMBOLS_PER_TURN = 1_000;

/**
 * What a scanner of a trial asked for: its indicators, and the bars that it reads without one. Taken from what is
 * held on its behalf, so that nothing is forgotten; the numbers are the requirement analyzer's.
 */
export async function trialProvisions(
  side: DraftSide,
  { coordinator }: LiveSessionParts,
): Promise<readonly DraftProvision[]> {
  const tallies = new Map<string, Tally>();
  const { symbols } = coordinator.parts.universe;
  await inTurns(symbols, SYMBOLS_PER_TURN, (symbol) => {
    const index = coordinator.core.register(symbol);
    for (const [key, row] of rowsOf(index, `scanner:${side}`, coordinator)) {
      const tally = tallies.get(key) ?? { ...row, example: index, symbols: 0, ready: 0, without: 0 };
      tallies.set(key, tally);
      count(tally, symbol, row.ready, coordinator);
    }
  });
  return [...tallies].map(([key, tally]) => provision(key, tally, coordinator));
}

function rowsOf(index: number, owner: string, { core }: SessionCoordinator): ReadonlyMap<string, Row> {
  const rows = new Map<string, Row>();
  const own = core
    .holdings(index)
    .all()
    .filter(({ owners }) => owners.has(owner));
  const explained = new Set<Interval>();
  for (const { key, interval } of own) {
    const books = [core.parts.indicators, core.extended.indicators].find(
      (each) => key !== undefined && each.has(index, key),
    );
    const config = books?.configs(index).find((each) => each.key === key);
    if (config === undefined || books === undefined) continue;
    explained.add(interval);
    const name = isPlainBar(config) ? `${interval} bars` : config.key;
    const before = rows.get(name);
    const ready = books.reading(index, config.key)?.valid === true && before?.ready !== false;
    rows.set(name, { interval, indicators: [...(before?.indicators ?? []), config], ready });
  }
  for (const { interval } of own) {
    // Bars that are there for an indicator are told of with it.
    if (explained.has(interval)) continue;
    const last = core.parts.bars.latest(interval).close[index] ?? Number.NaN;
    rows.set(`${interval} bars`, { interval, indicators: [], ready: !Number.isNaN(last) });
  }
  return rows;
}

/** An indicator that is nothing but a field of some bars ago is told of as the bars that it is. */
function isPlainBar({ name, input }: IndicatorConfig): boolean {
  return name === 'value_ago' && typeof input === 'string';
}

function count(tally: Tally, symbol: SymbolId, ready: boolean, { parts }: SessionCoordinator): void {
  tally.symbols += 1;
  if (ready) tally.ready += 1;
  const route = parts.router.knownRoute(symbol);
  const has = route?.readInterval(tally.interval) !== undefined;
  const streams = !isIntraday(tally.interval) || route?.streaming !== undefined;
  if (!has || !streams) tally.without += 1;
}

function provision(key: string, tally: Tally, coordinator: SessionCoordinator): DraftProvision {
  const { symbols, ready } = tally;
  return { key, ...neededBars(key, tally, coordinator), ready, of: symbols, cause: causeOf(key, tally) };
}

/** Why some symbols do not have it. */
function causeOf(key: string, { interval, indicators, symbols, ready, without }: Tally): string | null {
  if (without > 0)
    return `${key}: no source has ${interval} bars of the day for ${without} of ${symbols} symbols`;
  const short = symbols - ready;
  if (indicators.length === 0 || short === 0) return null;
  return `${key}: ${short} of ${symbols} symbols have too few bars`;
}

function neededBars(
  key: string,
  { indicators, interval, example }: Tally,
  { core, parts, session }: SessionCoordinator,
): Pick<DraftProvision, 'bars' | 'reason'> {
  const [most] = indicators
    .map((indicator) => ({ indicator, needs: core.requirements(example, indicator) }))
    .sort((left, right) => right.needs.warmupBars - left.needs.warmupBars);
  if (most !== undefined) {
    const { warmupBars: bars, reason } = most.needs;
    return {
      bars,
      reason: isPlainBar(most.indicator) ? `${key}: the last ${bars} that have closed` : reason,
    };
  }
  const from = core.coverage.heldFrom(example, interval, session.date);
  const before = from === undefined ? [] : parts.calendar.sessionsBetween(from, session.date).slice(0, -1);
  const bars = before.reduce((sum, each) => sum + expectedRegularBars(parts.calendar, interval, each), 0);
  const sessions = before.length === 1 ? '1 session' : `${before.length} sessions`;
  const days =
    before.length === 0 ? 'of the day alone' : `${bars} of the ${sessions} before, and those of the day`;
  return { bars, reason: `${key}: ${days}` };
}
