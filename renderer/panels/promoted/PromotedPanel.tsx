import './promoted.css';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { PromotedRecord } from '../../../shared/domain/promotion.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { PanelActions, usePanelId } from '../../components/panel-host.tsx';
import { formatBytes } from '../../format/bytes.ts';
import { neighbourOf } from '../../grids/neighbour.ts';
import { openChart } from '../../hotkeys/symbol-commands.ts';
import { setPanelCount } from '../../stores/panel-store.ts';
import { select, useSelection } from '../../stores/selection-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { watchSparks } from '../../stores/sparks-store.ts';
import { PromotedMenu } from './PromotedMenu.tsx';
import { PromotedRow } from './PromotedRow.tsx';

const NONE: readonly PromotedRecord[] = [];

/** Steps of the keys that move from row to row; Infinity for the last one. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 8,
  PageUp: -8,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** The few symbols that carry full data: why, since when, and how far their loads are. */
export function PromotedPanel() {
  const id = usePanelId();
  const records = useSession((state) => state.snapshot?.promoted ?? NONE);
  const dataBytes = useSession((state) => state.snapshot?.status.dataBytes ?? 0);
  const loading = records.filter(isLoading).length;
  const count = countWords(records.length - loading, loading);
  useEffect(() => setPanelCount(id, count), [id, count]);
  useSparksOf(id, records);
  return (
    <section className="panel" aria-label="Promoted">
      <PanelActions>
        <span className="promoted-memory" title="What bars and indicators of all symbols take in memory">
          {formatBytes(dataBytes)}
        </span>
      </PanelActions>
      <div className="panel-body scrolls">
        {records.length > 0 ? <PromotedList records={records} /> : <NothingPromoted />}
      </div>
    </section>
  );
}

function NothingPromoted() {
  return (
    <div className="empty">
      <strong>Nothing promoted</strong>
      <span>
        Select a hit, <kbd>Ctrl Enter</kbd>
      </span>
    </div>
  );
}

function PromotedList({ records }: { records: readonly PromotedRecord[] }) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [menu, setMenu] = useState<{ symbol: SymbolId; x: number; y: number } | null>(null);
  const selected = useSelection((state) => state.symbol);
  const closeMenu = useCallback(() => setMenu(null), []);
  useNeighbour(records, body);
  const openMenu = useCallback((symbol: SymbolId, x: number, y: number) => {
    select(symbol);
    setMenu({ symbol, x, y });
  }, []);
  // One row can be reached with Tab: the selected one, or the first.
  const reached = records.some(({ symbol }) => symbol === selected) ? selected : records[0]?.symbol;
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const at = records.findIndex(({ symbol }) => symbol === reached);
    const step = STEPS[event.key];
    const target = records[Math.max(0, Math.min(records.length - 1, at + (step ?? 0)))];
    if (target === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && event.target instanceof HTMLTableRowElement) openChart(target.symbol);
    else if (step === undefined) return;
    else {
      select(target.symbol);
      body.current?.rows[records.indexOf(target)]?.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <table
        className="promoted-list"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: arrows move from row to row, as in any grid
        role="grid"
        aria-label="Promoted symbols"
        aria-rowcount={records.length}
      >
        <tbody ref={body} onKeyDown={onKeyDown}>
          {records.map((record) => (
            <PromotedRow
              key={record.symbol}
              record={record}
              isSelected={record.symbol === selected}
              isReached={record.symbol === reached}
              onMenu={openMenu}
            />
          ))}
        </tbody>
      </table>
      {menu !== null && <PromotedMenu {...menu} onClose={closeMenu} />}
    </>
  );
}

/** The row beside a selected one that leaves while the user works here takes its place, with the focus. */
function useNeighbour(
  records: readonly PromotedRecord[],
  body: React.RefObject<HTMLTableSectionElement | null>,
): void {
  const before = useRef<readonly SymbolId[]>([]);
  useLayoutEffect(() => {
    const now = records.map(({ symbol }) => symbol);
    const was = before.current;
    before.current = now;
    const { symbol } = useSelection.getState();
    const hasLeft = symbol !== null && was.includes(symbol) && !now.includes(symbol);
    // The row that had the focus took it along.
    const { activeElement } = document;
    const isHere = activeElement === document.body || body.current?.contains(activeElement) === true;
    if (!hasLeft || !isHere) return;
    const next = neighbourOf(was, symbol, (other) => !now.includes(other));
    if (next === null) return;
    select(next);
    body.current?.rows[now.indexOf(next)]?.focus();
  }, [records, body]);
}

/** Sparklines of every row: there are few, and all of them are nearly in view. */
function useSparksOf(id: string, records: readonly PromotedRecord[]): void {
  const symbols = records.map(({ symbol }) => symbol).join();
  useEffect(() => {
    watchSparks(id, symbols === '' ? [] : (symbols.split(',') as SymbolId[]));
    return () => watchSparks(id, []);
  }, [id, symbols]);
}

function isLoading({ loads }: PromotedRecord): boolean {
  return loads.some(({ state }) => state === 'waiting' || state === 'loading');
}

/** `7`, and `7 + 1` while one more loads. */
function countWords(promoted: number, loading: number): string {
  if (promoted + loading === 0) return '';
  return loading === 0 ? `${promoted}` : `${promoted} + ${loading}`;
}
