import './positions.css';
import { useEffect, useState } from 'react';
import type { TradingState } from '../../../shared/domain/position.ts';
import { usePanelId } from '../../components/panel-host.tsx';
import { formatProfit, profitClass } from '../../format/money.ts';
import { formatCount } from '../../format/numbers.ts';
import { setPanelCount } from '../../stores/panel-store.ts';
import { lastOf, type PositionRow, paperProfit, positionRows } from '../../stores/position-rows.ts';
import { useSession } from '../../stores/session-store.ts';
import { CloseAll } from './CloseAll.tsx';
import { OrderTable } from './OrderTable.tsx';
import { PositionTable } from './PositionTable.tsx';

type Shown = 'positions' | 'orders';

const NO_ROWS: readonly PositionRow[] = [];

/** What is held on paper, what waits to be filled, and what was. */
export function PositionsPanel() {
  const id = usePanelId();
  const [shown, setShown] = useState<Shown>('positions');
  const snapshot = useSession((state) => state.snapshot);
  const trading = snapshot?.trading;
  const sessionDate = snapshot?.status.sessionDate ?? '';
  const rows = snapshot === null ? NO_ROWS : positionRows(snapshot.trading, lastOf(snapshot));
  useEffect(() => setPanelCount(id, rows.length === 0 ? '' : formatCount(rows.length)), [id, rows.length]);
  return (
    <section className="panel" aria-label="Positions">
      {trading !== undefined && !isUntouched(trading) && (
        <AccountBar trading={trading} rows={rows} shown={shown} onShow={setShown} />
      )}
      <div className="panel-body scrolls">
        {shown === 'positions' && <PositionTable rows={rows} sessionDate={sessionDate} />}
        {shown === 'orders' && trading !== undefined && (
          <OrderTable orders={trading.orders} fills={trading.fills} sessionDate={sessionDate} />
        )}
      </div>
    </section>
  );
}

interface AccountBarProps {
  readonly trading: TradingState;
  readonly rows: readonly PositionRow[];
  readonly shown: Shown;
  readonly onShow: (shown: Shown) => void;
}

function AccountBar({ trading, rows, shown, onShow }: AccountBarProps) {
  const profit = paperProfit(trading, rows);
  const tab = (value: Shown, label: string, count: number) => (
    <button type="button" aria-pressed={shown === value} onClick={() => onShow(value)}>
      {label} <span className="muted">{formatCount(count)}</span>
    </button>
  );
  return (
    <div className="panel-tools account-bar">
      <fieldset className="tabs" aria-label="What is shown">
        {tab('positions', 'Held', rows.length)}
        {tab('orders', 'Orders', trading.orders.length)}
      </fieldset>
      <span className="paper-total" title="Closed and held together, at the last prices">
        <span className="muted">Paper</span>{' '}
        <span className={profitClass(profit)}>{formatProfit(profit)}</span>
      </span>
      <CloseAll rows={rows} />
    </div>
  );
}

/** Nothing was ever ordered: there is nothing to choose between. */
function isUntouched({ positions, orders, fills }: TradingState): boolean {
  return positions.length === 0 && orders.length === 0 && fills.length === 0;
}
