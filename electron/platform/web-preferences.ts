import type { WebContents, WebPreferences } from 'electron';

/** The three walls between a page and the system, on in every window. */
export const SAFE_PREFERENCES = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webviewTag: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
} as const satisfies WebPreferences;

/** The preferences that differ from SAFE_PREFERENCES; empty where all walls stand. */
export function unsafePreferences(preferences: WebPreferences | null): string[] {
  if (preferences === null) return ['unknown preferences'];
  const actual = new Map<string, unknown>(Object.entries(preferences));
  return Object.entries(SAFE_PREFERENCES)
    .filter(([name, safe]) => (actual.get(name) ?? false) !== safe)
    .map(([name]) => `${name}=${String(actual.get(name))}`);
}

/** Throws where a page would run without its walls; the program must not go on then. */
export function assertSafe(contents: WebContents): void {
  const unsafe = unsafePreferences(reportsPreferences(contents) ? contents.getLastWebPreferences() : null);
  if (unsafe.length > 0) throw new Error(`A page was created with unsafe preferences: ${unsafe.join(', ')}`);
}

/** Electron has the method for its own security checks, but not in its types. */
interface ReportsPreferences {
  getLastWebPreferences(): WebPreferences | null;
}

function reportsPreferences(contents: object): contents is ReportsPreferences {
  return 'getLastWebPreferences' in contents && typeof contents.getLastWebPreferences === 'function';
}
