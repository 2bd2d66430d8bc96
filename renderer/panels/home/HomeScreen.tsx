import './home.css';
import { CassetteTape, Check, Keyboard, Settings } from 'lucide-react';
import { useHome } from '../../stores/home-store.ts';
import { useProduct } from '../../stores/product-store.ts';
import { useSettings } from '../../stores/settings-store.ts';
import { openDialog } from '../../stores/shell-store.ts';
import { FolderReportPage } from './FolderReportPage.tsx';
import { HomeChoice } from './HomeChoice.tsx';
import { OpeningPage } from './OpeningPage.tsx';

/** The whole window while no session is open: choose one, or look at what a folder holds. */
export function HomeScreen() {
  const report = useHome((state) => state.report);
  const opening = useHome((state) => state.session);
  return (
    <div className="home">
      <header className="home-bar">
        <CassetteTape aria-hidden="true" />
        <span className="wordmark">Tapedeck</span>
        <span className="spacer" />
        <BarButton label="Keys" onPress={() => openDialog('keys')}>
          <Keyboard aria-hidden="true" />
        </BarButton>
        <BarButton label="Settings" onPress={() => openDialog('settings')}>
          <Settings aria-hidden="true" />
        </BarButton>
      </header>
      <main className="home-body">
        {report !== null && <FolderReportPage key={report.id} report={report} />}
        {report === null && (opening === null ? <HomeChoice /> : <OpeningPage opening={opening} />)}
      </main>
      <HomeFooter />
    </div>
  );
}

interface BarButtonProps {
  readonly label: string;
  readonly onPress: () => void;
  readonly children: React.ReactNode;
}

function BarButton({ label, onPress, children }: BarButtonProps) {
  return (
    <button type="button" className="home-bar-button" aria-label={label} title={label} onClick={onPress}>
      {children}
    </button>
  );
}

function HomeFooter() {
  const version = useProduct((state) => state.info?.version);
  const saving = useSettings((state) => state.saving);
  return (
    <footer className="home-footer">
      <span>No session</span>
      <span>
        <span className="home-dot" />
        Offline
      </span>
      <span className="spacer" />
      <span role="status">
        {!saving && <Check aria-hidden="true" />}
        {saving ? 'Saving settings…' : 'Settings saved'}
      </span>
      {version !== undefined && <span>{version}</span>}
    </footer>
  );
}
