import type { FillRecord, MarketOrder } from '../../../shared/domain/position.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { moveBetweenRows } from '../../components/row-keys.ts';
import { formatPrice } from '../../format/numbers.ts';
import { orderWords } from '../../format/positions.ts';
import { formatTimeOn } from '../../format/times.ts';
import { select, useSelection } from '../../stores/selection-store.ts';

interface OrderTableProps {
  readonly orders: readonly MarketOrder[];
  readonly fills: readonly FillRecord[];
  readonly sessionDate: string;
}

/** Orders that wait for the next bar, then those that were filled: the newest first in both. */
export function OrderTable({ orders, fills, sessionDate }: OrderTableProps) {
  if (orders.length === 0 && fills.length === 0) {
    return (
      <div className="empty">
        <strong>No orders</strong>
        <span>Market orders fill at the next bar’s open; what is left over is cancelled at the close.</span>
      </div>
    );
  }
  return (
    <table className="plain trading-table">
      <thead>
        <tr>
          <th>Symbol</th>
          <th>Side, qty</th>
          <th>Order</th>
          <th className="number">Fill</th>
          <th className="number">Time</th>
        </tr>
      </thead>
      <tbody onKeyDown={moveBetweenRows}>
        {[...orders].reverse().map(({ id, symbol, quantity, placed }) => (
          <OrderRow key={id} id={id} symbol={symbol} quantity={quantity} time={placed} date={sessionDate} />
        ))}
        {[...fills].reverse().map(({ orderId, symbol, quantity, price, time }) => (
          <OrderRow
            key={orderId}
            id={orderId}
            symbol={symbol}
            quantity={quantity}
            price={price}
            time={time}
            date={sessionDate}
          />
        ))}
      </tbody>
    </table>
  );
}

interface OrderRowProps {
  readonly id: string;
  readonly symbol: SymbolId;
  /** Signed. */
  readonly quantity: number;
  /** Absent while the order waits. */
  readonly price?: number;
  readonly time: EpochMs;
  readonly date: string;
}

/** Pressing a fill shows its bar. */
function OrderRow({ id, symbol, quantity, price, time, date }: OrderRowProps) {
  const isSelected = useSelection((state) => state.symbol === symbol);
  const isFilled = price !== undefined;
  return (
    <tr tabIndex={0} aria-selected={isSelected} onFocus={() => select(symbol, isFilled ? time : null)}>
      <td className="strong">{symbol}</td>
      <td className="cell-quiet">{orderWords(quantity)}</td>
      <td className="cell-quiet">{id}</td>
      <td className={`number ${isFilled ? '' : 'cell-waiting'}`}>
        {isFilled ? formatPrice(price) : 'waits'}
      </td>
      <td className="number cell-quiet">{formatTimeOn(time, date)}</td>
    </tr>
  );
}
