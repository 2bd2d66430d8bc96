import type { ReactNode } from 'react';
import { useWorkspace } from '../../stores/workspace-store.ts';

interface StatusItemProps {
  /** The panel that tells more: a press opens it. */
  readonly panel?: string;
  readonly title?: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** One figure of the status bar. */
export function StatusItem({ panel, title, className = '', children }: StatusItemProps) {
  const dock = useWorkspace((state) => state.dock);
  const entry = dock?.panels.find(({ id }) => id === panel);
  if (entry === undefined) {
    return (
      <span className={`status-item ${className}`} title={title}>
        {children}
      </span>
    );
  }
  const opens = `Opens ${entry.title}`;
  return (
    <button
      type="button"
      className={`status-item ${className}`}
      title={title === undefined ? opens : `${title}. ${opens}`}
      onClick={() => dock?.show(entry.id)}
    >
      {children}
    </button>
  );
}
