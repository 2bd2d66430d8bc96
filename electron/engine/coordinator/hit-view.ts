import type { Hit } from '../../../shared/domain/hit.ts';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { BarsUsed } from '../../../shared/rules/evidence.ts';
import type { Explanation } from '../../../shared/rules/insight.ts';
import type { ScanExplainer, ScannerContext } from '../scanners/contract.ts';
import { nearestMisses } from '../scanners/near-misses.ts';
import { inTurns } from '../turns.ts';
import type { SessionCoordinator } from './session-coordinator.ts';
import type { SessionRun } from './session-run.ts';
import type { SessionView } from './session-view.ts';

/** Symbols that are explained before others have their turn: some milliseconds. */
const SYMBOLS_PER_TURN = 50;

/** Explains hits and misses of a running session. */
export function hitView({
  coordinator,
  run,
}: {
  readonly coordinator: SessionCoordinator;
  readonly run: SessionRun;
}): Pick<SessionView, 'explainHit' | 'whyNot' | 'nearMisses' | 'funnel'> {
  const explain = <T>(
    name: string,
    at: (explainer: ScanExplainer, context: ScannerContext) => T,
  ): Result<T> => {
    const answer = run.scanners.look(name, ({ explainer }, context) =>
      explainer === undefined ? unexplained(name) : success(at(explainer, context)),
    );
    return answer ?? notRunning(name);
  };
  return {
    explainHit: (index) => {
      const hit = run.hits[index - run.hitsDropped];
      if (hit === undefined) return failure('hit_gone', `Hit ${index + 1} is not kept any more.`);
      const now = explain(hit.scanner, (explainer, context) => explainer.explain(context, hit.symbol));
      return success({
        hit: index,
        tree: run.treeOf(hit),
        match: matchNumber(run.hits, hit, coordinator.parts.calendar.dateOf(hit.time), (each) =>
          coordinator.parts.calendar.dateOf(each.time),
        ),
        confidence: hit.confidence ?? null,
        bars: now.ok ? barsAt(coordinator, hit, now.value) : [],
        current: run.scanners.versionOf(hit.scanner) === hit.version,
      });
    },
    whyNot: (scanner, symbol) =>
      explain(scanner, (explainer, context) => ({
        ...explainer.explain(context, symbol),
        watched: context.universe.includes(symbol),
      })),
    nearMisses: async (scanner, limit) => {
      const begun = explain(scanner, (explainer, context) => ({
        time: explainer.seenAt ?? context.now,
        symbols: context.universe,
      }));
      if (!begun.ok) return begun;
      const { time, symbols } = begun.value;
      const explanations: Explanation[] = [];
      await inTurns(portionsOf(symbols), 1, (portion) => {
        // The session goes on between two turns: each portion is explained by what is held then.
        const answer = explain(scanner, (explainer, context) =>
          portion.map((symbol) => explainer.explain(context, symbol)),
        );
        if (answer.ok) explanations.push(...answer.value);
      });
      return success({ time, symbols: symbols.length, misses: nearestMisses(explanations, limit) });
    },
    funnel: (scanner) =>
      explain(scanner, (explainer, context) => ({
        time: explainer.seenAt ?? context.now,
        symbols: context.universe.length,
        stages: explainer.funnel(context),
      })),
  };
}

function unexplained(name: string): Result<never> {
  return failure(
    'not_explained',
    `${name} is a script that has told no checks: it says its reason with each hit, and nothing of other symbols.`,
  );
}

function notRunning(name: string): Result<never> {
  return failure('scanner_off', `${name} is not running: switch it on to ask what it says of a symbol.`);
}

function portionsOf(symbols: readonly SymbolId[]): (readonly SymbolId[])[] {
  const portions: (readonly SymbolId[])[] = [];
  for (let first = 0; first < symbols.length; first += SYMBOLS_PER_TURN) {
    portions.push(symbols.slice(first, first + SYMBOLS_PER_TURN));
  }
  return portions;
}

/** How often the scanner has hit the symbol on the hit's date, up to that hit. */
function matchNumber(hits: readonly Hit[], hit: Hit, date: string, dateOf: (hit: Hit) => string): number {
  let count = 0;
  for (let place = hits.lastIndexOf(hit); place >= 0; place -= 1) {
    const each = hits[place];
    // The date is looked up for the few that are its own: a log holds hundreds of thousands of others.
    if (each?.symbol !== hit.symbol || each.scanner !== hit.scanner) continue;
    if (dateOf(each) !== date) break;
    count += 1;
  }
  return count;
}

/** As many bars of each interval as a scan looks back on now, as they were held at the time of the hit. */
function barsAt({ data }: SessionCoordinator, hit: Hit, { time, bars }: Explanation): readonly BarsUsed[] {
  if (time === hit.time) return bars;
  return bars.flatMap(({ interval, bars: count }) => {
    const view = data.getBars(hit.symbol, interval, { to: hit.time });
    let end = view.length;
    while (end > 0 && view.end(end - 1) > hit.time) end -= 1;
    const first = Math.max(0, end - count);
    return end === 0 ? [] : [{ interval, bars: end - first, from: view.start(first), to: view.end(end - 1) }];
  });
}
