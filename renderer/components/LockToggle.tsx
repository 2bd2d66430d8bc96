import './lock-toggle.css';
import type { LockLook } from '../format/locks.ts';
import { Icon } from './icons.tsx';

interface LockToggleProps {
  readonly look: LockLook;
  /** Given the button, for what opens beside it. */
  readonly onToggle: (button: HTMLElement) => void;
}

/** A padlock to press, 28 × 24: open, waiting for the engine, or closed with the number of its holders. */
export function LockToggle({ look, onToggle }: LockToggleProps) {
  const { state, holders, title, canToggle } = look;
  return (
    <button
      type="button"
      className={`lock-toggle is-${state}`}
      aria-pressed={state === 'manual' || state === 'held'}
      aria-disabled={!canToggle}
      aria-label={title}
      title={title}
      onClick={(event) => {
        event.stopPropagation();
        onToggle(event.currentTarget);
      }}
    >
      <Icon name={state === 'pending' ? 'loading' : state === 'unlocked' ? 'unlock' : 'lock'} />
      {holders > 1 && state !== 'pending' && <span>{holders}</span>}
    </button>
  );
}
