import type { BudgetPreview } from '../../../shared/domain/promotion.ts';
import type { SourceBudget } from '../../loaders/contract.ts';
import type { LoadPlan } from '../coordinator/load-plan.ts';
import type { RoutedSource, SourceRouter } from '../coordinator/source-router.ts';

const MINUTE_SECONDS = 60;

/** What each source still allows; a source that does not count, or cannot tell, is not in it. */
export async function readBudgets({
  sources,
}: SourceRouter): Promise<ReadonlyMap<RoutedSource, SourceBudget>> {
  const told = await Promise.all(
    sources.map(async (routed) => {
      if (routed.description.limits?.requestsPerMinute === undefined) return [];
      const budget = await routed.source.budget?.().catch(() => undefined);
      return budget === undefined ? [] : [[routed, budget] as const];
    }),
  );
  return new Map(told.flat());
}

/** What a plan asks of the sources that count requests, against what they still allow. */
export function budgetPreviews(
  plan: LoadPlan,
  budgets: ReadonlyMap<RoutedSource, SourceBudget>,
): BudgetPreview[] {
  return [...budgets].flatMap(([{ source, description }, { requestsPerMinute, left, clearInMs }]) => {
    const asked = plan.requests.filter((request) => request.source === source);
    const requests = asked.reduce((sum, { pages }) => sum + pages, 0);
    if (requests === 0 || requestsPerMinute === null || left === null) return [];
    const waits = Math.max(0, requests - left);
    const seconds = clearInMs / 1_000 + (waits / requestsPerMinute) * MINUTE_SECONDS;
    return [{ source: description.name, requestsPerMinute, left, requests, seconds }];
  });
}
