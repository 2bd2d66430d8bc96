import './lock-toggle.css';
import { Icon } from './icons.tsx';

/** How a symbol's padlock stands. */
export interface LockLook {
  /** `held`: locked by others than the user alone, or by them too. */
  readonly state: 'unlocked' | 'pending' | 'manual' | 'held';
  /** Holders in all; 0 where unlocked. */
  readonly holders: number;
  /** The whole sentence: who holds it, or what a press does. */
  readonly title: string;
  /** False where a press cannot change anything. */
  readonly canToggle: boolean;
}

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
