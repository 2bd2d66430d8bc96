import 'dockview-react/dist/styles/dockview.css';
import '../theme/dockview.css';
import {
  type BuiltInContextMenuItem,
  DockviewReact,
  type DockviewReadyEvent,
  type DockviewTheme,
  type GetTabContextMenuItemsParams,
  type ReactContextMenuItemConfig,
} from 'dockview-react';
import { useCallback, useEffect, useRef } from 'react';
import { PANELS } from '../panels/registry.ts';
import { useWorkspace } from '../stores/workspace-store.ts';
import { DockActions, DockBadges } from './DockActions.tsx';
import { DockPanel } from './DockPanel.tsx';
import { DockTab } from './DockTab.tsx';
import { DockController } from './dock-controller.ts';
import { EmptyDock } from './EmptyDock.tsx';
import { GUTTER } from './gutters.ts';

const THEME: DockviewTheme = {
  name: 'tapedeck',
  className: 'dockview-theme-tapedeck',
  gap: GUTTER,
  dndOverlayMounting: 'absolute',
  dndPanelOverlay: 'group',
  dndTabIndicator: 'line',
};
const COMPONENTS = Object.fromEntries(Object.keys(PANELS).map((kind) => [kind, DockPanel]));
const TABS = { tab: DockTab };

function tabMenu(
  params: GetTabContextMenuItemsParams,
): (BuiltInContextMenuItem | ReactContextMenuItemConfig)[] {
  const { panel } = params;
  return [...lockedTabMenu(params), 'separator', { label: 'Close', action: () => panel.api.close() }];
}

function lockedTabMenu({ panel }: GetTabContextMenuItemsParams): ReactContextMenuItemConfig[] {
  const isMaximised = panel.api.isMaximized();
  const toggle = () => (isMaximised ? panel.api.exitMaximized() : panel.api.maximize());
  return [{ label: isMaximised ? 'Give the room back' : 'Maximise', action: toggle }];
}

/** The panels of the workspace, to be moved, resized and put behind each other. */
export function Dock() {
  const place = useRef<HTMLElement>(null);
  const controller = useRef<DockController | null>(null);
  const isLocked = useWorkspace((state) => state.document?.locked ?? false);
  const start = useCallback(({ api }: DockviewReadyEvent) => {
    if (place.current === null) return;
    controller.current?.close();
    controller.current = new DockController(api, place.current);
  }, []);
  useEffect(() => () => controller.current?.close(), []);
  return (
    <main className="workspace" ref={place}>
      <DockviewReact
        theme={THEME}
        components={COMPONENTS}
        tabComponents={TABS}
        leftHeaderActionsComponent={DockBadges}
        rightHeaderActionsComponent={DockActions}
        watermarkComponent={EmptyDock}
        getTabContextMenuItems={isLocked ? lockedTabMenu : tabMenu}
        disableDnd={isLocked}
        locked={isLocked}
        disableFloatingGroups
        scrollbars="native"
        onReady={start}
      />
    </main>
  );
}
