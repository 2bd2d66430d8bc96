import { useEffect } from 'react';
import { chooseImport, exportConfig, readConfig, useConfig } from '../../stores/config-store.ts';

/** The open session's config: what it is, what has changed of it, and the way in and out. */
export function SessionConfigPanel() {
  const view = useConfig((state) => state.view);
  useEffect(() => void readConfig(), []);
  return (
    <section className="panel" aria-label="Session config">
      <div className="panel-tools">
        <span className="spacer" />
        <button type="button" className="button" onClick={() => void chooseImport()}>
          Import
        </button>
        <button type="button" className="button" onClick={() => void exportConfig()}>
          Export
        </button>
      </div>
      <pre className="panel-body scrolls">{view?.text}</pre>
    </section>
  );
}
