import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, shell, type WebContents } from 'electron';
import { epochMs } from '../shared/domain/time.ts';
import type { EventName } from '../shared/ipc/channels.ts';
import type { EventPayload } from '../shared/ipc/contract.ts';
import { sweepUnfinished } from './archive/catalogue.ts';
import { exchangeCalendar } from './engine/calendar/exchanges.ts';
import { alertHandlers } from './ipc/handlers/alerts.ts';
import { chartHandlers } from './ipc/handlers/chart.ts';
import { configHandlers } from './ipc/handlers/config.ts';
import { hitHandlers } from './ipc/handlers/hits.ts';
import { homeHandlers } from './ipc/handlers/home.ts';
import { importHandlers } from './ipc/handlers/import.ts';
import { productHandlers } from './ipc/handlers/product.ts';
import { qualityHandlers } from './ipc/handlers/quality.ts';
import { scannerCatalogueHandlers } from './ipc/handlers/scanner-catalogue.ts';
import { draftHandlers } from './ipc/handlers/scanner-drafts.ts';
import { scannerHandlers } from './ipc/handlers/scanners.ts';
import { scriptHandlers } from './ipc/handlers/scripts.ts';
import { sessionHandlers } from './ipc/handlers/session.ts';
import { settingsHandlers } from './ipc/handlers/settings.ts';
import { symbolHandlers } from './ipc/handlers/symbol.ts';
import { tradingHandlers } from './ipc/handlers/trading.ts';
import { universeHandlers } from './ipc/handlers/universe.ts';
import { registerRequests, sendEvent } from './ipc/registrar.ts';
import { SessionHost } from './ipc/session-host.ts';
import { APP_ORIGIN } from './platform/app-address.ts';
import { registerAppScheme, serveApp } from './platform/app-protocol.ts';
import { containEveryPage, pageSession } from './platform/containment.ts';
import { DraftDesk } from './platform/drafts/draft-desk.ts';
import { draftThread } from './platform/drafts/draft-thread.ts';
import { embeddedConfig } from './platform/embedded-config.ts';
import { CsvDesk } from './platform/home/csv-desk.ts';
import { systemDialogs } from './platform/home/dialogs.ts';
import { FolderDesk } from './platform/home/folder-desk.ts';
import { ImportDesk } from './platform/home/import-desk.ts';
import { readInWorker } from './platform/home/read-in-worker.ts';
import { sampleFolder } from './platform/home/sample-folder.ts';
import { simulatedOffer } from './platform/home/simulated-offer.ts';
import { launchOptions } from './platform/launch-options.ts';
import { endOnUncaughtErrors, endProgram, failProgram, stopBeforeQuit } from './platform/lifecycle.ts';
import { installMenu } from './platform/menu.ts';
import { SystemNotifier } from './platform/notifier.ts';
import { recoverFromCrashes } from './platform/renderer-recovery.ts';
import { ScriptFolder } from './platform/scripts/script-folder.ts';
import { SCRIPT_KIT } from './platform/scripts/script-kit.ts';
import { TrustedScripts } from './platform/scripts/trusted-scripts.ts';
import { sourcesIn } from './platform/session-factory.ts';
import { SessionLibrary } from './platform/session-library.ts';
import { Sessions } from './platform/sessions.ts';
import { SettingsStore } from './platform/settings-store.ts';
import { SmokeRun } from './platform/smoke.ts';
import { SourceThreads, sourceThread } from './platform/source-threads.ts';
import { sweepTrialFolders } from './platform/trial-folder.ts';
import { bringToFront, lastPlacement, openWindow } from './platform/window.ts';
import { WorkspaceStore } from './platform/workspace-store.ts';
import { ThreadScripts } from './scripts/thread-scripts.ts';

// Builds the parts of the window program and wires them; no logic of its own.

type Send = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void;

const here = dirname(fileURLToPath(import.meta.url));
const options = launchOptions(process.argv, process.env);
const smoke = options.smoke === undefined ? undefined : new SmokeRun(options.smoke.screenshot);

if (options.userDataFolder !== undefined) app.setPath('userData', options.userDataFolder);
if (options.temporaryUserData) sweepTrialFolders();
endOnUncaughtErrors();
registerAppScheme();
containEveryPage(failProgram);

if (app.requestSingleInstanceLock()) void start().catch(failProgram);
else if (smoke === undefined) app.quit();
else failProgram(new Error('Another Tapedeck runs on the same user data folder.'));

async function start(): Promise<void> {
  // Kept, since a window that has closed no longer gives its contents.
  let window: BrowserWindow | undefined;
  let contents: WebContents | undefined;
  const send: Send = (name, payload) => {
    if (contents !== undefined) sendEvent(contents, name, payload);
  };
  const host = new SessionHost((open) => {
    // Trials are of the session before.
    void drafts.close();
    send('session.changed', { open });
  });
  const columnCache = resolve(app.getPath('userData'), 'cache', 'columns');
  const threads = new SourceThreads(() => sourceThread(columnCache));
  const archive = resolve(app.getPath('userData'), 'archive');
  const scripts = new ScriptFolder(
    resolve(app.getPath('userData'), 'scripts'),
    new TrustedScripts(app.getPath('userData')),
    SCRIPT_KIT,
  );
  const sessions = new Sessions({
    host,
    scripts: new ThreadScripts((file, sha256) => scripts.find(file, sha256)),
    library: new SessionLibrary(resolve(app.getPath('userData'), 'sessions')),
    connect: sourcesIn(threads, archive),
    onOpening: (opening) => send('home.opening', { opening }),
  });
  const drafts = new DraftDesk({
    running: () => host.running(),
    dataFolder: () => sessions.dataFolder(),
    archive,
    columnCache,
    scripts: () => scripts.trusted(),
    start: draftThread,
    onProgress: (progress) => send('scanner.draftProgress', progress),
  });
  registerRequests(
    {
      ...sessionHandlers(host, (delta) => send('session.delta', delta)),
      ...symbolHandlers(host),
      ...hitHandlers(host),
      ...alertHandlers(new SystemNotifier(() => window), (hit) => send('alert.opened', hit)),
      ...qualityHandlers(host),
      ...tradingHandlers(host),
      ...scannerCatalogueHandlers(host),
      ...chartHandlers(host),
      ...scannerHandlers(host),
      ...scriptHandlers({
        host,
        folder: scripts,
        dialogs: systemDialogs(() => window),
        now: () => new Date().toISOString(),
        show: (path) => shell.showItemInFolder(path),
      }),
      ...draftHandlers(drafts),
      ...choosingHandlers(sessions, host, archive, send, () => window),
      ...settingsHandlers(
        new SettingsStore(app.getPath('userData')),
        new WorkspaceStore(app.getPath('userData')),
      ),
      ...productHandlers(productInfo(), (report) => smoke?.onReport(report)),
    },
    { origin: APP_ORIGIN, now: () => performance.now(), onRefusal: reportRefusal },
  );
  stopBeforeQuit(host);
  // A session is built while Electron itself still starts; which one is decided before a page can ask.
  threads.prepare();
  const placement = lastPlacement();
  await Promise.all([openFirstSession(sessions), app.whenReady(), sweepArchive(archive)]);
  const session = pageSession();
  installMenu();
  serveApp(session, resolve(here, '../renderer'));
  window = await openWindow(session, resolve(here, '../preload/preload.cjs'), placement);
  contents = window.webContents;
  wireWindow(window);
  if (smoke !== undefined) runSmoke(smoke, window, host);
}

/** Requests by which a session is chosen, and by which its config comes and goes. */
function choosingHandlers(
  door: Sessions,
  host: SessionHost,
  archive: string,
  send: Send,
  window: () => BrowserWindow | undefined,
) {
  const exchange = 'NYSE';
  const calendar = exchangeCalendar(exchange);
  const dialogs = systemDialogs(window);
  const desk = new FolderDesk({
    read: (root) =>
      readInWorker(
        { root, exchange },
        (progress) => send('home.progress', progress),
        () => performance.now(),
      ),
    calendar,
    today: () => calendar.dateOf(epochMs(Date.now())),
  });
  const csv = new CsvDesk({
    exchange,
    calendar,
    archive,
    now: () => Date.now(),
    clock: () => performance.now(),
    onProgress: (progress) => send('import.progress', progress),
    onLook: (files) => send('home.progress', { files, of: null }),
  });
  const simulated = simulatedOffer(embeddedConfig);
  return {
    ...homeHandlers({ door, desk, dialogs, simulated, sampleFolder: sampleFolder(app.getAppPath()) }),
    ...importHandlers({ door, csv, folders: desk, dialogs }),
    ...configHandlers({ door, desk: new ImportDesk(), dialogs }),
    ...universeHandlers(host, dialogs),
  };
}

/** The one that the command line names, a trial's own, or the one that a crash took away; none otherwise. */
async function openFirstSession(sessions: Sessions): Promise<void> {
  if (options.configPath !== undefined) void sessions.openFile(options.configPath, options.dataFolder);
  else if (smoke !== undefined) void sessions.open({ kind: 'simulated' });
  else await sessions.recover();
}

/** What killed imports left; nothing that stands in the way of a start. */
async function sweepArchive(archive: string): Promise<void> {
  await sweepUnfinished(archive).catch((error: Error) =>
    process.stderr.write(`What an import left in ${archive} cannot be removed: ${error.message}\n`),
  );
}

function wireWindow(window: BrowserWindow): void {
  recoverFromCrashes(window.webContents);
  app.on('second-instance', () => bringToFront(window));
  app.on('window-all-closed', () => app.quit());
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
