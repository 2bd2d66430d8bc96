import { createContext, type ReactNode, useContext } from 'react';
import { createPortal } from 'react-dom';

/** The place of the dock that a panel is mounted in. */
export interface PanelHost {
  /** Id of this instance: `universe`, `chart-2`. */
  readonly id: string;
  /** Elements in the dock's header, at its right end and beside the tabs; null while another tab is in front. */
  readonly actions: HTMLElement | null;
  readonly badges: HTMLElement | null;
}

const Host = createContext<PanelHost>({ id: 'panel', actions: null, badges: null });

/** Around a panel: tells it where it is. */
export const PanelHostProvider = Host.Provider;

/** Id of the panel that this component is in; state and counts are kept under it. */
export function usePanelId(): string {
  return useContext(Host).id;
}

/**
 * Puts controls of a panel into the dock's header: at its right end, or (`side="start"`) beside the
 * tabs. Shown while the panel's tab is in front.
 */
export function PanelActions({ side = 'end', children }: { side?: 'start' | 'end'; children: ReactNode }) {
  const { actions, badges } = useContext(Host);
  const place = side === 'end' ? actions : badges;
  return place === null ? null : createPortal(children, place);
}
