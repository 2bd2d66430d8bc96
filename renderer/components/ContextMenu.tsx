import { useEffect, useRef } from 'react';
import { Icon, type IconName } from './icons.tsx';

export interface MenuItem {
  readonly label: string;
  readonly icon: IconName;
  readonly keys: string;
  readonly run: () => void;
}

interface ContextMenuProps {
  readonly title: string;
  readonly items: readonly MenuItem[];
  readonly x: number;
  readonly y: number;
  readonly onClose: () => void;
}

const WIDTH = 228;
const ITEM_HEIGHT = 28;
const HEADER_HEIGHT = 38;

/** Actions for what was clicked; leaves with Escape, a click elsewhere, or an action. */
export function ContextMenu({ title, items, x, y, onClose }: ContextMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    menu.current?.querySelector('button')?.focus();
    const outside = (event: Event) => {
      if (!(event.target instanceof Node && menu.current?.contains(event.target))) onClose();
    };
    const onEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('keydown', onEscape);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('keydown', onEscape);
    };
  }, [onClose]);
  const left = Math.min(x, window.innerWidth - WIDTH);
  const top = Math.min(y, window.innerHeight - HEADER_HEIGHT - items.length * ITEM_HEIGHT);
  return (
    <div className="context-menu" role="menu" aria-label={title} ref={menu} style={{ left, top }}>
      <header>{title}</header>
      {items.map((item) => (
        <button
          key={item.label}
          type="button"
          role="menuitem"
          onClick={() => {
            item.run();
            onClose();
          }}
        >
          <Icon name={item.icon} />
          {item.label}
          <kbd>{item.keys}</kbd>
        </button>
      ))}
    </div>
  );
}
