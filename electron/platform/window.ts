import { join } from 'node:path';
import { app, BrowserWindow, type Session, screen } from 'electron';
import { z } from 'zod';
import { WORKSTATION_URL } from './app-address.ts';
import { KeptFile } from './kept-file.ts';
import { SAFE_PREFERENCES } from './web-preferences.ts';
import {
  MINIMUM_SIZE,
  placeWindow,
  type WindowPlacement,
  windowPlacementSchema,
} from './window-placement.ts';

/** A window that is being dragged is kept once it has come to rest. */
const REST_MS = 500;

/** Where the window stood last: on its way from the disk from the moment of the call. */
export function lastPlacement(): KeptFile<WindowPlacement> {
  const file = placementFile();
  void file.load();
  return file;
}

/** Opens the workstation's window where it stood last; it appears once it has something to show. */
export async function openWindow(
  session: Session,
  preload: string,
  placement: KeptFile<WindowPlacement>,
): Promise<BrowserWindow> {
  const { value: remembered } = await placement.load();
  const displays = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    title: 'Tapedeck',
    ...placeWindow(remembered?.bounds, displays),
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
    // Elsewhere the program's own bundle has it.
    ...(process.platform === 'linux' ? { icon: join(app.getAppPath(), 'assets', 'icons', 'icon.png') } : {}),
    backgroundColor: '#0B0E13',
    show: false,
    webPreferences: {
      ...SAFE_PREFERENCES,
      session,
      preload,
      spellcheck: false,
      devTools: true,
      // A scanner's sound is heard before the user has touched the window: it goes on by itself after a crash.
      autoplayPolicy: 'no-user-gesture-required',
    },
  });
  window.once('ready-to-show', () => {
    if (remembered?.maximized === true) window.maximize();
    window.show();
  });
  rememberPlacement(window, placement);
  void window.loadURL(WORKSTATION_URL);
  return window;
}

/** Brings the window back to the front for a second start of the program. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}

/** Where the window stands is no state that anyone must be told about: a file that cannot be read is put aside. */
function placementFile(): KeptFile<WindowPlacement> {
  return new KeptFile({
    path: join(app.getPath('userData'), 'window.json'),
    title: 'Window',
    parse: (text) => {
      const parsed = windowPlacementSchema.safeParse(JSON.parse(text));
      if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
      return parsed.data;
    },
    largestBytes: 4_096,
  });
}

function rememberPlacement(window: BrowserWindow, file: KeptFile<WindowPlacement>): void {
  let timer: NodeJS.Timeout | undefined;
  const save = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (window.isDestroyed() || window.isMinimized()) return;
      const placement = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
      void file.save(`${JSON.stringify(placement)}\n`);
    }, REST_MS);
    timer.unref();
  };
  window.on('resize', save);
  window.on('move', save);
}
