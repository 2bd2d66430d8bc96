import './session-config.css';
import { FileInput, FileOutput } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { PanelActions, usePanelId } from '../../components/panel-host.tsx';
import { SearchField } from '../../components/SearchField.tsx';
import { chooseImport, exportConfig, readConfig, useConfig } from '../../stores/config-store.ts';
import { setPanelCount } from '../../stores/panel-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { ConfigLines } from './ConfigLines.tsx';
import { ConfigTree } from './config-tree.ts';

/** The open session's config: what it is, what has changed of it since the session began, and the way in and out. */
export function SessionConfigPanel() {
  const panelId = usePanelId();
  const view = useConfig((state) => state.view);
  const [query, setQuery] = useState('');
  const [onlyChanges, setOnlyChanges] = useState(false);
  const tree = useMemo(
    () => (view === undefined ? undefined : new ConfigTree(view.text, view.changes)),
    [view],
  );
  const search = useFindKey();
  useFreshConfig();
  const changes = view?.changes.length ?? 0;
  useEffect(() => setPanelCount(panelId, changes === 0 ? '' : `${changes} changed`), [panelId, changes]);
  return (
    <section className="panel" aria-label="Session config">
      <PanelActions>
        <button type="button" className="button" onClick={() => void chooseImport()}>
          <FileInput size={14} aria-hidden="true" />
          Import…
        </button>
        <button type="button" className="button" title="Ctrl+E" onClick={() => void exportConfig()}>
          <FileOutput size={14} aria-hidden="true" />
          Export…
        </button>
      </PanelActions>
      <div className="panel-tools">
        <SearchField label="Filter" keys="Ctrl F" value={query} onChange={setQuery} inputRef={search} />
        <button
          type="button"
          className="button quiet config-only"
          aria-pressed={onlyChanges}
          onClick={() => setOnlyChanges(!onlyChanges)}
        >
          Changes only
        </button>
        <DataHint />
      </div>
      <div className="panel-body">
        {tree === undefined ? (
          <div className="empty">No session is open.</div>
        ) : (
          <ConfigLines tree={tree} query={query} onlyChanges={onlyChanges} />
        )}
      </div>
    </section>
  );
}

/** An export names no folder of this computer: whoever plays it says where the data is. */
function DataHint() {
  const readsFolder = useConfig(
    (state) =>
      state.view !== undefined && /"kind": "(?:lean|daily_csv|parquet|archive)"/.test(state.view.text),
  );
  if (!readsFolder) return null;
  return (
    <span className="muted config-hint" title="npm run headless -- run --config FILE --data FOLDER">
      An export leaves out where the data is: play it elsewhere with --data FOLDER.
    </span>
  );
}

/** Reads it anew for each session, and whenever the promoted symbols change: they are part of it. */
function useFreshConfig(): void {
  const isOpen = useSession((state) => state.snapshot !== null);
  const promoted = useSession((state) => state.snapshot?.promoted.map(({ symbol }) => symbol).join());
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is read depends on both
  useEffect(() => void readConfig(), [isOpen, promoted]);
}

/** Ctrl+F inside the panel goes to its search field. */
function useFindKey() {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const panel = field.current?.closest('section');
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'f') return;
      event.preventDefault();
      field.current?.focus();
    };
    panel?.addEventListener('keydown', onKey);
    return () => panel?.removeEventListener('keydown', onKey);
  }, []);
  return field;
}
