import { Icon } from '../../components/icons.tsx';
import { LockToggle } from '../../components/LockToggle.tsx';
import { moveBetweenRows } from '../../components/row-keys.ts';
import { formatProfit, profitClass } from '../../format/money.ts';
import { formatPercent, formatPrice } from '../../format/numbers.ts';
import { heldWords, orderWords } from '../../format/positions.ts';
import { formatTimeOn } from '../../format/times.ts';
import { toggleLock, useLockLook } from '../../stores/lock-commands.ts';
import type { PositionRow } from '../../stores/position-rows.ts';
import { select, useSelection } from '../../stores/selection-store.ts';
import { closePosition, useTrading } from '../../stores/trading-store.ts';

/** Open positions, one a row. */
export function PositionTable({ rows, sessionDate }: { rows: readonly PositionRow[]; sessionDate: string }) {
  if (rows.length === 0) {
    return (
      <div className="empty">
        <strong>No positions</strong>
        <span>None are needed to scan.</span>
      </div>
    );
  }
  return (
    <table className="plain trading-table">
      <thead>
        <tr>
          <th>Symbol</th>
          <th>Side, qty</th>
          <th className="number first-to-go">Avg</th>
          <th className="number">Last</th>
          <th className="number">P&L</th>
          <th className="number spare">P&L %</th>
          <th className="number spare">Opened</th>
          <th className="tail" aria-label="Close" />
        </tr>
      </thead>
      <tbody onKeyDown={moveBetweenRows}>
        {rows.map((row) => (
          <Row key={row.id} row={row} opened={formatTimeOn(row.openedAt, sessionDate)} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, opened }: { row: PositionRow; opened: string }) {
  const { symbol, quantity, averagePrice, last, profit, profitPercent, stale } = row;
  const isSelected = useSelection((state) => state.symbol === symbol);
  const look = useLockLook(symbol);
  const old = stale ? 'cell-faint' : '';
  return (
    <tr tabIndex={0} aria-selected={isSelected} onFocus={() => select(symbol)}>
      <td>
        <span className="with-lock">
          <span className="strong">{symbol}</span>
          <LockToggle look={look} onToggle={(button) => toggleLock(symbol, button)} />
        </span>
      </td>
      <td
        className="cell-quiet"
        title={row.waiting === 0 ? row.id : `${row.id}, ${orderWords(row.waiting)} waits`}
      >
        {quantity === 0 ? `${orderWords(row.waiting)}, waits` : heldWords(quantity)}
      </td>
      <td className="number first-to-go">{quantity === 0 ? '—' : formatPrice(averagePrice)}</td>
      <td className={`number ${old}`}>{formatPrice(last)}</td>
      <td className={`number ${stale ? old : profitClass(profit)}`}>{formatProfit(profit)}</td>
      <td className={`number spare ${stale ? old : profitClass(profit)}`}>{formatPercent(profitPercent)}</td>
      <td className="number cell-quiet spare">{opened}</td>
      <td className="tail">
        <CloseButton row={row} />
      </td>
    </tr>
  );
}

function CloseButton({ row: { symbol, quantity, waiting } }: { row: PositionRow }) {
  const isClosing = useTrading((state) => state.closing.has(symbol));
  const isOnItsWay = quantity + waiting === 0;
  const title = isOnItsWay
    ? `${symbol} closes at the next bar’s open`
    : `Close ${symbol}: ${orderWords(-(quantity + waiting))} at the next bar’s open`;
  return (
    <button
      type="button"
      className="icon-button"
      title={title}
      aria-label={title}
      disabled={isClosing || isOnItsWay}
      onClick={() => void closePosition(symbol)}
    >
      <Icon name={isClosing || isOnItsWay ? 'loading' : 'close'} />
    </button>
  );
}
