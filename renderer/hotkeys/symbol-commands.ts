import { ArrowDownToLine, CandlestickChart, Lock, LockOpen, Trash2, TrendingUp } from 'lucide-react';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import { SYMBOL_FLAG } from '../../shared/session/status.ts';
import { act } from '../stores/commands.ts';
import { toggleLock } from '../stores/lock-commands.ts';
import { openPreview } from '../stores/preview-store.ts';
import { select } from '../stores/selection-store.ts';
import { useSession } from '../stores/session-store.ts';
import { rowOfSymbol } from '../stores/symbol-rows.ts';
import { useWorkspace } from '../stores/workspace-store.ts';
import type { Command } from './command.ts';

/** What can be done with a symbol as it stands: all of it with its key, where it has one. */
export function symbolCommands(symbol: SymbolId): readonly Command[] {
  const { snapshot } = useSession.getState();
  const row = snapshot === null ? undefined : rowOfSymbol(snapshot, symbol);
  const isPromoted = row?.state === 'promoted' || row?.state === 'loading';
  const isLocked = ((row?.flags ?? 0) & SYMBOL_FLAG.locked) !== 0;
  const command = (rest: Omit<Command, 'group'>): Command => ({ group: 'Symbol', ...rest });
  return [
    command({
      id: 'symbol.chart',
      title: `Open the chart of ${symbol}`,
      key: null,
      icon: CandlestickChart,
      run: () => openChart(symbol),
    }),
    isPromoted ? demote(symbol) : promote(symbol),
    command({
      id: 'symbol.lock',
      title: isLocked ? `Unlock ${symbol}` : `Lock ${symbol}…`,
      key: 'Ctrl+L',
      icon: isLocked ? LockOpen : Lock,
      run: () => toggleLock(symbol),
    }),
    command({
      id: 'symbol.remove',
      title: `Remove ${symbol} from the universe`,
      key: 'Delete',
      icon: Trash2,
      run: () => void act('remove', symbol),
    }),
  ];
}

/** Shows a symbol on the linked chart, and goes there. */
export function openChart(symbol: SymbolId): void {
  select(symbol);
  useWorkspace.getState().dock?.show('chart');
}

function promote(symbol: SymbolId): Command {
  return {
    id: 'symbol.promote',
    title: `Promote ${symbol}…`,
    group: 'Symbol',
    key: 'Ctrl+Enter',
    icon: TrendingUp,
    run: () => openPreview([symbol]),
  };
}

function demote(symbol: SymbolId): Command {
  return {
    id: 'symbol.demote',
    title: `Demote ${symbol}`,
    group: 'Symbol',
    key: 'Ctrl+Backspace',
    icon: ArrowDownToLine,
    run: () => void act('demote', symbol),
  };
}
