import '../../components/tool-popover.css';
import './hits.css';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Icon } from '../../components/icons.tsx';
import { PanelActions, usePanelId } from '../../components/panel-host.tsx';
import { SearchField } from '../../components/SearchField.tsx';
import { formatCount } from '../../format/numbers.ts';
import { filterWords } from '../../format/words.ts';
import { ColumnChooser } from '../../grids/ColumnChooser.tsx';
import { findKey } from '../../grids/find-key.ts';
import { setPanelCount } from '../../stores/panel-store.ts';
import { select } from '../../stores/selection-store.ts';
import { useWorkspace } from '../../stores/workspace-store.ts';
import { HitsEmpty } from './HitsEmpty.tsx';
import { HitsMenu } from './HitsMenu.tsx';
import { QUIET_TIMES } from './hits-filter.ts';
import { HitsGrid } from './hits-grid.ts';
import type { HitRow, QuietTime } from './repeats.ts';
import { ScannerFilter } from './ScannerFilter.tsx';
import { StoppedScanners } from './StoppedScanners.tsx';

interface MenuPlace {
  readonly row: HitRow;
  readonly x: number;
  readonly y: number;
}

const NONE: ReadonlySet<string> = new Set();

/** What the scanners found, newest first: the first match of each symbol, with the repeats counted on it. */
export function HitsPanel() {
  const panelId = usePanelId();
  const [grid, setGrid] = useState<HitsGrid | null>(null);
  const [text, setText] = useState('');
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const [waiting, setWaiting] = useState(0);
  const [displayed, setDisplayed] = useState(0);
  const [muted, setMuted] = useState(NONE);
  const search = useRef<HTMLInputElement>(null);
  const closeMenu = useCallback(() => setMenu(null), []);
  const attach = useCallback(
    (host: HTMLDivElement) => {
      const made = new HitsGrid(host, panelId, {
        waiting: setWaiting,
        displayed: setDisplayed,
        opened: openAtHit,
        menu: (row, x, y) => setMenu({ row, x, y }),
        muted: setMuted,
      });
      setGrid(made);
      setMuted(made.muted);
      return () => {
        setGrid(null);
        made.close();
      };
    },
    [panelId],
  );
  useEffect(() => setPanelCount(panelId, formatCount(displayed)), [panelId, displayed]);
  const type = (next: string) => {
    setText(next);
    grid?.search(filterWords(next));
  };
  return (
    // The panel takes Ctrl+F for its own filter while the focus is in it.
    <section className="panel" aria-label="Hits" onKeyDown={findKey(search)}>
      <PanelActions>
        {waiting > 0 && <WaitingChip count={waiting} onShow={() => grid?.release()} />}
        {grid !== null && <QuietChoice grid={grid} />}
        {grid !== null && <FreezeToggle grid={grid} />}
        {grid !== null && <ScannerFilter grid={grid} muted={muted} />}
        <span className="header-search">
          <SearchField
            label="Filter"
            keys="Ctrl F"
            value={text}
            onChange={type}
            inputRef={search}
            onLeave={() => grid?.enter()}
          />
        </span>
        {grid !== null && (
          <ColumnChooser
            columns={() => grid.columns.choices}
            onChoose={(id, shown) => grid.columns.choose(id, shown)}
            onReset={() => grid.columns.reset()}
          />
        )}
      </PanelActions>
      <StoppedScanners />
      <div className="panel-body">
        <div className="grid-host" ref={attach} />
        {displayed === 0 && <HitsEmpty onShowAll={() => grid?.mute(NONE)} isFiltered={text !== ''} />}
      </div>
      {menu !== null && grid !== null && (
        <HitsMenu {...menu} grid={grid} onOpen={openAtHit} onClose={closeMenu} />
      )}
    </section>
  );
}

/** The linked chart, at the bar of the hit. */
function openAtHit({ hit }: HitRow): void {
  select(hit.symbol, hit.time);
  useWorkspace.getState().dock?.show('chart');
}

function QuietChoice({ grid }: { grid: HitsGrid }) {
  const [quiet, setQuiet] = useState<QuietTime>(grid.quiet);
  return (
    <label
      className="quiet-choice"
      title="How long a symbol that was shown for a scanner is not shown again; repeats are counted on its row"
    >
      <span className="muted tool-words">Don’t repeat for</span>
      <span className="muted tool-short">No repeat</span>
      <select
        value={String(quiet)}
        onChange={(event) => {
          const chosen = QUIET_TIMES.find(({ value }) => String(value) === event.target.value);
          if (chosen === undefined) return;
          setQuiet(chosen.value);
          grid.setQuiet(chosen.value);
        }}
      >
        {QUIET_TIMES.map(({ value, label }) => (
          <option key={label} value={String(value)}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

function FreezeToggle({ grid }: { grid: HitsGrid }) {
  const [frozen, setFrozen] = useState(false);
  return (
    <button
      type="button"
      className="tool-button"
      aria-pressed={frozen}
      title={
        frozen
          ? 'Rows stand still: press to let new hits in'
          : 'Let the rows stand still; new hits wait and are counted'
      }
      onClick={() => {
        setFrozen(!frozen);
        grid.freeze(!frozen);
      }}
    >
      <Icon name="freeze" />
      <span className="tool-words">{frozen ? 'Frozen' : 'Freeze'}</span>
    </button>
  );
}

/** New hits wait while rows must stand still; says how many, and shows them on request. */
function WaitingChip({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <button
      type="button"
      className="waiting-chip"
      title="They wait while the rows are frozen, or under the pointer or the focus. Press to show them."
      onMouseDown={(event) => event.preventDefault()}
      onClick={onShow}
    >
      {formatCount(count)} new
    </button>
  );
}
