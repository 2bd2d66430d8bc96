import { Check, type LucideIcon } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Keys } from './Keys.tsx';

/** One line of a drop-down menu. */
export interface DropItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon | undefined;
  /** Undefined where it is no choice among several. */
  readonly checked?: boolean;
  readonly keys?: readonly string[];
  readonly disabled?: boolean;
  /** A line above it. */
  readonly separated?: boolean;
  readonly run: () => void;
}

interface DropMenuProps {
  readonly label: string;
  readonly className?: string;
  readonly items: readonly DropItem[];
  /** Which edge of the button the menu keeps to. */
  readonly align?: 'start' | 'end';
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

/** A button that opens a list of actions below itself. Arrows, Home and End move, Escape closes. */
export function DropMenu({
  label,
  className = '',
  items,
  align = 'start',
  disabled,
  children,
}: DropMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    const outside = (event: Event) => {
      if (!(event.target instanceof Node && place.current?.contains(event.target))) setOpen(false);
    };
    document.addEventListener('pointerdown', outside, { capture: true });
    return () => document.removeEventListener('pointerdown', outside, { capture: true });
  }, [isOpen]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div className="drop" ref={place}>
      <button
        ref={button}
        type="button"
        className={`bar-button ${className}`}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={label}
        title={label}
        disabled={disabled}
        onClick={() => setOpen(!isOpen)}
      >
        {children}
      </button>
      {isOpen && <DropList label={label} items={items} align={align} onClose={close} />}
    </div>
  );
}

interface DropListProps {
  readonly label: string;
  readonly items: readonly DropItem[];
  readonly align: 'start' | 'end';
  readonly onClose: () => void;
}

function DropList({ label, items, align, onClose }: DropListProps) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const checked = list.current?.querySelector<HTMLElement>('[aria-checked="true"]');
    (checked ?? list.current?.querySelector('button'))?.focus();
  }, []);
  const onKey = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll('button:not(:disabled)') ?? [])];
    const at = document.activeElement === null ? -1 : buttons.indexOf(document.activeElement);
    const target = TARGETS[event.key]?.(at, buttons.length);
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else if (target === undefined) return;
    else focusOn(buttons[target]);
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={list}
      className={`drop-list ${align}`}
      role="menu"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={onKey}
    >
      {items.map((item) => (
        <DropLine key={item.id} item={item} onClose={onClose} />
      ))}
    </div>
  );
}

function focusOn(element: Element | undefined): void {
  if (element instanceof HTMLElement) element.focus();
}

const TARGETS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

function DropLine({ item, onClose }: { item: DropItem; onClose: () => void }) {
  const { label, icon: ItemIcon, checked, keys, disabled, separated, run } = item;
  return (
    <>
      {separated === true && <hr />}
      <button
        type="button"
        {...(checked === undefined
          ? { role: 'menuitem' }
          : { role: 'menuitemradio', 'aria-checked': checked })}
        disabled={disabled}
        onClick={() => {
          onClose();
          run();
        }}
      >
        <span className="drop-icon">
          {checked === true && <Check size={14} aria-hidden="true" />}
          {checked === undefined && ItemIcon !== undefined && <ItemIcon size={14} aria-hidden="true" />}
        </span>
        <span className="drop-label">{label}</span>
        {keys !== undefined && <Keys parts={keys} />}
      </button>
    </>
  );
}
