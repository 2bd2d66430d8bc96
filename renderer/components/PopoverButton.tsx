import './tool-popover.css';
import { type ReactNode, useId, useRef, useState } from 'react';
import { Icon, type IconName } from './icons.tsx';

interface PopoverButtonProps {
  readonly icon: IconName;
  /** Names the button; shown beside the icon where `text` is not given. */
  readonly label: string;
  /** Words on the button; with none it is the icon alone. */
  readonly text?: ReactNode;
  /** True while what the popover sets differs from how it comes. */
  readonly active?: boolean;
  readonly onOpen?: () => void;
  readonly children: ReactNode;
}

const MARGIN = 4;

/** A button with a small window under it, which Escape and a press elsewhere close. */
export function PopoverButton(props: PopoverButtonProps) {
  const { icon, label, text, active = false, onOpen, children } = props;
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const place = (popover: HTMLElement) => {
    const anchor = button.current?.getBoundingClientRect();
    if (anchor === undefined) return;
    const { width, height } = popover.getBoundingClientRect();
    const below = anchor.bottom + MARGIN;
    const fits = below + height <= window.innerHeight - MARGIN;
    const top = fits ? below : Math.max(MARGIN, anchor.top - height - MARGIN);
    const left = Math.max(MARGIN, Math.min(anchor.right - width, window.innerWidth - width - MARGIN));
    Object.assign(popover.style, { top: `${top}px`, left: `${left}px` });
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={`tool-button ${active ? 'active' : ''}`}
        popoverTarget={id}
        aria-label={label}
        aria-expanded={open}
        title={label}
      >
        <Icon name={icon} />
        {text}
      </button>
      <div
        id={id}
        popover="auto"
        className="tool-popover"
        role="dialog"
        aria-label={label}
        onBeforeToggle={(event) => {
          if (event.newState === 'open') onOpen?.();
        }}
        onToggle={(event) => {
          setOpen(event.newState === 'open');
          if (event.newState === 'open') place(event.currentTarget);
        }}
      >
        {children}
      </div>
    </>
  );
}
