import type { Ref } from 'react';
import { Icon } from './icons.tsx';

interface SearchFieldProps {
  readonly label: string;
  readonly keys: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly inputRef?: Ref<HTMLInputElement>;
  /** Enter or the down arrow: on to what was found. */
  readonly onLeave?: () => void;
}

/** A filter line; Escape empties it. */
export function SearchField({ label, keys, value, onChange, inputRef, onLeave }: SearchFieldProps) {
  return (
    <div className="search">
      <Icon name="search" />
      <input
        ref={inputRef}
        type="text"
        aria-label={label}
        placeholder={label}
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onChange('');
          else if (onLeave !== undefined && (event.key === 'Enter' || event.key === 'ArrowDown')) onLeave();
          else return;
          event.preventDefault();
        }}
      />
      {value === '' ? (
        <kbd>{keys}</kbd>
      ) : (
        <button type="button" tabIndex={-1} aria-label="Clear the filter" onClick={() => onChange('')}>
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}
