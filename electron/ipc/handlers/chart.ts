import type { ChartData, ChartQuery } from '../../../shared/domain/chart.ts';
import { type Result, success } from '../../../shared/domain/result.ts';
import type { SessionView } from '../../engine/coordinator/session-view.ts';
import type { RequestHandlers } from '../guard.ts';
import type { SessionHost } from '../session-host.ts';

type ChartHandlers = Pick<RequestHandlers, 'chart.read' | 'chart.close'>;

/** Bars that lie on the disk come within these waits, in ms: one answer with them in place of an empty one and another. */
const FIRST_LOOKS = [4, 8, 12, 16, 20, 24, 28];

/** Requests of charts: what they draw, and that they are gone. */
export function chartHandlers(host: SessionHost): ChartHandlers {
  return {
    'chart.read': async (query) => {
      const session = await host.running();
      return session.ok ? firstLook(session.value.view, query) : session;
    },
    'chart.close': async ({ chartId }) => {
      const session = await host.running();
      if (session.ok) session.value.view.closeChart(chartId);
      return success(null);
    },
  };
}

/** The chart, after a short wait where there is nothing to draw yet and bars are on their way. */
async function firstLook(view: SessionView, query: ChartQuery): Promise<Result<ChartData>> {
  for (const wait of FIRST_LOOKS) {
    const answer = view.chart(query);
    if (!answer.ok || !answer.value.loading || answer.value.bars.start.length > 0) return answer;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  return view.chart(query);
}
