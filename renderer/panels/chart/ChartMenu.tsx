import { Ellipsis } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { ContextMenu, type MenuItem } from '../../components/ContextMenu.tsx';
import { toggleLock } from '../../stores/lock-commands.ts';
import { openPreview } from '../../stores/preview-store.ts';
import { demoteSymbols } from '../../stores/removal-store.ts';
import { closePosition, openOrderTicket } from '../../stores/trading-store.ts';

interface ChartMenuProps {
  readonly symbol: SymbolId;
  readonly isPromoted: boolean;
  readonly isLocked: boolean;
  readonly hasPosition: boolean;
  readonly isPinned: boolean;
  readonly onPin: () => void;
  readonly onReset: () => void;
  readonly onTable: () => void;
}

/** Everything that can be done with a chart and its symbol, also where there is no room for buttons. */
export function ChartMenu(props: ChartMenuProps) {
  const [place, setPlace] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const close = useCallback(() => setPlace(null), []);
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-haspopup="menu"
        aria-label={`More for ${props.symbol}`}
        title="More"
        onClick={({ currentTarget }) => {
          const { right, bottom } = currentTarget.getBoundingClientRect();
          setPlace({ x: right - 228, y: bottom + 4 });
        }}
      >
        <Ellipsis size={14} aria-hidden />
      </button>
      {place !== null && (
        <ContextMenu title={props.symbol} items={menuItems(props)} {...place} onClose={close} />
      )}
    </>
  );
}

function menuItems(props: ChartMenuProps): readonly MenuItem[] {
  const { symbol, isPromoted, isLocked, hasPosition, isPinned } = props;
  const promotion: MenuItem = isPromoted
    ? { label: 'Demote', icon: 'demote', keys: 'Ctrl+Backspace', run: () => void demoteSymbols([symbol]) }
    : { label: 'Promote…', icon: 'promoted', keys: 'Ctrl+Enter', run: () => openPreview([symbol]) };
  const closing: MenuItem = {
    label: 'Close position',
    icon: 'close',
    keys: '',
    run: () => void closePosition(symbol),
  };
  return [
    { label: 'Buy…', icon: 'buy', keys: '', run: () => openOrderTicket(symbol, 'buy') },
    { label: 'Sell…', icon: 'sell', keys: '', run: () => openOrderTicket(symbol, 'sell') },
    ...(hasPosition ? [closing] : []),
    promotion,
    {
      label: isLocked ? 'Unlock' : 'Lock…',
      icon: isLocked ? 'unlock' : 'lock',
      keys: 'Ctrl+L',
      run: () => toggleLock(symbol),
    },
    {
      label: isPinned ? 'Follow the selection' : `Stay with ${symbol}`,
      icon: 'only',
      keys: '',
      run: props.onPin,
    },
    { label: 'Reset the view', icon: 'reset', keys: 'Alt+R', run: props.onReset },
    { label: 'Table of the bars', icon: 'columns', keys: 'Alt+T', run: props.onTable },
  ];
}
