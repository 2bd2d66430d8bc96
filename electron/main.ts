import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow } from 'electron';
import { chartHandlers } from './ipc/handlers/chart.ts';
import { productHandlers } from './ipc/handlers/product.ts';
import { sessionHandlers } from './ipc/handlers/session.ts';
import { settingsHandlers } from './ipc/handlers/settings.ts';
import { symbolHandlers } from './ipc/handlers/symbol.ts';
import { tradingHandlers } from './ipc/handlers/trading.ts';
import { registerRequests, sendEvent } from './ipc/registrar.ts';
import { SessionHost } from './ipc/session-host.ts';
import { APP_ORIGIN } from './platform/app-address.ts';
import { registerAppScheme, serveApp } from './platform/app-protocol.ts';
import { containEveryPage, pageSession } from './platform/containment.ts';
import { launchOptions } from './platform/launch-options.ts';
import { endOnUncaughtErrors, endProgram, failProgram, stopBeforeQuit } from './platform/lifecycle.ts';
import { installMenu } from './platform/menu.ts';
import { recoverFromCrashes } from './platform/renderer-recovery.ts';
import { createSession } from './platform/session-factory.ts';
import { SettingsStore } from './platform/settings-store.ts';
import { SmokeRun } from './platform/smoke.ts';
import { sweepTrialFolders } from './platform/trial-folder.ts';
import { bringToFront, openWindow } from './platform/window.ts';
import { WorkspaceStore } from './platform/workspace-store.ts';

// Builds the parts of the window program and wires them; no logic of its own.

const here = dirname(fileURLToPath(import.meta.url));
const options = launchOptions(process.argv, process.env);
const smoke = options.smoke === undefined ? undefined : new SmokeRun(options.smoke.screenshot);

if (options.userDataFolder !== undefined) app.setPath('userData', options.userDataFolder);
if (options.temporaryUserData) sweepTrialFolders();
endOnUncaughtErrors();
registerAppScheme();
containEveryPage(failProgram);

if (app.requestSingleInstanceLock()) void app.whenReady().then(start).catch(failProgram);
else if (smoke === undefined) app.quit();
else failProgram(new Error('Another Tapedeck runs on the same user data folder.'));

async function start(): Promise<void> {
  const session = pageSession();
  installMenu();
  serveApp(session, resolve(here, '../renderer'));
  const window = openWindow(session, resolve(here, '../preload/preload.cjs'));
  // Kept, since a window that has closed no longer gives its contents.
  const { webContents } = window;
  const host = new SessionHost((open) => sendEvent(webContents, 'session.changed', { open }));
  void host.open(() =>
    createSession({
      configPath: options.configPath,
      dataFolder: options.dataFolder,
      sessionFolder: resolve(app.getPath('userData'), 'session'),
    }),
  );
  registerRequests(
    {
      ...sessionHandlers(host, (delta) => sendEvent(webContents, 'session.delta', delta)),
      ...symbolHandlers(host),
      ...tradingHandlers(host),
      ...chartHandlers(host),
      ...settingsHandlers(
        new SettingsStore(app.getPath('userData')),
        new WorkspaceStore(app.getPath('userData')),
      ),
      ...productHandlers(productInfo(), (report) => smoke?.onReport(report)),
    },
    { origin: APP_ORIGIN, now: () => performance.now(), onRefusal: reportRefusal },
  );
  wireWindow(window, host);
  if (smoke !== undefined) runSmoke(smoke, window, host);
}

function wireWindow(window: BrowserWindow, host: SessionHost): void {
  recoverFromCrashes(window.webContents);
  app.on('second-instance', () => bringToFront(window));
  app.on('window-all-closed', () => app.quit());
  stopBeforeQuit(host);
}

function runSmoke(run: SmokeRun, window: BrowserWindow, host: SessionHost): void {
  run.run(host.running(), window.webContents).then(
    (result) => endProgram(host, 0, `${JSON.stringify(result)}\n`),
    (cause: Error) => failProgram(cause, host),
  );
}

function productInfo() {
  return {
    version: app.getVersion(),
    electron: process.versions.electron ?? 'unknown',
    developmentRuntime: options.developmentRuntime,
  };
}

function reportRefusal(name: string, refused: { code: string; message: string }): void {
  process.stderr.write(`Request ${name} refused: ${refused.code}: ${refused.message}\n`);
}
