import './command-bar.css';
import { CassetteTape, House, Moon, Search, Settings, Sun } from 'lucide-react';
import type { SessionStatus } from '../../../shared/session/status.ts';
import { Keys } from '../../components/Keys.tsx';
import { ModePill } from '../../components/ModePill.tsx';
import { formatSessionDate } from '../../format/times.ts';
import { toggleTheme } from '../../hotkeys/look-commands.ts';
import { useAppearance } from '../../stores/appearance-store.ts';
import { closeSession } from '../../stores/home-store.ts';
import { useSelection } from '../../stores/selection-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { openDialog, openPalette } from '../../stores/shell-store.ts';
import { Bell } from './Bell.tsx';
import { LayoutMenu } from './LayoutMenu.tsx';
import { SessionTrack } from './SessionTrack.tsx';
import { Transport } from './Transport.tsx';

/** The top of the window: which session, what it does, what time it is there, and the ways to everything. */
export function CommandBar() {
  const status = useSession((state) => state.snapshot?.status);
  return (
    <header className="command-bar">
      <CassetteTape className="logo" size={18} aria-label="Tapedeck" />
      {status !== undefined && <SessionName status={status} />}
      <SearchBox />
      {status !== undefined && status.mode !== 'live' && <Transport status={status} />}
      {status !== undefined && <SessionTrack status={status} />}
      {status !== undefined && <Clock status={status} />}
      <span className="spacer" />
      <LayoutMenu />
      <ThemeButton />
      {status !== undefined && <Bell />}
      <button
        type="button"
        className="bar-button square"
        title="Start screen: the session is closed and kept"
        aria-label="Start screen"
        onClick={() => void closeSession()}
      >
        <House size={16} />
      </button>
      <button
        type="button"
        className="bar-button square"
        title="Settings (Ctrl+,)"
        aria-label="Settings"
        onClick={() => openDialog('settings')}
      >
        <Settings size={16} />
      </button>
    </header>
  );
}

function SessionName({ status }: { status: SessionStatus }) {
  return (
    <>
      <ModePill mode={status.mode} />
      <span className="session-name" title={status.sessionName}>
        <span className="strong">{status.sessionName}</span>
        <span className="muted session-date">{formatSessionDate(status.sessionDate)}</span>
      </span>
    </>
  );
}

function SearchBox() {
  const symbol = useSelection((state) => state.symbol);
  return (
    <button type="button" className="search-box" onClick={() => openPalette()}>
      <Search size={14} aria-hidden="true" />
      {symbol !== null && <span className="strong">{symbol}</span>}
      <span className="search-words">Search symbols and commands</span>
      <Keys parts={['Ctrl', 'K']} />
    </button>
  );
}

const RUN_WORDS: Partial<Record<SessionStatus['runState'], string>> = {
  starting: 'Starting',
  loading: 'Loading',
  paused: 'Paused',
  ended: 'Ended',
  failed: 'Failed',
};

function Clock({ status }: { status: SessionStatus }) {
  const word = RUN_WORDS[status.runState];
  return (
    <>
      <time className="clock">
        {status.wallTime}
        <span className="zone">ET</span>
      </time>
      {word !== undefined && (
        <output className={`run-state ${status.runState}`} aria-label="Session">
          {word}
        </output>
      )}
    </>
  );
}

function ThemeButton() {
  const theme = useAppearance((state) => state.theme);
  const other = theme === 'dark' ? 'Light theme' : 'Dark theme';
  return (
    <button
      type="button"
      className="bar-button square"
      title={other}
      aria-label={other}
      onClick={toggleTheme}
    >
      {theme === 'dark' ? <Sun size={16} /> : <Moon size={16} />}
    </button>
  );
}
