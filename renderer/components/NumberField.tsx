import './number-field.css';
import { useId } from 'react';

interface NumberFieldProps {
  readonly label: string;
  /** As typed: what it means is the caller's to say. */
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** What an arrow key adds; ten times that with Shift. */
  readonly step: number;
  readonly min: number;
  readonly max: number;
  /** What is wrong with the value, short: `1 or more`. */
  readonly fault?: string | undefined;
}

/** A whole number to type or to step with the arrow keys; a fault is said inside it. */
export function NumberField({ label, value, onChange, step, min, max, fault }: NumberFieldProps) {
  const faultId = useId();
  const move = (by: number) => {
    const now = Number(value.replace(/[,\s]/g, ''));
    const from = Number.isFinite(now) ? now : min;
    onChange(String(Math.min(max, Math.max(min, Math.round(from + by)))));
  };
  return (
    <div className={`number-field ${fault === undefined ? '' : 'faulty'}`}>
      <input
        type="text"
        inputMode="numeric"
        aria-label={label}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : faultId}
        autoComplete="off"
        spellCheck={false}
        value={value}
        data-autofocus=""
        onFocus={(event) => event.target.select()}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
          event.preventDefault();
          move((event.key === 'ArrowUp' ? step : -step) * (event.shiftKey ? 10 : 1));
        }}
      />
      {fault !== undefined && <span id={faultId}>{fault}</span>}
      <button type="button" tabIndex={-1} aria-label={`${label} less`} onClick={() => move(-step)}>
        −
      </button>
      <button type="button" tabIndex={-1} aria-label={`${label} more`} onClick={() => move(step)}>
        +
      </button>
    </div>
  );
}
