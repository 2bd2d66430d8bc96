import { success } from '../../../shared/domain/result.ts';
import type { RequestHandlers } from '../guard.ts';
import type { SessionHost } from '../session-host.ts';

type ChartHandlers = Pick<RequestHandlers, 'chart.read' | 'chart.close'>;

/** Requests of charts: what they draw, and that they are gone. */
export function chartHandlers(host: SessionHost): ChartHandlers {
  return {
    'chart.read': async (query) => {
      const session = await host.running();
      return session.ok ? session.value.view.chart(query) : session;
    },
    'chart.close': async ({ chartId }) => {
      const session = await host.running();
      if (session.ok) session.value.view.closeChart(chartId);
      return success(null);
    },
  };
}
