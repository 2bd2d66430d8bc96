import './popover.css';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';

/** The box of what a popover opens beside, in CSS px. */
export interface PopoverPlace {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}

interface PopoverProps {
  readonly label: string;
  /** Null: in the upper middle of the window. */
  readonly place: PopoverPlace | null;
  readonly children: ReactNode;
  /** Escape, or a press elsewhere. */
  readonly onClose: () => void;
  /** In CSS px. */
  readonly width?: number;
}

/** Room to the edges of the window. */
const MARGIN = 8;

/** A small window beside what it is about. It takes the focus, and gives it back when it goes. */
export function Popover({ label, place, children, onClose, width = 280 }: PopoverProps) {
  const popover = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = popover.current;
    if (element === null) return;
    const { left, top } = fitted(place, width, element.offsetHeight);
    element.style.left = `${left}px`;
    element.style.top = `${top}px`;
    const before = document.activeElement;
    const first = element.querySelector<HTMLElement>('[data-autofocus]');
    (first ?? element.querySelector<HTMLElement>('input, button'))?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, [place, width]);
  useLayoutEffect(() => {
    const outside = (event: Event) => {
      if (!(event.target instanceof Node && popover.current?.contains(event.target))) onClose();
    };
    document.addEventListener('pointerdown', outside, { capture: true });
    return () => document.removeEventListener('pointerdown', outside, { capture: true });
  }, [onClose]);
  return createPortal(
    <div
      ref={popover}
      className="popover"
      role="dialog"
      aria-label={label}
      style={{ width }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
      onBlur={({ relatedTarget, currentTarget }) => {
        if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) onClose();
      }}
    >
      {children}
    </div>,
    document.body,
  );
}

/** Below its place, or above where there is no room; inside the window in either case. */
function fitted(place: PopoverPlace | null, width: number, height: number): { left: number; top: number } {
  const { innerWidth, innerHeight } = window;
  if (place === null) return { left: (innerWidth - width) / 2, top: innerHeight * 0.28 };
  const below = place.bottom + 4;
  const above = place.top - 4 - height;
  const top = below + height + MARGIN <= innerHeight ? below : Math.max(MARGIN, above);
  return { left: Math.max(MARGIN, Math.min(place.left, innerWidth - width - MARGIN)), top };
}
