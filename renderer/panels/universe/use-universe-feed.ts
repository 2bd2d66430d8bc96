import type { GridApi } from 'ag-grid-community';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { useSelection } from '../../stores/selection-store.ts';
import type { SymbolRow } from '../../stores/symbol-rows.ts';
import { UniverseFeed } from './universe-feed.ts';
import { UNIVERSE_FILTERS, type UniverseFilter } from './universe-filter.ts';

interface UniverseFeedControls {
  /** Starts feeding a grid that is ready. */
  readonly attach: (api: GridApi<SymbolRow>) => void;
  /** Keeps rows in their places while the pointer is on them. */
  readonly hold: (held: boolean) => void;
  readonly isHeld: boolean;
  /** Shows only what a filter lets through. */
  readonly narrow: (filter: UniverseFilter) => void;
}

/** Ties the universe grid to the session and to the selection, for as long as the panel lives. */
export function useUniverseFeed(): UniverseFeedControls {
  const feed = useRef<UniverseFeed | null>(null);
  const grid = useRef<GridApi<SymbolRow> | null>(null);
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    const follow = useSelection.subscribe(({ symbol }) => showSelection(grid.current, symbol));
    return () => {
      follow();
      feed.current?.close();
    };
  }, []);
  const attach = useCallback((api: GridApi<SymbolRow>) => {
    feed.current?.close();
    grid.current = api;
    feed.current = new UniverseFeed(api);
  }, []);
  const hold = useCallback((held: boolean) => {
    feed.current?.hold(held);
    setHeld(held);
  }, []);
  const narrow = useCallback((filter: UniverseFilter) => {
    grid.current?.setGridOption('isExternalFilterPresent', () => filter !== 'all');
    grid.current?.setGridOption('doesExternalFilterPass', ({ data }) =>
      data === undefined ? false : UNIVERSE_FILTERS[filter].passes(data),
    );
    grid.current?.onFilterChanged();
  }, []);
  return { attach, hold, isHeld, narrow };
}

function showSelection(api: GridApi<SymbolRow> | null, symbol: SymbolId | null): void {
  const node = symbol === null ? undefined : api?.getRowNode(symbol);
  if (node !== undefined && !node.isSelected()) node.setSelected(true, true);
}
