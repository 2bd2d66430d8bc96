import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { Keys } from '../../../components/Keys.tsx';
import { type Preset, presetsFor } from './presets.ts';

interface PresetMenuProps {
  readonly label: string;
  readonly className: string;
  readonly onPick: (preset: Preset) => void;
  readonly children: ReactNode;
}

/** A button with a list of conditions under it; typing narrows it, arrows move, Enter takes. */
export function PresetMenu({ label, className, onPick, children }: PresetMenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const popover = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const place = (element: HTMLElement) => {
    const anchor = button.current?.getBoundingClientRect();
    if (anchor === undefined) return;
    const { width, height } = element.getBoundingClientRect();
    const below = anchor.bottom + 4;
    const top =
      below + height > window.innerHeight - 8 ? Math.max(8, window.innerHeight - height - 8) : below;
    const left = Math.max(8, Math.min(anchor.left, window.innerWidth - width - 8));
    Object.assign(element.style, { top: `${top}px`, left: `${left}px` });
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        popoverTarget={id}
        aria-expanded={isOpen}
        title={label}
      >
        {children}
      </button>
      <div
        id={id}
        ref={popover}
        popover="auto"
        className="tool-popover preset-popover"
        role="dialog"
        aria-label={label}
        onToggle={(event) => {
          setOpen(event.newState === 'open');
          if (event.newState === 'open') place(event.currentTarget);
        }}
      >
        {isOpen && (
          <PresetList
            onPick={(preset) => {
              popover.current?.hidePopover();
              onPick(preset);
            }}
          />
        )}
      </div>
    </>
  );
}

function PresetList({ onPick }: { onPick: (preset: Preset) => void }) {
  const [typed, setTyped] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const found = presetsFor(typed);
  const groups = [...new Set(found.map(({ group }) => group))];
  const move = (event: KeyboardEvent, step: 1 | -1) => {
    event.preventDefault();
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((each) => each.matches(':focus'));
    if (at === 0 && step === -1) return field.current?.focus();
    buttons[Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') move(event, 1);
    else if (event.key === 'ArrowUp') move(event, -1);
    else if (event.key === 'Enter' && event.target instanceof HTMLInputElement && found[0] !== undefined) {
      event.preventDefault();
      onPick(found[0]);
    }
  };
  return (
    // The list and its field share the arrow keys.
    <div role="none" onKeyDown={onKey}>
      <input
        ref={field}
        type="text"
        className="text-field preset-search"
        aria-label="Find a condition"
        placeholder="Find a condition: gap, volume, RSI…"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: the list was asked for, and typing narrows it at once
        autoFocus
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <div className="preset-list" ref={list}>
        {groups.map((group) => (
          <section key={group} aria-label={group}>
            <h4>{group}</h4>
            {found
              .filter((preset) => preset.group === group)
              .map((preset) => (
                <button key={preset.id} type="button" onClick={() => onPick(preset)}>
                  <span>{preset.title}</span>
                  <code>{preset.text}</code>
                  {typed !== '' && preset === found[0] && <Keys parts={['Enter']} />}
                </button>
              ))}
          </section>
        ))}
        {found.length === 0 && <p className="muted">No such condition here; the text knows more.</p>}
      </div>
    </div>
  );
}
