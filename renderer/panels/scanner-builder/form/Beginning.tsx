import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { revealInText, useBuilder } from '../../../stores/scanner-item.ts';
import { type Preset, presetsFor } from './presets.ts';

/** Nothing is written yet: what most scanners begin with, one press or a few letters away. */
export function Beginning({ onPick }: { onPick: (preset: Preset) => void }) {
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const isNew = useBuilder((state) => state.beginning);
  useEffect(() => {
    if (!isNew) return;
    useBuilder.setState({ beginning: false });
    field.current?.focus();
  }, [isNew]);
  const found = presetsFor(typed);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || found[0] === undefined) return;
    event.preventDefault();
    onPick(found[0]);
  };
  return (
    <div className="rule-form rule-begin">
      <div className="begin-head">
        <input
          ref={field}
          type="text"
          className="text-field"
          aria-label="Find a first condition"
          placeholder="gap, volume, vwap…"
          spellCheck={false}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={onKey}
        />
        <p>
          Choose a first condition; more are added below it, and every number can be changed. Or{' '}
          <button type="button" className="link-button inline" onClick={() => revealInText(0)}>
            write the rule as text
          </button>
          .
        </p>
      </div>
      {found.length === 0 && <p className="muted">No such condition here; the text knows more.</p>}
      <Groups found={found} first={typed === '' ? undefined : found[0]} onPick={onPick} />
    </div>
  );
}

interface GroupsProps {
  readonly found: readonly Preset[];
  /** What Enter takes. */
  readonly first: Preset | undefined;
  readonly onPick: (preset: Preset) => void;
}

function Groups({ found, first, onPick }: GroupsProps) {
  const groups = [...new Set(found.map(({ group }) => group))];
  return (
    <div className="begin-groups">
      {groups.map((group) => (
        <section key={group} aria-label={group}>
          <h4>{group}</h4>
          {found
            .filter((preset) => preset.group === group)
            .map((preset) => (
              <button
                key={preset.id}
                type="button"
                className={preset === first ? 'is-first' : ''}
                title={preset.text}
                onClick={() => onPick(preset)}
              >
                {preset.title}
                {preset.number !== undefined && <span className="muted"> …</span>}
              </button>
            ))}
        </section>
      ))}
    </div>
  );
}
