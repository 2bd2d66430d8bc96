import { type KeyboardEvent, memo } from 'react';
import type { PromotedRecord } from '../../../shared/domain/promotion.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { SYMBOL_FLAG } from '../../../shared/session/status.ts';
import { Icon } from '../../components/icons.tsx';
import { LockToggle } from '../../components/LockToggle.tsx';
import { Sparkline } from '../../components/Sparkline.tsx';
import { shownState, stateWord } from '../../components/symbol-state.ts';
import { formatBytes } from '../../format/bytes.ts';
import { formatCount, formatPercent, formatPrice } from '../../format/numbers.ts';
import { openChart } from '../../hotkeys/symbol-commands.ts';
import { cancelPromotion, retryLoads } from '../../stores/load-commands.ts';
import { toggleLock, useLockLook } from '../../stores/lock-commands.ts';
import { select } from '../../stores/selection-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { useSparks } from '../../stores/sparks-store.ts';
import { rowOfSymbol, type SymbolRow } from '../../stores/symbol-rows.ts';
import { LoadPace } from './load-pace.ts';
import { canRetry, causeWords, type LoadLook, loadLines, loadLook } from './load-words.ts';

interface PromotedRowProps {
  readonly record: PromotedRecord;
  readonly isSelected: boolean;
  /** The row that Tab leads to. */
  readonly isReached: boolean;
  readonly onMenu: (symbol: SymbolId, x: number, y: number) => void;
}

const pace = new LoadPace();

/** One promoted symbol on two lines. */
export const PromotedRow = memo(function PromotedRow(props: PromotedRowProps) {
  const { record, isSelected, isReached, onMenu } = props;
  const { symbol } = record;
  const snapshot = useSession((state) => state.snapshot);
  const row = snapshot === null ? undefined : rowOfSymbol(snapshot, symbol);
  const lock = useLockLook(symbol);
  if (snapshot === null || row === undefined) return null;
  const look = lookOf(record);
  const cause = causeWords(record, snapshot.status.sessionDate);
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>): void => {
    if (event.key !== 'ContextMenu' && !(event.key === 'F10' && event.shiftKey)) return;
    event.preventDefault();
    const box = event.currentTarget.getBoundingClientRect();
    onMenu(symbol, box.left + 24, box.top + 24);
  };
  return (
    <tr
      aria-selected={isSelected}
      aria-label={`${symbol}, ${stateWord(row).toLowerCase()}, ${cause}, ${lock.title}`}
      tabIndex={isReached ? 0 : -1}
      onPointerDown={() => select(symbol)}
      onDoubleClick={() => openChart(symbol)}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu(symbol, event.clientX, event.clientY);
      }}
      onKeyDown={onKeyDown}
    >
      <NameCell record={record} row={row} look={look} cause={cause} />
      <td className="extent">
        <span className="line">{formatCount(record.bars)} bars</span>
        <span className="line">
          {record.ready} of {record.indicators} ready
        </span>
      </td>
      <td className="course">
        <Course symbol={symbol} look={look} change={row.changePercent} />
      </td>
      <FiguresCell row={row} />
      <td className="padlock">
        <LockToggle look={lock} onToggle={(button) => toggleLock(symbol, button)} />
      </td>
    </tr>
  );
});

interface NameCellProps {
  readonly record: PromotedRecord;
  readonly row: SymbolRow;
  readonly look: LoadLook;
  readonly cause: string;
}

function NameCell({ record, row, look, cause }: NameCellProps) {
  const shown = shownState(row);
  const details = [
    `${record.symbol}: ${stateWord(row)}, ${cause}`,
    `${formatCount(record.bars)} bars and indicators in ${formatBytes(record.bytes)}`,
    `${record.ready} of ${record.indicators} indicators have a value`,
    ...loadLines(record.loads),
  ];
  return (
    <td className="name" title={details.join('\n')}>
      <span className={`mark state-${shown}`}>
        <Icon name={shown} />
      </span>
      <span className="line strong">{record.symbol}</span>
      <span className={`line why is-${look.kind}`}>{look.text === '' ? cause : look.text}</span>
      <LoadButton record={record} look={look} />
    </td>
  );
}

/** Ends a promotion while it loads, and asks again for what did not come. */
function LoadButton({ record, look }: Pick<NameCellProps, 'record' | 'look'>) {
  const { symbol, loads } = record;
  const isLoading = look.kind === 'loading';
  if (!isLoading && !canRetry(loads)) return null;
  const label = isLoading ? `Cancel loading ${symbol}` : `Load what is missing of ${symbol}`;
  return (
    <button
      type="button"
      className="icon-button load-button"
      aria-label={label}
      title={label}
      onClick={() => void (isLoading ? cancelPromotion(symbol) : retryLoads(symbol))}
      // A double click on the row opens its chart.
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <Icon name={isLoading ? 'close' : 'reset'} />
    </button>
  );
}

/** How far the history is while it loads, then the newest bars. */
function Course({ symbol, look, change }: { symbol: SymbolId; look: LoadLook; change: number }) {
  const closes = useSparks((state) => state.closes.get(symbol));
  if (look.kind !== 'loading') return <Sparkline closes={closes} change={change} width={52} />;
  return <progress aria-label={`History of ${symbol}`} max={Math.max(1, look.asked)} value={look.got} />;
}

function FiguresCell({ row }: { row: SymbolRow }) {
  const isOld = (row.flags & (SYMBOL_FLAG.stale | SYMBOL_FLAG.halted)) !== 0;
  const { changePercent: change } = row;
  const direction = isOld || Math.abs(change) < 0.005 ? '' : change > 0 ? 'cell-up' : 'cell-down';
  return (
    <td className={isOld ? 'figures is-old' : 'figures'}>
      <span className="line">{formatPrice(row.last)}</span>
      <span className={`line second ${direction}`}>{formatPercent(change)}</span>
    </td>
  );
}

function lookOf(record: PromotedRecord): LoadLook {
  const { symbol } = record;
  const known = loadLook(record, Number.NaN);
  if (known.kind !== 'loading') {
    pace.forget(symbol);
    return known;
  }
  return loadLook(record, pace.secondsLeft(symbol, known.got, known.asked, performance.now()));
}
