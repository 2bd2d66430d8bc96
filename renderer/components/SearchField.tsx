import type { Ref } from 'react';
import { Icon } from './icons.tsx';

interface SearchFieldProps {
  readonly label: string;
  readonly keys: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly inputRef: Ref<HTMLInputElement>;
}

/** A filter line; Escape empties it. */
export function SearchField({ label, keys, value, onChange, inputRef }: SearchFieldProps) {
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
        }}
      />
      {value === '' && <kbd>{keys}</kbd>}
    </div>
  );
}
