import type { MarketOrder } from '../../../shared/domain/position.ts';
import { orderWords } from '../../format/positions.ts';
import { formatTimeOn } from '../../format/times.ts';
import { select, useSelection } from '../../stores/selection-store.ts';

/** Orders that wait for the next bar, the newest first. */
export function OrderTable({ orders, sessionDate }: { orders: readonly MarketOrder[]; sessionDate: string }) {
  const selected = useSelection((state) => state.symbol);
  if (orders.length === 0) {
    return (
      <div className="empty">
        <strong>No orders wait</strong>
        <span>Market orders fill at the next bar’s open; what is left over is cancelled at the close.</span>
      </div>
    );
  }
  return (
    <table className="plain">
      <thead>
        <tr>
          <th>Symbol</th>
          <th>Side, qty</th>
          <th>Order</th>
          <th className="number">Placed</th>
        </tr>
      </thead>
      <tbody>
        {[...orders].reverse().map(({ id, symbol, quantity, placed }) => (
          <tr key={id} aria-selected={symbol === selected} onPointerDown={() => select(symbol)}>
            <td className="strong">{symbol}</td>
            <td className="cell-quiet">{orderWords(quantity)}</td>
            <td className="cell-quiet">{id}</td>
            <td className="number cell-quiet">{formatTimeOn(placed, sessionDate)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
