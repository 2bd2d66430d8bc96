import type { FillRecord } from '../../../shared/domain/position.ts';
import { formatPrice } from '../../format/numbers.ts';
import { orderWords } from '../../format/positions.ts';
import { formatTimeOn } from '../../format/times.ts';
import { select, useSelection } from '../../stores/selection-store.ts';

/** The newest fills, the newest first; pressing one shows its bar. */
export function FillTable({ fills, sessionDate }: { fills: readonly FillRecord[]; sessionDate: string }) {
  const selected = useSelection((state) => state.symbol);
  if (fills.length === 0) {
    return (
      <div className="empty">
        <strong>No fills yet</strong>
      </div>
    );
  }
  return (
    <table className="plain">
      <thead>
        <tr>
          <th>Time</th>
          <th>Symbol</th>
          <th>Side, qty</th>
          <th className="number">Price</th>
          <th className="number spare">Order</th>
          <th className="number spare">Position</th>
        </tr>
      </thead>
      <tbody>
        {[...fills].reverse().map(({ orderId, positionId, symbol, quantity, price, time }) => (
          <tr key={orderId} aria-selected={symbol === selected} onPointerDown={() => select(symbol, time)}>
            <td className="cell-quiet">{formatTimeOn(time, sessionDate)}</td>
            <td className="strong">{symbol}</td>
            <td className="cell-quiet">{orderWords(quantity)}</td>
            <td className="number">{formatPrice(price)}</td>
            <td className="number cell-quiet spare">{orderId}</td>
            <td className="number cell-quiet spare">{positionId}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
