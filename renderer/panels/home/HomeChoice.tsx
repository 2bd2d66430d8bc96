import { CassetteTape, FolderOpen, History, Play } from 'lucide-react';
import { Banner } from '../../components/Banner.tsx';
import { formatCount } from '../../format/numbers.ts';
import { speedWord } from '../../format/words.ts';
import { chooseImport } from '../../stores/config-store.ts';
import { chooseCsv } from '../../stores/csv-import-store.ts';
import {
  chooseFolder,
  continueLast,
  lookAtSample,
  progressWords,
  startSimulated,
  useHome,
} from '../../stores/home-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { useSettings } from '../../stores/settings-store.ts';
import { HomeCard } from './HomeCard.tsx';
import { describeLast, savedWords } from './last-session.ts';
import { PaletteChoice } from './PaletteChoice.tsx';

/** The ways to a session, the first one focused. */
export function HomeChoice() {
  const state = useHome((home) => home.state);
  const progress = useHome(progressWords);
  const busy = progress !== null;
  const problem = useHome((home) => home.problem);
  const settingsNotice = useSettings((settings) => settings.notice);
  // The banner over the whole window says that already.
  const told = useSession(({ connection }) =>
    connection.kind === 'failed' ? connection.failure.message : null,
  );
  const notices = [...(state?.notices ?? []), ...(settingsNotice === null ? [] : [settingsNotice])];
  return (
    <div className="home-choice">
      <div className="home-title">
        <CassetteTape aria-hidden="true" />
        <h1>Choose a session</h1>
        <p>No account and no network needed. Nothing leaves this computer.</p>
      </div>
      {problem !== null && problem !== told && <Banner critical text={problem} />}
      {notices
        .filter((notice) => notice !== problem && notice !== told)
        .map((notice) => (
          <Banner key={notice} critical={false} text={notice} />
        ))}
      <Cards busy={busy} />
      <p className="home-progress" role="status">
        {progress}
      </p>
      <PaletteChoice />
      <p className="home-links">
        {state?.sample === true && (
          <>
            <button type="button" className="link" disabled={busy} onClick={() => void lookAtSample()}>
              Look at the sample folder
            </button>
            <span className="home-or">or</span>
          </>
        )}
        <button type="button" className="link" disabled={busy} onClick={() => void chooseCsv('files')}>
          import CSV files
        </button>
        <span className="home-or">or</span>
        <button type="button" className="link" disabled={busy} onClick={() => void chooseCsv('folder')}>
          a folder of them
        </button>
        <span className="home-or">or</span>
        <button type="button" className="link" disabled={busy} onClick={() => void chooseImport()}>
          import a session config
        </button>
      </p>
    </div>
  );
}

function Cards({ busy }: { busy: boolean }) {
  const state = useHome((home) => home.state);
  if (state === undefined) return <div className="home-cards" aria-busy="true" />;
  const { simulated, last } = state;
  return (
    <div className="home-cards">
      <HomeCard
        tone="sim"
        icon={<Play aria-hidden="true" fill="currentColor" />}
        title="Start simulated session"
        text={`${formatCount(simulated.symbols)} symbols at ${speedWord(simulated.speed)} speed, with a gap, a halt, a split and a dropped connection to learn from.`}
        foot={
          <>
            Seed <strong>{simulated.seed}</strong>
          </>
        }
        keys="Enter"
        autoFocus
        busy={busy}
        onChoose={() => void startSimulated()}
      />
      <HomeCard
        tone="folder"
        icon={<FolderOpen aria-hidden="true" />}
        title="Open a data folder"
        text="Daily CSV files, Parquet files or a LEAN folder. It is only read, and you see a report before anything loads."
        foot="CSV, Parquet, LEAN"
        keys="Ctrl O"
        busy={busy}
        onChoose={() => void chooseFolder()}
      />
      {last !== null && (
        <HomeCard
          tone="last"
          icon={<History aria-hidden="true" />}
          title="Continue last session"
          text={describeLast(last)}
          foot={savedWords(last.savedAt, Date.now())}
          busy={busy}
          onChoose={() => void continueLast()}
        />
      )}
    </div>
  );
}
