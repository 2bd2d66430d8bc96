import { describe, expect, it } from 'vitest';
import type { ChartData, ChartQuery } from '../../../shared/domain/chart.ts';
import { type Result, success } from '../../../shared/domain/result.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { CHART_REQUESTS } from '../../../shared/ipc/requests/chart.ts';
import { loadedChart } from '../../testing/chart-reader.ts';
import { FakeSession } from '../../testing/fake-session.ts';
import { sessionOn, simulatedConfig, simulatedSession } from '../../testing/simulated-session.ts';
import { SessionHost } from '../session-host.ts';
import { chartHandlers } from './chart.ts';

function queryOf(symbol: string): ChartQuery {
  return { chartId: 'left-1', symbol: symbolId(symbol), interval: '5m', last: 300, since: null };
}

/** Has a bar when it is looked at for the third time. */
class SlowSession extends FakeSession {
  looks = 0;

  override chart({ symbol, interval }: ChartQuery): Result<ChartData> {
    this.looks += 1;
    const loading = this.looks < 3;
    const column = (value: number) => (loading ? new Float64Array(0) : Float64Array.of(value));
    return success({
      symbol,
      interval,
      edition: this.looks,
      whole: true,
      bars: {
        start: column(60_000),
        wallSeconds: column(60),
        open: column(2),
        high: column(3),
        low: column(1),
        close: column(2),
        volume: column(0),
      },
      formingUntil: null,
      lines: [],
      sessionStarts: new Float64Array(0),
      hits: [],
      source: null,
      basis: null,
      intervals: [],
      loading,
      cause: null,
    });
  }
}

describe('chart.read', () => {
  it('says that no session is open', async () => {
    const handlers = chartHandlers(new SessionHost(() => undefined));
    expect(await handlers['chart.read'](queryOf('AAPL'))).toMatchObject({ error: { code: 'no_session' } });
    expect(await handlers['chart.close']({ chartId: 'left-1' })).toMatchObject({ ok: true });
  });

  it('passes a refusal of the engine on', async () => {
    const host = new SessionHost(() => undefined);
    await host.open(async () => new FakeSession(2));
    const handlers = chartHandlers(host);
    expect(await handlers['chart.read'](queryOf('AAPL'))).toMatchObject({ error: { code: 'no_bars' } });
  });

  it('waits a little for the bars of a symbol that nobody held before', async () => {
    const slow = new SlowSession(1);
    const host = new SessionHost(() => undefined);
    await host.open(async () => slow);
    const answer = await chartHandlers(host)['chart.read'](queryOf('AAPL'));
    expect(answer).toMatchObject({ ok: true, value: { loading: false } });
    expect(slow.looks).toBe(3);
  });

  it('answers what the contract has', async () => {
    const { session, runTo } = await simulatedSession(
      simulatedConfig({ data: { indicators: [{ name: 'macd', interval: '5m' }] } }),
    );
    await runTo(sessionOn('2024-03-06').open + 3_600_000);
    const host = new SessionHost(() => undefined);
    await host.open(async () => session);
    const query = queryOf(session.view.symbols()[4] ?? '');
    await loadedChart(session.view, query);
    const answer = await chartHandlers(host)['chart.read'](query);
    expect(answer.ok && answer.value.bars.start).toHaveLength(300);
    const { value } = CHART_REQUESTS['chart.read'];
    expect(value.safeParse(answer.ok ? answer.value : undefined).error).toBeUndefined();
    await host.stop();
  });
});
