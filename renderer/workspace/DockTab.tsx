import type { IDockviewPanelHeaderProps } from 'dockview-react';
import { type MouseEvent, useEffect } from 'react';
import { PANELS, panelKind } from '../panels/registry.ts';
import { usePanels } from '../stores/panel-store.ts';
import { useWorkspace } from '../stores/workspace-store.ts';

const MIDDLE_BUTTON = 1;

/** Title and live figure of a panel; a double click gives it the whole workspace. */
export function DockTab({ api }: IDockviewPanelHeaderProps) {
  const title = usePanels((state) => state.titles[api.id]) ?? PANELS[panelKind(api.id)]?.title ?? api.id;
  const count = usePanels((state) => state.counts[api.id]);
  const isLocked = useWorkspace((state) => state.document?.locked ?? false);
  // The dock names the tab and its group by it for those who hear the window.
  useEffect(() => api.setTitle(title), [api, title]);
  const closeByMiddle = (event: MouseEvent) => {
    if (event.button === MIDDLE_BUTTON && !isLocked) api.close();
  };
  const toggleMaximized = () => (api.isMaximized() ? api.exitMaximized() : api.maximize());
  return (
    // The dock's own element around it is the tab for the keyboard; these are shortcuts of the mouse.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div className="dock-tab" onAuxClick={closeByMiddle} onDoubleClick={toggleMaximized}>
      <span className="dock-title">{title}</span>
      {count !== undefined && count.text !== '' && (
        <span className={`dock-count ${count.tone}`}>{count.text}</span>
      )}
    </div>
  );
}
