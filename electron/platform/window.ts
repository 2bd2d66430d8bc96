import { join } from 'node:path';
import { app, BrowserWindow, type Session, screen } from 'electron';
import { WORKSTATION_URL } from './app-address.ts';
import { SAFE_PREFERENCES } from './web-preferences.ts';

const MINIMUM = { width: 1280, height: 720 };
/** A first window takes the display up to this size. */
const COMFORTABLE = { width: 1920, height: 1200 };

/** Opens the workstation's window; it appears once it has something to show. */
export function openWindow(session: Session, preload: string): BrowserWindow {
  const { workAreaSize } = screen.getPrimaryDisplay();
  const window = new BrowserWindow({
    title: 'Tapedeck',
    width: Math.min(workAreaSize.width, COMFORTABLE.width),
    height: Math.min(workAreaSize.height, COMFORTABLE.height),
    minWidth: MINIMUM.width,
    minHeight: MINIMUM.height,
    // Elsewhere the program's own bundle has it.
    ...(process.platform === 'linux' ? { icon: join(app.getAppPath(), 'assets', 'icons', 'icon.png') } : {}),
    backgroundColor: '#0B0E13',
    show: false,
    webPreferences: { ...SAFE_PREFERENCES, session, preload, spellcheck: false, devTools: true },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(WORKSTATION_URL);
  return window;
}

/** Brings the window back to the front for a second start of the program. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}
