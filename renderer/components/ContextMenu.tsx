import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Icon, type IconName } from './icons.tsx';

export interface MenuItem {
  readonly label: string;
  readonly icon: IconName;
  /** Its key, `Ctrl L`; empty where it has none. */
  readonly keys: string;
  /** True where a line stands above it. */
  readonly apart?: boolean;
  /** Why it cannot be done now; absent where it can. */
  readonly refusal?: string;
  readonly run: () => void;
}

interface ContextMenuProps {
  readonly title: string;
  readonly items: readonly MenuItem[];
  readonly x: number;
  readonly y: number;
  readonly onClose: () => void;
}

const MARGIN = 4;
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/**
 * Actions for what was clicked; arrows move, a letter jumps, Escape, a click elsewhere or an action closes it
 * and gives the focus back.
 */
export function ContextMenu({ title, items, x, y, onClose }: ContextMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: x, top: y });
  useLayoutEffect(() => {
    const box = menu.current?.getBoundingClientRect();
    if (box === undefined) return;
    const left = Math.max(MARGIN, Math.min(x, window.innerWidth - box.width - MARGIN));
    setPlace({ left, top: Math.max(MARGIN, Math.min(y, window.innerHeight - box.height - MARGIN)) });
  }, [x, y]);
  useFocusWithin(menu, onClose);
  return (
    <div
      className="context-menu"
      role="menu"
      tabIndex={-1}
      aria-label={title}
      ref={menu}
      style={place}
      onKeyDown={(event) => moveWithin(menu.current, event)}
    >
      <header>{title}</header>
      {items.map((item) => (
        <button
          key={item.label}
          type="button"
          role="menuitem"
          className={item.apart === true ? 'apart' : undefined}
          aria-disabled={item.refusal !== undefined}
          title={item.refusal}
          onClick={() => {
            if (item.refusal !== undefined) return;
            onClose();
            // After the focus is back where the menu was opened from.
            requestAnimationFrame(item.run);
          }}
        >
          <Icon name={item.icon} />
          {item.label}
          {item.keys !== '' && <kbd>{item.keys}</kbd>}
        </button>
      ))}
    </div>
  );
}

/** Takes the focus while it stands, and gives it back; what happens elsewhere closes it. */
function useFocusWithin(menu: React.RefObject<HTMLDivElement | null>, onClose: () => void): void {
  useEffect(() => {
    const before = document.activeElement;
    menu.current?.querySelector('button')?.focus();
    const outside = (event: Event) => {
      if (!(event.target instanceof Node && menu.current?.contains(event.target))) onClose();
    };
    const ending = new AbortController();
    const { signal } = ending;
    document.addEventListener('pointerdown', outside, { signal });
    document.addEventListener('wheel', outside, { signal });
    window.addEventListener('blur', onClose, { signal });
    window.addEventListener('resize', onClose, { signal });
    return () => {
      ending.abort();
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [menu, onClose]);
  useEffect(() => {
    const onEscape = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' && event.key !== 'Tab') return;
      event.preventDefault();
      event.stopPropagation();
      onClose();
    };
    document.addEventListener('keydown', onEscape, { capture: true });
    return () => document.removeEventListener('keydown', onEscape, { capture: true });
  }, [onClose]);
}

function moveWithin(menu: HTMLElement | null, event: KeyboardEvent): void {
  const items = [...(menu?.querySelectorAll<HTMLButtonElement>('[role="menuitem"]') ?? [])];
  const { activeElement } = document;
  const from = activeElement instanceof HTMLButtonElement ? items.indexOf(activeElement) : -1;
  const target = targetOf(items, from, event.key);
  if (target === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  target.focus();
}

function targetOf(items: readonly HTMLButtonElement[], from: number, key: string) {
  if (key === 'Home') return items[0];
  if (key === 'End') return items.at(-1);
  const step = STEPS[key];
  if (step !== undefined) return items[(from + step + items.length) % items.length];
  if (!/^[a-z]$/i.test(key)) return undefined;
  const after = [...items.slice(from + 1), ...items.slice(0, from + 1)];
  return after.find((item) => item.textContent?.toLowerCase().startsWith(key.toLowerCase()));
}
