import './home.css';
import { CassetteTape, Check } from 'lucide-react';
import { useEffect } from 'react';
import { chooseFolder, useHome } from '../../stores/home-store.ts';
import { useProduct } from '../../stores/product-store.ts';
import { useSettings } from '../../stores/settings-store.ts';
import { FolderReportView } from './FolderReportView.tsx';
import { HomeChoice } from './HomeChoice.tsx';

/** The whole window while no session is open: choose one, or look at what a folder holds. */
export function HomeScreen() {
  const report = useHome((state) => state.report);
  useEffect(listenForOpen, []);
  return (
    <div className="home">
      <header className="home-bar">
        <CassetteTape aria-hidden="true" />
        <span className="wordmark">Tapedeck</span>
      </header>
      <main className="home-body">
        {report === null ? <HomeChoice /> : <FolderReportView report={report} />}
      </main>
      <HomeFooter />
    </div>
  );
}

function HomeFooter() {
  const version = useProduct((state) => state.info?.version);
  const saving = useSettings((state) => state.saving);
  return (
    <footer className="status-bar">
      <span>No session</span>
      <span>
        <span className="home-dot" />
        Offline
      </span>
      <span className="spacer" />
      <span role="status">
        {!saving && <Check aria-hidden="true" className="home-check" />}
        {saving ? 'Saving settings…' : 'Settings saved'}
      </span>
      {version !== undefined && <span>{version}</span>}
    </footer>
  );
}

/** Ctrl+O (Cmd+O on macOS) asks for a folder. */
function listenForOpen(): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'o') return;
    event.preventDefault();
    void chooseFolder();
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}
