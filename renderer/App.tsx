import './components/components.css';
import './theme/grid.css';
import './theme/shell.css';
import { useEffect } from 'react';
import { Banner } from './components/Banner.tsx';
import { ToastStack } from './components/ToastStack.tsx';
import { CommandBar } from './panels/command-bar/CommandBar.tsx';
import { StatusBar } from './panels/status-bar/StatusBar.tsx';
import { listenToHotkeys } from './stores/hotkeys.ts';
import { useSession } from './stores/session-store.ts';
import { dismiss, holdToasts, useToasts } from './stores/toast-store.ts';
import { Dock } from './workspace/Dock.tsx';

/** The window: frame in the colour of the mode, bars above and below, the dock between. */
export function App() {
  const mode = useSession((state) => state.snapshot?.status.mode ?? 'none');
  const toasts = useToasts((state) => state.toasts);
  useEffect(listenToHotkeys, []);
  return (
    <div className="window" data-mode={mode}>
      <CommandBar />
      <Banners />
      <Dock />
      <StatusBar />
      <ToastStack toasts={toasts} onDismiss={dismiss} onHold={holdToasts} />
    </div>
  );
}

function Banners() {
  const connection = useSession((state) => state.connection);
  const status = useSession((state) => state.snapshot?.status);
  const failure = connection.kind === 'failed' ? connection.failure.message : status?.failure;
  const title = connection.kind === 'failed' ? 'The session did not start' : 'The session stopped';
  return (
    <>
      {failure && <Banner critical text={`${title}: ${failure}`} />}
      {status?.warnings.map((warning) => (
        <Banner key={warning} critical={false} text={warning} />
      ))}
    </>
  );
}
