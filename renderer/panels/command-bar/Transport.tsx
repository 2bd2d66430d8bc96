import { ChevronDown, LoaderCircle, Pause, Play, SkipForward, StepForward } from 'lucide-react';
import type { SessionStatus } from '../../../shared/session/status.ts';
import { DropMenu } from '../../components/DropMenu.tsx';
import { speedWord } from '../../format/words.ts';
import { SPEEDS, setSpeed, step, togglePause, toNextHit, useTransport } from '../../stores/transport.ts';

/** Pause and go on, step, jump to the next hit, speed. */
export function Transport({ status }: { status: SessionStatus }) {
  const seeking = useTransport((state) => state.seeking);
  const isPaused = status.runState === 'paused';
  const isOver = status.runState === 'ended' || status.runState === 'failed';
  const toggle = isPaused ? 'Resume' : 'Pause';
  return (
    <fieldset className="transport" aria-label="Replay" disabled={isOver}>
      <button
        type="button"
        className={`bar-button square ${isPaused ? '' : 'on'}`}
        title={`${toggle} (Ctrl+Shift+Space)`}
        aria-label={toggle}
        onClick={togglePause}
      >
        {isPaused ? <Play size={16} /> : <Pause size={16} />}
      </button>
      <button
        type="button"
        className="bar-button square"
        title="Step to the next bar (Alt+→)"
        aria-label="Step to the next bar"
        onClick={() => void step()}
      >
        <StepForward size={16} />
      </button>
      <button
        type="button"
        className="bar-button"
        title="Jump to the next hit (Alt+Shift+→)"
        disabled={seeking}
        onClick={() => void toNextHit()}
      >
        {seeking ? <LoaderCircle size={16} className="turning" /> : <SkipForward size={16} />}
        {seeking ? 'To hit…' : 'Hit'}
      </button>
      <DropMenu
        label="Speed (Alt+↑, Alt+↓)"
        className="speed"
        items={SPEEDS.map((speed) => ({
          id: String(speed),
          label: speed === null ? 'As fast as it can' : speedWord(speed),
          checked: speed === status.speed,
          run: () => void setSpeed(speed),
        }))}
      >
        <span className="strong">{speedWord(status.speed)}</span>
        <ChevronDown size={14} aria-hidden="true" />
      </DropMenu>
    </fieldset>
  );
}
