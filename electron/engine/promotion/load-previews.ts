import { intervalIndex } from '../../../shared/domain/interval.ts';
import type { LoadPreview } from '../../../shared/domain/promotion.ts';
import type { LoadPlan } from '../coordinator/load-plan.ts';
import type { SourceRouter } from '../coordinator/source-router.ts';
import type { WantedHistory } from './wanted-history.ts';

/** The loads of a plan by interval and source: those that are asked for first, then those that are derived. */
export function loadPreviews(
  plan: LoadPlan,
  wanted: readonly WantedHistory[],
  router: SourceRouter,
): LoadPreview[] {
  const rows = new Map<string, LoadPreview>();
  for (const each of wanted) {
    const row = loadOf(each, plan, router);
    const key = `${row.interval} ${row.source} ${row.derivedFrom}`;
    const known = rows.get(key);
    rows.set(key, known === undefined ? row : joined(known, row));
  }
  return [...rows.values()].sort(
    (left, right) => rank(left) - rank(right) || intervalIndex(left.interval) - intervalIndex(right.interval),
  );
}

/** What is asked for, what is derived, what nobody has. */
function rank({ derivedFrom, source }: LoadPreview): number {
  if (source === null) return 2;
  return derivedFrom === null ? 0 : 1;
}

function loadOf({ symbol, interval, held, read }: WantedHistory, plan: LoadPlan, router: SourceRouter) {
  const route = router.route(symbol);
  const readInterval = route.readInterval(interval);
  const source = readInterval === undefined ? undefined : route.serves(readInterval);
  const served = read?.source !== undefined;
  return {
    interval,
    source: source?.description.name ?? null,
    derivedFrom: readInterval === undefined || readInterval === interval ? null : readInterval,
    from: (served ? read.sessions[0]?.date : undefined) ?? null,
    to: (served ? read.sessions.at(-1)?.date : undefined) ?? null,
    fetch: served ? read.asked : 0,
    held,
    requests: plan.requests
      .filter(({ demand }) => demand === read?.demand)
      .reduce((sum, { pages }) => sum + pages, 0),
  } satisfies LoadPreview;
}

function joined(left: LoadPreview, right: LoadPreview): LoadPreview {
  return {
    ...left,
    from: earlier(left.from, right.from),
    to: later(left.to, right.to),
    fetch: left.fetch + right.fetch,
    held: left.held + right.held,
    requests: left.requests + right.requests,
  };
}

type DateOrNone = LoadPreview['from'];

function earlier(left: DateOrNone, right: DateOrNone): DateOrNone {
  if (left === null || right === null) return left ?? right;
  return left < right ? left : right;
}

function later(left: DateOrNone, right: DateOrNone): DateOrNone {
  if (left === null || right === null) return left ?? right;
  return left > right ? left : right;
}
