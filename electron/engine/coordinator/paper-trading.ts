import { AnalysisEngine } from '../positions/analysis-engine.ts';
import { firstBar } from '../positions/first-bar.ts';
import { PaperAccount } from '../positions/paper-account.ts';
import { PaperBroker } from '../positions/paper-broker.ts';
import type { SessionCoordinator } from './session-coordinator.ts';

/** Paper trading of a session: positions and orders, and the money of them all. */
export interface PaperTrading {
  readonly engine: AnalysisEngine;
  readonly account: PaperAccount;
}

/** Positions on a session's bars; orders and fills go into its event log. */
export function paperTrading(coordinator: SessionCoordinator): PaperTrading {
  const { clock, config, recorder, router } = coordinator.parts;
  const account = new PaperAccount(config.trading.starting_cash);
  const engine = new AnalysisEngine({
    data: coordinator.data,
    broker: new PaperBroker(),
    now: () => clock.now(),
    hasIntradayData: (symbol) => router.hasIntradayData(symbol, coordinator.session.date),
    firstBar: (symbol, since) => firstBar(coordinator.core, symbol, since),
    onOrder: (order, position) =>
      recorder.event('order', {
        symbol: order.symbol,
        position: position.id,
        order: order.id,
        quantity: order.quantity,
      }),
    onFill: (fill, position, profit) => {
      account.take(fill, position, profit);
      recorder.event('fill', {
        symbol: position.symbol,
        position: position.id,
        order: fill.order.id,
        quantity: fill.order.quantity,
        price: fill.price,
        bar: fill.time,
        held: position.quantity,
      });
    },
  });
  return { engine, account };
}
