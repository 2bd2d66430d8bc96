import type { Page } from '@playwright/test';
import { CHART_BARS } from '../../shared/domain/chart.ts';
import type { Interval } from '../../shared/domain/interval.ts';
import type { Result } from '../../shared/domain/result.ts';
import { symbolId } from '../../shared/domain/symbol.ts';
import type { Bridge, PageRequestName } from '../../shared/ipc/channels.ts';
import { parseReply, type RequestArguments, type RequestValue } from '../../shared/ipc/contract.ts';

declare global {
  interface Window {
    readonly tapedeck: Bridge;
  }
}

/** One bar as the engine gives it to a chart. */
export interface EngineBar {
  /** Epoch ms. */
  readonly start: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** The way around the screen: the engine's own answers, to hold what is shown against. */
export class Engine {
  constructor(private readonly page: Page) {}

  /** What a request answers, refusals among it. */
  async ask<Name extends PageRequestName>(
    name: Name,
    args: RequestArguments<Name>,
  ): Promise<Result<RequestValue<Name>>> {
    // The argument's own type says nothing inside the page, and is too deep for the compiler to follow there.
    const asked: { readonly request: PageRequestName; readonly argument: unknown } = {
      request: name,
      argument: args,
    };
    const reply: unknown = await this.page.evaluate(
      ({ request, argument }) => window.tapedeck.requests[request](argument),
      asked,
    );
    return parseReply(name, reply);
  }

  /** The value of a request that succeeds; throws with the refusal where it does not. */
  async get<Name extends PageRequestName>(
    name: Name,
    args: RequestArguments<Name>,
  ): Promise<RequestValue<Name>> {
    const reply = await this.ask(name, args);
    if (!reply.ok) throw new Error(`${name} was refused: ${reply.error.message}`);
    return reply.value;
  }

  /** The newest bars of a symbol, oldest first. */
  async bars(symbol: string, interval: Interval, last: number = CHART_BARS): Promise<EngineBar[]> {
    const chartId = 'engine-check';
    const { bars } = await this.get('chart.read', {
      chartId,
      symbol: symbolId(symbol),
      interval,
      last,
      since: null,
    });
    await this.get('chart.close', { chartId });
    const at = (column: Float64Array, index: number) => column[index] ?? Number.NaN;
    return Array.from(bars.start, (start, index) => ({
      start,
      open: at(bars.open, index),
      high: at(bars.high, index),
      low: at(bars.low, index),
      close: at(bars.close, index),
      volume: at(bars.volume, index),
    }));
  }

  /**
   * The whole session. It is a new beginning of what the window follows: only for a session that stands still
   * and is shown as it is.
   */
  async snapshot() {
    const snapshot = await this.get('session.snapshot', undefined);
    await this.get('session.acknowledge', { seq: snapshot.seq });
    return snapshot;
  }
}
