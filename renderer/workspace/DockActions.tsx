import type { IDockviewHeaderActionsProps } from 'dockview-react';
import { useEffect, useRef } from 'react';
import { offerSlot } from './action-slots.ts';

/** Room beside the tabs for what the panel in front has to say. */
export function DockBadges({ activePanel }: IDockviewHeaderActionsProps) {
  return <Slot side="starts" panelId={activePanel?.id} />;
}

/** Room at the right end of the header for the controls of the panel in front. */
export function DockActions({ activePanel }: IDockviewHeaderActionsProps) {
  return <Slot side="ends" panelId={activePanel?.id} />;
}

function Slot({ side, panelId }: { side: 'starts' | 'ends'; panelId: string | undefined }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (element.current === null || panelId === undefined) return undefined;
    return offerSlot(side, panelId, element.current);
  }, [side, panelId]);
  return <div ref={element} className="dock-actions" />;
}
