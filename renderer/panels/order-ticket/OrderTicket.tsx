import './order-ticket.css';
import { useState } from 'react';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { ORDER_SHARES } from '../../../shared/ipc/requests/trading.ts';
import type { SessionSnapshot } from '../../../shared/session/snapshot.ts';
import { NumberField } from '../../components/NumberField.tsx';
import { Popover } from '../../components/Popover.tsx';
import { Segments } from '../../components/Segments.tsx';
import { formatAmount } from '../../format/money.ts';
import { formatPrice } from '../../format/numbers.ts';
import { formatAge } from '../../format/times.ts';
import { useSession } from '../../stores/session-store.ts';
import { rowOfSymbol } from '../../stores/symbol-rows.ts';
import { closeOrderTicket, type OrderSide, submitOrder, useTrading } from '../../stores/trading-store.ts';
import { afterOrder, overReason, proposedQuantity, readQuantity } from './ticket.ts';

const SIDES = [
  { value: 'buy', label: 'Buy' },
  { value: 'sell', label: 'Sell' },
] as const;

/** Writes one paper order: how many shares, which side. Enter places it, Escape does not. Mounted once, in the window. */
export function OrderTicket() {
  const ticket = useTrading((state) => state.ticket);
  const isOpen = useSession((state) => state.snapshot !== null);
  if (ticket === null || !isOpen) return null;
  const { symbol, side } = ticket;
  return (
    <Popover label={`Paper order for ${symbol}`} place={null} width={300} onClose={closeOrderTicket}>
      <TicketForm key={`${symbol} ${side}`} symbol={symbol} side={side} />
    </Popover>
  );
}

function TicketForm({ symbol, side: first }: { symbol: SymbolId; side: OrderSide }) {
  const [side, setSide] = useState(first);
  const [text, setText] = useState(() => String(proposal(symbol, first)));
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const over = useSession((state) => overReason(state.snapshot?.status));
  const quantity = readQuantity(text);
  const send = async () => {
    if (!quantity.ok || isSending || over !== null) return;
    setSending(true);
    const refused = await submitOrder(symbol, side, quantity.shares);
    setSending(false);
    if (refused === null) closeOrderTicket();
    else setRefusal(refused);
  };
  const verb = side === 'buy' ? 'Buy' : 'Sell';
  return (
    <form
      className={`ticket is-${side}`}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <header>
        <span className="ticket-symbol">{symbol}</span>
        <span className="paper-badge">Paper</span>
        <span className="spacer" />
        <Segments label="Side" options={SIDES} value={side} onChoose={setSide} small />
      </header>
      <NumberField
        label="Shares"
        value={text}
        onChange={(next) => {
          setText(next);
          setRefusal(null);
        }}
        step={text.length > 3 ? 100 : 10}
        min={1}
        max={ORDER_SHARES}
        fault={quantity.ok ? undefined : quantity.fault}
      />
      <Estimate symbol={symbol} side={side} shares={quantity.ok ? quantity.shares : null} />
      {(over ?? refusal) !== null && (
        <p className="ticket-refusal" role="alert">
          {over ?? refusal}
        </p>
      )}
      <button type="submit" className="ticket-send" disabled={!quantity.ok || isSending || over !== null}>
        {isSending
          ? 'Placing…'
          : `${verb} ${quantity.ok ? quantity.shares.toLocaleString('en-US') : ''} ${symbol}`}
        <kbd>Enter</kbd>
      </button>
      <p className="muted">Market order on paper: fills at the next bar’s open.</p>
    </form>
  );
}

interface EstimateProps {
  readonly symbol: SymbolId;
  readonly side: OrderSide;
  /** Null while what was typed is no quantity. */
  readonly shares: number | null;
}

function Estimate({ symbol, side, shares }: EstimateProps) {
  const snapshot = useSession((state) => state.snapshot);
  if (snapshot === null) return null;
  const { last, age } = lastWithAge(snapshot, symbol);
  const { trading } = snapshot;
  const position = trading.positions.find((each) => each.symbol === symbol);
  const waiting = trading.orders
    .filter((order) => order.symbol === symbol)
    .reduce((sum, order) => sum + order.quantity, 0);
  const exceeds = side === 'buy' && shares !== null && shares * last > trading.cash;
  return (
    <dl className="ticket-figures">
      <dt>Last</dt>
      <dd>
        {formatPrice(last)} <span className="muted">· {formatAge(age)} old</span>
      </dd>
      <dt>{side === 'buy' ? 'Cost, about' : 'Proceeds, about'}</dt>
      <dd>{shares === null ? '—' : formatAmount(shares * last)}</dd>
      <dt>Cash</dt>
      <dd className={exceeds ? 'cell-stale-age' : ''}>
        {exceeds && 'exceeded, '}
        {formatAmount(trading.cash)}
      </dd>
      <dt>Position</dt>
      <dd>{shares === null ? '—' : afterOrder(position, waiting, side, shares)}</dd>
    </dl>
  );
}

function proposal(symbol: SymbolId, side: OrderSide): number {
  const positions = useSession.getState().snapshot?.trading.positions ?? [];
  const held = positions.find((position) => position.symbol === symbol)?.quantity ?? 0;
  return proposedQuantity(held, side, useTrading.getState().lastQuantity);
}

function lastWithAge(snapshot: SessionSnapshot, symbol: SymbolId): { last: number; age: number } {
  const row = rowOfSymbol(snapshot, symbol);
  return { last: row?.last ?? Number.NaN, age: snapshot.status.now - (row?.lastBarEnd ?? Number.NaN) };
}
