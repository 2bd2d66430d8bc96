import type { ReactNode } from 'react';

/** Icons drawn on a 12 × 12 grid, in the colour of the text around them. */
const SHAPES = {
  registered: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  screening: (
    <>
      <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M6 2a4 4 0 0 1 4 4H6z" fill="currentColor" />
    </>
  ),
  loading: <path d="M6 2a4 4 0 1 1-4 4" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  promoted: <path d="M6 2.2 10.4 10H1.6z" fill="currentColor" />,
  error: <path d="m3 3 6 6m0-6-6 6" stroke="currentColor" strokeWidth="1.8" />,
  stale: (
    <>
      <circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M6 3.6V6l1.6 1.2" fill="none" stroke="currentColor" strokeWidth="1.2" />
    </>
  ),
  halted: <path d="M3 2h2.2v8H3zm3.8 0H9v8H6.8z" fill="currentColor" />,
  lock: (
    <>
      <path d="M3.8 5.4V4a2.2 2.2 0 0 1 4.4 0v1.4" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <rect x="2.4" y="5.2" width="7.2" height="5.2" rx="1" fill="currentColor" />
    </>
  ),
  unlock: (
    <>
      <path d="M3.8 5.4V4a2.2 2.2 0 0 1 4.2-.9" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <rect x="2.4" y="5.2" width="7.2" height="5.2" rx="1" fill="none" stroke="currentColor" />
    </>
  ),
  remove: (
    <path d="M2.5 3.5h7m-5.2 0V2.2h3.4v1.3m-4.2 0 .4 6.3h4.2l.4-6.3" fill="none" stroke="currentColor" />
  ),
  demote: <path d="M6 9.8 1.6 2h8.8z" fill="none" stroke="currentColor" strokeWidth="1.2" />,
  pause: <path d="M3 2h2v8H3zm4 0h2v8H7z" fill="currentColor" />,
  play: <path d="M3 1.8 10 6l-7 4.2z" fill="currentColor" />,
  search: (
    <>
      <circle cx="5" cy="5" r="3.2" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <path d="m7.4 7.4 3 3" stroke="currentColor" strokeWidth="1.3" />
    </>
  ),
  warning: <path d="M6 1.4 11 10.4H1zM6 4.6v3m0 1v1" fill="none" stroke="currentColor" strokeWidth="1.1" />,
  dot: <circle cx="6" cy="6" r="3" fill="currentColor" />,
  close: <path d="m3 3 6 6m0-6-6 6" stroke="currentColor" strokeWidth="1.3" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof SHAPES;

/** Decoration only: the word beside it carries the meaning. */
export function Icon({ name, className }: { name: IconName; className?: string | undefined }) {
  return (
    <svg className={`icon ${className ?? ''}`} viewBox="0 0 12 12" aria-hidden="true">
      {SHAPES[name]}
    </svg>
  );
}
