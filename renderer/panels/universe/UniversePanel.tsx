import { ListPlus } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { PanelActions, usePanelId } from '../../components/panel-host.tsx';
import { SearchField } from '../../components/SearchField.tsx';
import { formatCount } from '../../format/numbers.ts';
import { filterWords } from '../../format/words.ts';
import { ColumnChooser } from '../../grids/ColumnChooser.tsx';
import { setPanelCount } from '../../stores/panel-store.ts';
import { useScreen } from '../../stores/screen-store.ts';
import { select } from '../../stores/selection-store.ts';
import { editUniverse } from '../../stores/universe-store.ts';
import { useWorkspace } from '../../stores/workspace-store.ts';
import { FilterTabs } from './FilterTabs.tsx';
import { UniverseEmpty } from './UniverseEmpty.tsx';
import { UniverseMenu } from './UniverseMenu.tsx';
import type { UniverseFilter } from './universe-filter.ts';
import { UniverseGrid } from './universe-grid.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Every symbol of the session, live: what it does, and what can be done with it. */
export function UniversePanel() {
  const panelId = usePanelId();
  const [text, setText] = useState('');
  const [menu, setMenu] = useState<Point | null>(null);
  const [isHeld, setHeld] = useState(false);
  const [displayed, setDisplayed] = useState(0);
  const [grid, setGrid] = useState<UniverseGrid | null>(null);
  const [filter, setFilter] = useState<UniverseFilter>('all');
  const closeMenu = useCallback(() => setMenu(null), []);
  const attach = useCallback(
    (host: HTMLDivElement) => {
      const made = new UniverseGrid(host, panelId, {
        held: setHeld,
        displayed: setDisplayed,
        opened: ({ symbol }) => openChart(symbol),
        menu: (_row, x, y) => setMenu({ x, y }),
      });
      setGrid(made);
      setFilter(made.filter);
      return () => {
        setGrid(null);
        made.close();
      };
    },
    [panelId],
  );
  useTabCount(panelId);
  const search = useFindKey();
  const type = (next: string) => {
    setText(next);
    grid?.search(filterWords(next));
  };
  const choose = (next: UniverseFilter) => {
    setFilter(next);
    grid?.narrow(next);
  };
  const showAll = () => {
    type('');
    choose('all');
  };
  return (
    <section className="panel" aria-label="Universe">
      <PanelActions>
        <button
          type="button"
          className="tool-button"
          title="Edit the universe and lists of symbols (Insert)"
          aria-label="Edit the universe"
          onClick={() => void editUniverse()}
        >
          <ListPlus size={14} aria-hidden="true" />
        </button>
        {isHeld && <HeldChip onSort={() => grid?.sortNow()} />}
        {grid !== null && <Chooser grid={grid} />}
      </PanelActions>
      <div className="panel-tools wraps">
        <SearchField
          label="Filter"
          keys="Ctrl F"
          value={text}
          onChange={type}
          inputRef={search}
          onLeave={() => grid?.enter()}
        />
        <FilterTabs grid={grid} value={filter} onChoose={choose} />
      </div>
      <div className="panel-body">
        <div className="grid-host" ref={attach} />
        <UniverseEmpty
          isFiltered={displayed === 0}
          filter={filter}
          isSearched={filterWords(text).length > 0}
          onShowAll={showAll}
        />
      </div>
      {menu !== null && <UniverseMenu {...menu} onOpen={openChart} onClose={closeMenu} />}
    </section>
  );
}

function Chooser({ grid }: { grid: UniverseGrid }) {
  return (
    <ColumnChooser
      columns={() => grid.columns.choices}
      onChoose={(id, shown) => grid.columns.choose(id, shown)}
      onReset={() => grid.columns.reset()}
    />
  );
}

/** Rows stand still under the pointer and the focus; says so, and sorts on request. */
function HeldChip({ onSort }: { onSort: () => void }) {
  return (
    <button
      type="button"
      className="held-chip"
      tabIndex={-1}
      title="Rows keep their places while the pointer or the focus is on them. Press to sort now."
      onMouseDown={(event) => event.preventDefault()}
      onClick={onSort}
    >
      Order held
    </button>
  );
}

/** Linked panels show the symbol already; Enter goes to its chart. */
function openChart(symbol: SymbolId): void {
  select(symbol);
  useWorkspace.getState().dock?.show('chart');
}

function useTabCount(panelId: string): void {
  const rows = useScreen((state) => state.rows);
  useEffect(() => setPanelCount(panelId, formatCount(rows)), [panelId, rows]);
}

/** Ctrl+F goes to the filter of the grid with the focus; where none has it, to this one's. */
function useFindKey(): React.RefObject<HTMLInputElement | null> {
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isFind = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f';
      if (!isFind || event.defaultPrevented) return;
      event.preventDefault();
      search.current?.select();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return search;
}
