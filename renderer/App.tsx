import './components/components.css';
import './theme/grid.css';
import './theme/shell.css';
import { useEffect } from 'react';
import { ToastStack } from './components/ToastStack.tsx';
import { listenToHotkeys } from './hotkeys/listen.ts';
import { CommandBar } from './panels/command-bar/CommandBar.tsx';
import { Guide } from './panels/guide/Guide.tsx';
import { HitCard } from './panels/hit-card/HitCard.tsx';
import { CsvImportDialog } from './panels/home/csv-import/CsvImportDialog.tsx';
import { DropTarget } from './panels/home/DropTarget.tsx';
import { FolderReportOver } from './panels/home/FolderReportOver.tsx';
import { HomeScreen } from './panels/home/HomeScreen.tsx';
import { LockPopover } from './panels/locks/LockPopover.tsx';
import { OrderTicket } from './panels/order-ticket/OrderTicket.tsx';
import { Palette } from './panels/palette/Palette.tsx';
import { PromotePreview } from './panels/promote-preview/PromotePreview.tsx';
import { RemovalDialog } from './panels/removal/RemovalDialog.tsx';
import { DroppedScriptDialog } from './panels/script-trust/DroppedScriptDialog.tsx';
import { ScriptsDialog } from './panels/script-trust/ScriptsDialog.tsx';
import { SessionDialogs } from './panels/session-dialogs/SessionDialogs.tsx';
import { ShellDialogs } from './panels/shell-dialogs/ShellDialogs.tsx';
import { StatusBar } from './panels/status-bar/StatusBar.tsx';
import { UniverseDialog } from './panels/universe-editor/UniverseDialog.tsx';
import { listenForAlerts } from './stores/alerts-store.ts';
import { useHome } from './stores/home-store.ts';
import { useSession } from './stores/session-store.ts';
import { dismiss, holdToasts, useToasts } from './stores/toast-store.ts';
import { Banners } from './workspace/Banners.tsx';
import { Dock } from './workspace/Dock.tsx';

/** The window: the start screen or the workstation, in a frame of the mode's colour. */
export function App() {
  const mode = useSession((state) => state.snapshot?.status.mode ?? 'none');
  // Neither is drawn before it is known which.
  const isOpen = useHome(({ state }) => state?.open);
  const toasts = useToasts((state) => state.toasts);
  useEffect(listenToHotkeys, []);
  useEffect(listenForAlerts, []);
  return (
    <div className="window" data-mode={isOpen === true ? mode : 'none'}>
      {isOpen === false && <Start />}
      {isOpen === true && <Workstation />}
      <ShellDialogs />
      <SessionDialogs />
      <UniverseDialog />
      <ScriptsDialog />
      <DroppedScriptDialog />
      <FolderReportOver />
      <CsvImportDialog />
      <DropTarget />
      <ToastStack toasts={toasts} onDismiss={dismiss} onHold={holdToasts} />
    </div>
  );
}

function Start() {
  return (
    <>
      <Banners />
      <HomeScreen />
    </>
  );
}

/** Bars above and below, the dock between. */
function Workstation() {
  return (
    <>
      <CommandBar />
      <Banners />
      <Dock />
      <Guide />
      <StatusBar />
      <OrderTicket />
      <PromotePreview />
      <HitCard />
      <RemovalDialog />
      <LockPopover />
      <Palette />
    </>
  );
}
