import type { SessionStatus } from '../../../shared/session/status.ts';
import { Icon } from '../../components/icons.tsx';
import { ModePill } from '../../components/ModePill.tsx';
import { Segments } from '../../components/Segments.tsx';
import { formatSessionDate } from '../../format/times.ts';
import { phaseWord } from '../../format/words.ts';
import { control, setSpeed } from '../../stores/commands.ts';
import { useSession } from '../../stores/session-store.ts';

const SPEEDS = [
  { value: 1, label: '1×' },
  { value: 5, label: '5×' },
  { value: 20, label: '20×' },
  { value: 60, label: '60×' },
  { value: null, label: 'max' },
];

/** The top of the window: which session, what it does, and what time it is there. */
export function CommandBar() {
  const status = useSession((state) => state.snapshot?.status);
  if (status === undefined) {
    return (
      <header className="command-bar">
        <span className="wordmark">Tapedeck</span>
      </header>
    );
  }
  return (
    <header className="command-bar">
      <ModePill mode={status.mode} />
      <span className="strong session-name">{status.sessionName}</span>
      <span className="muted">{formatSessionDate(status.sessionDate)}</span>
      <span className="divider" />
      {status.mode !== 'live' && <Transport status={status} />}
      <span className="spacer" />
      <output className="phase" aria-label="Session phase">
        {status.runState === 'running' ? phaseWord(status.phase) : RUN_WORDS[status.runState]}
      </output>
      <time className="clock">
        {status.wallTime}
        <span className="muted"> ET</span>
      </time>
    </header>
  );
}

const RUN_WORDS: Record<SessionStatus['runState'], string> = {
  starting: 'Starting',
  loading: 'Loading history',
  running: 'Running',
  paused: 'Paused',
  ended: 'Ended',
  failed: 'Failed',
};

function Transport({ status }: { status: SessionStatus }) {
  const isPaused = status.runState === 'paused';
  const isOver = status.runState === 'ended' || status.runState === 'failed';
  return (
    <>
      <button
        type="button"
        className="button transport"
        disabled={isOver}
        title={`${isPaused ? 'Resume' : 'Pause'} (Ctrl+Shift+Space)`}
        onClick={() => void control(isPaused ? 'session.resume' : 'session.pause')}
      >
        <Icon name={isPaused ? 'play' : 'pause'} />
        {isPaused ? 'Resume' : 'Pause'}
      </button>
      <Segments
        label="Speed"
        options={SPEEDS}
        value={status.speed}
        disabled={isOver}
        onChoose={(speed) => void setSpeed(speed)}
      />
    </>
  );
}
